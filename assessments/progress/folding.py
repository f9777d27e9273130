"""Ledgers fold into progress: pure, and the same whether one event has just been added or everything is rebuilt.

A page is done while its last mark says so; for a scenario the mark is made when an ending is reached, for a quiz when it is
passed. A module is completed by its own event, which nothing takes back.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Protocol

from assessments.timing import counting
from assessments.timing.counting import counted, passes, promised

OPENED, DONE, UNDONE, COMPLETED = "opened", "done", "undone", "completed"


class Event(Protocol):
    """An entry of the ledger of progress."""

    @property
    def content_key(self) -> str:
        """The page, or the module that was completed."""

    @property
    def module_key(self) -> str:
        """The module it belonged to at that time."""

    @property
    def kind(self) -> str:
        """opened, done, undone or completed."""

    @property
    def happened_at(self) -> datetime:
        """When."""


class Sitting(counting.Promised, Protocol):
    """A quiz attempt that was handed in."""

    @property
    def content_key(self) -> str:
        """The quiz."""

    @property
    def submitted_at(self) -> datetime | None:
        """When it was handed in."""


@dataclass(frozen=True, kw_only=True)
class PageStanding:
    """How far a person is with a page."""

    opened_at: datetime | None
    done_at: datetime | None
    times: int
    best: Fraction | None
    """What counts of its sittings: the best, the mean, the first or the last."""
    pass_mark: int | None
    missed_critical: int | None
    latest_at: datetime
    passes: bool = False
    """Whether what counts of its sittings is enough."""


@dataclass(frozen=True, kw_only=True)
class ModuleStanding:
    """How far a person is with a module."""

    started_at: datetime
    lessons_done: int
    completed_at: datetime | None


def fold_pages(events: Iterable[Event], sittings: Iterable[Sitting] = ()) -> dict[str, PageStanding]:
    """Content key → the standing of one person after these events and sittings, oldest first."""
    entries: dict[str, list[Event]] = defaultdict(list)
    handed_in: dict[str, list[Sitting]] = defaultdict(list)
    for event in events:
        if event.kind != COMPLETED:
            entries[event.content_key].append(event)
    for sitting in sittings:
        handed_in[sitting.content_key].append(sitting)
    return {key: _page(entries[key], handed_in[key]) for key in entries.keys() | handed_in.keys()}


def fold_modules(events: Iterable[Event]) -> dict[str, ModuleStanding]:
    """Module key → the standing of one person after these events, oldest first."""
    entries: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        entries[event.module_key].append(event)
    return {key: _module(found) for key, found in entries.items()}


def _page(events: Sequence[Event], sittings: Sequence[Sitting]) -> PageStanding:
    counts = promised(sittings)
    what = counted(counts, sittings)
    times = [event.happened_at for event in events]
    return PageStanding(
        opened_at=min(times, default=None),
        done_at=_done_at(events),
        times=len(sittings),
        best=what.score if what else None,
        pass_mark=what.pass_mark if what else None,
        missed_critical=what.missed_critical if what else None,
        passes=passes(counts, sittings),
        latest_at=max([*times, *(sitting.submitted_at for sitting in sittings if sitting.submitted_at)]),
    )


def _module(events: Sequence[Event]) -> ModuleStanding:
    pages = dict.fromkeys(event.content_key for event in events if event.kind != COMPLETED)
    done = [key for key in pages if _done_at([event for event in events if event.content_key == key])]
    completed = [event.happened_at for event in events if event.kind == COMPLETED]
    return ModuleStanding(
        started_at=min(event.happened_at for event in events),
        lessons_done=len(done),
        completed_at=completed[0] if completed else None,
    )


def _done_at(events: Sequence[Event]) -> datetime | None:
    done_at = None
    for event in events:
        if event.kind == DONE:
            done_at = done_at or event.happened_at
        elif event.kind == UNDONE:
            done_at = None
    return done_at
