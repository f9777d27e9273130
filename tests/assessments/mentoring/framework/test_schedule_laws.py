"""Laws of the rhythm, whatever was held, paused and certified."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.mentoring.framework.bands import KINDS
from assessments.mentoring.framework.pauses import NEVER, Clock, Pause
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.schedule import Due, Held, due

POLICY = Policy()
START = date(2024, 1, 31)
DAYS = 900
every = settings(max_examples=60, deadline=None)

days = st.integers(-20, DAYS).map(lambda number: START + timedelta(days=number))
lengths = st.integers(1, 60).map(lambda number: timedelta(days=number))
kinds = st.sampled_from(KINDS)


@st.composite
def things(draw: st.DrawFn) -> Held:
    on = draw(days)
    return Held(
        kind=draw(st.sampled_from([*KINDS, "contact"])),
        on=on,
        entered_on=on + timedelta(days=draw(st.sampled_from([0, 1, 20, 60, 61, 90]))),
        minutes=draw(st.sampled_from([30, 60, 90])),
        approved=draw(st.booleans()),
    )


held = st.lists(things(), max_size=40)
pauses = st.lists(
    st.builds(
        lambda first, length: Pause(starts_on=first, ends_on=length and first + length), days, st.none() | lengths
    ),
    max_size=3,
)
certificates = st.none() | days.filter(lambda day: day > START)


def stand(
    kind: str, things: list[Held], today: date, breaks: list[Pause] | None = None, certified_on: date | None = None
) -> Due:
    return due(
        POLICY, kind=kind, starts_on=START, held=things, today=today, pauses=breaks or [], certified_on=certified_on
    )


def kept(found: Due) -> int:
    return sum(each.held for each in found.kept)


@every
@given(kinds, held, days, pauses, certificates, st.randoms(use_true_random=False))
def test_the_order_of_what_was_held_does_not_matter(
    kind: str, things: list[Held], today: date, breaks: list[Pause], certified_on: date | None, chance: object
) -> None:
    shuffled = list(things)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert stand(kind, shuffled, today, breaks, certified_on) == stand(kind, things, today, breaks, certified_on)


@every
@given(kinds, held, days, pauses, certificates)
def test_what_is_told_is_consistent(
    kind: str, things: list[Held], today: date, breaks: list[Pause], certified_on: date | None
) -> None:
    found = stand(kind, things, today, breaks, certified_on)

    assert sum(each.required - each.held for each in found.kept) == found.missed
    assert all(each.required and each.share == Fraction(each.held, each.required) for each in found.kept)
    assert found.share is None or 0 <= found.share <= 1
    if found.overdue_days:
        assert found.next_due is not None
        assert found.next_due < today
    if found.forecast_breach_on is not None:
        assert found.forecast_breach_on > today


@every
@given(kinds, held, things(), days, pauses, certificates)
def test_holding_more_never_keeps_less(
    kind: str, things: list[Held], another: Held, today: date, breaks: list[Pause], certified_on: date | None
) -> None:
    before = stand(kind, things, today, breaks, certified_on)
    after = stand(kind, [*things, another], today, breaks, certified_on)

    assert kept(after) >= kept(before)
    assert after.missed <= before.missed


@every
@given(kinds, held, days, st.integers(0, 200), pauses)
def test_time_never_keeps_what_was_missed(
    kind: str, things: list[Held], today: date, passing: int, breaks: list[Pause]
) -> None:
    """What is entered later is left out: time alone passes."""
    known = [each for each in things if each.entered_on <= today]
    then = stand(kind, known, today, breaks)
    later = stand(kind, known, today + timedelta(days=passing), breaks)

    assert later.missed >= then.missed
    assert kept(later) == kept(then)


@every
@given(kinds, held, days, certificates)
def test_contacts_change_nothing(kind: str, things: list[Held], today: date, certified_on: date | None) -> None:
    without = [each for each in things if each.kind != "contact"]

    assert stand(kind, things, today, None, certified_on) == stand(kind, without, today, None, certified_on)


@every
@given(kinds, held, days, pauses)
def test_meeting_today_ends_what_is_overdue(kind: str, things: list[Held], today: date, breaks: list[Pause]) -> None:
    """Where a number of times is asked, one of them may not be enough; while the clock stands still, a slot may not have opened."""
    before = stand(kind, things, today, breaks)
    assume(kind != "observation" and not before.paused and before.overdue_days)

    now = Held(kind=kind, on=today, entered_on=today, minutes=90)
    assert stand(kind, [*things, now], today, breaks).overdue_days == 0


@every
@given(kinds, days, st.integers(1, 60))
def test_a_pause_from_the_first_day_is_a_later_start(kind: str, today: date, length: int) -> None:
    """In weeks to the day; in months as well, since the calendar is read before the pause moves it."""
    later = timedelta(days=length)
    paused = stand(kind, [], today + later, [Pause(starts_on=START, ends_on=START + later)])
    usual = stand(kind, [], today)
    assume(today >= START)

    assert paused.missed == usual.missed
    assert paused.overdue_days == usual.overdue_days
    assert (paused.next_due and paused.next_due - later) == usual.next_due


@every
@given(pauses, days, days)
def test_the_clock_never_runs_backwards(breaks: list[Pause], one: date, other: date) -> None:
    clock = Clock.of(breaks, since=START)
    first, second = sorted([one, other])

    assert first <= clock.moved(first) <= clock.moved(second)
    assert 0 <= clock.days_between(first, second) <= (second - first).days
    if clock.moved(first) != NEVER:
        assert not clock.stands_still_on(clock.moved(first))


@every
@given(held, days)
def test_group_sessions_stand_in_for_a_quarter_at_most(things: list[Held], today: date) -> None:
    """Six slots in three months allow one, and twelve in every following twelve months allow three."""
    found = stand("individual", things, today)
    years = max(0, (today - date(2024, 4, 30)).days) // 365 + 1

    assert found.stood_in <= 1 + 3 * years
    assert replace(found, kept=()) == replace(stand("individual", things, today), kept=())
