"""What people are told about texts that others mark."""

from django.utils.translation import gettext_lazy as _

from training_site.notices import kinds
from training_site.notices.kinds import Kind

KINDS = (
    Kind(
        "assessments.text_marked",
        _("Your text is marked"),
        _("Somebody has read your text, and says what is good in it and what is missing."),
    ),
)


def register_all() -> None:
    """Make them known."""
    for kind in KINDS:
        kinds.register(kind)
