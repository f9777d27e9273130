"""The numbers of a day are those of the rows, whichever day it is."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assessments.reporting.laws.counting import MET_DAYS, WAITING, counted, tokens
from assessments.reporting.laws.statuses import BANDS, STALLED, STATUSES, WAY, matches
from tests.factories.reporting import DAYS, Standing, standings


@given(st.lists(standings(), max_size=12), DAYS)
def test_sums_over_months_and_days_count_what_the_rows_say(rows: list[Standing], today: date) -> None:
    found = counted(rows, today)

    for wanted in (*STATUSES, *BANDS, STALLED):
        assert found.by_status[wanted] == sum(matches(row, wanted, today) for row in rows)
    assert found.people == len(rows) == sum(found.by_status[status] for status in STATUSES)


@given(st.lists(standings(), max_size=12), DAYS)
def test_stalled_people_are_counted_by_whose_turn_it_is(rows: list[Standing], today: date) -> None:
    stalled = [row.waits_for for row in rows if matches(row, STALLED, today)]

    assert counted(rows, today).stalled_by == {who: stalled.count(who) for who in WAITING if who in stalled}


@given(st.lists(standings(), max_size=12), DAYS)
def test_mentoring_is_counted_among_those_on_the_way(rows: list[Standing], today: date) -> None:
    found, way = counted(rows, today), [row for row in rows if row.phase == WAY]

    assert found.mentored == sum(row.mentored for row in way)
    # A meeting that was entered for a day to come has met as well.
    assert found.met == sum(row.met_on is not None and (today - row.met_on).days <= MET_DAYS for row in way)


@given(standings())
def test_every_date_is_counted_under_its_day_and_under_its_month(standing: Standing) -> None:
    dated = {token: number for token, number in tokens(standing).items() if token.day}

    assert sum(number for token, number in dated.items() if token.kind.endswith(":m")) * 2 == sum(dated.values())
    assert all(token.day.day == 1 for token in dated if token.day and token.kind.endswith(":m"))
