"""What merging does to answers: nothing. They stay as they were given, and what was passed counts."""

from django.utils.translation import gettext_lazy as _

from assessments.models import Attempt, QuizAttempt
from training_site.duplicates.parts import Foreseen, Part, register
from training_site.people.models import User


def foresee(account: User, _person: User) -> Foreseen:
    """How many."""
    return Foreseen(
        stays=Attempt.objects.filter(learner=account).count() + QuizAttempt.objects.filter(learner=account).count()
    )


def register_all() -> None:
    """Make it known."""
    register(
        Part(
            key="assessments.answers",
            title=_("Answers and quizzes"),
            stays=_("As they were given, under the closed account. A quiz that was passed counts as passed."),
            foresee=foresee,
        )
    )
