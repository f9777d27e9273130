"""People by a file. First every row is looked at and nothing is written; then all good rows are carried out, or none.

Between looking and carrying out time passes, so every row is judged again, and a second time nothing changes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from assessments.cohorts import auditing, files
from assessments.cohorts.models import Cohort, CohortMember, EnrolmentImport, ImportRow, Invitation
from assessments.cohorts.permissions import SEE_COHORT
from assessments.cohorts.selectors.known_people import Around, around
from assessments.cohorts.selectors.places import may_bring_to
from assessments.cohorts.services import inviting, judging, members
from assessments.cohorts.services.cohorts import Closed, NotTheirs
from assessments.cohorts.services.judging import ACCOUNT, COHORT, ERROR, INVITATION, LANGUAGE, NAME, PLACE, Judged
from assessments.cohorts.services.members import Joiner
from training_site.people.arrivals import BATCH, Newcomer, register_all
from training_site.people.models import Organisation, User
from training_site.tables.columns import Record, Table

State = EnrolmentImport.State


class SomeNotPossible(Exception):
    """All rows were asked for, and some are not possible."""


class AlreadyEnded(Exception):
    """The file was carried out or dropped; looked at again, it is another import."""


@transaction.atomic
def look(*, cohort: Cohort, data: bytes, by: User, now: datetime) -> EnrolmentImport:
    """Look at a file and keep what would become of each row. Raises Unreadable, NotTheirs, Closed."""
    table = files.read(data)
    _may(cohort, by, now)
    looked = _kept(table, cohort, sha256(data).hexdigest(), by, now)
    judged = _judge(cohort, table.records, by, now)
    ImportRow.objects.bulk_create([_row(looked, one) for one in judged], batch_size=BATCH)
    auditing.of_import(looked, step="looked", by=by, now=now)
    return looked


@transaction.atomic
def carry_out(*, looked: EnrolmentImport, by: User, now: datetime, only_good: bool = False) -> EnrolmentImport:
    """Write what is possible; the rows say how it came out. Raises SomeNotPossible, AlreadyEnded, NotTheirs, Closed.

    `only_good`: also where some rows are not possible.
    """
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=looked.cohort_id)
    fresh = EnrolmentImport.objects.select_for_update(of=("self",)).get(pk=looked.pk)
    if fresh.state != State.LOOKED:
        raise AlreadyEnded
    _may(cohort, by, now)
    rows = list(fresh.rows.all())
    found = _around(cohort, [_record(row) for row in rows], by, now)
    judged = judging.judge([_record(row) for row in rows], found, today=timezone.localdate(now))
    if not only_good and any(one.verdict == ERROR for one in judged):
        raise SomeNotPossible
    _write(cohort, judged, found, by, now)
    _rejudge(rows, judged)
    fresh.state, fresh.ended_by, fresh.ended_at = State.DONE, by, now
    fresh.save(update_fields=["state", "ended_by", "ended_at"])
    auditing.of_import(fresh, step="done", by=by, now=now)
    return fresh


@transaction.atomic
def drop(*, looked: EnrolmentImport, by: User, now: datetime) -> None:
    """Forget the file: nothing of it was written, and its cells go. Raises AlreadyEnded, NotTheirs, Closed."""
    _may(looked.cohort, by, now)
    if not EnrolmentImport.objects.filter(pk=looked.pk, state=State.LOOKED).update(
        state=State.DROPPED, ended_by=by, ended_at=now
    ):
        raise AlreadyEnded
    looked.rows.update(cells={}, raw=[])
    auditing.of_import(looked, step="dropped", by=by, now=now)


@transaction.atomic
def bring_one(
    *, cohort: Cohort, cells: Mapping[str, str], organisation: Organisation, by: User, now: datetime
) -> Judged:
    """One person, as a row of a file that names this organisation; the row says how it came out. Raises NotTheirs, Closed."""
    fresh = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    _may(fresh, by, now)
    if not may_bring_to(by, fresh, organisation, today=timezone.localdate(now)):
        raise NotTheirs
    record = Record(line=1, cells=dict(cells))
    found = replace(_around(fresh, [record], by, now), home=organisation)
    [judged] = judging.judge([record], found, today=timezone.localdate(now))
    if judged.verdict != ERROR:
        _write(fresh, [judged], found, by, now, basis=CohortMember.Basis.HAND)
    return judged


def _rejudge(rows: Sequence[ImportRow], judged: Sequence[Judged]) -> None:
    """Write down what came out otherwise than it looked."""
    changed = []
    for row, one in zip(rows, judged, strict=True):
        if (row.verdict, row.reason, row.changes) != (one.verdict, one.reason, list(one.changes)):
            row.verdict, row.reason, row.changes = one.verdict, one.reason, list(one.changes)
            changed.append(row)
    ImportRow.objects.bulk_update(changed, ["verdict", "reason", "changes"], batch_size=BATCH)


def _may(cohort: Cohort, by: User, now: datetime) -> None:
    today = timezone.localdate(now)
    if not SEE_COHORT.allows(by, cohort, today=today):
        raise NotTheirs
    if cohort.is_over(today):
        raise Closed


def _kept(table: Table, cohort: Cohort, digest: str, by: User, now: datetime) -> EnrolmentImport:
    return EnrolmentImport.objects.create(
        cohort=cohort,
        sha256=digest,
        encoding=table.sheet.encoding,
        separator=table.sheet.separator,
        sheet=table.sheet.title[:60],
        heading=list(table.heading),
        columns=list(table.columns),
        ignored=list(table.ignored),
        looked_by=by,
        looked_at=now,
    )


def _row(looked: EnrolmentImport, one: Judged) -> ImportRow:
    return ImportRow(
        imported=looked,
        line=one.record.line,
        cells=one.record.cells,
        raw=list(one.record.raw),
        wrong=one.record.wrong,
        verdict=one.verdict,
        reason=one.reason,
        changes=list(one.changes),
    )


def _record(row: ImportRow) -> Record:
    return Record(line=row.line, cells=row.cells, wrong=row.wrong, raw=tuple(row.raw))


def _judge(cohort: Cohort, records: Sequence[Record], by: User, now: datetime) -> list[Judged]:
    return judging.judge(records, _around(cohort, records, by, now), today=timezone.localdate(now))


def _around(cohort: Cohort, records: Collection[Record], by: User, now: datetime) -> Around:
    names = {record.cells.get(column, "").casefold() for record in records for column in ("email", "username")}
    return around(cohort, names - {""}, by=by, today=timezone.localdate(now))


def _write(
    cohort: Cohort,
    judged: Sequence[Judged],
    found: Around,
    by: User,
    now: datetime,
    basis: CohortMember.Basis = CohortMember.Basis.FILE,
) -> None:
    _rename(judged)
    joiners = [
        *_register(judged, found),
        *(
            Joiner(learner=one.person, organisation=one.said.organisation, since=one.said.since)
            for one in judged
            if one.person and one.said and {PLACE, COHORT} & set(one.changes)
        ),
    ]
    if joiners:
        members.bring(cohort=cohort, joiners=joiners, basis=basis, by=by, now=now)
    invitations = [
        Invitation(
            organisation=one.said.organisation,
            email=one.said.email,
            first_name=one.said.first_name,
            last_name=one.said.last_name,
            language=one.said.language,
        )
        for one in judged
        if one.said and INVITATION in one.changes
    ]
    inviting.invite(cohort=cohort, invitations=invitations, by=by, now=now)


def _register(judged: Sequence[Judged], found: Around) -> list[Joiner]:
    """Accounts for those who have none. Names that stand in the file are taken before any is invented."""
    new = [one.said for one in judged if one.said and ACCOUNT in one.changes]
    for said in new:
        found.usernames.take(said.username)
    newcomers = [
        Newcomer(
            username=said.username or found.usernames.invent(said.first_name, said.last_name),
            first_name=said.first_name,
            last_name=said.last_name,
            language=said.language,
        )
        for said in new
    ]
    return [
        Joiner(learner=person, organisation=said.organisation, since=said.since)
        for person, said in zip(register_all(newcomers=newcomers), new, strict=True)
    ]


def _rename(judged: Sequence[Judged]) -> None:
    renamed: list[User] = []
    for one in judged:
        if one.person is None or one.said is None or not {NAME, LANGUAGE} & set(one.changes):
            continue
        if NAME in one.changes:
            one.person.first_name = one.said.first_name or one.person.first_name
            one.person.last_name = one.said.last_name or one.person.last_name
        if LANGUAGE in one.changes:
            one.person.language = one.said.language
        renamed.append(one.person)
    User.objects.bulk_update(renamed, ["first_name", "last_name", "language"], batch_size=BATCH)
