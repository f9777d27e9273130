"""What statuses, turns and reasons are called."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.reporting.laws import statuses
from assessments.reporting.laws.counting import DECISION, LEARNER
from assessments.reporting.models import BoardRow

STATUS: Mapping[str, Promise] = {
    statuses.CERTIFIED: gettext_lazy("Certified"),
    statuses.WINDOW_OPEN: gettext_lazy("Certified, can be renewed"),
    statuses.EXPIRED: gettext_lazy("Expired"),
    statuses.ON_THE_WAY: gettext_lazy("On the way"),
    statuses.OVERDUE: gettext_lazy("Overdue"),
    statuses.SUSPENDED: gettext_lazy("Suspended"),
    statuses.REVOKED: gettext_lazy("Withdrawn"),
    statuses.FAILED: gettext_lazy("Not awarded"),
    "expiring_30": gettext_lazy("Expires within 30 days"),
    "expiring_60": gettext_lazy("Expires within 60 days"),
    "expiring_90": gettext_lazy("Expires within 90 days"),
    statuses.STALLED: gettext_lazy("Stalled for a month"),
}
"""Every question about a status."""

TURNS: Mapping[str, Promise] = {
    LEARNER: gettext_lazy("the learner"),
    "mentor": gettext_lazy("the mentor"),
    "line_manager": gettext_lazy("the line manager"),
    "assessor": gettext_lazy("the assessor"),
    "moderator": gettext_lazy("the moderator"),
    "coordinator": gettext_lazy("the coordinator"),
    DECISION: gettext_lazy("the decision"),
}

THINGS: Mapping[str, Promise] = {
    "mentor_sign_off": gettext_lazy("waits for mentor sign-off"),
    "manual_attestation": gettext_lazy("waits for somebody to vouch"),
    "observation": gettext_lazy("waits for an observation"),
    "sessions_attended": gettext_lazy("waits for sessions with the mentor"),
    "mentoring_schedule_met": gettext_lazy("waits for the rhythm of mentoring"),
    "competency_at": gettext_lazy("waits for levels of competency"),
    "review_outcome": gettext_lazy("waits for a progress review"),
    "practice_task": gettext_lazy("waits for the mentor to read a practice note"),
    "practice_hours": gettext_lazy("waits for hours to be confirmed"),
    "profile_verified": gettext_lazy("waits for the name to be checked"),
    "evidence_shown": gettext_lazy("waits for evidence to be checked"),
    "quiz_passed": gettext_lazy("waits for another try at a quiz"),
}
"""At which requirement somebody else's turn it is."""


def reason(row: BoardRow) -> str:
    """`waits for mentor sign-off since 12 May`, `nothing done since 3 April`; empty where no round is open."""
    if not row.waits_for or row.since is None:
        return ""
    since = short_day(row.since)
    if row.waits_for == LEARNER:
        return _("nothing done since %(day)s") % {"day": since}
    if row.waits_for == DECISION:
        return _("waits for the decision since %(day)s") % {"day": since}
    what = THINGS.get(row.waits_at) or _("waits for %(who)s") % {"who": TURNS.get(row.waits_for, row.waits_for)}
    return _("%(waits)s since %(day)s") % {"waits": what, "day": since}


def short_day(day: date) -> str:
    """`12 May`, `12 May 2025`: as the reader's language writes a day."""
    return date_format(day, "DATE_FORMAT")


def month_text(day: date) -> str:
    """`May 2027`."""
    return date_format(day, "YEAR_MONTH_FORMAT")
