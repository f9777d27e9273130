"""A round for those who decide about it: where it stands, what was waived, which leave was approved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.certification.laws.cycles import OPEN
from assessments.certification.models import Cycle, Leave
from assessments.certification.pages.finding_lines import FindingLine, finding_lines, stored
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.rounds import STATES
from assessments.certification.pages.words import Words
from assessments.certification.selectors.rounds import InRound
from assessments.certification.services.waiving import Reason, waivable


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """A round in a list."""

    name: str
    what: str
    state: str
    url: str


@dataclass(frozen=True, kw_only=True)
class LeaveLine:
    """A leave."""

    text: str
    end_url: str


@dataclass(frozen=True, kw_only=True)
class RoundPage:
    """One round."""

    name: str
    title: str
    state: str
    facts: tuple[tuple[str, str], ...]
    findings: tuple[FindingLine, ...]
    waivers: tuple[str, ...]
    leaves: tuple[LeaveLine, ...]
    leave_url: str


def round_lines(rows: Iterable[Cycle]) -> tuple[RoundLine, ...]:
    """The lines, in the order given."""
    return tuple(
        RoundLine(
            name=row.learner.display_name,
            what=_("%(title)s, round %(number)d") % {"title": row.certification.title, "number": row.number},
            state=str(STATES[row.state]),
            url=reverse("certification:round", args=[row.pk]),
        )
        for row in rows
    )


def round_page(found: InRound, words: Words, *, judges: bool) -> RoundPage:
    """The page; what can be waived only for whoever may judge."""
    cycle = found.cycle
    lines = finding_lines(cycle, stored(found.statuses), words)
    return RoundPage(
        name=cycle.learner.display_name,
        title=cycle.certification.title,
        state=str(STATES[cycle.state]),
        facts=_facts(cycle),
        findings=tuple(_with_waiver(line, cycle, judges=judges) for line in lines),
        waivers=tuple(
            _("%(what)s: %(why)s (%(who)s, %(day)s)")
            % {
                "what": next((line.title for line in lines if line.key == row.requirement), row.requirement),
                "why": Reason(row.reason).label if row.reason in Reason else row.reason,
                "who": row.by.display_name,
                "day": day_text(timezone.localdate(row.at)),
            }
            for row in found.waivers
        ),
        leaves=tuple(_leave(row) for row in found.leaves),
        leave_url=reverse("certification:leave", args=[cycle.pk]),
    )


def _facts(cycle: Cycle) -> tuple[tuple[str, str], ...]:
    days = (
        (_("Begun on"), cycle.opened_on),
        (_("Due by"), cycle.due_on),
        (_("Met on"), cycle.completed_on),
        (_("Can be renewed from"), cycle.window_opens_on),
        (_("Valid through"), cycle.expires_on),
    )
    return ((_("Round"), str(cycle.number)), *((label, day_text(day)) for label, day in days if day))


def _with_waiver(line: FindingLine, cycle: Cycle, *, judges: bool) -> FindingLine:
    if not judges or line.is_met or cycle.state not in OPEN or waivable(cycle, line.key) is None:
        return line
    return replace(line, waive_url=_act("waive", cycle.pk, line.key))


def _leave(row: Leave) -> LeaveLine:
    text = _("%(kind)s, from %(first)s through %(last)s (approved by %(who)s)") % {
        "kind": Leave.Kind(row.kind).label,
        "first": day_text(row.starts_on),
        "last": day_text(row.ends_on) if row.ends_on else "…",
        "who": row.approved_by.display_name,
    }
    if row.state == "cancelled":
        return LeaveLine(text=_("Cancelled: %(leave)s") % {"leave": text}, end_url="")
    return LeaveLine(text=text, end_url=_act("leave_end", row.pk) if row.state == "approved" else "")


def _act(name: str, *args: UUID | str) -> str:
    return reverse(f"certification:{name}", args=args)
