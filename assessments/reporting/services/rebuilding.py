"""The board from nothing: rows and tallies as the ledgers say them, written, or compared with what is stored."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Sum

from assessments import bulk
from assessments.certification.models import Cycle
from assessments.reporting.models import BoardRow, Tally
from assessments.reporting.services import projecting
from assessments.reporting.services.projecting import BATCH, Differences, Place

Sums = Counter[tuple[int, UUID, str, date | None]]
"""Organisation, certification, kind and day → number."""


TALLY = ("organisation", "certification", "kind", "day", "number")


class Found(NamedTuple):
    """What was not as it should be."""

    people: int
    """How many were looked at."""
    rows: int
    tallies: int

    @property
    def anything(self) -> bool:
        """Whether the board says something untrue."""
        return bool(self.rows or self.tallies)


@transaction.atomic
def rebuild(*, today: date) -> Found:
    """Write what the ledgers say about everybody."""
    people = rows = 0
    counted: Counter[Place] = Counter()
    for batch in learners():
        people += len(batch)
        found = projecting.differences(batch, today=today)
        rows += projecting.write(found)
        counted.update(projecting.places_of(found.everything))
    wrong = _wrong(counted)
    Tally.objects.all().delete()
    bulk.insert(Tally, TALLY, projecting.tally_values(counted))
    return Found(people, rows, wrong)


def check(*, today: date) -> Found:
    """Compare with what the ledgers say, and write nothing."""
    people = rows = 0
    counted: Counter[Place] = Counter()
    for batch in learners():
        people += len(batch)
        found: Differences = projecting.differences(batch, today=today)
        rows += max(len(found.stored), len(found.wanted))
        counted.update(projecting.places_of(found.everything))
    return Found(people, rows, _wrong(counted))


@transaction.atomic
def compact() -> int:
    """Put tallies together that count the same; how many rows there are fewer. One process at a time: the job's lock sees to that."""
    rows = Tally.objects.order_by("pk").values_list(
        "pk", "organisation_id", "certification_id", "kind", "day", "number"
    )
    many: dict[tuple[int, UUID, str, date | None], list[tuple[int, int]]] = {}
    doubled = _doubled()
    if not doubled:
        return 0
    for pk, organisation, certification, kind, day, number in rows.filter(organisation__in={key[0] for key in doubled}):
        key = (organisation, certification, kind, day)
        if key in doubled:
            many.setdefault(key, []).append((pk, number))
    sums = {key: sum(number for _pk, number in found) for key, found in many.items()}
    kept = [
        Tally(organisation_id=organisation, certification_id=of, kind=kind, day=day, number=number)
        for (organisation, of, kind, day), number in sums.items()
        if number
    ]
    gone = [pk for found in many.values() for pk, _number in found]
    for start in range(0, len(gone), BATCH):
        Tally.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    Tally.objects.bulk_create(kept, batch_size=BATCH)
    return len(gone) - len(kept)


def learners() -> Iterator[Sequence[int]]:
    """Everybody who is or was asked for a certificate, or has a row, in batches."""
    known = Cycle.objects.order_by().values("learner_id").union(BoardRow.objects.order_by().values("learner_id"))
    everybody = iter(sorted(row["learner_id"] for row in known))
    while batch := list(islice(everybody, BATCH)):
        yield batch


def _doubled() -> set[tuple[int, UUID, str, date | None]]:
    keys = Tally.objects.order_by().values_list("organisation_id", "certification_id", "kind", "day")
    return {row[:4] for row in keys.annotate(times=Count("pk")).filter(times__gt=1)}


def _wrong(counted: Counter[Place]) -> int:
    """How many sums of tallies differ from these numbers."""
    wanted: Sums = Counter()
    for organisation, certification, kind, day, number in projecting.tally_values(counted):
        wanted[organisation, certification, kind, day] += number
    rows = Tally.objects.order_by().values_list("organisation_id", "certification_id", "kind", "day")
    stored = {row[:4]: row[4] for row in rows.annotate(sum=Sum("number")) if row[4]}
    return sum(stored.get(key, 0) != wanted.get(key, 0) for key in stored.keys() | wanted.keys())
