"""What coordinators are told about their board: numbers and a unit, never a person."""

from django.utils.translation import gettext_lazy as _

from training_site.notices import kinds
from training_site.notices.kinds import Kind

KINDS = (
    Kind(
        "reporting.view",
        _("Your view of the board, this month"),
        _(
            "On %(on)s in %(unit)s: %(certified)s certified, %(expiring)s of them through the next 90 days only, %(late)s late or expired."
        ),
        facts=("on", "unit", "certified", "expiring", "late"),
    ),
)


def register_all() -> None:
    """Make the kinds known."""
    for kind in KINDS:
        kinds.register(kind)
