"""The rhythm: what is due, what was missed, what a pause moves."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from assessments.mentoring.framework.bands import CERTIFIED, Band, Every
from assessments.mentoring.framework.pauses import Pause
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.schedule import AHEAD, KEPT, MISSED, OPEN, Due, Held, all_due, due, steps

START = date(2025, 1, 6)
"""A Monday. The first two weeks end on Sunday 19 January, the next on 2 February."""
DEFAULT = Policy()


def day(number: int) -> date:
    """Day 0 is the start."""
    return START + timedelta(days=number)


def session(number: int, **changes: object) -> Held:
    """An individual session of an hour on day `number`, entered the same day."""
    usual = Held(kind="individual", on=day(number), entered_on=day(number), minutes=60)
    return replace(usual, **changes)  # type: ignore[arg-type]


def group(number: int, **changes: object) -> Held:
    return session(number, **{"kind": "group", "minutes": 90, **changes})


def stand(*held: Held, today: int, kind: str = "individual", policy: Policy = DEFAULT, **more: object) -> Due:
    return due(policy, kind=kind, starts_on=START, held=held, today=day(today), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "next_due", "overdue", "missed", "breach"),
    [
        pytest.param(-5, 13, 0, 0, 17, id="before it begins"),
        pytest.param(0, 13, 0, 0, 17, id="on the first day"),
        pytest.param(13, 13, 0, 0, 17, id="on the last day"),
        pytest.param(14, 13, 1, 0, 17, id="a day late"),
        pytest.param(16, 13, 3, 0, 17, id="on the last tolerated day"),
        pytest.param(17, 13, 4, 1, 31, id="a day later it is missed"),
        pytest.param(31, 13, 18, 2, 45, id="two are missed"),
    ],
)
def test_nothing_held_falls_due_and_is_missed(
    today: int, next_due: int, overdue: int, missed: int, breach: int
) -> None:
    found = stand(today=today)

    assert (found.next_due, found.overdue_days) == (day(next_due), overdue)
    assert (found.missed, found.forecast_breach_on) == (missed, day(breach))


@pytest.mark.parametrize(
    ("held_on", "next_due"),
    [
        pytest.param(0, 27, id="first day"),
        pytest.param(13, 27, id="last day"),
        pytest.param(16, 27, id="last tolerated day"),
        pytest.param(17, 41, id="too late for the first, in time for the second"),
    ],
)
def test_a_session_keeps_the_earliest_slot_it_fits(held_on: int, next_due: int) -> None:
    found = stand(session(held_on), today=held_on)

    assert (found.next_due, found.overdue_days) == (day(next_due), 0)
    assert found.share == (Fraction(1) if held_on < 17 else Fraction(1, 2))


@pytest.mark.parametrize(
    "held",
    [
        pytest.param(session(3, kind="contact"), id="contact"),
        pytest.param(session(3, kind="debrief"), id="debrief"),
        pytest.param(session(3, minutes=59), id="too short"),
        pytest.param(session(-1), id="before the start"),
        pytest.param(session(9), id="tomorrow"),
        pytest.param(session(3, entered_on=day(9)), id="not yet entered"),
    ],
)
def test_what_does_not_count_changes_nothing(held: Held) -> None:
    assert stand(held, today=8) == stand(today=8)


@pytest.mark.parametrize(
    ("lag", "approved", "counts"),
    [
        pytest.param(60, False, True, id="60 days"),
        pytest.param(61, False, False, id="61 days"),
        pytest.param(61, True, True, id="61 days, approved"),
    ],
)
def test_a_session_entered_very_late_counts_when_it_is_approved(lag: int, approved: bool, counts: bool) -> None:
    found = stand(session(3, entered_on=day(3 + lag), approved=approved), today=70)

    assert sum(kept.held for kept in found.kept) == counts


def test_what_was_missed_before_the_last_session_is_not_overdue() -> None:
    """The second two weeks were missed; they met in the first and in the third."""
    found = stand(session(3), session(36), today=50)

    assert (found.next_due, found.overdue_days, found.missed) == (day(55), 0, 1)


def test_two_sessions_on_one_day_are_one() -> None:
    """Day 15 fits the first two weeks, tolerated, and the second."""
    found = stand(session(15), session(15, minutes=75), today=15)

    assert found.next_due == day(27)
    assert [(kept.held, kept.required) for kept in found.kept] == [(1, 1)]


def test_two_sessions_on_two_days_of_one_slot_keep_one() -> None:
    assert stand(session(2), session(3), today=13).next_due == day(27)


def test_two_observations_on_one_day_are_two_where_a_number_is_asked() -> None:
    seen = [Held(kind="observation", on=date(2025, 5, 5), entered_on=date(2025, 5, 5))] * 2
    found = due(DEFAULT, kind="observation", starts_on=START, held=seen, today=date(2025, 5, 5))

    assert [(kept.band.from_month, kept.held, kept.required) for kept in found.kept] == [(1, 0, 1), (4, 2, 2)]
    assert found.next_due is None


def test_a_number_of_times_falls_due_at_the_end_of_its_months() -> None:
    found = due(DEFAULT, kind="observation", starts_on=START, held=[], today=date(2025, 4, 6))

    assert (found.next_due, found.overdue_days, found.missed) == (date(2025, 4, 5), 1, 0)
    assert found.forecast_breach_on == date(2025, 4, 9)


def test_the_next_band_begins_with_a_whole_slot() -> None:
    """Six times two weeks end on 30 March; the rest of the third month asks for nothing; the fourth month ends on 5 May."""
    kept = [session(14 * number) for number in range(6)]
    found = due(DEFAULT, kind="individual", starts_on=START, held=kept, today=date(2025, 4, 5))

    assert (found.next_due, found.missed, found.share) == (date(2025, 5, 5), 0, 1)


def test_what_is_held_in_the_rest_of_a_band_ends_what_is_overdue() -> None:
    """Day 87 lies between the sixth two weeks and the fourth month: nothing was due, but they have met."""
    found = stand(session(87), today=87)

    assert (found.next_due, found.overdue_days, found.missed) == (date(2025, 5, 5), 0, 6)
    assert [(kept.held, kept.required) for kept in found.kept] == [(1, 7)]


def test_the_rest_of_a_band_takes_nothing_from_the_next() -> None:
    """Day 90 is the first of the fourth month."""
    found = stand(session(90), today=95)

    assert [(kept.band.from_month, kept.held, kept.required) for kept in found.kept] == [(1, 0, 6), (4, 1, 1)]


def test_what_is_kept_is_told_by_band() -> None:
    kept = [session(14 * number) for number in range(4)]
    found = due(DEFAULT, kind="individual", starts_on=START, held=kept, today=date(2025, 6, 30))

    assert [(each.band.from_month, each.held, each.required, each.share) for each in found.kept] == [
        (1, 4, 6, Fraction(2, 3)),
        (4, 0, 2, Fraction(0)),
    ]
    assert (found.share, found.missed) == (Fraction(1, 2), 4)


def test_before_anything_was_required_there_is_no_share() -> None:
    assert (stand(today=5).share, stand(today=5).kept) == (None, ())


def test_reviews_fall_due_at_the_ends_of_the_third_sixth_and_ninth_month() -> None:
    start = date(2024, 11, 30)
    reviewed = [Held(kind="review", on=date(2025, 2, 20), entered_on=date(2025, 2, 20))]

    def next_due(held: list[Held], today: date) -> date | None:
        return due(DEFAULT, kind="review", starts_on=start, held=held, today=today).next_due

    assert next_due([], date(2024, 12, 1)) == date(2025, 2, 27)
    assert next_due(reviewed, date(2025, 2, 20)) == date(2025, 5, 29)


def test_every_third_month_from_the_31st_ends_where_the_month_ends() -> None:
    held = [Held(kind="review", on=date(2025, 1, 1), entered_on=date(2025, 1, 1))]
    found = due(DEFAULT, kind="review", starts_on=date(2024, 8, 31), held=held, today=date(2025, 2, 28))

    assert (found.next_due, found.missed) == (date(2025, 5, 30), 1)


class TestGroup:
    """Of the six individual sessions in months 1 to 3 a quarter, rounded down to one, may be a group session."""

    def test_a_group_session_stands_in_once(self) -> None:
        found = stand(group(3), group(17), today=31)

        assert (found.stood_in, found.missed, found.next_due) == (1, 1, day(27))

    def test_an_individual_session_comes_first(self) -> None:
        found = stand(group(3), session(5), today=13)

        assert (found.stood_in, found.next_due) == (0, day(27))

    def test_a_group_session_on_the_day_of_an_individual_one_is_no_other_day(self) -> None:
        found = stand(session(15), group(15), today=15)

        assert (found.stood_in, found.next_due) == (0, day(27))

    def test_two_group_sessions_on_one_day_are_one(self) -> None:
        half = replace(DEFAULT, group_counts_pct=50)
        found = stand(group(15), group(15), today=15, policy=half)

        assert (found.stood_in, found.next_due) == (1, day(27))

    def test_a_policy_may_let_none_stand_in(self) -> None:
        assert stand(group(3), today=13, policy=replace(DEFAULT, group_counts_pct=0)).stood_in == 0

    def test_the_share_is_counted_over_every_twelve_months(self) -> None:
        """From month 4 there are twelve slots in twelve months: three, and three again in the next twelve."""
        tutorials = [
            Held(kind="group", on=on, entered_on=on, minutes=90)
            for on in (date(2025 + (month // 12), month % 12 + 1, 20) for month in range(3, 23))
        ]
        found = due(DEFAULT, kind="individual", starts_on=START, held=tutorials, today=date(2026, 12, 31))

        assert found.stood_in == 6

    def test_the_share_of_the_last_months_of_a_band_is_counted_over_them_alone(self) -> None:
        """Twelve slots in twelve months let three stand in, the six that are left let one."""
        half_more = (Band(kind="individual", to_month=18, every=Every(months=1), min_minutes=60),)
        on = [date(2025 + month // 12, month % 12 + 1, 20) for month in range(18)]
        found = due(
            replace(DEFAULT, bands=half_more),
            kind="individual",
            starts_on=START,
            held=[Held(kind="group", on=each, entered_on=each, minutes=90) for each in on],
            today=date(2026, 7, 20),
        )

        assert found.stood_in == 3 + 1

    def test_the_groups_own_rhythm_is_kept_by_the_same_tutorial(self) -> None:
        found = all_due(DEFAULT, starts_on=START, held=[group(3)], today=day(4))

        assert found["group"].next_due == date(2025, 3, 5)
        assert found["individual"].stood_in == 1

    def test_the_share_of_a_number_of_times_is_counted_over_them(self) -> None:
        four = replace(DEFAULT, bands=(Band(kind="individual", to_month=12, times=4, min_minutes=60),))

        assert stand(group(3), group(17), today=20, policy=four).stood_in == 1


class TestCertificate:
    """After the certificate the rhythm begins anew, on the day of the certificate."""

    certified = date(2025, 7, 1)

    def stand(self, *held: Held, today: date) -> Due:
        return due(DEFAULT, kind="individual", starts_on=START, held=held, today=today, certified_on=self.certified)

    def test_the_months_it_cuts_short_ask_for_nothing(self) -> None:
        found = self.stand(today=date(2025, 7, 1))

        assert [(each.band.from_month, each.required) for each in found.kept] == [(1, 6), (4, 2)]

    def test_what_was_held_in_a_month_it_cuts_short_stays_kept(self) -> None:
        """Slots of the fourth month on end on 5 May and 5 June; the third is cut short."""
        at = date(2025, 6, 20)
        found = self.stand(Held(kind="individual", on=at, entered_on=at, minutes=60), today=date(2025, 7, 1))

        assert [(each.band.from_month, each.held, each.required) for each in found.kept] == [(1, 0, 6), (4, 1, 3)]
        assert (found.next_due, found.overdue_days) == (date(2025, 8, 31), 0)

    def test_observations_asked_within_months_it_cuts_short_are_asked_no_more(self) -> None:
        at = date(2025, 5, 5)
        seen = [Held(kind="observation", on=at, entered_on=at)]
        found = due(
            DEFAULT, kind="observation", starts_on=START, held=seen, today=self.certified, certified_on=self.certified
        )

        assert [(each.band.from_month, each.held, each.required) for each in found.kept] == [(1, 0, 1), (4, 1, 1)]

    @pytest.mark.parametrize(
        ("certified", "required"),
        [
            pytest.param(date(2025, 6, 5), 1, id="on the last day of a slot"),
            pytest.param(date(2025, 6, 6), 2, id="on the day after"),
        ],
    )
    def test_a_slot_that_closed_before_it_is_whole(self, certified: date, required: int) -> None:
        found = due(
            DEFAULT, kind="individual", starts_on=START, held=[], today=date(2025, 6, 10), certified_on=certified
        )

        assert [(each.band.from_month, each.required) for each in found.kept] == [(1, 6), (4, required)]

    @pytest.mark.parametrize(("at", "stage"), [(date(2025, 6, 30), "training"), (date(2025, 7, 1), CERTIFIED)])
    def test_its_day_is_the_first_of_the_new_rhythm(self, at: date, stage: str) -> None:
        found = self.stand(Held(kind="individual", on=at, entered_on=at, minutes=60), today=date(2025, 7, 2))

        assert [each.band.stage for each in found.kept if each.held] == [stage]

    def test_the_next_session_is_due_two_months_later(self) -> None:
        at = date(2025, 6, 3)
        found = self.stand(Held(kind="individual", on=at, entered_on=at, minutes=60), today=date(2025, 7, 1))

        assert found.next_due == date(2025, 8, 31)

    def test_it_goes_on_without_end(self) -> None:
        found = self.stand(today=date(2027, 7, 10))

        assert [(each.band.stage, each.required) for each in found.kept][-1] == (CERTIFIED, 12)

    def test_a_certificate_to_come_changes_nothing_yet(self) -> None:
        today = date(2025, 6, 30)

        assert self.stand(today=today) == due(DEFAULT, kind="individual", starts_on=START, held=[], today=today)


class TestPauses:
    """What was due moves back by the days of a pause."""

    leave = Pause(starts_on=day(10), ends_on=day(20))

    def test_what_was_due_moves_back(self) -> None:
        found = stand(today=12, pauses=[self.leave])

        assert (found.next_due, found.paused) == (day(23), True)
        assert found.forecast_breach_on == day(27)

    def test_after_the_pause_the_clock_goes_on(self) -> None:
        assert not stand(today=20, pauses=[self.leave]).paused

    def test_a_pause_after_the_last_day_moves_nothing(self) -> None:
        found = stand(today=20, pauses=[Pause(starts_on=day(14), ends_on=day(20))])

        assert (found.next_due, found.overdue_days) == (day(13), 1)

    @pytest.mark.parametrize(("today", "overdue"), [(15, 2), (16, 2), (18, 2), (19, 3)])
    def test_days_of_a_pause_are_not_days_overdue(self, today: int, overdue: int) -> None:
        """Due on day 13, overdue on 14 and 15, paused from 16 to 18."""
        assert stand(today=today, pauses=[Pause(starts_on=day(16), ends_on=day(19))]).overdue_days == overdue

    def test_a_pause_that_moved_the_last_day_takes_nothing_from_the_days_overdue(self) -> None:
        """It begins on the last day, which moves to the first day after it."""
        found = stand(today=17, pauses=[Pause(starts_on=day(13), ends_on=day(16))])

        assert (found.next_due, found.overdue_days) == (day(16), 1)

    def test_nothing_is_due_while_nobody_knows_when_it_goes_on(self) -> None:
        found = stand(today=60, pauses=[Pause(starts_on=day(10))])

        assert (found.next_due, found.overdue_days, found.missed) == (None, 0, 0)
        assert (found.forecast_breach_on, found.paused) == (None, True)

    def test_a_session_held_in_a_pause_keeps_the_slot_it_interrupts(self) -> None:
        assert stand(session(12), today=40, pauses=[Pause(starts_on=day(10))]).share == 1

    def test_pauses_that_touch_are_one(self) -> None:
        parts = [Pause(starts_on=day(15), ends_on=day(20)), Pause(starts_on=day(10), ends_on=day(16))]

        assert stand(today=12, pauses=parts) == stand(today=12, pauses=[self.leave])

    def test_pauses_apart_from_one_another_both_move(self) -> None:
        """The second begins where the first has moved the slot to."""
        parts = [Pause(starts_on=day(2), ends_on=day(4)), Pause(starts_on=day(15), ends_on=day(20))]

        assert stand(today=3, pauses=parts).next_due == day(13 + 2 + 5)
        assert [stand(today=each, pauses=parts).paused for each in (3, 4, 15, 20)] == [True, False, True, False]

    @pytest.mark.parametrize(
        "pause",
        [
            pytest.param(Pause(starts_on=day(-9), ends_on=day(0)), id="before the start"),
            pytest.param(Pause(starts_on=day(5), ends_on=day(5)), id="of no day"),
        ],
    )
    def test_a_pause_of_no_day_moves_nothing(self, pause: Pause) -> None:
        assert stand(today=3, pauses=[pause]) == stand(today=3)

    def test_a_pause_that_began_before_the_start_counts_from_the_start(self) -> None:
        found = stand(today=3, pauses=[Pause(starts_on=day(-9), ends_on=day(2))])

        assert found.next_due == day(15)


def test_where_the_rhythm_has_an_end_nothing_more_is_asked() -> None:
    short = replace(DEFAULT, bands=(Band(kind="log", to_month=1, every=Every(weeks=2)),))
    found = stand(today=100, kind="log", policy=short)

    assert (found.missed, found.next_due, found.forecast_breach_on) == (2, day(13), None)


def test_months_that_fit_exactly_leave_no_rest() -> None:
    exact = replace(DEFAULT, bands=(Band(kind="log", to_month=2, every=Every(months=1)),))
    found = stand(today=100, kind="log", policy=exact)

    assert [(kept.held, kept.required) for kept in found.kept] == [(0, 2)]
    assert found.next_due == date(2025, 2, 5)


def test_the_steps_of_a_rhythm_are_told_one_by_one() -> None:
    """Two weeks each: kept, missed, open, ahead. What the end of a band cuts short is told only where it was kept."""
    short = replace(DEFAULT, bands=(Band(kind="log", to_month=3, every=Every(weeks=2)),))
    days = [each.on for each in (session(3), session(88))]
    kept = [Held(kind="log", on=on, entered_on=on) for on in days]

    def told(today: int) -> list[tuple[str, date | None]]:
        found = steps(short, kind="log", starts_on=START, held=kept, today=day(today))
        return [(step.state, step.kept_on) for step in found]

    assert told(32) == [(KEPT, days[0]), (MISSED, None), (OPEN, None), (AHEAD, None)]
    assert told(58)[2:] == [(MISSED, None), (OPEN, None), (OPEN, None), (AHEAD, None)]
    assert told(87) == [(KEPT, days[0]), *[(MISSED, None)] * 5]
    assert told(88) == [(KEPT, days[0]), *[(MISSED, None)] * 5, (KEPT, days[1])]


def test_every_kind_a_policy_asks_for_is_told() -> None:
    only_logs = replace(DEFAULT, bands=tuple(band for band in DEFAULT.bands if band.kind == "log"))

    assert list(all_due(DEFAULT, starts_on=START, held=[], today=START)) == [
        "individual",
        "log",
        "group",
        "observation",
        "review",
    ]
    assert list(all_due(only_logs, starts_on=START, held=[], today=START)) == ["log"]
