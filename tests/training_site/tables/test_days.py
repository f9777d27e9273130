"""A day is read where it can mean one day only, and otherwise refused."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training_site.tables import days

DAY = date(2026, 3, 25)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-25", "2026/3/25", "2026.03.25", " 2026-03-25 00:00:00 ", "25.03.2026", "25/03/2026", "03/25/2026"),
        *("25-3-2026", "25 March 2026", "25. Mar 2026", "25 maart 2026", "25 березня 2026"),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert days.read(text) == DAY


@pytest.mark.parametrize("text", ["05/03/2026", "3/5/2026", "05-03-2026"])
def test_a_day_that_may_be_two_is_refused(text: str) -> None:
    with pytest.raises(days.TwoDays):
        days.read(text)


def test_where_day_and_month_are_one_number_there_is_nothing_to_confuse() -> None:
    assert days.read("05/05/2026") == date(2026, 5, 5)


@pytest.mark.parametrize(
    "text", ["", "soon", "31.02.2026", "25/13/2026", "2026-13-01", "1.2.26", "45731", "25 Foo 2026"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(days.NoDay):
        days.read(text)


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)))
def test_whatever_is_understood_with_strokes_is_the_only_day_it_can_be(day: date) -> None:
    for text in (f"{day:%d/%m/%Y}", f"{day:%m/%d/%Y}"):
        try:
            assert days.read(text) == day
        except days.TwoDays:
            assert day.day <= 12
            assert day.day != day.month
