"""What is shown of a sitting, and when. Pure, and across a change of the clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assessments.reviewing import CELLS, EVERYTHING, Moment, Shown, moment, shown

IN = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
"""A minute before the clocks of Europe go forward."""


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Asia/Phnom_Penh", "Africa/Lusaka"])
@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(timedelta(0), Moment.JUST_AFTER, id="at-once"),
        pytest.param(timedelta(minutes=1, seconds=59), Moment.JUST_AFTER, id="in-two-minutes"),
        pytest.param(timedelta(minutes=2), Moment.OPEN, id="later"),
        pytest.param(timedelta(hours=1), Moment.CLOSED, id="when-it-closes"),
    ],
)
def test_the_moment_follows_the_instant_in_every_zone(zone: str, after: timedelta, expected: Moment) -> None:
    here = ZoneInfo(zone)
    closes, now = (IN + timedelta(hours=1)).astimezone(here), (IN + after).astimezone(here)
    assert moment(submitted_at=IN.astimezone(here), closes_at=closes, now=now) is expected
    assert moment(submitted_at=None, closes_at=closes, now=now) is Moment.DURING


@pytest.mark.parametrize("at", Moment)
def test_a_matrix_shows_what_is_ticked_at_its_moment_and_nothing_else(at: Moment) -> None:
    ticked = {f"{at.value}.marks", f"{at.value}.overall"}
    assert shown(ticked, at, passed=True) == {Shown.MARKS, Shown.OVERALL}
    assert all(shown(ticked, other, passed=True) == set() for other in Moment if other is not at)
    assert shown(CELLS, at, passed=False) == EVERYTHING


def test_without_a_matrix_the_right_answers_wait_until_it_is_passed() -> None:
    assert shown((), Moment.JUST_AFTER, passed=True) == EVERYTHING
    assert shown((), Moment.OPEN, passed=False) == EVERYTHING - {Shown.RIGHT, Shown.GENERAL}
    assert shown((), Moment.DURING, passed=False) == EVERYTHING
