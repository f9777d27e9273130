"""Whether a session counts toward the rhythm, and why not. Pure. Source: rules 11 to 15 of the sign-off rules of mentoring."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from assessments.mentoring.framework.lateness import LATE, LATE_AFTER_DAYS, LATE_LIMIT_DAYS, TOO_LATE, lateness

SIGNED = ("signed", "signed_with_disagreement", "amended", "in_review")
"""States of a record that both have signed."""


class Why(StrEnum):
    """The reason for the answer; the first six say why it does not count."""

    NOT_HELD = "not_held"
    CONTACT = "contact"
    """Short advice is never a session."""
    TO_COME = "to_come"
    NOT_SIGNED = "not_signed"
    LAPSED = "lapsed"
    """One signature came and the other did not; a coordinator may attest attendance."""
    TOO_LATE = "too_late"
    """Entered so late that a coordinator has to approve the fact first."""
    SIGNED = "signed"
    ENTERED_LATE = "late"
    """Counts, and shows that it was entered late."""
    APPROVED = "approved"
    ATTESTED = "attested"


COUNTS = (Why.SIGNED, Why.ENTERED_LATE, Why.APPROVED, Why.ATTESTED)


class Counting(NamedTuple):
    """Whether it counts, and why or why not."""

    counts: bool
    why: Why


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What is known of a session."""

    state: str
    kind: str
    occurred_on: date | None
    entered_on: date
    """The day on which its record was begun."""
    record_state: str = ""
    """Empty: nobody has begun one. For an erased record, what it was before."""
    approved: bool = False
    attested: bool = False


def counting(
    meeting: Meeting, *, today: date, late_after: int = LATE_AFTER_DAYS, limit: int = LATE_LIMIT_DAYS
) -> Counting:
    """Whether the meeting counts on this day."""
    if meeting.state != "held" or meeting.occurred_on is None:
        return Counting(counts=False, why=Why.NOT_HELD)
    late = lateness(meeting.occurred_on, meeting.entered_on, late_after=late_after, limit=limit)
    why = _why_not(meeting, meeting.occurred_on, today) or _how(meeting, late)
    return Counting(why in COUNTS, why)


def _why_not(meeting: Meeting, occurred_on: date, today: date) -> Why | None:
    if meeting.kind == "contact":
        return Why.CONTACT
    if occurred_on > today:
        return Why.TO_COME
    if meeting.record_state == "lapsed":
        return None if meeting.attested else Why.LAPSED
    return None if meeting.record_state in SIGNED else Why.NOT_SIGNED


def _how(meeting: Meeting, late: str) -> Why:
    if late == TOO_LATE:
        return Why.APPROVED if meeting.approved else Why.TOO_LATE
    if meeting.attested:
        return Why.ATTESTED
    return Why.ENTERED_LATE if late == LATE else Why.SIGNED
