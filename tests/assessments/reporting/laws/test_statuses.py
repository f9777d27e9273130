"""Everybody is in one status on every day, and no row has to change for it."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from assessments.reporting.laws.statuses import BANDS, STALLED, STATUSES, matches, status
from tests.factories.reporting import DAYS, Standing, standings

TODAY = date(2026, 10, 5)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing(phase="way"), "on_the_way"),
        (Standing(phase="way", due_on=TODAY), "on_the_way"),  # the day itself is in time
        (Standing(phase="way", due_on=TODAY - DAY), "overdue"),
        (Standing(phase="held"), "certified"),  # for ever
        (Standing(phase="held", window_opens_on=TODAY + DAY, expires_on=TODAY + 90 * DAY), "certified"),
        (Standing(phase="held", window_opens_on=TODAY, expires_on=TODAY + 90 * DAY), "window_open"),
        (Standing(phase="held", window_opens_on=TODAY - DAY, expires_on=TODAY), "window_open"),  # holds through it
        (Standing(phase="held", window_opens_on=TODAY - DAY, expires_on=TODAY - DAY), "expired"),
        (Standing(phase="suspended", expires_on=TODAY - DAY), "suspended"),
        (Standing(phase="revoked"), "revoked"),
        (Standing(phase="failed"), "failed"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_status_follows_from_a_phase_and_dates(standing: Standing, said: str) -> None:
    assert status(standing, TODAY) == said


@given(standings(), DAYS)
def test_everybody_is_in_exactly_one_status(standing: Standing, today: date) -> None:
    assert [one for one in STATUSES if matches(standing, one, today)] == [status(standing, today)]


@given(standings(), DAYS)
def test_a_band_holds_the_one_before_and_only_certificates_that_hold(standing: Standing, today: date) -> None:
    within = [matches(standing, band, today) for band in BANDS]

    assert within == sorted(within)
    assert not any(within) or status(standing, today) in ("certified", "window_open")


def test_a_round_is_stalled_after_thirty_days_whosever_turn_it_is() -> None:
    long_ago = Standing(waits_for="mentor", since=TODAY - 30 * DAY)
    lately = Standing(waits_for="mentor", since=TODAY - 29 * DAY)

    assert [matches(one, STALLED, TODAY) for one in (long_ago, lately, Standing())] == [True, False, False]
