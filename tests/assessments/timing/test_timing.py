"""When a quiz may be taken and how long: with a moved clock, in three time zones, across a change of summer time.

Kyiv and Amsterdam put the clock forward on 29 March 2026 and back on 25 October 2026, Phnom Penh never does.
"""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.machines import NEW, NotNow, fold
from assessments.timing.clock import Clock
from assessments.timing.entry import Hindrance, Refused, entry
from assessments.timing.life import ABANDON, EXPIRE, HAND_IN, MARK, SITTING, START, followers
from assessments.timing.terms import AtEnd, Exemption, Rules, deadline, terms

laws = settings(max_examples=60, deadline=None)
MINUTE, HOUR, DAY, SECOND = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
ZONES = [ZoneInfo(name) for name in ("Europe/Kyiv", "Europe/Amsterdam", "Asia/Phnom_Penh")]
CHANGES = [
    pytest.param(datetime(2026, 3, 29, 0, 59, 30, tzinfo=UTC), id="half a minute before the clocks go forward"),
    pytest.param(datetime(2026, 3, 28, 23, 30, tzinfo=UTC), id="the night before the clocks go forward"),
    pytest.param(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="the hour that comes twice"),
    pytest.param(datetime(2026, 6, 1, 9, 0, tzinfo=UTC), id="an ordinary day"),
]
zones = pytest.mark.parametrize("zone", ZONES, ids=str)


@zones
@pytest.mark.parametrize("started", CHANGES)
def test_an_hour_is_an_hour_whatever_the_clock_on_the_wall_does(zone: ZoneInfo, started: datetime) -> None:
    ends = deadline(Rules(limit=HOUR), started_at=started.astimezone(zone))

    assert ends == started + HOUR


@zones
@pytest.mark.parametrize("started", CHANGES)
@pytest.mark.parametrize(
    ("after", "answers", "hands_in", "due"),
    [
        pytest.param(HOUR - SECOND, True, True, None, id="a second before the end"),
        pytest.param(HOUR, True, True, None, id="at the end"),
        pytest.param(HOUR + MINUTE, True, True, None, id="the last packet that was in flight"),
        pytest.param(HOUR + MINUTE + SECOND, False, True, EXPIRE, id="a second too late to answer"),
        pytest.param(HOUR + 11 * MINUTE, False, True, EXPIRE, id="the last hand-in"),
        pytest.param(HOUR + 11 * MINUTE + SECOND, False, False, ABANDON, id="a second after the grace"),
    ],
)
def test_a_grace_ends_to_the_second(
    zone: ZoneInfo, started: datetime, after: timedelta, answers: bool, hands_in: bool, due: str | None
) -> None:
    ends = deadline(Rules(limit=HOUR), started_at=started)
    clock = Clock(deadline=ends, at_end=AtEnd.GRACE, grace=10 * MINUTE)
    now = (started + after).astimezone(zone)

    assert (clock.takes_answers(now), clock.takes_hand_in(now), clock.due("open", now)) == (answers, hands_in, due)
    assert clock.due("overdue", now) == (None if due == EXPIRE else due)
    assert [clock.due(state, now) for state in ("submitted", "marked", "abandoned")] == [None] * 3


@pytest.mark.parametrize(("at_end", "step"), [(AtEnd.SUBMIT, HAND_IN), (AtEnd.ABANDON, ABANDON)])
def test_without_a_grace_the_clock_ends_the_sitting(at_end: AtEnd, step: str) -> None:
    ends = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
    clock = Clock(deadline=ends, at_end=at_end, grace=HOUR)

    assert clock.due("open", ends + MINUTE) is None
    assert clock.due("open", ends + MINUTE + SECOND) == step
    assert not clock.takes_hand_in(ends + MINUTE + SECOND)


def test_without_a_deadline_the_clock_does_nothing() -> None:
    clock = Clock(deadline=None, at_end=AtEnd.ABANDON, grace=HOUR)
    later = datetime(2099, 1, 1, tzinfo=UTC)

    assert (clock.takes_answers(later), clock.takes_hand_in(later), clock.due("open", later)) == (True, True, None)


@zones
def test_a_quiz_closes_at_the_hour_that_was_written_for_its_place(zone: ZoneInfo) -> None:
    for month, day in ((3, 28), (3, 30), (10, 26)):
        closes = datetime(2026, month, day, 17, tzinfo=zone)
        rules = Rules(opens_at=closes - 8 * HOUR, closes_at=closes, limit=HOUR)
        for other in ZONES:
            assert entry(rules, [], now=(closes.astimezone(UTC) - SECOND).astimezone(other)) is None
            found = entry(rules, [], now=closes.astimezone(other))
            assert found == Refused(hindrance=Hindrance.CLOSED)
        assert deadline(rules, started_at=closes.astimezone(UTC) - 10 * MINUTE) == closes


@zones
@pytest.mark.parametrize("ended", CHANGES)
def test_a_day_of_waiting_has_twenty_four_hours(zone: ZoneInfo, ended: datetime) -> None:
    rules = Rules(first_wait=DAY, later_wait=2 * DAY)
    once, twice = [ended.astimezone(zone)], [ended - 5 * DAY, ended.astimezone(zone)]

    assert entry(rules, once, now=ended + DAY - SECOND) == Refused(hindrance=Hindrance.WAIT, until=ended + DAY)
    assert entry(rules, once, now=ended + DAY) is None
    assert entry(rules, twice, now=ended + DAY) == Refused(hindrance=Hindrance.WAIT, until=ended + 2 * DAY)


NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rules", "ended", "found"),
    [
        pytest.param(Rules(), [NOW, NOW], None, id="no rules"),
        pytest.param(Rules(opens_at=NOW + SECOND), [], Refused(hindrance=Hindrance.NOT_YET, until=NOW + SECOND), id="a second early"),
        pytest.param(Rules(opens_at=NOW), [], None, id="at the opening"),
        pytest.param(Rules(), [NOW + 30 * SECOND], None, id="a clock that was set back"),
        pytest.param(Rules(attempts=2), [NOW - DAY], None, id="one attempt left"),
        pytest.param(Rules(attempts=1), [NOW - DAY], Refused(hindrance=Hindrance.NO_MORE), id="none left"),
        pytest.param(Rules(closes_at=NOW + HOUR, first_wait=2 * DAY), [NOW - DAY], Refused(hindrance=Hindrance.NO_MORE), id="it closes before the wait is over"),
    ],
)  # fmt: skip
def test_who_may_begin(rules: Rules, ended: list[datetime], found: Refused | None) -> None:
    assert entry(rules, ended, now=NOW) == found


RULES = Rules(opens_at=NOW, closes_at=NOW + DAY, limit=HOUR, attempts=1)


@pytest.mark.parametrize(
    ("own", "groups", "stretch", "limit", "attempts", "closes"),
    [
        pytest.param(None, [], "1", HOUR, 1, NOW + DAY, id="as for everybody"),
        pytest.param(None, [], "5/4", 75 * MINUTE, 1, NOW + DAY, id="a quarter more time"),
        pytest.param(None, [], "2", 2 * HOUR, 1, NOW + DAY, id="twice the time"),
        pytest.param(Exemption(limit=90 * MINUTE), [], "2", 90 * MINUTE, 1, NOW + DAY, id="a limit of their own is meant as it stands"),
        pytest.param(None, [Exemption(limit=2 * HOUR)], "3/2", 3 * HOUR, 1, NOW + DAY, id="a limit of their group is stretched"),
        pytest.param(None, [Exemption(attempts=3), Exemption(attempts=2, closes_at=NOW + 2 * DAY)], "1", HOUR, 3, NOW + 2 * DAY, id="of two groups the more generous counts"),
        pytest.param(None, [Exemption(attempts=3), Exemption(attempts=0)], "1", HOUR, 0, NOW + DAY, id="no limit is the most generous"),
        pytest.param(Exemption(attempts=2), [Exemption(attempts=5)], "1", HOUR, 2, NOW + DAY, id="one's own comes first"),
    ],
)  # fmt: skip
def test_exemptions_and_accommodations_change_what_holds(
    own: Exemption | None, groups: list[Exemption], stretch: str, limit: timedelta, attempts: int, closes: datetime
) -> None:
    found = terms(RULES, own=own, of_groups=groups, stretch=Fraction(stretch))

    assert (found.limit, found.attempts, found.closes_at, found.opens_at) == (limit, attempts, closes, NOW)


@pytest.mark.parametrize("stretch", ["4/5", "21/10"])
def test_time_is_not_stretched_beyond_twice_nor_shrunk(stretch: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        terms(RULES, stretch=Fraction(stretch))


@laws
@given(st.lists(st.sampled_from(sorted(SITTING.events)), max_size=5))
def test_what_may_follow_a_step_says_the_same_as_the_machine(steps: list[str]) -> None:
    after, allowed = NEW, followers()
    follows = all(step in allowed[before] for before, step in zip([NEW, *steps], steps, strict=False))
    try:
        after = fold(SITTING, steps)
    except NotNow:
        assert not follows
    else:
        assert follows
        assert (after == NEW) is (not steps)


def test_a_sitting_lives_in_order() -> None:
    assert fold(SITTING, [START, EXPIRE, HAND_IN, MARK]) == "marked"
    assert fold(SITTING, [START, ABANDON]) == "abandoned"
    for impossible in ([HAND_IN], [START, MARK], [START, ABANDON, HAND_IN], [START, HAND_IN, HAND_IN]):
        with pytest.raises(NotNow):
            fold(SITTING, impossible)
