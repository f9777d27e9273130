"""Earlier completions from a file. First every row is looked at; then what is good is written, and a second time nothing changes.

A completion of a certification is a round of its own, opened and closed on the day of the act. What matches no certification is kept as
evidence: it is never an error that a title is unknown. Nobody is written to about what has expired already.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.choosing import NoSuchPath
from assessments.certification.laws.cycles import HELD, OPEN, catching_up, phase_on
from assessments.certification.models import (
    Assignment,
    Certification,
    CertificationVersion,
    Cycle,
    Evidence,
)
from assessments.certification.records.reading import Record, Table
from assessments.certification.selectors.records import Around, around
from assessments.certification.selectors.rules import latest_rules, rules_of
from assessments.certification.services import assigning, cycles, deciding, following, recording
from assessments.services import ledgers
from training_site.people.models import User

CREATE, UNCHANGED, ERROR = "create", "unchanged", "error"
FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y")
"""Ways to write a day; the first is ISO 8601, the others are chosen explicitly."""
EARLIEST = date(1980, 1, 1)
LONGEST_SUBJECT, LONGEST_WORDS = 120, 160


class Wrong(Exception):
    """A row cannot be imported; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Completion(NamedTuple):
    """What a row says, once everything in it is known."""

    learner: User
    certification: Certification | None
    subject: str
    """Of the evidence, where it is no certification."""
    on: date
    provider: str
    reference: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row and what becomes of it."""

    record: Record
    verdict: str
    reason: str = ""
    completion: Completion | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What an import would do."""

    table: Table
    rows: tuple[Row, ...]

    def of(self, verdict: str) -> list[Row]:
        """The rows of one verdict."""
        return [row for row in self.rows if row.verdict == verdict]


def plan(*, table: Table, by: User | None, now: datetime, day_format: str = FORMATS[0]) -> Plan:
    """Look at every row; nothing is written. `by` None is whoever runs the site."""
    today = timezone.localdate(now)
    found = around([record.cells.get("person", "") for record in table.records], by=by, today=today)
    rows = [_judged(record, found, day_format, today) for record in table.records]
    return Plan(table=table, rows=tuple(_in_order_of_days(rows, found)))


@transaction.atomic
def carry_out(*, plan: Plan, by: User | None, now: datetime) -> Plan:
    """Write what is to be created; the plan as it came out, where a row that could not be written says why."""
    done: dict[int, Row] = {}
    said = [(row, row.completion) for row in plan.rows if row.verdict == CREATE and row.completion]
    people = {completion.learner.pk for _row, completion in said}
    recording.held(people)
    writer = _Writer.of(said, people, by, now)
    for row, completion in sorted(said, key=lambda one: one[1].on):
        try:
            writer.write(completion)
        except Wrong as error:
            done[row.record.line] = replace(row, verdict=ERROR, reason=error.reason)
    writer.together.write()
    following.follow(learners=people, now=now)
    return replace(plan, rows=tuple(done.get(row.record.line, row) for row in plan.rows))


def _judged(record: Record, found: Around, day_format: str, today: date) -> Row:
    try:
        if record.wrong:
            raise Wrong(record.wrong)
        completion = _completion(record, found, day_format, today)
        _allowed(completion, found)
    except Wrong as error:
        return Row(record=record, verdict=ERROR, reason=error.reason)
    return Row(record=record, verdict=CREATE, completion=completion)


def _completion(record: Record, found: Around, day_format: str, today: date) -> Completion:
    cells = record.cells
    learner = found.people.get(cells["person"].casefold())
    if learner is None:
        raise Wrong("person")
    named = cells.get("certification", "")
    title = cells.get("module", "") or cells.get("title", "") or named
    if not title:
        raise Wrong("nothing_named")
    provider, reference = cells.get("provider", ""), cells.get("reference", "")
    if len(title) > LONGEST_SUBJECT or max(len(provider), len(reference)) > LONGEST_WORDS:
        raise Wrong("long")
    return Completion(
        learner=learner,
        certification=found.certifications.get(named.casefold()) if named else None,
        subject=found.modules.get(title.casefold(), title),
        on=_day(cells["completed_on"], day_format, today),
        provider=provider,
        reference=reference,
    )


def _day(text: str, day_format: str, today: date) -> date:
    try:
        day = datetime.strptime(text, day_format).date()  # noqa: DTZ007  # a day has no zone
    except ValueError as error:
        raise Wrong("day") from error
    if day > today:
        raise Wrong("future")
    if day < EARLIEST:
        raise Wrong("long_ago")
    return day


def _allowed(said: Completion, found: Around) -> None:
    if said.certification is None:
        return
    if found.issuers is not None and said.certification.issuer_id not in found.issuers:
        raise Wrong("issuer")
    if said.learner.pk in found.involved:
        raise Wrong("involved")


def _in_order_of_days(rows: Sequence[Row], found: Around) -> list[Row]:
    """What is there already is unchanged; what comes before a later certificate cannot be put in between."""
    seen_rounds, seen_evidence = set(found.completed), set(found.kept)
    judged: dict[int, Row] = {}
    for row in sorted(rows, key=lambda one: one.completion.on if one.completion else date.max):
        said = row.completion
        if said is None:
            continue
        if said.certification is None:
            key: tuple[object, ...] = (said.learner.pk, said.subject, said.on, said.reference)
            seen = seen_evidence
        else:
            key, seen = (said.learner.pk, said.certification.pk, said.on), seen_rounds
        if key in seen:
            judged[row.record.line] = replace(row, verdict=UNCHANGED)
        elif said.certification is not None and found.latest.get(key[:2], said.on) > said.on:
            judged[row.record.line] = replace(row, verdict=ERROR, reason="later_known", completion=None)
        seen.add(key)
    return [judged.get(row.record.line, row) for row in rows]


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Writes completions: together for whoever has no round yet, one by one for whoever is on the way or waits for certificates."""

    together: recording.Records
    on_the_way: Collection[recording.Pair]
    named: Collection[int]
    versions: Mapping[UUID, CertificationVersion]
    by: User | None
    now: datetime

    @classmethod
    def of(
        cls, said: Sequence[tuple[Row, Completion]], people: Collection[int], by: User | None, now: datetime
    ) -> "_Writer":
        """For these completions of these people, who are held."""
        versions = latest_rules({one.certification.pk for _row, one in said if one.certification})
        on_the_way, named = recording.known(people)
        together = recording.Records(versions=versions, by=by, now=now)
        return cls(together=together, on_the_way=on_the_way, named=named, versions=versions, by=by, now=now)

    def write(self, said: Completion) -> None:
        """One of them. Raises Wrong, and has written nothing then."""
        if said.certification is None:
            self.together.sheet.begin(_kept(said, self.by, self.now), event="entered", by=self.by)
            return
        certification = said.certification
        if (said.learner.pk, certification.pk) in self.on_the_way or said.learner.pk in self.named:
            with transaction.atomic():
                _certify(said, certification, self.versions.get(certification.pk), self.by, self.now)
            return
        record = {"provider": said.provider, "reference": said.reference}
        try:
            self.together.certify(learner=said.learner, certification=certification, on=said.on, record=record)
        except recording.NoPath as error:
            raise Wrong("no_path") from error


def _kept(said: Completion, by: User | None, now: datetime) -> Evidence:
    return Evidence(
        learner=said.learner,
        kind=Evidence.Kind.COMPLETION,
        subject=said.subject,
        provider=said.provider,
        reference=said.reference,
        occurred_on=said.on,
        source=Evidence.Source.IMPORT,
        entered_by=by,
        verified_by=by,
        verifier_role="coordinator" if by else "",
        verified_on=timezone.localdate(now) if by else None,
    )


def _certify(
    said: Completion,
    certification: Certification,
    version: CertificationVersion | None,
    by: User | None,
    now: datetime,
) -> None:
    """A round of its own; one that is at work gives way, and is taken up again where somebody still asks for it."""
    same = Cycle.objects.filter(learner=said.learner, certification=certification)
    for working in same.filter(state__in=OPEN):
        deciding.drop(cycle=working, now=now)
        ledgers.append(working, event="superseded", by=by, now=now)
    try:
        cycle = cycles.open_next(
            learner=said.learner,
            certification=certification,
            on=said.on,
            by=by,
            organisation_id=certification.issuer_id,
            version=version,
            now=now,
        )
    except (NoSuchPath, cycles.NotPublished) as error:
        raise Wrong("no_path") from error
    # What was asked for then is not known: the dates follow from the completion and from the certificate before.
    if cycle.due_on is not None:
        cycle.due_on = None
        cycle.save(update_fields=["due_on"])
    record = {"provider": said.provider, "reference": said.reference}
    cycle = deciding.award_from_records(cycle=cycle, completed_on=said.on, record=record, by=by, now=now)
    _catch_up(cycle, by, now)


def _catch_up(cycle: Cycle, by: User | None, now: datetime) -> None:
    """Time has passed since: what has lapsed is written down quietly, what holds is asked for again in time."""
    rules, dates = rules_of(cycle.version), cycles.dates_of_cycle(cycle)
    if dates is None:
        return
    phase = phase_on(dates, rules.grace, day_in(now, rules.zone), renewed=False)
    for event in catching_up(cycle.state, phase):
        cycle = ledgers.append(cycle, event=event, by=None, now=now)
    asked = Assignment.objects.filter(
        learner_id=cycle.learner_id, certification_id=cycle.certification_id, ended_at=None
    ).first()
    if asked is None and cycle.state in HELD and cycle.certification.retired_at is None:
        asked = assigning.assign(
            learner=cycle.learner,
            certification=cycle.certification,
            organisation=cycle.certification.issuer,
            basis=Assignment.Basis.IMPORT,
            now=now,
            by=by,
        )
    if asked is not None and cycle.state != "certified":
        cycles.open_next(
            learner=cycle.learner,
            certification=cycle.certification,
            on=timezone.localdate(now),
            due_on=asked.due_on if cycle.state not in HELD else None,
            organisation_id=asked.organisation_id,
            now=now,
        )
