"""Rounds in words: what they are called, how they stand, what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.certification.laws.clauses import ALTERNATIVE, INITIAL
from assessments.certification.pages.periods import day_text
from assessments.certification.selectors.ways import Round

STATES: Mapping[str, Promise] = {
    "assigned": gettext_lazy("Not begun"),
    "in_progress": gettext_lazy("On the way"),
    "ready": gettext_lazy("Everything is met; waits for the decision"),
    "referred": gettext_lazy("Not yet: something is missing"),
    "deferred": gettext_lazy("The decision waits until more is known"),
    "failed": gettext_lazy("Not awarded"),
    "on_leave": gettext_lazy("On leave"),
    "certified": gettext_lazy("Certified"),
    "window_open": gettext_lazy("Certified; can be renewed now"),
    "grace": gettext_lazy("Expired; can still be renewed"),
    "lapsed": gettext_lazy("Expired"),
    "renewed": gettext_lazy("Renewed"),
    "suspended": gettext_lazy("Suspended"),
    "revoked": gettext_lazy("Withdrawn by the issuer"),
    "expired": gettext_lazy("Ended without renewal"),
    "withdrawn": gettext_lazy("No longer asked for"),
    "transferred": gettext_lazy("Taken over elsewhere"),
    "superseded": gettext_lazy("Replaced by another round"),
}
"""Every state of the machine of cycles."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """A round that is over, or that goes on beside the one at work."""

    title: str
    state: str
    days: str


def round_title(each: Round) -> str:
    """`First certificate`, `Renewal`, `Anew`."""
    kind = each.cycle.path.partition(":")[0]
    if kind not in (INITIAL, ALTERNATIVE):
        return _("Round %(number)d: renewal") % {"number": each.cycle.number}
    if each.cycle.number == 1:
        return _("Round 1: the first time")
    return _("Round %(number)d: the whole way anew") % {"number": each.cycle.number}


def past(each: Round) -> Past:
    """A line of the history."""
    cycle = each.cycle
    parts = [_("begun on %(day)s") % {"day": day_text(cycle.opened_on)}]
    if cycle.completed_on:
        parts.append(_("met on %(day)s") % {"day": day_text(cycle.completed_on)})
    if cycle.expires_on:
        parts.append(_("valid through %(day)s") % {"day": day_text(cycle.expires_on)})
    return Past(title=round_title(each), state=str(STATES[cycle.state]), days=" · ".join(parts))
