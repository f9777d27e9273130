"""The rhythm of a pair, drawn: one mark for each session that was asked for, with the same said in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.mentoring.framework.pauses import NEVER
from assessments.mentoring.framework.schedule import AHEAD, KEPT, MISSED, OPEN, Due, Step

LAST, NEXT = 8, 1
"""How many of the past and of those to come are drawn."""
GAP = 12
"""Width of one mark in the drawing."""
WORDS: dict[str, Promise] = {
    KEPT: gettext_lazy("kept"),
    OPEN: gettext_lazy("open until %(day)s"),
    AHEAD: gettext_lazy("to come, until %(day)s"),
}


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One session that was asked for; `x` in the units of the drawing."""

    x: int
    state: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Rhythm:
    """The drawing and its words."""

    marks: tuple[Mark, ...]
    width: int
    text: str
    """ "6 of 7 sessions kept"."""


def rhythm(steps: Sequence[Step], due: Due | None) -> Rhythm | None:
    """The latest marks; None before anything was asked."""
    past = [step for step in steps if step.state != AHEAD][-LAST:]
    shown = [*past, *[step for step in steps if step.state == AHEAD][:NEXT]]
    if not shown:
        return None
    kept, required = (sum(each.held for each in due.kept), sum(each.required for each in due.kept)) if due else (0, 0)
    return Rhythm(
        marks=tuple(
            Mark(x=GAP * number + GAP // 2, state=step.state, text=_mark(step)) for number, step in enumerate(shown)
        ),
        width=GAP * len(shown),
        text=ngettext("%(kept)d of %(required)d session kept", "%(kept)d of %(required)d sessions kept", required)
        % {"kept": kept, "required": required}
        if required
        else _("Nothing was due so far"),
    )


def due_text(due: Due | None, *, today: date) -> tuple[str, bool]:
    """When the next session is due, in words, and whether it is overdue."""
    if due is None:
        return "", False
    if due.paused:
        return _("The rhythm pauses; nothing falls due."), False
    if due.next_due is None:
        return "", False
    if due.overdue_days:
        number = due.overdue_days
        text = ngettext("A session is overdue by %(number)d day", "A session is overdue by %(number)d days", number)
        return text % {"number": number}, True
    if due.next_due == today:
        return _("A session is due today"), False
    return _("Next session due by %(day)s") % {"day": date_format(due.next_due)}, False


def _mark(step: Step) -> str:
    if step.kept_on:
        return f"{date_format(step.kept_on)}: {WORDS[KEPT]}"
    if step.closes == NEVER:
        return _("Open; the rhythm pauses")
    if step.state == MISSED:
        days = {"first": date_format(step.opens), "last": date_format(step.closes)}
        return _("%(first)s to %(last)s: missed") % days
    return str(WORDS[step.state]) % {"day": date_format(step.closes)}
