"""Moments as signatures and certificates are dated."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.certification.badges import timestamps
from assessments.certification.badges.timestamps import NotAMoment

KYIV = ZoneInfo("Europe/Kyiv")


def test_a_moment_keeps_the_offset_of_its_zone() -> None:
    assert timestamps.written(datetime(2026, 7, 1, 8, tzinfo=KYIV)) == "2026-07-01T08:00:00+03:00"
    assert timestamps.written(datetime(2026, 7, 1, 8, tzinfo=UTC)) == "2026-07-01T08:00:00Z"
    assert timestamps.utc(datetime(2026, 7, 1, 8, tzinfo=KYIV)) == "2026-07-01T05:00:00Z"


def test_a_day_is_valid_through_its_last_second_in_the_issuers_zone() -> None:
    assert timestamps.written(timestamps.beginning(date(2026, 10, 25), KYIV)) == "2026-10-25T00:00:00+03:00"
    # Clocks go back in that night: the day ends with another offset than it began.
    assert timestamps.written(timestamps.end(date(2026, 10, 25), KYIV)) == "2026-10-25T23:59:59+02:00"


@pytest.mark.parametrize("write", [timestamps.written, timestamps.utc])
def test_a_moment_without_a_zone_is_refused(write: object) -> None:
    with pytest.raises(NotAMoment):
        write(datetime(2026, 7, 1))  # type: ignore[operator]  # noqa: DTZ001  # that is the case


@given(st.integers(-(10**10), 10**11), st.integers(-56, 56))
def test_every_moment_comes_back_to_the_second(seconds: int, quarters: int) -> None:
    zone = timezone(quarters * timedelta(minutes=15))
    moment = datetime.fromtimestamp(seconds, zone)

    assert timestamps.read(timestamps.written(moment)) == moment
    assert timestamps.read(timestamps.utc(moment)) == moment
    assert timestamps.read(timestamps.written(moment)).utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2026-10-05", id="a day"),
        pytest.param("2026-10-05T09:30:00", id="no zone"),
        pytest.param("2026-10-05 09:30:00Z", id="a space"),
        pytest.param("2026-10-05T09:30:00.5Z", id="a fraction"),
        pytest.param("2026-02-30T09:30:00Z", id="a day of no calendar"),
        pytest.param("2026-10-05T24:30:00Z", id="an hour of no day"),
        pytest.param("2026-10-05T09:30:00+25:00", id="an offset of no zone"),
        pytest.param("२०२६-10-05T09:30:00Z", id="digits of another script"),
        pytest.param(None, id="nothing"),
        pytest.param(20261005, id="a number"),
    ],
)
def test_what_names_no_moment_is_refused(text: object) -> None:
    with pytest.raises(NotAMoment):
        timestamps.read(text)
