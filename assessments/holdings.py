"""What assessments hold about a person: answers, quizzes, texts that others mark."""

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
        Table(model="assessments.QuizMark", person="sitting__learner", hidden=("by",)),
        Table(model="assessments.QuizMark", person="by", acts=True),
        Table(model="assessments.LongTask", person="by", acts=True),
    ),
    erase=erase,
)

MORE_TIME = Holding(
    key="assessments.more_time",
    title=_("More time at quizzes"),
    purpose=_("So that you have the time you need. Of the reason a keyword is kept, and never what you have."),
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


TEXTS = Holding(
    key="assessments.texts",
    title=_("Texts that others mark"),
    purpose=_("So that somebody can say what is good in them and what is missing."),
    stays=_("That a text was marked, and with how many points; what you said of texts of others, without your name."),
    tables=(
        Table(model="assessments.HandedText", person="learner", texts=("words",)),
        Table(model="assessments.Judgement", person="text__learner", texts=("comments",), hidden=("marker",)),
        Table(model="assessments.Judgement", person="marker", acts=True),
        Table(model="assessments.JudgementDraft", person="marker", acts=True, goes=True),
        Table(model="assessments.PeerTask", person="judge", acts=True),
        Table(model="assessments.MarkingEvent", person="by", acts=True),
    ),
    erase=lambda what: erasing.erase_texts(person=what.person),
)


DRAFTS = Holding(
    key="assessments.drafts",
    title=_("What you have typed and not sent yet"),
    purpose=_(
        "So that you find it again after a reload, a lost connection or on another device. It goes once you answer."
    ),
    tables=(Table(model="assessments.AnswerDraft", person="learner", texts=("response",), goes=True),),
)


def register_all() -> None:
    """Make them known."""
    register(ANSWERS, DRAFTS, TEXTS, MORE_TIME, QUESTIONS)
