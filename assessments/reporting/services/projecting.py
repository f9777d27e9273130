"""Keeping rows and tallies what the ledgers say: whoever is looked at again is written again, where anything is different."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from assessments import bulk
from assessments.reporting.laws.counting import Token, tokens
from assessments.reporting.laws.folding import units
from assessments.reporting.models import BoardRow, Tally
from assessments.reporting.selectors.sources import rows_of
from training_site.people.models import Organisation, User

COLUMNS = (
    *("path", "shared", "until", "name", "phase", "round", "due_on", "completed_on", "window_opens_on", "expires_on"),
    *("waits_for", "waits_at", "since", "last_on", "mentored", "met_on"),
)
KEY = ("learner", "certification", "organisation")
BATCH = 1000

Place = tuple[str, UUID, Token]
"""Path of a unit, certification, what is counted."""
Key = tuple[int, UUID, int]


@transaction.atomic
def refresh(*, learners: Collection[int], today: date) -> int:
    """Look at these people again; how many rows were not as they should be."""
    # The people are the lock: of two that look at once, the second sees what the first wrote.
    list(User.objects.select_for_update(of=("self",)).filter(pk__in=learners).order_by("pk").values_list("pk"))
    found = differences(learners, today=today)
    difference = places_of(found.wanted)
    difference.subtract(places_of(found.stored))
    Tally.objects.bulk_create(tallies(difference), batch_size=BATCH)
    return write(found)


@dataclass(frozen=True, kw_only=True)
class Differences:
    """Rows as they are and as they should be, where that is not the same."""

    stored: list[BoardRow]
    wanted: list[BoardRow]
    everything: list[BoardRow]
    """All rows as they should be, also those that are so already."""


def differences(learners: Collection[int], *, today: date) -> Differences:
    """What of these people's rows is not as it should be."""
    stored = {key_of(row): row for row in BoardRow.objects.filter(learner__in=learners)}
    wanted = {key_of(row): row for row in rows_of(learners, today=today)}
    different = {
        key
        for key in stored.keys() | wanted.keys()
        if key not in stored or key not in wanted or not _same(stored[key], wanted[key])
    }
    return Differences(
        stored=[row for key, row in stored.items() if key in different],
        wanted=[row for key, row in wanted.items() if key in different],
        everything=list(wanted.values()),
    )


def write(found: Differences) -> int:
    """Store the rows as they should be; how many there were to write."""
    stored = {key_of(row): row.pk for row in found.stored}
    wanted = {key_of(row): row for row in found.wanted}
    for key, row in wanted.items():
        row.pk = stored.get(key)
    BoardRow.objects.filter(pk__in=[pk for key, pk in stored.items() if key not in wanted]).delete()
    # Sorted out first: a row has a key as soon as it is stored, and would be stored again.
    new = [row for row in wanted.values() if row.pk is None]
    changed = [row for row in wanted.values() if row.pk is not None]
    bulk.insert(BoardRow, (*KEY, *COLUMNS), ((*key_of(row), *_values(row)) for row in new))
    BoardRow.objects.bulk_update(changed, COLUMNS, batch_size=BATCH)
    return len(stored.keys() | wanted.keys())


def key_of(row: BoardRow) -> Key:
    """Which row it is."""
    return row.learner_id, row.certification_id, row.organisation_id


def places_of(rows: Iterable[BoardRow]) -> Counter[Place]:
    """Everything that is counted of these rows, in every unit."""
    together: defaultdict[tuple[str, int, UUID], Counter[Token]] = defaultdict(Counter)
    for row in rows:
        together[row.path, row.shared, row.certification_id].update(tokens(row))
    # Whoever stands in one place is counted in the same units.
    found: Counter[Place] = Counter()
    for (path, shared, certification), counted in together.items():
        for unit in units(path, shared):
            for token, number in counted.items():
                found[unit, certification, token] += number
    return found


def tallies(counted: Counter[Place]) -> list[Tally]:
    """The rows of these numbers, not stored; what comes to nothing has none (one query)."""
    return [
        Tally(organisation_id=organisation, certification_id=of, kind=kind, day=day, number=number)
        for organisation, of, kind, day, number in tally_values(counted)
    ]


def tally_values(counted: Counter[Place]) -> Iterator[tuple[int, UUID, str, date | None, int]]:
    """The same as values: organisation, certification, kind, day, number (one query, before the first of them)."""
    paths = {path for path, _certification, _token in counted}
    organisations = dict(Organisation.objects.filter(path__in=paths).order_by().values_list("path", "pk"))
    return (
        (organisations[path], certification, kind, day, number)
        for (path, certification, (kind, day)), number in counted.items()
        # An organisation that has moved left its old path behind; `keeping_up` counts everything anew.
        if number and path in organisations
    )


def _values(row: BoardRow) -> Iterator[Any]:
    return (getattr(row, column) for column in COLUMNS)


def _same(one: BoardRow, other: BoardRow) -> bool:
    return all(getattr(one, column) == getattr(other, column) for column in COLUMNS)
