"""Until when a certificate holds, in words: what is left, when it can be renewed, and what becomes of it afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.certification.laws.calendar import Period
from assessments.certification.models import Cycle
from assessments.certification.pages.periods import day_text

STEPS = (7, 30, 60, 90)
"""Days before the last one at which the words change, as the reminders do."""
STEP_WORDS: Mapping[int, Promise] = {
    7: gettext_lazy("Only a few days are left."),
    30: gettext_lazy("A month is left, or less."),
    60: gettext_lazy("Two months are left, or less."),
    90: gettext_lazy("Three months are left, or less."),
}
SOON, LATE = "wait", "bad"
TONES = {7: LATE, 30: SOON, 60: SOON, 90: ""}


@dataclass(frozen=True, kw_only=True)
class Expiry:
    """What is said about the last day."""

    headline: str
    detail: str
    tone: str
    """The class of the notice: nothing, `wait` or `bad`."""
    step: int | None = None
    """Which of STEPS it is; None before and after."""


def expiry_of(cycle: Cycle, grace: Period, *, today: date) -> Expiry | None:
    """About the certificate of a round; None before there is one."""
    if cycle.completed_on is None:
        return None
    last = cycle.expires_on
    if last is None:
        return Expiry(headline=_("It does not expire."), detail="", tone="")
    left = (last - today).days
    if left < 0:
        return _expired(last, grace, today)
    step = next((step for step in STEPS if left <= step), None)
    return Expiry(
        headline=_valid_text(last, left),
        detail=" ".join(
            part for part in (str(STEP_WORDS[step]) if step and left else "", _renewal(cycle, today)) if part
        ),
        tone=TONES[step] if step else "",
        step=step,
    )


def _valid_text(last: date, left: int) -> str:
    if left == 0:
        return _("Today, %(day)s, is its last day.") % {"day": day_text(last)}
    if left > STEPS[-1]:
        return _("Valid through %(day)s.") % {"day": day_text(last)}
    return ngettext(
        "It expires in %(days)d day: it is valid through %(day)s.",
        "It expires in %(days)d days: it is valid through %(day)s.",
        left,
    ) % {"days": left, "day": day_text(last)}


def _renewal(cycle: Cycle, today: date) -> str:
    opens = cycle.window_opens_on
    if opens is None or opens > today:
        return _("You can renew it from %(day)s on.") % {"day": day_text(opens)} if opens else ""
    return _("You can renew it now, the short way.")


def _expired(last: date, grace: Period, today: date) -> Expiry:
    until = grace.after(last)
    if today <= until:
        return Expiry(
            headline=_("It expired on %(day)s.") % {"day": day_text(last)},
            detail=_("Until %(until)s you can still renew it. Nobody may rely on it in the meantime.")
            % {"until": day_text(until)},
            tone=LATE,
        )
    return Expiry(
        headline=_("It expired on %(day)s.") % {"day": day_text(last)},
        detail=_("Renewing it is no longer possible. Below is the way to get it again."),
        tone=LATE,
    )
