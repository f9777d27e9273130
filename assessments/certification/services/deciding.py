"""Deciding about a round in which everything is met: by rule at once, by an assessor, or by a panel.

Whoever has judged the learner's practice does not decide. What a decision rests on is kept with it, word for word, and never changes.
"""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.clauses import AUTOMATIC
from assessments.certification.laws.evaluation import Standing
from assessments.certification.laws.findings import MET
from assessments.certification.models import Conflict, Cycle, Decision, RequirementStatus, Vote
from assessments.certification.selectors.facts import facts_of
from assessments.certification.selectors.powers import may_certify, may_decide
from assessments.certification.selectors.rules import read_by, rules_of
from assessments.certification.services import certifying, cycles, statuses, telling
from assessments.mentoring.canonical import digest
from assessments.services import ledgers
from assessments.services.ledgers import NotNow
from training_site.people.models import User

__all__ = [
    "HeldBack",
    "MayNotDecide",
    "NoLongerMet",
    "NotNow",
    "RationaleTooShort",
    "award_from_records",
    "declare_conflict",
    "drop",
    "from_records",
    "open_decision",
    "said_by_records",
    "something_was_done",
    "take_up",
    "vote",
]

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
    """Somebody without the power here, who has judged this learner's practice, has declared a conflict, has voted already, or whose
    decision about the round did not stand on appeal.
    """


class RationaleTooShort(Exception):
    """Whoever does not award says why, in a sentence."""


class NoLongerMet(Exception):
    """What was met when the decision was opened is not met any more: it is dropped, and nobody has voted."""


class HeldBack(Exception):
    """The certificate that would be renewed is suspended, or a measure about it is on its way: that is decided first."""


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
    cycle = cycles.known_of(cycle, ledgers.append(cycle, event="completed", by=by, now=now))
    decision = ledgers.begin(from_records(cycle, completed_on=completed_on), event="opened", by=by, now=now)
    said = said_by_records(cycle, completed_on=completed_on, record=record, now=now)
    decision = ledgers.append(decision, event="awarded", by=by, now=now, **said)
    decision.cycle = cycle
    return certifying.award(cycle, decision, by=by, now=now, tell=False)


def from_records(cycle: Cycle, *, completed_on: date) -> Decision:
    """The decision that earlier records tell of, not stored. Pure."""
    return Decision(
        organisation_id=cycle.organisation_id, cycle=cycle, mode=Decision.Mode.RECORDS, completed_on=completed_on
    )


def said_by_records(cycle: Cycle, *, completed_on: date, record: dict[str, str], now: datetime) -> dict[str, Any]:
    """What such a decision rests on, and when it was made. Pure."""
    found: list[dict[str, Any]] = [
        {"key": "record", "state": MET, "met_on": completed_on.isoformat(), "code": "", "params": record}
    ]
    return {
        "findings": found,
        "digest": digest({"version": cycle.version.digest, "findings": found}),
        # Dated by the act; when it was written stands in the ledger.
        "decided_at": min(now, datetime.combine(completed_on, NOON, tzinfo=rules_of(cycle.version).zone)),
    }


@transaction.atomic
def drop(*, cycle: Cycle, now: datetime) -> None:
    """What was to be decided upon is no longer met, and nobody has decided."""
    for decision in Decision.objects.filter(cycle=cycle, state="open"):
        dropped = ledgers.append(decision, event="dropped", by=None, now=now)
        telling.withdraw_open_decision(dropped, now=now)


def vote(*, decision: Decision, outcome: str, rationale: str, by: User, now: datetime) -> Decision:
    """Give one's vote; the one that makes the quorum full closes the decision. Before a vote for an award, everything is looked at again.

    Raises MayNotDecide, RationaleTooShort, NotNow, HeldBack, and NoLongerMet, after which the round is at work again.
    """
    with transaction.atomic():
        voted = _vote(decision, Vote.Outcome(outcome), rationale, by, now)
    if voted.state == "dropped":
        raise NoLongerMet
    return voted


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


def _vote(decision: Decision, outcome: Vote.Outcome, rationale: str, by: User, now: datetime) -> Decision:
    # The round before the decision, in the order in which whoever follows a round locks them.
    cycle = _locked(decision)
    decision = ledgers.lock(decision)
    if decision.state != "open":
        raise NotNow(decision.machine.name, decision.state, EVENTS[outcome])
    if not may_decide(by, decision, today=timezone.localdate(now)):
        raise MayNotDecide
    if outcome != Vote.Outcome.AWARD and len(rationale.strip()) < REASON_LENGTH:
        raise RationaleTooShort
    if outcome == Vote.Outcome.AWARD:
        if certifying.is_held_back(cycle):
            raise HeldBack
        stands = _as_it_stands(cycle, now)
        if not stands.met:
            return _fell_short(cycle, decision, now)
        decision.completed_on = stands.met_on or decision.completed_on
        decision.save(update_fields=["completed_on"])
    row = Vote(
        organisation_id=decision.organisation_id,
        decision=decision,
        by=by,
        learner_id=cycle.learner_id,
        outcome=outcome,
        at=now,
    )
    row.rationale = rationale
    row.save(force_insert=True)
    if decision.votes.filter(outcome=outcome).count() >= decision.quorum:
        return _close(decision, outcome, by=by, now=now)
    return decision


def _as_it_stands(cycle: Cycle, now: datetime) -> Standing:
    """From the facts of this moment; what was true when the queue was drawn may not be any more."""
    facts = facts_of([cycle.learner_id], today=timezone.localdate(now), wanted=read_by([cycle]))
    stands = statuses.standing_of(cycle, facts[cycle.learner_id], now=now)
    statuses.store([(cycle, stands)])
    return stands


def _fell_short(cycle: Cycle, decision: Decision, now: datetime) -> Decision:
    dropped = ledgers.append(decision, event="dropped", by=None, now=now)
    telling.withdraw_open_decision(dropped, now=now)
    ledgers.append(cycle, event="fell_short", by=None, now=now)
    return dropped


def _close(decision: Decision, outcome: Vote.Outcome, *, by: User | None, now: datetime) -> Decision:
    cycle = _locked(decision)
    findings = _findings(cycle)
    event = EVENTS[outcome]
    closed = ledgers.append(
        decision,
        event=event,
        by=by,
        now=now,
        findings=findings,
        digest=digest({"version": cycle.version.digest, "findings": findings}),
        decided_at=now,
    )
    if outcome == Vote.Outcome.AWARD:
        certifying.award(cycle, closed, by=by, now=now)
    else:
        ledgers.append(cycle, event=event, by=by, now=now)
        telling.of_decision(closed, now=now)
    return closed


def _locked(decision: Decision) -> Cycle:
    rows = Cycle.objects.select_for_update(of=("self",)).select_related("version", "certification")
    return rows.get(pk=decision.cycle_id)


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
