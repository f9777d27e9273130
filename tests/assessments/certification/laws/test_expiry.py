"""Until when a certificate holds."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.certification.laws.calendar import NOTHING, Period
from assessments.certification.laws.expiry import (
    BASES,
    COMPLETION,
    DAYS_BEFORE,
    EXPIRY,
    FIXED,
    FROM_THE_WINDOW,
    Dates,
    EarlyCredit,
    counts_from,
    dates_of,
    extended,
    shifted,
)

laws = settings(deadline=None)

YEAR, MONTH = Period(months=12), Period(months=1)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Some terms."""

    basis: str = COMPLETION
    active: Period | None = YEAR
    window: Period = MONTH
    minimum_active: Period = NOTHING
    early_credit: EarlyCredit = FROM_THE_WINDOW


def terms(basis: str = COMPLETION, active: str = "P1Y", window: str = "P1M", minimum_active: str = "P0D") -> Terms:
    return Terms(
        basis=basis,
        active=Period.parse(active),
        window=Period.parse(window),
        minimum_active=Period.parse(minimum_active),
    )


def certified(completed_on: date, opens: date, expires: date, baseline: date | None = None) -> Dates:
    return Dates(
        completed_on=completed_on,
        window_opens_on=opens,
        expires_on=expires,
        baseline_expires_on=baseline or expires,
    )


PREVIOUS = certified(date(2012, 5, 3), date(2013, 4, 3), date(2013, 5, 3))
"""The certificate of Totara's worked example: it holds until 3 May 2013."""
YEARLY = terms(FIXED, minimum_active="P6M")
FIRST_OF_DECEMBER = date(2014, 12, 1)


class TestCompletion:
    """A year from the day everything was met."""

    @pytest.mark.parametrize(
        ("window", "opens"),
        [
            pytest.param("P1M", date(2014, 3, 15), id="a month"),
            pytest.param("P3W", date(2014, 3, 25), id="three weeks, counted in days"),
        ],
    )
    def test_the_worked_example(self, window: str, opens: date) -> None:
        """Completed on 15 April 2013, whatever held before."""
        found = dates_of(terms(window=window), completed_on=date(2013, 4, 15), previous=PREVIOUS)

        assert found == certified(date(2013, 4, 15), opens, date(2014, 4, 15))

    def test_the_day_it_was_due_does_not_matter(self) -> None:
        found = dates_of(terms(), completed_on=date(2013, 4, 15), due_on=date(2010, 7, 22))

        assert found.expires_on == date(2014, 4, 15)

    @pytest.mark.parametrize(
        ("completed_on", "active", "window", "opens", "expires"),
        [
            pytest.param(date(2024, 2, 29), "P1Y", "P1M", date(2025, 1, 28), date(2025, 2, 28), id="29 February"),
            pytest.param(date(2024, 2, 29), "P4Y", "P1M", date(2028, 1, 29), date(2028, 2, 29), id="in four years"),
            pytest.param(date(2023, 2, 28), "P1Y", "P1M", date(2024, 1, 28), date(2024, 2, 28), id="not the 29th"),
            pytest.param(date(2025, 8, 31), "P6M", "P1M", date(2026, 1, 28), date(2026, 2, 28), id="a month end"),
            pytest.param(date(2025, 3, 31), "P1Y", "P1M", date(2026, 2, 28), date(2026, 3, 31), id="opens at an end"),
            pytest.param(date(2025, 3, 29), "P1Y", "P1W", date(2026, 3, 22), date(2026, 3, 29), id="summer time"),
            pytest.param(date(2025, 10, 26), "P52W", "P4W", date(2026, 9, 27), date(2026, 10, 25), id="weeks of it"),
        ],
    )
    def test_the_calendar_is_counted_as_it_is(
        self, completed_on: date, active: str, window: str, opens: date, expires: date
    ) -> None:
        found = dates_of(terms(active=active, window=window), completed_on=completed_on)

        assert found == certified(completed_on, opens, expires)


class TestExpiry:
    """A year from the last expiry."""

    @pytest.mark.parametrize(
        ("completed_on", "opens", "expires"),
        [
            pytest.param(date(2013, 4, 15), date(2014, 4, 3), date(2014, 5, 3), id="the worked example: in the window"),
            pytest.param(date(2013, 4, 3), date(2014, 4, 3), date(2014, 5, 3), id="on the day it opens"),
            pytest.param(date(2013, 5, 3), date(2014, 4, 3), date(2014, 5, 3), id="on the last day"),
            pytest.param(date(2013, 5, 4), date(2014, 4, 4), date(2014, 5, 4), id="a day late: from completion"),
            pytest.param(date(2016, 8, 31), date(2017, 7, 31), date(2017, 8, 31), id="long expired: from completion"),
            pytest.param(date(2013, 2, 15), date(2013, 4, 3), date(2013, 5, 3), id="too early: nothing is added"),
        ],
    )
    def test_a_renewal(self, completed_on: date, opens: date, expires: date) -> None:
        found = dates_of(terms(EXPIRY), completed_on=completed_on, previous=PREVIOUS)

        assert found == certified(completed_on, opens, expires)

    @pytest.mark.parametrize(
        ("due_on", "opens", "expires"),
        [
            pytest.param(date(2013, 5, 3), date(2014, 4, 3), date(2014, 5, 3), id="before it was due"),
            pytest.param(date(2013, 4, 15), date(2014, 3, 15), date(2014, 4, 15), id="on that day"),
            pytest.param(date(2013, 4, 14), date(2014, 3, 15), date(2014, 4, 15), id="overdue: from completion"),
            pytest.param(None, date(2014, 3, 15), date(2014, 4, 15), id="never due: from completion"),
        ],
    )
    def test_the_first_time(self, due_on: date | None, opens: date, expires: date) -> None:
        found = dates_of(terms(EXPIRY), completed_on=date(2013, 4, 15), due_on=due_on)

        assert found == certified(date(2013, 4, 15), opens, expires)

    def test_early_credit_makes_an_earlier_renewal_count(self) -> None:
        early = replace(terms(EXPIRY), early_credit=EarlyCredit(mode=DAYS_BEFORE, days=60))

        assert dates_of(early, completed_on=date(2013, 2, 15), previous=PREVIOUS).expires_on == date(2014, 5, 3)

    def test_the_window_is_the_one_that_was_opened_and_not_what_the_rules_say_now(self) -> None:
        now = terms(EXPIRY, window="P1W")

        assert dates_of(now, completed_on=date(2013, 4, 10), previous=PREVIOUS).expires_on == date(2014, 5, 3)

    @pytest.mark.parametrize("completed_on", [date(2013, 7, 1), date(2013, 8, 3)], ids=["before", "on its last day"])
    def test_an_extension_moves_one_expiry_and_not_the_next(self, completed_on: date) -> None:
        longer = extended(PREVIOUS, date(2013, 8, 3))
        found = dates_of(terms(EXPIRY), completed_on=completed_on, previous=longer)

        assert longer.expires_on == date(2013, 8, 3)
        assert found.expires_on == date(2014, 5, 3)

    def test_an_extension_longer_than_the_certificate_still_leaves_a_whole_one(self) -> None:
        longer = extended(PREVIOUS, date(2014, 12, 31))
        found = dates_of(terms(EXPIRY), completed_on=date(2014, 12, 1), previous=longer)

        assert found.expires_on == date(2015, 12, 1)

    def test_what_never_expired_is_renewed_as_if_for_the_first_time(self) -> None:
        for_ever = dates_of(Terms(active=None), completed_on=date(2010, 1, 1))
        found = dates_of(terms(EXPIRY), completed_on=date(2013, 4, 15), previous=for_ever)

        assert found.expires_on == date(2014, 4, 15)


class TestFixed:
    """The same day for everybody; half a year at least."""

    @pytest.mark.parametrize(
        ("completed_on", "expires"),
        [
            pytest.param(date(2014, 8, 15), date(2015, 12, 1), id="in August: about sixteen months"),
            pytest.param(date(2014, 11, 1), date(2015, 12, 1), id="in November: thirteen months"),
            pytest.param(date(2015, 4, 1), date(2015, 12, 1), id="lapsed, in April: eight months"),
            pytest.param(date(2014, 3, 1), date(2014, 12, 1), id="due beyond the minimum: the day it was due"),
            pytest.param(date(2014, 6, 1), date(2014, 12, 1), id="exactly the minimum"),
            pytest.param(date(2014, 6, 2), date(2015, 12, 1), id="a day less than the minimum"),
            pytest.param(date(2004, 4, 1), date(2004, 12, 1), id="due ten years and eight months later"),
            pytest.param(date(2024, 11, 1), date(2025, 12, 1), id="due nine years and eleven months ago"),
            pytest.param(date(2014, 12, 1), date(2015, 12, 1), id="on the very day"),
        ],
    )
    def test_the_worked_examples(self, completed_on: date, expires: date) -> None:
        found = dates_of(YEARLY, completed_on=completed_on, due_on=FIRST_OF_DECEMBER)

        assert found == certified(completed_on, expires.replace(month=11), expires)

    @pytest.mark.parametrize(
        ("completed_on", "expires"),
        [
            pytest.param(date(2012, 1, 4), date(2012, 12, 31), id="long before it was due"),
            pytest.param(date(2012, 11, 5), date(2013, 12, 31), id="within the window"),
            pytest.param(date(2013, 2, 4), date(2013, 12, 31), id="expired"),
        ],
    )
    def test_what_is_uploaded_afterwards(self, completed_on: date, expires: date) -> None:
        found = dates_of(
            terms(FIXED, window="P2M", minimum_active="P6M"), completed_on=completed_on, due_on=date(2012, 12, 31)
        )

        assert found == certified(completed_on, expires.replace(month=10), expires)

    @pytest.mark.parametrize(
        ("more", "expires"),
        [
            pytest.param({}, date(2015, 4, 15), id="nothing: a year from completion"),
            pytest.param({"first_completed_on": date(2010, 1, 31)}, date(2015, 1, 31), id="the first certificate"),
            pytest.param({"previous": PREVIOUS}, date(2015, 5, 3), id="the one before, where nothing else is known"),
            pytest.param(
                {"first_completed_on": date(2010, 1, 31), "previous": PREVIOUS},
                date(2015, 1, 31),
                id="the first before the last",
            ),
            pytest.param(
                {"due_on": date(2020, 9, 1), "first_completed_on": date(2010, 1, 31)},
                date(2014, 9, 1),
                id="the day it was due before the first",
            ),
        ],
    )
    def test_what_fixes_the_day(self, more: dict[str, object], expires: date) -> None:
        short = terms(FIXED, minimum_active="P4M")

        assert dates_of(short, completed_on=date(2014, 4, 15), **more).expires_on == expires  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("completed_on", "expires"),
        [
            pytest.param(date(2024, 9, 1), date(2025, 2, 28), id="no 29 February"),
            pytest.param(date(2027, 5, 1), date(2028, 2, 29), id="back on the 29th"),
            pytest.param(date(2020, 1, 1), date(2020, 2, 29), id="earlier than the base"),
        ],
    )
    def test_a_fixed_29_february_does_not_drift(self, completed_on: date, expires: date) -> None:
        found = dates_of(terms(FIXED, window="P1W"), completed_on=completed_on, due_on=date(2024, 2, 29))

        assert found.expires_on == expires


def test_without_an_active_period_a_certificate_never_expires() -> None:
    found = dates_of(Terms(active=None, basis=FIXED), completed_on=date(2026, 5, 3), due_on=date(2026, 12, 1))

    assert (found.completed_on, found.window_opens_on, found.expires_on, found.baseline_expires_on) == (
        date(2026, 5, 3),
        None,
        None,
        None,
    )
    assert shifted(found, 30) == found
    assert extended(found, date(2030, 1, 1)) == found
    assert counts_from(FROM_THE_WINDOW, found) is None


def test_an_extension_never_takes_days_away() -> None:
    assert extended(PREVIOUS, date(2013, 1, 1)) == PREVIOUS


class TestLeave:
    """The clock stood still."""

    def test_leave_moves_everything_that_lies_ahead(self) -> None:
        assert shifted(PREVIOUS, 30) == certified(date(2012, 5, 3), date(2013, 5, 3), date(2013, 6, 2))

    @pytest.mark.parametrize(
        ("since", "opens", "expires"),
        [
            pytest.param(date(2013, 4, 3), date(2013, 4, 13), date(2013, 5, 13), id="from the day it opens"),
            pytest.param(date(2013, 4, 4), date(2013, 4, 3), date(2013, 5, 13), id="in the window: it stays open"),
            pytest.param(date(2013, 5, 3), date(2013, 4, 3), date(2013, 5, 13), id="from the last day"),
            pytest.param(date(2013, 5, 4), date(2013, 4, 3), date(2013, 5, 3), id="after it expired"),
        ],
    )
    def test_what_has_happened_before_leave_stays(self, since: date, opens: date, expires: date) -> None:
        assert shifted(PREVIOUS, 10, since=since) == certified(date(2012, 5, 3), opens, expires)


class TestEarlyCredit:
    """From when acts count for the next time."""

    @pytest.mark.parametrize(
        ("early", "first"),
        [
            pytest.param(FROM_THE_WINDOW, date(2013, 4, 3), id="from the opening of the window"),
            pytest.param(EarlyCredit(mode=DAYS_BEFORE, days=30), date(2013, 3, 4), id="days before it"),
            pytest.param(EarlyCredit(mode=DAYS_BEFORE, days=999), date(2012, 5, 4), id="never what counted already"),
        ],
    )
    def test_the_first_day_that_counts(self, early: EarlyCredit, first: date) -> None:
        assert counts_from(early, PREVIOUS) == first


days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
lengths = st.builds(Period, months=st.integers(0, 40), days=st.integers(0, 60)).filter(
    lambda period: not period.is_zero
)
any_terms = st.builds(
    Terms,
    basis=st.sampled_from(BASES),
    active=st.none() | lengths,
    window=lengths,
    minimum_active=lengths | st.just(NOTHING),
    early_credit=st.builds(EarlyCredit, days=st.integers(0, 90)),
)


@st.composite
def certificates(draw: st.DrawFn) -> Dates:
    """Dates as the laws make them, with an extension or a leave."""
    found = dates_of(draw(any_terms), completed_on=draw(days), due_on=draw(st.none() | days))
    if found.expires_on is not None:
        found = extended(found, found.expires_on + timedelta(days=draw(st.integers(0, 500))))
    return shifted(found, draw(st.integers(0, 400)), since=draw(st.none() | days))


@laws
@given(any_terms, days, st.none() | days, st.none() | days, st.none() | certificates())
def test_the_dates_of_a_cycle_are_in_order(
    terms: Terms, completed_on: date, due_on: date | None, first: date | None, previous: Dates | None
) -> None:
    found = dates_of(terms, completed_on=completed_on, due_on=due_on, first_completed_on=first, previous=previous)

    assert found.completed_on == completed_on
    if terms.active is None:
        assert (found.window_opens_on, found.expires_on, found.baseline_expires_on) == (None, None, None)
    else:
        assert found.window_opens_on is not None
        assert found.expires_on is not None
        assert completed_on <= found.window_opens_on <= found.expires_on == found.baseline_expires_on
        assert found.window_opens_on in (completed_on, terms.window.before(found.expires_on))


@laws
@given(lengths, lengths | st.just(NOTHING), days, days)
def test_a_fixed_expiry_is_the_first_of_its_series_that_is_late_enough(
    active: Period, minimum: Period, completed_on: date, due_on: date
) -> None:
    fixed = Terms(basis=FIXED, active=active, minimum_active=minimum)
    found = dates_of(fixed, completed_on=completed_on, due_on=due_on).expires_on
    assert found is not None
    about = active.times_until(due_on, found)
    series = [active.after(due_on, times=about + step) for step in (-1, 0)]

    def late_enough(day: date) -> bool:
        return day > completed_on and day >= minimum.after(completed_on)

    assert found == series[1]
    assert late_enough(found)
    assert not late_enough(series[0])


@laws
@given(lengths, days, st.integers(0, 3), st.integers(0, 20))
def test_by_expiry_who_renews_in_time_loses_nothing(
    active: Period, completed_on: date, early: int, longer: int
) -> None:
    by_expiry = Terms(basis=EXPIRY, active=active, window=Period(days=3))
    first = dates_of(by_expiry, completed_on=completed_on)
    assert first.expires_on is not None
    on = first.expires_on - timedelta(days=early)
    renewed_from = counts_from(FROM_THE_WINDOW, first)
    assume(renewed_from is not None and on >= renewed_from)

    in_time = dates_of(by_expiry, completed_on=on, previous=first)
    put_off = dates_of(by_expiry, completed_on=on, previous=extended(first, first.expires_on + timedelta(days=longer)))

    assert in_time.expires_on == put_off.expires_on == active.after(first.expires_on)


@laws
@given(certificates(), st.integers(-60, 60), days)
def test_leave_taken_back_leaves_no_trace(dates: Dates, length: int, since: date) -> None:
    there = shifted(dates, abs(length), since=since)

    assert shifted(there, -abs(length), since=since) == dates


@laws
@given(any_terms, certificates(), days)
def test_what_counted_for_a_certificate_never_renews_it(terms: Terms, dates: Dates, day: date) -> None:
    first = counts_from(terms.early_credit, dates)

    if first is not None:
        assert first > dates.completed_on
