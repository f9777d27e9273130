"""What the ledgers tell about many learners, in three queries: meetings, what happened to them, and every other dated fact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, F, IntegerField, Model, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate

from assessments.mentoring.counting import SIGNED, Meeting
from assessments.mentoring.framework.pauses import Pause
from assessments.mentoring.models import (
    Agreement,
    Attendance,
    Decision,
    Entry,
    Event,
    Evidence,
    Observation,
    Review,
    Session,
)
from assessments.mentoring.tallies import Dated, Kept

SECOND_SIGNATURE = ("signed", "signed_with_disagreement")


@dataclass(frozen=True, kw_only=True)
class Known:
    """By learner; pauses by relationship."""

    sessions: Mapping[int, Sequence[Kept]]
    facts: Mapping[int, Mapping[str, Sequence[Dated]]]
    pauses: Mapping[UUID, tuple[Pause, ...]]


def facts_of(people: Sequence[int], *, pairs: Sequence[UUID]) -> Known:
    """Everything dated about these learners, and the pauses of these pairs."""
    sessions = _sessions(people)
    told = _told(pairs, [row.record for rows in sessions.values() for row in rows])
    return Known(
        sessions={learner: [_kept(row, told) for row in rows] for learner, rows in sessions.items()},
        facts=_facts(people),
        pauses={pair: _pauses(told[pair]) for pair in pairs},
    )


def meetings_of(people: Sequence[int], *, pairs: Sequence[UUID]) -> Known:
    """Sessions, group tutorials and pauses alone, and no days of signatures (three queries): what the rhythm of meetings follows from."""
    told = _told(pairs, [])
    return Known(
        sessions={learner: [_kept(row, told) for row in rows] for learner, rows in _sessions(people).items()},
        facts=_by_learner(_attendances().filter(learner_of_it__in=list(people))),
        pauses={pair: _pauses(told[pair]) for pair in pairs},
    )


def _told(pairs: Sequence[UUID], records: Sequence[UUID | None]) -> Mapping[UUID | None, list[tuple[str, date]]]:
    """Subject → what happened to it and when: pauses of pairs, second signatures of records."""
    of_pairs = Q(subject__in=pairs, kind__in=("paused", "resumed"))
    of_records = Q(subject__in=[one for one in records if one], kind__in=SECOND_SIGNATURE)
    found: dict[UUID | None, list[tuple[str, date]]] = defaultdict(list)
    rows = Event.objects.filter(of_pairs | of_records).order_by("subject", "number")
    for subject, kind, day in rows.values_list("subject", "kind", TruncDate("at")):
        found[subject].append((kind, day))
    return found


def _pauses(told: Iterable[tuple[str, date]]) -> tuple[Pause, ...]:
    pauses: list[Pause] = []
    for kind, day in told:
        if kind == "paused":
            pauses.append(Pause(starts_on=day))
        elif pauses:
            pauses[-1] = Pause(starts_on=pauses[-1].starts_on, ends_on=day)
    return tuple(pauses)


class _Meeting(NamedTuple):
    """A row of sessions with what its record says about it, in the order of COLUMNS."""

    learner: int
    state: str
    kind: str
    occurred_on: date | None
    minutes: int | None
    planned_on: date | None
    cancel_code: str
    created_on: date
    approved_on: date | None
    attested_on: date | None
    record: UUID | None
    begun_on: date | None
    record_state: str | None
    pk: UUID


COLUMNS = (
    *("relationship__learner", "state", "kind", "occurred_on", "minutes", TruncDate("planned_at"), "cancel_code"),
    *(TruncDate("created_at"), TruncDate("fact_approved_at"), TruncDate("attested_at")),
    *("record", TruncDate("record__created_at"), "record__state", "pk"),
)


def _sessions(people: Iterable[int]) -> dict[int, list[_Meeting]]:
    rows = Session.objects.filter(relationship__learner__in=list(people)).order_by().values_list(*COLUMNS)
    found: dict[int, list[_Meeting]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(_Meeting(*row))
    return found


def _kept(row: _Meeting, told: Mapping[UUID | None, list[tuple[str, date]]]) -> Kept:
    return Kept(
        meeting=Meeting(
            state=row.state,
            kind=row.kind,
            occurred_on=row.occurred_on,
            entered_on=row.begun_on or row.created_on,
            # What was erased had been kept for years, and stays counted as what it was.
            record_state=SIGNED[0] if row.record_state == "erased" else row.record_state or "",
            approved=row.approved_on is not None,
            attested=row.attested_on is not None,
        ),
        minutes=row.minutes or 0,
        planned_on=row.planned_on,
        cancel_code=row.cancel_code,
        signed_on=next((day for kind, day in told[row.record] if kind in SECOND_SIGNATURE), None)
        if row.record
        else None,
        subject=row.pk,
    )


Rows = QuerySet[Model, tuple[str, int, date | None, date, str, int, str, int, str]]
"""Rows of one shape, whatever the table."""


def _facts(people: Iterable[int]) -> dict[int, dict[str, list[Dated]]]:
    """One query over seven tables."""
    numbers = list(people)
    rows = [
        _rows("agreement", Agreement, "relationship__learner_id", "review_on", "created_at", number="version"),
        _rows("entry", Entry, "author_id", "occurred_on", "created_at").filter(finished_at__isnull=False),
        _rows("observation", Observation, "learner_id", "acted_on", "created_at", number="number", code="form_key"),
        _rows("review", Review, "learner_id", "occurred_on", "created_at", number="month", code="judgement"),
        _rows(
            "decision",
            Decision,
            "learner_id",
            "acted_on",
            "created_at",
            number="level",
            code="indicator",
            person="decided_by_id",
        ),
        _rows(
            "evidence",
            Evidence,
            "learner_id",
            "acted_on",
            "entered_at",
            state="kind",
            number="level",
            code="indicator",
            person="validator_id",
        ).filter(withdrawal=None),
        _attendances(),
    ]
    narrowed = [row.filter(learner_of_it__in=numbers) for row in rows]
    return _by_learner(narrowed[0].union(*narrowed[1:], all=True))


def _attendances() -> Rows:
    rows = _rows(
        "attendance",
        Attendance,
        "learner_id",
        "tutorial__occurred_on",
        "tutorial__entered_at",
        state="answer",
        number="tutorial__minutes",
        subject="pk",
    )
    return rows.exclude(tutorial__corrected_by__isnull=False)


def _by_learner(rows: Rows) -> dict[int, dict[str, list[Dated]]]:
    found: dict[int, dict[str, list[Dated]]] = defaultdict(lambda: defaultdict(list))
    for kind, learner, day, entered_on, state, number, code, person, subject in rows:
        found[learner][kind].append(
            Dated(
                kind=kind,
                day=day,
                entered_on=entered_on,
                state=state,
                number=number,
                code=code,
                person=person,
                subject=subject,
            )
        )
    return found


def _rows(
    kind: str,
    model: type[Model],
    learner: str,
    day: str,
    at: str,
    *,
    state: str = "state",
    number: str = "",
    code: str = "",
    person: str = "",
    subject: str = "",
) -> Rows:
    rows = model._default_manager.order_by().annotate(
        kind_of_it=Value(kind, output_field=CharField()),
        learner_of_it=F(learner),
        day_of_it=F(day),
        entered_of_it=TruncDate(at),
        state_of_it=Cast(F(state), CharField()),
        number_of_it=Cast(F(number), IntegerField()) if number else Value(0, output_field=IntegerField()),
        code_of_it=Cast(F(code), CharField()) if code else _presence(model),
        person_of_it=Coalesce(Cast(F(person), IntegerField()), 0) if person else Value(0, output_field=IntegerField()),
        subject_of_it=Cast(F(subject), CharField()) if subject else Value("", output_field=CharField()),
    )
    return rows.values_list(
        *("kind_of_it", "learner_of_it", "day_of_it", "entered_of_it"),
        *("state_of_it", "number_of_it", "code_of_it", "person_of_it", "subject_of_it"),
    )


def _presence(model: type[Model]) -> Case | Value:
    if model is Attendance:
        return Case(When(present=True, then=Value("present")), default=Value(""), output_field=CharField())
    return Value("", output_field=CharField())
