"""What a coordinator may want to act upon: one small rule for each signal. Pure."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from enum import StrEnum

from assessments.mentoring.framework.lateness import batches
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.tallies import Kept, Tally

BREACH_DAYS, REVIEW_DAYS, CANCELLED_IN_A_ROW, PIECES_NEEDED = 28, 30, 3, 2


class Signal(StrEnum):
    """Most urgent first."""

    NO_MENTOR = "no_mentor"
    OVERDUE = "overdue"
    NO_AGREEMENT = "no_agreement"
    AGREEMENT_DUE = "agreement_due"
    CANCELLED = "cancelled"
    """Three times in a row for the same reason."""
    REVIEW_DUE = "review_due"
    """Within 30 days, and evidence is missing."""
    BREACH = "breach"
    """Will be missed within 28 days if nothing happens."""
    LAPSED = "lapsed"
    """A record was not signed by both in time."""
    LOAD = "load"
    ONE_VALIDATOR = "one_validator"
    BATCH = "batch"


def signals(tally: Tally, *, policy: Policy, today: date) -> tuple[Signal, ...]:
    """The signals of one learner, most urgent first. Whoever has no mentor has no other: everything follows from that."""
    if tally.material.since is None:
        return (Signal.NO_MENTOR,)
    return tuple(signal for signal, shows in RULES.items() if shows(tally, policy, today))


def _overdue(tally: Tally, policy: Policy, _today: date) -> bool:
    due = tally.rhythm.get("individual")
    return due is not None and due.overdue_days > policy.tolerance_days


def _no_agreement(tally: Tally, _policy: Policy, _today: date) -> bool:
    return tally.agreement in ("none", "draft", "awaiting_other")


def _agreement_due(tally: Tally, _policy: Policy, today: date) -> bool:
    due_on = tally.agreement_review_on
    return tally.agreement == "due_review" or (tally.agreement == "active" and due_on is not None and due_on <= today)


def _cancelled(tally: Tally, _policy: Policy, _today: date) -> bool:
    dated = sorted((one for one in tally.material.sessions if _when(one) > date.min), key=_when)
    last = dated[-CANCELLED_IN_A_ROW:]
    codes = {one.cancel_code for one in last}
    return len(last) == CANCELLED_IN_A_ROW and len(codes) == 1 and "" not in codes


def _review_due(tally: Tally, _policy: Policy, today: date) -> bool:
    if tally.review_due_on is None or (tally.review_due_on - today).days > REVIEW_DAYS:
        return False
    pieces = Counter(one.code for one in tally.material.of("evidence"))
    return not pieces or min(pieces.values()) < PIECES_NEEDED


def _breach(tally: Tally, _policy: Policy, today: date) -> bool:
    due = tally.rhythm.get("individual")
    if due is None or due.overdue_days or due.forecast_breach_on is None:
        return False
    return (due.forecast_breach_on - today).days <= BREACH_DAYS and tally.next_on is None


def _lapsed(tally: Tally, _policy: Policy, _today: date) -> bool:
    return tally.lapsed > 0


def _load(tally: Tally, policy: Policy, _today: date) -> bool:
    return tally.material.load > policy.mentor_load_most


def _one_validator(tally: Tally, _policy: Policy, _today: date) -> bool:
    return tally.validators == 1 and len(tally.material.of("evidence")) > 1


def _batch(tally: Tally, _policy: Policy, _today: date) -> bool:
    acts = [
        ((kind, number), one.day, one.entered_on)
        for kind in ("entry", "evidence")
        for number, one in enumerate(tally.material.of(kind))
        if one.day
    ]
    return bool(batches(acts))


def _when(one: Kept) -> date:
    return one.meeting.occurred_on or one.planned_on or date.min


RULES: dict[Signal, Callable[[Tally, Policy, date], bool]] = {
    Signal.OVERDUE: _overdue,
    Signal.NO_AGREEMENT: _no_agreement,
    Signal.AGREEMENT_DUE: _agreement_due,
    Signal.CANCELLED: _cancelled,
    Signal.REVIEW_DUE: _review_due,
    Signal.BREACH: _breach,
    Signal.LAPSED: _lapsed,
    Signal.LOAD: _load,
    Signal.ONE_VALIDATOR: _one_validator,
    Signal.BATCH: _batch,
}
