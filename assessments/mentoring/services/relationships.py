"""How a mentoring relationship begins and pauses. A mentor is proposed and both say yes; others are named and told. How one ends
stands in `endings`.

Whoever assigns, and whether they may, has been asked before; here stands what nobody may do.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import Event, Relationship
from assessments.mentoring.models.relationships import CURRENT_STATES, OPEN_STATES
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.services import ledger, pairs, telling_pairs
from assessments.mentoring.services.telling_pairs import tell
from training_site.people.models import Organisation, User

Kind = Relationship.Kind
PAUSE_REASONS = ("leave", "sickness", "emergency", "other")
DECLINE_REASONS = ("conflict", "no_time", "too_near", "other")
TAKEN_BACK = "taken_back"
CONFLICT = "conflict"
"""On the event of a yes: a conflict of interest was declared with it."""


class NotForThemself(Exception):
    """Nobody assigns to themself, or themself to somebody."""


class AlreadyTogether(Exception):
    """The two have an open relationship of this kind."""


class HasAPrimaryMentor(Exception):
    """The learner has a primary mentor, or one who was asked: end that first, or assign another one instead of them."""


class MentorIsLineManager(Exception):
    """The policy keeps mentor and line manager apart."""


class SecondReaderMissing(Exception):
    """The policy lets a mentor be line manager only if somebody else is the learner's assessor already."""


class UnknownReason(ValueError):
    """A reason that is not among the codes."""


class NotTheirAnswer(Exception):
    """Only the learner and the mentor of a proposal answer it, each for themself."""


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """Who shall be what to whom, and from when."""

    learner: User
    person: User
    kind: str
    organisation: Organisation
    programme_key: str
    starts_on: date
    is_primary: bool = False


@transaction.atomic
def assign(wanted: Assignment, *, by: User, now: datetime, succeeds: Relationship | None = None) -> Relationship:
    """Propose a mentor, or name somebody else; both are told.

    Raises NotForThemself, AlreadyTogether, HasAPrimaryMentor, MentorIsLineManager and SecondReaderMissing.
    """
    if by.pk in (wanted.learner.pk, wanted.person.pk) or wanted.learner == wanted.person:
        raise NotForThemself
    # Of two who assign at once, the second waits here and then finds what the first has done.
    User.objects.select_for_update(no_key=True).get(pk=wanted.learner.pk)
    _check(wanted)
    row = Relationship(
        organisation=wanted.organisation,
        learner=wanted.learner,
        mentor=wanted.person,
        kind=wanted.kind,
        is_primary=wanted.is_primary and wanted.kind == Kind.REFLECTIVE,
        programme_key=wanted.programme_key,
        starts_on=wanted.starts_on,
        succeeds=succeeds,
    )
    is_mentor = wanted.kind == Kind.REFLECTIVE
    ledger.begin(row, event="proposed" if is_mentor else "assigned", by=by, now=now)
    facts = {"starts_on": row.starts_on}
    tell(row, kind="proposed" if is_mentor else "named", page="answer" if is_mentor else "home", facts=facts, now=now)
    return row


@transaction.atomic
def accept(*, relationship: Relationship, by: User, now: datetime, conflict: str = "") -> Relationship:
    """One of the two says yes, perhaps with a conflict of interest that only the two of them read.

    Raises NotTheirAnswer, and NotNow where this person has answered before.
    """
    row = ledger.lock(relationship)
    role = _answers(row, by)
    changes = {"conflict": _both(row, conflict)} if conflict.strip() else {}
    reason = CONFLICT if changes else ""
    row = ledger.append(row, event=f"accepted_by_{role}", by=by, now=now, reason=reason, **changes)
    telling_pairs.settle(row, kind="proposed", person=by, now=now)
    if row.state == "active":
        tell(row, kind="accepted", page="agreement", facts={"starts_on": row.starts_on}, now=now)
    return row


@transaction.atomic
def decline(*, relationship: Relationship, by: User, reason: str, now: datetime) -> Relationship:
    """One of the two says no; whoever proposed it is told. Raises NotTheirAnswer, UnknownReason and NotNow."""
    row = ledger.lock(relationship)
    _answers(row, by)
    row = _turned_down(row, by=by, reason=_known(reason, DECLINE_REASONS), now=now)
    tell(row, kind="declined", page="assign", facts={"starts_on": row.starts_on}, to=_proposers(row), now=now)
    return row


@transaction.atomic
def take_back(*, relationship: Relationship, by: User | None, now: datetime) -> Relationship:
    """Take a proposal back before both have said yes. Raises NotNow afterwards."""
    return _turned_down(relationship, by=by, reason=TAKEN_BACK, now=now)


@transaction.atomic
def pause(*, relationship: Relationship, by: User, reason: str, now: datetime) -> Relationship:
    """Stop the clock of the rhythm; both are told. Raises UnknownReason, and NotNow where it is not active."""
    row = move(relationship, event="paused", by=by, reason=_known(reason, PAUSE_REASONS), now=now)
    tell(row, kind="paused", page="home", facts={"on": timezone.localdate(now)}, now=now)
    return row


@transaction.atomic
def resume(*, relationship: Relationship, by: User, now: datetime) -> Relationship:
    """Let it go on; both are told. Raises NotNow where it is not paused."""
    row = move(relationship, event="resumed", by=by, reason="", now=now)
    tell(row, kind="resumed", page="home", facts={"on": timezone.localdate(now)}, now=now)
    return row


def move(row: Relationship, *, event: str, by: User | None, reason: str, now: datetime, **changes: Any) -> Relationship:
    """Add an event, and keep its reason on the row too. Raises NotNow."""
    moved = ledger.append(row, event=event, by=by, now=now, reason=reason, **changes)
    moved.reason = reason
    moved.save(update_fields=["reason"])
    return moved


def _turned_down(row: Relationship, *, by: User | None, reason: str, now: datetime) -> Relationship:
    row = move(row, event="declined", by=by, reason=reason, now=now, ends_on=timezone.localdate(now))
    telling_pairs.settle(row, kind="proposed", now=now)
    return row


def _check(wanted: Assignment) -> None:
    rows = Relationship.objects.filter(
        learner=wanted.learner, programme_key=wanted.programme_key, state__in=OPEN_STATES
    )
    if rows.filter(mentor=wanted.person, kind=wanted.kind).exists():
        raise AlreadyTogether
    if wanted.is_primary and wanted.kind == Kind.REFLECTIVE and rows.filter(is_primary=True).exists():
        raise HasAPrimaryMentor
    if _would_be_both(wanted):
        _check_both(wanted, policy_for(wanted.organisation, wanted.programme_key))


def _would_be_both(wanted: Assignment) -> bool:
    """Whether one person would be the learner's mentor and line manager."""
    other = {Kind.REFLECTIVE: Kind.LINE_MANAGEMENT, Kind.LINE_MANAGEMENT: Kind.REFLECTIVE}.get(Kind(wanted.kind))
    rows = Relationship.objects.filter(learner=wanted.learner, mentor=wanted.person, state__in=OPEN_STATES)
    return other is not None and rows.filter(kind=other).exists()


def _check_both(wanted: Assignment, policy: Policy) -> None:
    if policy.mentor_may_be_line_manager == "no":
        raise MentorIsLineManager
    readers = Relationship.objects.filter(learner=wanted.learner, kind=Kind.ASSESSOR, state__in=CURRENT_STATES)
    if policy.mentor_may_be_line_manager == "with_second_reader" and not readers.exclude(mentor=wanted.person).exists():
        raise SecondReaderMissing


def _answers(row: Relationship, by: User) -> str:
    try:
        return pairs.role_in(row, by)
    except pairs.NotOfThePair as error:
        raise NotTheirAnswer from error


def _both(row: Relationship, conflict: str) -> str:
    """What was declared before and now: each of the two may declare something."""
    return "\n\n".join(filter(None, [row.conflict.opened(), conflict.strip()]))


def _known(reason: str, codes: tuple[str, ...]) -> str:
    if reason not in codes:
        raise UnknownReason(reason)
    return reason


def _proposers(row: Relationship) -> list[User]:
    """Whoever proposed it; nobody where the site did."""
    return list(User.objects.filter(pk__in=Event.objects.filter(subject=row.pk, number=1).values("by")))
