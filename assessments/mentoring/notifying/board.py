"""What people are told about a coordinator who asks."""

from django.utils.translation import gettext_lazy as _

from training_site.notices.kinds import Kind

BOARD = (
    Kind(
        "mentoring.asked_to_meet",
        _("Your coordinator asks you two to meet"),
        _("They see that it is time, not what you talk about. Plan a session here."),
    ),
)
