"""Progress from nothing: the ledgers folded again and compared, byte by byte, with what is stored."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from django.db import transaction
from django.db.models import Model

from assessments.models import QuizAttempt
from assessments.progress.folding import fold_modules, fold_pages
from assessments.progress.models import LessonEvent, LessonProgress, ModuleProgress
from assessments.progress.services.projecting import (
    MODULE_FIELDS,
    PAGE_FIELDS,
    handed_in,
    module_row,
    page_row,
    write_modules,
    write_pages,
)
from training_site.people.merges import earlier_accounts, with_earlier

BATCH = 200
"""People at a time: what is held in memory does not grow with the number of people."""

Row = LessonProgress | ModuleProgress


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A row of a projection that is not what the ledgers say."""

    learner_id: int
    key: str
    stored: bytes
    """Empty where the row is missing."""
    folded: bytes
    """Empty where there should be no row."""


def learners() -> Iterator[Sequence[int]]:
    """Everybody who has a ledger or a projection, in batches."""
    sources = (LessonEvent, QuizAttempt, LessonProgress, ModuleProgress)
    everybody = sorted(
        {pk for source in sources for pk in source._default_manager.values_list("learner_id", flat=True)}
    )
    for start in range(0, len(everybody), BATCH):
        yield everybody[start : start + BATCH]


def differences(learner_ids: Sequence[int]) -> tuple[Difference, ...]:
    """The rows of these people that are not what the ledgers say."""
    stored = {_name(row): _bytes(row) for row in _stored(learner_ids)}
    folded = {_name(row): _bytes(row) for row in folded_rows(learner_ids)}
    return tuple(
        Difference(learner_id=name[1], key=name[2], stored=stored.get(name, b""), folded=folded.get(name, b""))
        for name in sorted(stored.keys() | folded.keys())
        if stored.get(name) != folded.get(name)
    )


@transaction.atomic
def rebuild(learner_ids: Sequence[int]) -> int:
    """Write what the ledgers say for these people; the number of rows that were not so."""
    found = len(differences(learner_ids))
    if found:
        for model in (LessonProgress, ModuleProgress):
            model._default_manager.filter(learner_id__in=learner_ids).delete()
        rows = list(folded_rows(learner_ids))
        write_pages([row for row in rows if isinstance(row, LessonProgress)])
        write_modules([row for row in rows if isinstance(row, ModuleProgress)])
    return found


def folded_rows(learner_ids: Sequence[int]) -> Iterator[Row]:
    """Every row of these people as the ledgers say it, those of accounts that were merged into theirs among them."""
    earlier = earlier_accounts(learner_ids)
    accounts = with_earlier(learner_ids, earlier)
    events = LessonEvent.objects.filter(learner_id__in=accounts).order_by("pk")
    events_of: dict[int, list[LessonEvent]] = defaultdict(list)
    sittings_of: dict[int, list[QuizAttempt]] = defaultdict(list)
    for event in events:
        events_of[event.learner_id].append(event)
    for sitting in handed_in(accounts):
        sittings_of[sitting.learner_id].append(sitting)
    for pk in learner_ids:
        theirs = (pk, *earlier.get(pk, ()))
        marks = sorted(chain.from_iterable(events_of[one] for one in theirs), key=attrgetter("pk"))
        sat = chain.from_iterable(sittings_of[one] for one in theirs)
        sittings = sorted(sat, key=attrgetter("content_key", "submitted_at", "number", "pk"))
        yield from (page_row(pk, key, found) for key, found in fold_pages(marks, sittings).items())
        yield from (module_row(pk, key, found) for key, found in fold_modules(marks).items())


def _stored(learner_ids: Sequence[int]) -> Iterable[Row]:
    yield from LessonProgress.objects.filter(learner_id__in=learner_ids)
    yield from ModuleProgress.objects.filter(learner_id__in=learner_ids)


def _name(row: Row) -> tuple[str, int, str]:
    key = row.content_key if isinstance(row, LessonProgress) else row.module_key
    return type(row).__name__, row.learner_id, key


def _bytes(row: Model) -> bytes:
    fields = PAGE_FIELDS if isinstance(row, LessonProgress) else MODULE_FIELDS
    return json.dumps({name: _plain(getattr(row, name)) for name in fields}, sort_keys=True).encode()


def _plain(value: object) -> object:
    return str(value) if value is not None else None
