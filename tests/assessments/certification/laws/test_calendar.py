"""Periods, and the days of a time zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessments.certification.laws.calendar import NotAPeriod, Period, day_in, end_of_day

laws = settings(deadline=None)

PHNOM_PENH, KYIV, AMSTERDAM = ZoneInfo("Asia/Phnom_Penh"), ZoneInfo("Europe/Kyiv"), ZoneInfo("Europe/Amsterdam")
BEIRUT, HAVANA, APIA = ZoneInfo("Asia/Beirut"), ZoneInfo("America/Havana"), ZoneInfo("Pacific/Apia")

periods = st.builds(Period, months=st.integers(0, 60), days=st.integers(0, 400))
days = st.dates(date(1990, 1, 1), date(2150, 12, 31))
zones = st.sampled_from([PHNOM_PENH, KYIV, AMSTERDAM, BEIRUT, HAVANA, ZoneInfo("UTC")])


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        pytest.param("P1Y2M3W4D", 14, 25, id="all four"),
        pytest.param("P1Y", 12, 0, id="a year is twelve months"),
        pytest.param("P18M", 18, 0, id="months beyond a year"),
        pytest.param("P3W", 0, 21, id="a week is seven days"),
        pytest.param("P90D", 0, 90, id="days alone"),
        pytest.param("P0D", 0, 0, id="nothing"),
        pytest.param("P100Y", 1200, 0, id="the longest"),
    ],
)
def test_a_period_is_read(text: str, months: int, days: int) -> None:
    assert Period.parse(text) == Period(months=months, days=days)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("P", id="nothing after the P"),
        pytest.param("1Y", id="no P"),
        pytest.param("p1y", id="small letters"),
        pytest.param("P1M1Y", id="wrong order"),
        pytest.param("P-1Y", id="below zero"),
        pytest.param("P1.5Y", id="a fraction"),
        pytest.param("PT1H", id="times of day"),
        pytest.param("P1YT0H", id="a day and a time"),
        pytest.param("P1Y ", id="a space"),
        pytest.param("P1Y\n", id="a line end"),
        pytest.param("P101Y", id="more than a hundred years"),
        pytest.param("P99999999999D", id="more days than anybody means"),
        pytest.param("P\u0661Y", id="digits of another script"),
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod):
        Period.parse(text)


def test_a_period_is_never_below_zero() -> None:
    with pytest.raises(NotAPeriod):
        Period(days=-1)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("P12M", "P1Y"), ("P14M", "P1Y2M"), ("P7D", "P1W"), ("P3W4D", "P25D"), ("P0Y0M", "P0D"), ("P1M0D", "P1M")],
)
def test_a_period_has_one_spelling(text: str, canonical: str) -> None:
    assert str(Period.parse(text)) == canonical


@laws
@given(periods)
def test_a_period_written_is_the_period_read(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert period.is_zero == (str(period) == "P0D")


@pytest.mark.parametrize(
    ("text", "day", "after"),
    [
        pytest.param("P1Y", date(2024, 2, 29), date(2025, 2, 28), id="29 February has no anniversary"),
        pytest.param("P4Y", date(2024, 2, 29), date(2028, 2, 29), id="but every fourth year"),
        pytest.param("P1Y", date(2099, 2, 28), date(2100, 2, 28), id="2100 is no leap year"),
        pytest.param("P1M", date(2025, 1, 31), date(2025, 2, 28), id="the end of a month"),
        pytest.param("P1M", date(2024, 1, 31), date(2024, 2, 29), id="the end of a leap February"),
        pytest.param("P1M", date(2025, 2, 28), date(2025, 3, 28), id="the day, not the end"),
        pytest.param("P1M1D", date(2025, 1, 31), date(2025, 3, 1), id="months first, then days"),
        pytest.param("P1Y", date(2025, 12, 31), date(2026, 12, 31), id="over the year"),
        pytest.param("P3W", date(2026, 3, 20), date(2026, 4, 10), id="weeks over the change to summer time"),
    ],
)
def test_a_period_after_a_day(text: str, day: date, after: date) -> None:
    assert Period.parse(text).after(day) == after


@pytest.mark.parametrize(
    ("text", "day", "before"),
    [
        pytest.param("P1M", date(2025, 3, 31), date(2025, 2, 28), id="the end of February"),
        pytest.param("P1Y", date(2024, 2, 29), date(2023, 2, 28), id="29 February"),
        pytest.param("P3W", date(2014, 4, 15), date(2014, 3, 25), id="weeks"),
        pytest.param("P1M1D", date(2025, 3, 1), date(2025, 1, 28), id="days first, then months"),
    ],
)
def test_a_period_before_a_day(text: str, day: date, before: date) -> None:
    assert Period.parse(text).before(day) == before


@laws
@given(periods, days.filter(lambda day: day.day <= 28))
def test_before_undoes_after_where_no_month_is_too_short(period: Period, day: date) -> None:
    assert period.before(period.after(day)) == day


@laws
@given(periods, days)
def test_before_never_comes_back_later_than_where_after_began(period: Period, day: date) -> None:
    assert timedelta() <= day - period.before(period.after(day)) <= timedelta(days=3)


@laws
@given(periods, days, days)
def test_a_later_day_never_leads_to_an_earlier_one(period: Period, day: date, other: date) -> None:
    first, second = sorted([day, other])

    assert first <= period.after(first) <= period.after(second)
    assert period.before(first) <= period.before(second) <= second


@laws
@given(st.integers(1, 36), st.integers(0, 20), days)
def test_a_series_is_counted_from_its_first_day(months: int, times: int, day: date) -> None:
    later = Period(months=months).after(day, times=times)

    assert later == Period(months=months * times).after(day)
    assert later.day == day.day or later == (later.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(1)


@laws
@given(periods.filter(lambda period: not period.is_zero), days, days)
@example(Period(months=1), date(2026, 7, 1), date(2026, 8, 31))  # long months: fewer than on average
@example(Period(months=1), date(2026, 2, 1), date(2026, 4, 1))  # short ones: more
def test_a_period_fits_a_number_of_times_and_not_once_more(period: Period, first: date, last: date) -> None:
    times = period.times_until(first, last)

    assert period.after(first, times=times) <= last < period.after(first, times=times + 1)


@pytest.mark.parametrize(
    ("text", "day", "earliest"),
    [
        pytest.param("P1Y", date(2026, 2, 28), date(2025, 2, 28), id="a year"),
        pytest.param("P1M", date(2026, 3, 30), date(2026, 3, 1), id="February leads no further than 28 March"),
        pytest.param("P30D", date(2026, 3, 30), date(2026, 2, 28), id="days"),
    ],
)
def test_what_is_older_than_a_period_does_not_reach_a_day(text: str, day: date, earliest: date) -> None:
    assert Period.parse(text).earliest_reaching(day) == earliest


@laws
@given(periods, days)
def test_the_earliest_day_that_reaches_another_is_the_first_to_do_so(period: Period, day: date) -> None:
    earliest = period.earliest_reaching(day)

    assert period.after(earliest) >= day > period.after(earliest - timedelta(days=1))


def test_nothing_fits_without_end() -> None:
    with pytest.raises(ZeroDivisionError):
        Period().times_until(date(2026, 1, 1), date(2026, 1, 2))


@pytest.mark.parametrize(
    ("one", "other", "never_longer", "always_shorter"),
    [
        pytest.param("P1M", "P1Y", True, True, id="a month in a year"),
        pytest.param("P12M", "P1Y", True, False, id="the same"),
        pytest.param("P1Y", "P1M", False, False, id="a year in a month"),
        pytest.param("P30D", "P1M", False, False, id="longer than February"),
        pytest.param("P28D", "P1M", True, False, id="as long as February"),
        pytest.param("P27D", "P1M", True, True, id="shorter than every month"),
        pytest.param("P1M", "P31D", True, False, id="no month has more"),
        pytest.param("P1M", "P32D", True, True, id="more than any month"),
        pytest.param("P365D", "P1Y", True, False, id="a year without 29 February"),
        pytest.param("P366D", "P1Y", False, False, id="a leap year"),
        pytest.param("P1Y", "P366D", True, False, id="no year has more"),
        pytest.param("P4Y", "P1461D", True, False, id="four years with a leap day"),
        pytest.param("P4Y", "P1460D", False, False, id="four years around 2100 are shorter, others are not"),
        pytest.param("P1M3D", "P1M4D", True, True, id="the same months"),
        pytest.param("P0D", "P0D", True, False, id="nothing"),
    ],
)
def test_periods_are_compared_over_every_day(one: str, other: str, never_longer: bool, always_shorter: bool) -> None:
    assert Period.parse(one).never_longer_than(Period.parse(other)) is never_longer
    assert Period.parse(one).always_shorter_than(Period.parse(other)) is always_shorter


def test_periods_have_no_order() -> None:
    with pytest.raises(TypeError):
        sorted([Period(months=1), Period(days=30)])  # type: ignore[type-var]


close = st.builds(Period, months=st.integers(0, 3), days=st.integers(0, 99))


@settings(deadline=None, max_examples=30)  # four hundred years are looked at
@given(close, close, days)
def test_what_is_never_longer_leads_nowhere_further(one: Period, other: Period, day: date) -> None:
    if one.never_longer_than(other):
        assert one.after(day) <= other.after(day)
    if one.always_shorter_than(other):
        assert one.after(day) < other.after(day)


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        pytest.param(datetime(2026, 5, 3, 17, 0, tzinfo=UTC), PHNOM_PENH, date(2026, 5, 4), id="already tomorrow"),
        pytest.param(datetime(2026, 5, 3, 16, 59, tzinfo=UTC), PHNOM_PENH, date(2026, 5, 3), id="still today"),
        pytest.param(datetime(2026, 7, 1, 21, 30, tzinfo=UTC), KYIV, date(2026, 7, 2), id="in summer"),
        pytest.param(datetime(2026, 1, 1, 21, 30, tzinfo=UTC), KYIV, date(2026, 1, 1), id="in winter"),
        pytest.param(datetime(2026, 3, 29, 21, 0, tzinfo=UTC), KYIV, date(2026, 3, 30), id="the day it becomes summer"),
        pytest.param(datetime(2026, 10, 25, 21, 59, tzinfo=UTC), KYIV, date(2026, 10, 25), id="and the day it ends"),
        pytest.param(datetime(2026, 5, 3, 23, 0, tzinfo=KYIV), AMSTERDAM, date(2026, 5, 3), id="from another zone"),
    ],
)
def test_a_moment_is_on_the_day_of_the_zone(moment: datetime, zone: ZoneInfo, day: date) -> None:
    assert day_in(moment, zone) == day


def test_a_moment_without_a_zone_is_on_no_day() -> None:
    with pytest.raises(ValueError, match="no certain day"):
        day_in(datetime(2026, 5, 3), KYIV)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "zone", "end"),
    [
        pytest.param(date(2026, 5, 3), PHNOM_PENH, datetime(2026, 5, 3, 17, tzinfo=UTC), id="no summer time"),
        pytest.param(date(2026, 1, 31), AMSTERDAM, datetime(2026, 1, 31, 23, tzinfo=UTC), id="in winter"),
        pytest.param(date(2026, 7, 31), AMSTERDAM, datetime(2026, 7, 31, 22, tzinfo=UTC), id="in summer"),
        pytest.param(date(2026, 3, 29), AMSTERDAM, datetime(2026, 3, 29, 22, tzinfo=UTC), id="a day of 23 hours"),
        pytest.param(date(2026, 10, 25), AMSTERDAM, datetime(2026, 10, 25, 23, tzinfo=UTC), id="a day of 25 hours"),
        pytest.param(date(2022, 3, 26), BEIRUT, datetime(2022, 3, 26, 22, tzinfo=UTC), id="midnight does not exist"),
        pytest.param(date(2025, 11, 1), HAVANA, datetime(2025, 11, 2, 4, tzinfo=UTC), id="midnight comes twice"),
        pytest.param(date(2011, 12, 29), APIA, datetime(2011, 12, 30, 10, tzinfo=UTC), id="before a day left out"),
        pytest.param(date(2011, 12, 30), APIA, datetime(2011, 12, 30, 10, tzinfo=UTC), id="a day left out"),
    ],
)
def test_a_day_ends_when_the_next_begins_in_its_zone(day: date, zone: ZoneInfo, end: datetime) -> None:
    found = end_of_day(day, zone)

    assert found.astimezone(UTC) == end - timedelta(microseconds=1)
    assert found.tzinfo is zone


@laws
@given(days, zones, st.timedeltas(timedelta(days=-2), timedelta(days=2)))
@example(date(2025, 11, 1), HAVANA, timedelta(microseconds=1))
@example(date(2022, 3, 26), BEIRUT, timedelta(microseconds=1))
@example(date(2022, 3, 26), BEIRUT, timedelta())
def test_a_moment_is_late_exactly_when_its_day_is(day: date, zone: ZoneInfo, later: timedelta) -> None:
    end = end_of_day(day, zone).astimezone(UTC)
    moment = end + later

    assert day_in(end, zone) == day
    assert (moment <= end) == (day_in(moment, zone) <= day)
