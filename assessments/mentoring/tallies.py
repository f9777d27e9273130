"""What a coordinator sees of one learner: dates, numbers and codes, computed from facts. Pure.

A Dated is one fact of the ledgers, whatever it is about; a Tally is everything that follows for one learner on one day.
Source: the list of what a coordinator sees, and the signals, in the design of mentoring.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from statistics import median_low
from uuid import UUID

from assessments.mentoring.counting import Counting, Meeting, Why, counting
from assessments.mentoring.framework.pauses import Pause
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.schedule import Due, Held, Step, all_due, due, steps

STANDING = ("signed_off", "confirmed", "upheld")
"""States of a decision that holds."""
REACHED = 3
"""The level that a certificate asks for."""


@dataclass(frozen=True, kw_only=True)
class Dated:
    """One fact of an agreement, entry, observation, review, decision, piece of evidence or attendance."""

    kind: str
    day: date | None
    entered_on: date
    state: str = ""
    number: int = 0
    code: str = ""
    person: int = 0
    subject: str = ""
    """Its key, where whoever read it asked for keys."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One session with what its record tells about it."""

    meeting: Meeting
    minutes: int
    planned_on: date | None
    cancel_code: str = ""
    signed_on: date | None = None
    """The day of the second signature, where somebody asked for it."""
    subject: UUID | None = None
    """Its key."""


@dataclass(frozen=True, kw_only=True)
class Material:
    """Everything known of one learner that is not text."""

    mentor: str = ""
    since: date | None = None
    load: int = 0
    """Learners of the mentor."""
    paused: bool = False
    pauses: tuple[Pause, ...] = ()
    sessions: Sequence[Kept] = ()
    facts: Mapping[str, Sequence[Dated]] = field(default_factory=dict)
    """Kind → facts."""

    def of(self, kind: str) -> Sequence[Dated]:
        """The facts of a kind."""
        return self.facts.get(kind, ())


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One learner on one day."""

    material: Material
    agreement: str
    """none, draft, awaiting_other, active or due_review."""
    agreement_review_on: date | None
    rhythm: Mapping[str, Due]
    held: int
    minutes: int
    missed: int
    lapsed: int
    cancelled: Mapping[str, int]
    last_on: date | None
    next_on: date | None
    observations: int
    entries: int
    entries_expected: int
    levels_reached: int
    validators: int
    review_due_on: date | None
    last_review: str
    entry_lag: int | None
    """Median days from the act to its entry."""
    signature_lag: int | None

    @property
    def share(self) -> Fraction | None:
        """How much of the individual sessions was kept; None before any was due."""
        due = self.rhythm.get("individual")
        return due.share if due else None


def tally(material: Material, *, policy: Policy, today: date) -> Tally:
    """Everything that follows from a learner's material on a day."""
    counted = [(one, counted_as(one, policy=policy, today=today)) for one in material.sessions]
    rhythm = _rhythm(material, counted, policy=policy, today=today)
    agreement = _agreement(material.of("agreement"))
    entries = material.of("entry")
    log = rhythm.get("log")
    review = rhythm.get("review")
    return Tally(
        material=material,
        agreement=agreement.state if agreement else "none",
        agreement_review_on=agreement.day if agreement else None,
        rhythm=rhythm,
        held=sum(counts.counts for _one, counts in counted),
        minutes=sum(one.minutes for one, counts in counted if counts.counts),
        missed=sum(one.meeting.state == "no_show" for one in material.sessions),
        lapsed=sum(counts.why == Why.LAPSED for _one, counts in counted),
        cancelled=Counter(one.cancel_code for one in material.sessions if one.cancel_code),
        last_on=max((one.meeting.occurred_on for one, _counts in counted if one.meeting.occurred_on), default=None),
        next_on=min(
            (one.planned_on for one in material.sessions if one.meeting.state == "planned" and one.planned_on),
            default=None,
        ),
        observations=sum(one.state == "signed" for one in material.of("observation")),
        entries=len(entries),
        entries_expected=sum(kept.required for kept in log.kept) if log else 0,
        levels_reached=sum(one.state in STANDING and one.number >= REACHED for one in material.of("decision")),
        validators=len({one.person for one in material.of("evidence")}),
        review_due_on=review.next_due if review else None,
        last_review=_last(material.of("review")),
        entry_lag=_median((one.entered_on - one.day).days for one in entries if one.day),
        signature_lag=_median(
            (one.signed_on - one.meeting.entered_on).days for one in material.sessions if one.signed_on
        ),
    )


def counted_as(one: Kept, *, policy: Policy, today: date) -> Counting:
    """Whether a session counts on a day by a policy, and why or why not."""
    return counting(one.meeting, today=today, late_after=policy.late_after_days, limit=policy.late_limit_days)


def meetings(material: Material, *, policy: Policy, today: date) -> tuple[Step, ...]:
    """What the rhythm of individual sessions has asked of a learner until a day, and the next: kept, missed, open or ahead."""
    if material.since is None or material.since > today:
        return ()
    held = _kept(material, policy, today)
    return steps(policy, kind="individual", starts_on=material.since, held=held, today=today, pauses=material.pauses)


def share(material: Material, *, policy: Policy, today: date) -> Fraction | None:
    """What `Tally.share` says, without everything else that a tally counts."""
    if material.since is None or material.since > today:
        return None
    held = _kept(material, policy, today)
    rhythm = due(policy, kind="individual", starts_on=material.since, held=held, today=today, pauses=material.pauses)
    return rhythm.share


def _rhythm(
    material: Material, counted: Iterable[tuple[Kept, Counting]], *, policy: Policy, today: date
) -> Mapping[str, Due]:
    if material.since is None or material.since > today:
        return {}
    held = _held(material, counted, today=today)
    return all_due(policy, starts_on=material.since, held=held, today=today, pauses=material.pauses)


def _kept(material: Material, policy: Policy, today: date) -> list[Held]:
    counted = [(one, counted_as(one, policy=policy, today=today)) for one in material.sessions]
    return _held(material, counted, today=today)


def _held(material: Material, counted: Iterable[tuple[Kept, Counting]], *, today: date) -> list[Held]:
    """Everything that took place and counts."""
    sessions = [
        Held(
            kind="individual",
            on=one.meeting.occurred_on,
            entered_on=one.meeting.entered_on,
            minutes=one.minutes,
            approved=True,  # what the law of counting let through counts here as well
        )
        for one, counts in counted
        if counts.counts and one.meeting.occurred_on
    ]
    return sessions + [
        Held(kind=KINDS[kind], on=one.day, entered_on=one.entered_on, minutes=one.number, approved=True)
        for kind, facts in material.facts.items()
        if kind in KINDS
        for one in facts
        if one.day and one.day <= today and took_place(kind, one)
    ]


KINDS: Mapping[str, str] = {"entry": "log", "attendance": "group", "observation": "observation", "review": "review"}
"""Kind of fact → kind of the rhythm."""


def took_place(kind: str, one: Dated) -> bool:
    """Whether a fact of one of KINDS is of something that was done, and not only planned, begun or denied."""
    if kind == "attendance":
        return one.code == "present" and one.state != "denied"
    if kind == "observation":
        return one.state in ("submitted", "learner_responded", "signed", "erased")
    return kind == "entry" or one.state not in ("draft", "frozen")


def _agreement(found: Sequence[Dated]) -> Dated | None:
    current = [one for one in found if one.state in ("active", "due_review")]
    return max(current or [one for one in found if one.state in ("draft", "awaiting_other")], key=_number, default=None)


def _number(one: Dated) -> int:
    return one.number


def _last(reviews: Sequence[Dated]) -> str:
    signed = [one for one in reviews if one.state not in ("draft", "frozen") and one.day]
    return max(signed, key=lambda one: one.day or date.min).code if signed else ""


def _median(days: Iterable[int]) -> int | None:
    found = list(days)
    return median_low(found) if found else None
