"""What the ledgers and projections below say about people, put into rows of the board: in as many queries for one as for a thousand."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import TruncDate

from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.findings import MET, WAIVED
from assessments.certification.models import CertificationEvent, Cycle, RequirementStatus
from assessments.mentoring.models import Relationship, Session
from assessments.mentoring.models.relationships import CURRENT_STATES
from assessments.progress.models import LessonProgress
from assessments.reporting.laws.folding import Position, Round, Unmet, position, shared, turn
from assessments.reporting.laws.statuses import HELD, WAY
from assessments.reporting.models import NAME_LENGTH, BoardRow
from training_site.people.models import Membership, User
from training_site.people.roles import Role

WAITS_TO_BE_DECIDED = ("ready", "deferred")


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A place where somebody learns today."""

    organisation_id: int
    path: str
    shared: int
    until: date | None


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known about some people."""

    names: dict[int, str]
    seats: dict[int, list[Seat]]
    rounds: dict[tuple[int, UUID], list[Round]]
    unmet: dict[UUID, list[Unmet]]
    acts: dict[UUID, list[date]]
    """Round → days on which something of it was met, or on which it was handed over for a decision."""
    learned: dict[int, date]
    mentored: set[int]
    met: dict[int, date]


def rows_of(learners: Collection[int], *, today: date) -> list[BoardRow]:
    """The rows that these people should have today, not stored (eight queries)."""
    known = known_about(learners, today=today)
    found = []
    for (learner, certification), rounds in known.rounds.items():
        stands = position(rounds) if known.names.get(learner) and known.seats.get(learner) else None
        if stands is not None:
            found += [_row(learner, certification, seat, stands, known) for seat in known.seats[learner]]
    return found


def known_about(learners: Collection[int], *, today: date) -> Known:
    """Everything that rows are made of."""
    people = User.objects.filter(pk__in=learners, is_active=True)
    unmet, acts = _statuses(learners)
    for subject, day in _handed_over(learners):
        acts[subject].append(day)
    return Known(
        names={one.pk: one.display_name.casefold()[:NAME_LENGTH] for one in people},
        seats=_seats(learners, today),
        rounds=_rounds(learners),
        unmet=unmet,
        acts=acts,
        learned=_learned(learners),
        mentored=_mentored(learners),
        met=_met(learners),
    )


def _row(learner: int, certification: UUID, seat: Seat, stands: Position, known: Known) -> BoardRow:
    working, certified = stands.working, stands.certified
    acts = known.acts[working.pk] if working else []
    activity = [*acts, *(day for day in (known.learned.get(learner), known.met.get(learner)) if day)]
    waits = turn(working, known.unmet[working.pk] if working else ())
    held = certified if stands.phase == HELD else None
    return BoardRow(
        learner_id=learner,
        certification_id=certification,
        organisation_id=seat.organisation_id,
        path=seat.path,
        shared=seat.shared,
        until=seat.until,
        name=known.names[learner],
        phase=stands.phase,
        round=stands.shown.pk,
        due_on=working.due_on if working and stands.phase == WAY else None,
        completed_on=certified.completed_on if certified else None,
        window_opens_on=held.window_opens_on if held else None,
        expires_on=held.expires_on if held else None,
        waits_for=waits.waits_for,
        waits_at=waits.code.partition(".")[0],
        since=max([working.opened_on, *activity]) if working and waits.waits_for else None,
        last_on=max(activity, default=None),
        mentored=learner in known.mentored,
        met_on=known.met.get(learner),
    )


def _seats(learners: Collection[int], today: date) -> dict[int, list[Seat]]:
    rows = Membership.objects.active_on(today).filter(user__in=learners, role=Role.LEARNER)
    columns = rows.order_by("user", "organisation__path", "pk").values_list(
        "user_id", "organisation_id", "organisation__path", "until"
    )
    found: dict[int, list[Seat]] = defaultdict(list)
    for learner, organisation, path, until in columns:
        there = found[learner]
        if not there or there[-1].path != path:
            common = shared(path, (seat.path for seat in there))
            there.append(Seat(organisation_id=organisation, path=path, shared=common, until=until))
    return found


def _rounds(learners: Collection[int]) -> dict[tuple[int, UUID], list[Round]]:
    columns = (*("learner_id", "certification_id"), *Round._fields)
    rows = Cycle.objects.filter(learner__in=learners).order_by("learner", "certification", "number")
    found: dict[tuple[int, UUID], list[Round]] = defaultdict(list)
    for learner, certification, *rest in rows.values_list(*columns):
        found[learner, certification].append(Round(*rest))
    return found


def _statuses(learners: Collection[int]) -> tuple[dict[UUID, list[Unmet]], dict[UUID, list[date]]]:
    rows = RequirementStatus.objects.filter(cycle__learner__in=learners, cycle__state__in=OPEN)
    unmet: dict[UUID, list[Unmet]] = defaultdict(list)
    acts: dict[UUID, list[date]] = defaultdict(list)
    columns = rows.order_by("cycle", "position").values_list("cycle_id", "state", "met_on", "waits_for", "code")
    for cycle, state, met_on, waits_for, code in columns:
        if state not in (MET, WAIVED):
            unmet[cycle].append(Unmet(waits_for, code))
        if met_on is not None:
            acts[cycle].append(met_on)
    return unmet, acts


def _handed_over(learners: Collection[int]) -> Iterator[tuple[UUID, date]]:
    waiting = Cycle.objects.filter(learner__in=learners, state__in=WAITS_TO_BE_DECIDED).values("pk")
    rows = CertificationEvent.objects.filter(subject__in=waiting, kind__in=("completed", "resumed", "deferred"))
    yield from rows.order_by("subject", "number").values_list("subject", TruncDate("at"))


def _learned(learners: Collection[int]) -> dict[int, date]:
    rows = LessonProgress.objects.filter(learner__in=learners).order_by().values_list("learner_id")
    return dict(rows.annotate(last=TruncDate(Max("latest_at"))))


def _mentored(learners: Collection[int]) -> set[int]:
    rows = Relationship.objects.filter(
        learner__in=learners, kind=Relationship.Kind.REFLECTIVE, state__in=CURRENT_STATES
    )
    return set(rows.order_by().values_list("learner_id", flat=True))


def _met(learners: Collection[int]) -> dict[int, date]:
    rows = Session.objects.filter(relationship__learner__in=learners, state="held").order_by()
    return dict(rows.values_list("relationship__learner_id").annotate(last=Max("occurred_on")))
