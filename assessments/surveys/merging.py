"""What merging does to surveys: all of it stays with the account it was done with, and is read through both."""

from django.utils.translation import gettext_lazy as _

from assessments.surveys.models import Rating, TestSeat, Ticket
from training_site.duplicates.parts import Foreseen, Part, register
from training_site.people.models import User


def foresee(account: User, _person: User) -> Foreseen:
    """How much there is."""
    return Foreseen(stays=sum(table.objects.filter(person=account).count() for table in (Ticket, Rating, TestSeat)))


def register_all() -> None:
    """Make it known."""
    register(
        Part(
            key="surveys.asked",
            title=_("Surveys and tests"),
            stays=_(
                "A link to a survey still works, and what was known before and after counts for the account that is kept."
            ),
            foresee=foresee,
        )
    )
