"""Ledgers fold into progress: pure, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from assessments.progress.folding import fold_modules, fold_pages

START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Event:
    kind: str
    content_key: str = "p/m01-l1"
    hour: int = 0
    module_key: str = "p/m01"

    @property
    def happened_at(self) -> datetime:
        return START + timedelta(hours=self.hour)


@dataclass(frozen=True)
class Sitting:
    score: Fraction | None
    hour: int = 0
    missed_critical: Sequence[str] | None = ()
    pass_mark: int = 80
    content_key: str = "p/m01-quiz"
    counts: str = "highest"

    @property
    def submitted_at(self) -> datetime | None:
        return START + timedelta(hours=self.hour)


def at(hour: int) -> datetime:
    return START + timedelta(hours=hour)


def test_before_the_first_event_there_is_nothing() -> None:
    assert fold_pages([], []) == {}
    assert fold_modules([]) == {}


@pytest.mark.parametrize(
    ("kinds", "done"),
    [
        pytest.param(["opened"], None, id="opened-is-not-done"),
        pytest.param(["opened", "done"], 1, id="done"),
        pytest.param(["done", "done"], 0, id="done-twice-is-done-once"),
        pytest.param(["done", "undone"], None, id="undone"),
        pytest.param(["done", "undone", "done"], 2, id="done-again"),
        pytest.param(["undone"], None, id="undone-before-it-was-done"),
    ],
)
def test_a_page_is_done_while_its_last_mark_says_so(kinds: list[str], done: int | None) -> None:
    events = [Event(kind, hour=hour) for hour, kind in enumerate(kinds)]
    stands = fold_pages(events)["p/m01-l1"]
    assert stands.done_at == (None if done is None else at(done))
    assert (stands.opened_at, stands.latest_at) == (at(0), at(len(kinds) - 1))


@pytest.mark.parametrize(
    ("sittings", "best", "missed"),
    [
        pytest.param([Sitting(Fraction(1, 2)), Sitting(Fraction(1, 4))], Fraction(1, 2), 0, id="the-higher-score"),
        pytest.param(
            [Sitting(Fraction(9, 10), missed_critical=["a", "b"]), Sitting(Fraction(9, 10), missed_critical=["a"])],
            Fraction(9, 10),
            1,
            id="of-equal-scores-the-one-with-fewer-safety-questions-missed",
        ),
        pytest.param([Sitting(None, missed_critical=None)], None, 0, id="a-sitting-without-a-score"),
    ],
)
def test_the_best_sitting_is_what_is_spoken_of(sittings: list[Sitting], best: Fraction | None, missed: int) -> None:
    stands = fold_pages([], sittings)["p/m01-quiz"]
    assert (stands.best, stands.missed_critical, stands.times, stands.pass_mark) == (best, missed, len(sittings), 80)
    assert stands.opened_at is None


def test_a_module_counts_what_is_done_now_and_stays_completed() -> None:
    events = [
        Event("opened", "p/m01-l1", 0),
        Event("done", "p/m01-l1", 1),
        Event("done", "p/m01-l2", 2),
        Event("completed", "p/m01", 3),
        Event("undone", "p/m01-l2", 4),
    ]
    stands = fold_modules(events)["p/m01"]
    assert (stands.started_at, stands.lessons_done, stands.completed_at) == (at(0), 1, at(3))
    open_still = fold_modules(events[:3])["p/m01"]
    assert (open_still.lessons_done, open_still.completed_at) == (2, None)


def test_pages_and_modules_are_kept_apart() -> None:
    events = [Event("done"), Event("completed", "p/m01"), Event("opened", "p/m02-l1", module_key="p/m02")]
    assert set(fold_pages(events, [Sitting(Fraction(1))])) == {"p/m01-l1", "p/m01-quiz", "p/m02-l1"}
    assert set(fold_modules(events)) == {"p/m01", "p/m02"}
