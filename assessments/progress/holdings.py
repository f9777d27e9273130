"""What progress holds about a person."""

from django.utils.translation import gettext_lazy as _

from training_site.privacy.holdings import Holding, Table, register

PROGRESS = Holding(
    key="progress.course",
    title=_("How far you are"),
    purpose=_("So that you come back to where you stopped, and see what is missing."),
    stays=_("Which lessons somebody completed and when, as a number without a name: certificates rest on it."),
    tables=(
        Table(model="progress.Enrolment", person="learner"),
        Table(model="progress.LessonEvent", person="learner"),
        Table(model="progress.LessonProgress", person="learner"),
        Table(model="progress.ModuleProgress", person="learner"),
        Table(model="progress.Place", person="learner", goes=True),
    ),
)


def register_all() -> None:
    """Make it known."""
    register(PROGRESS)
