"""Rounds are folded to one position, and a person is counted once in every unit."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.reporting.laws.folding import Round, Unmet, position, shared, turn, units

DAY = date(2026, 10, 5)


def a_round(number: int, state: str) -> Round:
    completed = (
        DAY if state in ("certified", "window_open", "grace", "lapsed", "renewed", "suspended", "revoked") else None
    )
    return Round(UUID(int=number), number, state, DAY, DAY, completed, completed, completed)


@pytest.mark.parametrize(
    ("states", "phase", "shown"),
    [
        (["assigned"], "way", 1),
        (["certified"], "held", 1),
        (["renewed", "certified"], "held", 2),
        (["window_open", "in_progress"], "held", 2),  # holds, and renews
        (["lapsed", "in_progress"], "held", 2),  # expired, as its dates say
        (["suspended"], "suspended", 1),
        (["revoked"], "revoked", 1),
        (["revoked", "assigned"], "way", 2),  # begins anew
        (["failed"], "failed", 1),
        (["failed", "assigned"], "way", 2),
    ],
    ids=lambda given: " then ".join(given) if isinstance(given, list) else "",
)
def test_rounds_say_where_somebody_stands(states: list[str], phase: str, shown: int) -> None:
    found = position([a_round(number, state) for number, state in enumerate(states, start=1)])

    assert found is not None
    assert (found.phase, found.shown.number) == (phase, shown)


@pytest.mark.parametrize("states", [[], ["withdrawn"], ["transferred"], ["superseded"]], ids=str)
def test_whoever_is_asked_for_nothing_stands_nowhere(states: list[str]) -> None:
    assert position([a_round(number, state) for number, state in enumerate(states, start=1)]) is None


@pytest.mark.parametrize(
    ("state", "unmet", "who"),
    [
        ("assigned", [Unmet("learner", "step_done.not_done"), Unmet("mentor", "observation.none")], "learner"),
        ("in_progress", [Unmet("mentor", "mentor_sign_off.missing")], "mentor"),
        ("ready", [], "decision"),
        ("deferred", [], "decision"),
        ("on_leave", [Unmet("learner", "")], ""),
        ("referred", [], "learner"),
    ],
)
def test_it_is_the_turn_of_whoever_the_first_open_requirement_waits_for(
    state: str, unmet: list[Unmet], who: str
) -> None:
    assert turn(a_round(1, state), unmet).waits_for == who


PATHS = st.lists(st.integers(1, 3), min_size=1, max_size=4).map(lambda steps: "".join(f"{step:04d}" for step in steps))


@given(st.lists(PATHS, max_size=5, unique=True))
def test_somebody_who_learns_in_many_places_is_counted_once_in_every_unit(paths: list[str]) -> None:
    counted = [unit for place, path in enumerate(paths) for unit in units(path, shared(path, paths[:place]))]

    assert sorted(counted) == sorted({unit for path in paths for unit in units(path, 0)})
