"""What assessments hold about a person: answers and quizzes."""

from django.utils.translation import gettext_lazy as _

from assessments.services import erasing
from training_site.privacy.holdings import Counts, Erasing, Holding, Table, register


def erase(what: Erasing) -> Counts:
    """The words go; verdicts and scores stay."""
    return erasing.erase(person=what.person)


ANSWERS = Holding(
    key="assessments.answers",
    title=_("Your answers"),
    purpose=_("So that you see what you have shown, and a certificate rests on it."),
    stays=_(
        "That somebody answered, when, and whether it was right, as a number without a name: questions are judged by it."
    ),
    tables=(
        Table(model="assessments.Attempt", person="learner", hidden=("answer_digest",)),
        Table(model="assessments.QuizAttempt", person="learner", hidden=("seed",)),
        Table(model="assessments.QuizResponse", person="attempt__learner"),
        Table(model="assessments.QuizStep", person="attempt__learner"),
    ),
    erase=erase,
)

MORE_TIME = Holding(
    key="assessments.more_time",
    title=_("More time at quizzes"),
    purpose=_("So that you have the time you need. The reason is not kept."),
    stays=_("What you gave to others stays theirs."),
    tables=(
        Table(model="assessments.Accommodation", person="person", goes=True),
        Table(model="assessments.QuizExemption", person="learner", goes=True),
        Table(model="assessments.Accommodation", person="given_by", acts=True),
        Table(model="assessments.QuizExemption", person="given_by", acts=True),
    ),
)

QUESTIONS = Holding(
    key="assessments.questions",
    title=_("Questions you wrote for quizzes"),
    purpose=_("So that it is known who changed a question, and when."),
    stays=_("The question stays; it belongs to the programme."),
    tables=(Table(model="assessments.QuestionVersion", person="written_by", acts=True),),
)


def register_all() -> None:
    """Make them known."""
    register(ANSWERS, MORE_TIME, QUESTIONS)
