"""The queue of decisions and the page of one, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from assessments.certification.models import Decision, Vote
from assessments.certification.models.certifications import in_language
from assessments.certification.pages.finding_lines import FindingLine
from assessments.certification.pages.periods import day_text
from assessments.certification.selectors.queue import Due, Wanted
from assessments.certification.services import awarding, deciding
from assessments.certification.services.awarding import Result

STATES: Mapping[str, Promise] = {
    "open": gettext_lazy("Waits for a decision"),
    "awarded": gettext_lazy("Awarded"),
    "referred": gettext_lazy("Not yet: something is missing"),
    "deferred": gettext_lazy("Waits: more has to be known first"),
    "failed": gettext_lazy("Not awarded"),
    "dropped": gettext_lazy("Dropped: what was met is no longer met"),
}
TONES: Mapping[str, str] = {"open": "wait", "deferred": "wait", "awarded": "good", "failed": "bad", "referred": "bad"}
OVERRULED = gettext_lazy("An earlier decision in which you voted did not stand on appeal. Somebody else decides.")
BECAME: Mapping[str, Promise] = {
    awarding.AWARDED: gettext_lazy("Awarded."),
    awarding.VOTED: gettext_lazy("Your vote for an award is counted. The panel is not complete yet."),
    awarding.MAY_NOT: gettext_lazy(
        "Not possible: you have judged this person's practice, have declared a conflict, or have voted already."
    ),
    awarding.CHANGED: gettext_lazy("Not possible: it has been decided meanwhile."),
    awarding.NOT_MET: gettext_lazy(
        "Not possible: something that was met is no longer met. The round is at work again."
    ),
    awarding.HELD_BACK: gettext_lazy(
        "Not possible: the certificate it renews is suspended, or a measure about it is on its way. That is decided first."
    ),
}

REFUSALS: Mapping[type[Exception], Promise] = {
    deciding.NoLongerMet: gettext_lazy(
        "Not awarded: something that was met is no longer met, as you see here. The round is at work again, and your vote was not counted."
    ),
    deciding.HeldBack: gettext_lazy(
        "Not awarded: the certificate that it renews is suspended, or a measure about it is on its way. That has to be decided first."
    ),
}
"""Why a vote for an award is refused."""


@dataclass(frozen=True, kw_only=True)
class QueueLine:
    """Somebody who waits."""

    key: str
    name: str
    url: str
    title: str
    code: str
    place: str
    since: str
    note: str
    """Why who reads has nothing to do here; "" where they have."""
    can_tick: bool


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A way to narrow the queue."""

    value: str
    text: str
    selected: bool


@dataclass(frozen=True, kw_only=True)
class ResultLine:
    """What became of one of several."""

    name: str
    url: str
    text: str
    is_done: bool


@dataclass(frozen=True, kw_only=True)
class VoteLine:
    """A vote."""

    who: str
    outcome: str
    day: str
    rationale: str


@dataclass(frozen=True, kw_only=True)
class DecisionPage:
    """One decision."""

    key: str
    name: str
    title: str
    place: str
    state: str
    tone: str
    facts: tuple[tuple[str, str], ...]
    findings: tuple[FindingLine, ...]
    votes: tuple[VoteLine, ...]
    reads_rationales: bool
    barred: str
    """Why who reads cannot vote; "" where they can."""
    round_url: str
    conflict_url: str
    take_up_url: str


def queue_lines(rows: Iterable[Due], *, today: date) -> tuple[QueueLine, ...]:
    """The lines, in the order given."""
    return tuple(_queue_line(row, today) for row in rows)


def choices(
    offered: tuple[Sequence[tuple[str, dict[str, str]]], Sequence[tuple[int, str]]], wanted: Wanted
) -> dict[str, list[Choice]]:
    """By what the queue can be narrowed."""
    language = get_language() or ""
    return {
        "certification": [
            Choice(value=code, text=in_language(titles, language), selected=code == wanted.certification)
            for code, titles in offered[0]
        ],
        "place": [Choice(value=str(pk), text=name, selected=str(pk) == wanted.place) for pk, name in offered[1]],
    }


def result_lines(results: Iterable[Result]) -> tuple[ResultLine, ...]:
    """What became of each."""
    return tuple(
        ResultLine(
            name=one.decision.cycle.learner.display_name,
            url=reverse("certification:decision", args=[one.decision.pk]),
            text=str(BECAME[one.became]),
            is_done=one.became in (awarding.AWARDED, awarding.VOTED),
        )
        for one in results
    )


def decision_page(
    row: Decision,
    *,
    findings: tuple[FindingLine, ...],
    votes: Sequence[Vote],
    reader: int,
    may_judge: bool,
    has_declared: bool,
    overruled: bool = False,
) -> DecisionPage:
    """The page for somebody in whose scope the learner is; rationales only where they may decide."""
    cycle, act = row.cycle, [row.pk]
    voted = any(vote.by_id == reader for vote in votes)
    deferred = row.state == "deferred" and cycle.state == "deferred"
    return DecisionPage(
        key=str(row.pk),
        name=cycle.learner.display_name,
        title=cycle.certification.title,
        place=row.organisation.name if row.organisation else "",
        state=str(STATES[row.state]),
        tone=TONES.get(row.state, ""),
        facts=_facts(row),
        findings=findings,
        votes=tuple(_vote_line(vote, reads=may_judge) for vote in votes),
        reads_rationales=may_judge,
        barred=_barred(row.state, may_judge=may_judge, voted=voted, declared=has_declared, overruled=overruled),
        round_url=reverse("certification:round", args=[cycle.pk]),
        conflict_url=reverse("certification:decision_conflict", args=act) if may_judge and row.state == "open" else "",
        take_up_url=reverse("certification:decision_take_up", args=act) if may_judge and deferred else "",
    )


def _facts(row: Decision) -> tuple[tuple[str, str], ...]:
    cycle = row.cycle
    pairs = (
        (_("Round"), str(cycle.number)),
        (_("Rules"), _("Version %(number)d") % {"number": cycle.version.number}),
        (_("Everything met on"), day_text(row.completed_on)),
        (_("Waits since"), day_text(timezone.localdate(row.created_at))),
        (_("Due by"), day_text(cycle.due_on) if cycle.due_on else ""),
        (_("Decided on"), day_text(timezone.localdate(row.decided_at)) if row.decided_at else ""),
        (
            _("Decided by"),
            ngettext("%(n)d vote for the same outcome", "%(n)d votes for the same outcome", row.quorum)
            % {"n": row.quorum}
            if row.mode in (Decision.Mode.ASSESSOR, Decision.Mode.PANEL)
            else str(Decision.Mode(row.mode).label),
        ),
    )
    return tuple(pair for pair in pairs if pair[1])


def _vote_line(vote: Vote, *, reads: bool) -> VoteLine:
    return VoteLine(
        who=vote.by.display_name,
        outcome=str(Vote.Outcome(vote.outcome).label),
        day=day_text(timezone.localdate(vote.at)),
        rationale=vote.rationale.opened() if reads else "",
    )


def _barred(state: str, *, may_judge: bool, voted: bool, declared: bool, overruled: bool) -> str:
    if state != "open":
        return str(STATES[state])
    if declared:
        return _("You have said that you should not decide about this person.")
    if not may_judge:
        return _("You have judged this person's practice. Somebody else decides.")
    if overruled:
        return str(OVERRULED)
    return _("You have voted. Others of the panel still have to.") if voted else ""


def _queue_line(row: Due, today: date) -> QueueLine:
    decision, cycle = row.decision, row.decision.cycle
    return QueueLine(
        key=str(decision.pk),
        name=cycle.learner.display_name,
        url=reverse("certification:decision", args=[decision.pk]),
        title=cycle.certification.title,
        code=cycle.certification.code,
        place=decision.organisation.name if decision.organisation else "",
        since=_since(decision, today),
        note=_note(row),
        can_tick=row.mine,
    )


def _since(decision: Decision, today: date) -> str:
    day = timezone.localdate(decision.created_at)
    days = (today - day).days
    if days == 0:
        return _("waits since today")
    for_so_long = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    return _("waits since %(day)s (%(days)s)") % {"day": day_text(day), "days": for_so_long}


def _note(row: Due) -> str:
    if row.involved:
        return _("You have judged this person or declared a conflict: somebody else decides.")
    if row.overruled:
        return str(OVERRULED)
    if row.deferred:
        return _("Deferred: open it to take it up again.")
    return _("You have voted; others of the panel still have to.") if row.voted else ""
