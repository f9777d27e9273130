"""Escalation notes in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median_low
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.mentoring.models import Escalation


@dataclass(frozen=True, kw_only=True)
class Note:
    """One concern that was raised."""

    number: UUID
    text: str
    reached: str
    reference: str
    support: str
    may_confirm: bool
    facts_url: str
    """Of the learner, for a safeguarding lead."""


def notes(rows: Iterable[Escalation], *, viewer_id: int, named: bool = False) -> list[Note]:
    """The notes; `named` says of whose pair, for a safeguarding lead."""
    return [_note(row, viewer_id=viewer_id, named=named) for row in rows]


def totals(rows: Iterable[Escalation]) -> str:
    """How many, and how long it took until they had reached somebody."""
    found = list(rows)
    days = [_days(row.raised_on, row.reached_at) for row in found if row.reached_at]
    text = ngettext("%(n)d concern was noted", "%(n)d concerns were noted", len(found)) % {"n": len(found)}
    open_ones = len(found) - len(days)
    waiting = _("%(n)d not confirmed yet") % {"n": open_ones} if open_ones else ""
    time = _within(median_low(days)) if days else ""
    return "; ".join(part for part in (text, waiting, time) if part) + "."


def _within(days: int) -> str:
    if not days:
        return _("half of them reached somebody on the same day")
    text = ngettext(
        "half of them reached somebody within %(n)d day", "half of them reached somebody within %(n)d days", days
    )
    return text % {"n": days}


def _note(row: Escalation, *, viewer_id: int, named: bool) -> Note:
    day = date_format(row.raised_on)
    text = _("A concern was raised on %(day)s: %(channel)s, by the %(function)s.") % {
        "day": day,
        "channel": row.get_channel_display(),
        "function": row.get_function_display().lower(),
    }
    pair = row.relationship
    who = _("%(learner)s and %(mentor)s") % {"learner": pair.learner, "mentor": pair.mentor} if named else ""
    return Note(
        number=row.pk,
        text=f"{who}: {text}" if who else text,
        reached=_("It reached the designated person; confirmed on %(day)s.")
        % {"day": date_format(timezone.localtime(row.reached_at))}
        if row.reached_at
        else _("Not yet confirmed that it reached the designated person."),
        reference=row.reference,
        support=_("Support was offered.") if row.support_offered else "",
        may_confirm=not row.reached and pair.mentor_id == viewer_id,
        facts_url=reverse("mentoring:facts", args=[pair.learner_id]) if named else "",
    )


def _days(raised_on: date, reached_at: datetime) -> int:
    return (timezone.localdate(reached_at) - raised_on).days
