"""Relationships and agreements in words: states, kinds and reasons, as every page says them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAUSE: Mapping[str, Promise] = {
    "leave": _("Leave"),
    "sickness": _("Sickness"),
    "emergency": _("An emergency at work"),
    "other": _("Another reason"),
}
DECLINE: Mapping[str, Promise] = {
    "no_time": _("I do not have the time"),
    "too_near": _("We are too close, or work too closely together"),
    "conflict": _("There is a conflict of interest"),
    "other": _("Another reason"),
}
END: Mapping[str, Promise] = {
    "finished": _("The programme is finished"),
    "moved": _("The learner works somewhere else now"),
    "mentor_left": _("The mentor has left"),
    "agreed": _("Both wanted a change"),
    "conflict": _("There is a conflict of interest"),
    "other": _("Another reason"),
}
ENDED: Mapping[str, Promise] = {
    **END,
    **DECLINE,
    "learner_changed": _("The learner changed to another mentor"),
    "taken_back": _("The proposal was taken back"),
}
"""Every reason why something is over."""

WAITS: Mapping[str, Promise] = {
    "proposed": _("Proposed; both still have to say yes"),
    "awaiting_learner": _("Proposed; the mentor said yes, the learner has not answered yet"),
    "awaiting_mentor": _("Proposed; the learner said yes, the mentor has not answered yet"),
}
ACTIVE, TO_COME, OVER = _("since %(day)s"), _("from %(day)s on"), _("until %(day)s")

ROLES: Mapping[str, Promise] = {
    "learner": _("learner"),
    "mentor": _("mentor"),
    "line_manager": _("line manager"),
}
"""What somebody signs as."""
