"""Deciding about a round in which everything is met: by rule at once, by an assessor, or by a panel.

Whoever has judged the learner's practice does not decide. What a decision rests on is kept with it, word for word, and never changes.
"""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.clauses import AUTOMATIC
from assessments.certification.laws.evaluation import Standing
from assessments.certification.laws.expiry import Dates, dates_of
from assessments.certification.laws.findings import MET
from assessments.certification.models import Change, Conflict, Credential, Cycle, Decision, RequirementStatus, Vote
from assessments.certification.selectors.powers import may_certify, may_decide
from assessments.certification.selectors.rules import rules_of
from assessments.certification.services import changes, cycles, issuing, telling
from assessments.mentoring.canonical import digest
from assessments.services import ledgers
from assessments.services.ledgers import NotNow
from training_site.people.models import User

__all__ = ["MayNotDecide", "NotNow", "RationaleTooShort", "declare_conflict", "drop", "open_decision", "vote"]

REASON_LENGTH = 20
"""A rationale has so many characters at least; an award by somebody who adds nothing may leave it out."""
NOON = time(12)
EVENTS = {
    Vote.Outcome.AWARD: "awarded",
    Vote.Outcome.REFER: "referred",
    Vote.Outcome.DEFER: "deferred",
    Vote.Outcome.FAIL: "failed",
}
"""What a vote asks for → what then happens to the decision and to the cycle."""


class MayNotDecide(Exception):
    """Somebody without the power here, who has judged this learner's practice, has declared a conflict, or has voted already."""


class RationaleTooShort(Exception):
    """Whoever does not award says why, in a sentence."""


@transaction.atomic
def open_decision(*, cycle: Cycle, stands: Standing, now: datetime) -> Decision:
    """A round is met: decide by rule, or ask those who decide. The cycle is `ready` and locked."""
    rules = rules_of(cycle.version)
    decision = Decision(
        organisation_id=cycle.organisation_id,
        cycle=cycle,
        mode=rules.decision.mode,
        quorum=rules.decision.quorum,
        completed_on=stands.met_on or day_in(now, rules.zone),
    )
    decision = ledgers.begin(decision, event="opened", by=None, now=now)
    if decision.mode == AUTOMATIC:
        _close(decision, Vote.Outcome.AWARD, by=None, now=now)
    else:
        telling.of_open_decision(decision, now=now)
    return decision


@transaction.atomic
def award_from_records(
    *, cycle: Cycle, completed_on: date, record: dict[str, str], by: User | None, now: datetime
) -> Cycle:
    """What earlier records say was awarded on a day; the cycle is new. Who asks may do so is judged by `importing`. Nobody is told."""
    cycle = ledgers.append(cycle, event="completed", by=by, now=now)
    found: list[dict[str, Any]] = [
        {"key": "record", "state": MET, "met_on": completed_on.isoformat(), "code": "", "params": record}
    ]
    decision = Decision(
        organisation_id=cycle.organisation_id, cycle=cycle, mode=Decision.Mode.RECORDS, completed_on=completed_on
    )
    decision = ledgers.begin(decision, event="opened", by=by, now=now)
    decision = ledgers.append(
        decision,
        event="awarded",
        by=by,
        now=now,
        findings=found,
        digest=digest({"version": cycle.version.digest, "findings": found}),
        # Dated by the act; when it was written stands in the ledger.
        decided_at=min(now, datetime.combine(completed_on, NOON, tzinfo=rules_of(cycle.version).zone)),
    )
    return _award(cycle, decision, by=by, now=now, tell=False)


@transaction.atomic
def drop(*, cycle: Cycle, now: datetime) -> None:
    """What was to be decided upon is no longer met, and nobody has decided."""
    for decision in Decision.objects.filter(cycle=cycle, state="open"):
        ledgers.append(decision, event="dropped", by=None, now=now)


@transaction.atomic
def vote(*, decision: Decision, outcome: str, rationale: str, by: User, now: datetime) -> Decision:
    """Give one's vote; the one that makes the quorum full closes the decision. Raises MayNotDecide, RationaleTooShort, NotNow."""
    decision = ledgers.lock(decision)
    if decision.state != "open":
        raise NotNow(decision.machine.name, decision.state, EVENTS[Vote.Outcome(outcome)])
    if not may_decide(by, decision, today=timezone.localdate(now)):
        raise MayNotDecide
    if outcome != Vote.Outcome.AWARD and len(rationale.strip()) < REASON_LENGTH:
        raise RationaleTooShort
    row = Vote(
        organisation_id=decision.organisation_id,
        decision=decision,
        by=by,
        learner_id=decision.cycle.learner_id,
        outcome=outcome,
        at=now,
    )
    row.rationale = rationale
    row.save(force_insert=True)
    if decision.votes.filter(outcome=outcome).count() >= decision.quorum:
        return _close(decision, Vote.Outcome(outcome), by=by, now=now)
    return decision


@transaction.atomic
def declare_conflict(*, learner: User, by: User, now: datetime) -> Conflict:
    """Say that one should not decide about somebody. Raises MayNotDecide for who could not decide anyway."""
    if not may_certify(by, learner, today=timezone.localdate(now)):
        raise MayNotDecide
    return Conflict.objects.get_or_create(learner=learner, by=by, defaults={"at": now})[0]


@transaction.atomic
def take_up(*, cycle: Cycle, by: User, now: datetime) -> Decision:
    """Take up a decision that was deferred. Raises MayNotDecide, NotNow."""
    if not may_certify(by, cycle.learner, today=timezone.localdate(now)):
        raise MayNotDecide
    cycle = ledgers.append(cycle, event="resumed", by=by, now=now)
    last = Decision.objects.filter(cycle=cycle).order_by("-created_at", "-id").first()
    decision = Decision(
        organisation_id=cycle.organisation_id,
        cycle=cycle,
        mode=last.mode if last else Decision.Mode.ASSESSOR,
        quorum=last.quorum if last else 1,
        completed_on=last.completed_on if last else timezone.localdate(now),
    )
    return ledgers.begin(decision, event="opened", by=by, now=now)


def something_was_done(cycle: Cycle) -> bool:
    """Whether the statuses say anything else than when the last decision was made (two queries)."""
    last = Decision.objects.filter(cycle=cycle, decided_at__isnull=False).order_by("-decided_at").first()
    return last is None or last.findings != _findings(cycle)


def _close(decision: Decision, outcome: Vote.Outcome, *, by: User | None, now: datetime) -> Decision:
    findings = _findings(decision.cycle)
    event = EVENTS[outcome]
    closed = ledgers.append(
        decision,
        event=event,
        by=by,
        now=now,
        findings=findings,
        digest=digest({"version": decision.cycle.version.digest, "findings": findings}),
        decided_at=now,
    )
    cycle = (
        Cycle.objects.select_for_update(of=("self",))
        .select_related("version", "certification")
        .get(pk=decision.cycle_id)
    )
    if outcome == Vote.Outcome.AWARD:
        _award(cycle, closed, by=by, now=now)
    else:
        ledgers.append(cycle, event=event, by=by, now=now)
        telling.of_decision(closed, now=now)
    return closed


def _findings(cycle: Cycle) -> list[dict[str, Any]]:
    return [
        {
            "key": row.key,
            "state": row.state,
            "met_on": row.met_on.isoformat() if row.met_on else None,
            "code": row.code,
            "params": row.params,
            "evidence": row.evidence,
        }
        for row in RequirementStatus.objects.filter(cycle=cycle).order_by("position")
    ]


def _award(cycle: Cycle, decision: Decision, *, by: User | None, now: datetime, tell: bool = True) -> Cycle:
    before = cycles.last_certified(cycle.learner_id, cycle.certification_id)
    dates = _dates(cycle, decision, before)
    awarded = ledgers.append(
        cycle,
        event="awarded",
        by=by,
        now=now,
        completed_on=dates.completed_on,
        window_opens_on=dates.window_opens_on,
        expires_on=dates.expires_on,
        baseline_expires_on=dates.baseline_expires_on,
    )
    if before is not None:
        _renew(before, awarded, now)
    if tell:
        telling.of_decision(decision, now=now)
    issuing.issue_where_named(cycle=awarded, now=now)
    return awarded


def _dates(cycle: Cycle, decision: Decision, before: Cycle | None) -> Dates:
    return dates_of(
        rules_of(cycle.version),
        completed_on=decision.completed_on,
        due_on=cycle.due_on if before is None else None,
        first_completed_on=_first_completed(cycle),
        previous=cycles.dates_of_cycle(before) if before else None,
    )


def _first_completed(cycle: Cycle) -> date | None:
    rows = Cycle.objects.filter(
        learner_id=cycle.learner_id, certification_id=cycle.certification_id, completed_on__isnull=False
    )
    return rows.order_by("number").values_list("completed_on", flat=True).first()


def _renew(before: Cycle, renewed: Cycle, now: datetime) -> None:
    """The round before is over, and its certificate stays verifiable and says that it was renewed."""
    in_time = before.expires_on is not None and (renewed.completed_on or before.expires_on) <= before.expires_on
    if before.state == "certified":
        before = ledgers.append(before, event="window_opened", by=None, now=now)
    event = "lapse_overturned" if before.state == "lapsed" and in_time else "renewed"
    if before.machine.allows(before.state, event):
        ledgers.append(before, event=event, by=None, now=now)
    for credential in Credential.objects.filter(cycle=before, superseded_by=None):
        today = day_in(now, ZoneInfo(credential.zone))
        if changes.possible(credential=credential, kind=Change.Kind.SUPERSEDED, effective_on=today):
            changes.append(credential=credential, kind=Change.Kind.SUPERSEDED, effective_on=today, now=now)
