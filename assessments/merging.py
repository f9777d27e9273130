"""What merging does to answers: nothing. They stay as they were given, and what was passed counts. What is not sent yet goes along."""

from django.utils.translation import gettext_lazy as _

from assessments.models import Attempt, QuizAttempt
from assessments.services import drafts
from training_site.duplicates.parts import Foreseen, Merging, Part, register
from training_site.people.models import User


def foresee(account: User, _person: User) -> Foreseen:
    """How many."""
    return Foreseen(
        stays=Attempt.objects.filter(learner=account).count() + QuizAttempt.objects.filter(learner=account).count()
    )


def foresee_drafts(account: User, person: User) -> Foreseen:
    """Which go on."""
    moves, collides = drafts.handed_over(account=account, person=person)
    return Foreseen(moves=moves, collides=collides)


def move_drafts(what: Merging) -> None:
    """Let them go on."""
    drafts.hand_over(account=what.account, person=what.person)


def register_all() -> None:
    """Make it known."""
    register(
        Part(
            key="assessments.answers",
            title=_("Answers and quizzes"),
            stays=_("As they were given, under the closed account. A quiz that was passed counts as passed."),
            foresee=foresee,
        ),
        Part(
            key="assessments.drafts",
            title=_("Answers that are typed and not sent yet"),
            moves=_("They go on on the account that is kept."),
            collides=_("Something else is typed there: these end."),
            foresee=foresee_drafts,
            move=move_drafts,
        ),
    )
