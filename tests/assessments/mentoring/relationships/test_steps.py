"""The steps of the rhythm are what `due` counts, one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.mentoring.framework.pauses import NEVER, Pause
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.schedule import AHEAD, KEPT, MISSED, OPEN, Held, due, steps

START = date(2026, 1, 5)
DAYS = st.integers(0, 400).map(lambda days: START + timedelta(days=days))


def session(day: date, kind: str = "individual") -> Held:
    return Held(kind=kind, on=day, entered_on=day, minutes=90)


def test_a_step_is_kept_missed_open_or_ahead() -> None:
    found = steps(
        Policy(), kind="individual", starts_on=START, held=[session(date(2026, 1, 12))], today=date(2026, 2, 10)
    )
    assert [step.state for step in found][:4] == [KEPT, MISSED, OPEN, AHEAD]
    assert found[0].kept_on == date(2026, 1, 12)


def test_a_pause_without_an_end_keeps_a_step_open() -> None:
    pause = Pause(starts_on=date(2026, 1, 10))
    found = steps(Policy(), kind="individual", starts_on=START, held=[], today=date(2026, 6, 1), pauses=[pause])
    assert (found[0].state, found[0].closes) == (OPEN, NEVER)


@pytest.mark.parametrize("kind", ["individual", "log", "group", "observation", "review"])
@given(held=st.lists(DAYS, max_size=12), group=st.lists(DAYS, max_size=6), today=DAYS)
def test_the_steps_add_up_to_what_is_due(kind: str, held: list[date], group: list[date], today: date) -> None:
    took_place = [*(session(day, kind) for day in held), *(session(day, "group") for day in group)]
    told = due(Policy(), kind=kind, starts_on=START, held=took_place, today=today)
    found = steps(Policy(), kind=kind, starts_on=START, held=took_place, today=today)
    assert sum(step.state == MISSED for step in found) == told.missed
    assert sum(step.state == KEPT for step in found) == sum(kept.held for kept in told.kept)
