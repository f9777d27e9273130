"""Where a person stands in one indicator."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assessments.mentoring.framework.lateness import Batch, batches
from assessments.mentoring.framework.pieces import Piece, UnknownEvidence
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.ratings import (
    AGED,
    NONE,
    OBSERVATION,
    OBSERVATION_OR_SIMULATION,
    PAUSED,
    PIECES,
    REOBSERVATION,
    SOURCES,
    SUPPORTED,
    THIN,
    Missing,
    Standing,
    combined,
    discrepancy,
    to_discuss,
)
from assessments.mentoring.framework.rules import AGED as AGED_PIECE
from assessments.mentoring.framework.rules import AGEING, FRESH, Rule, rule_for

TODAY = date(2026, 5, 3)
PLAIN = rule_for("D1.1", safety_critical=False)
CRITICAL = rule_for("D1.2", safety_critical=True)
DISCLOSURE = rule_for("D2.1", safety_critical=True)


def piece(
    kind: str = "observation", level: int = 3, *, days_ago: int = 30, by: str = "mentor", **more: object
) -> Piece:
    """A piece by the mentor, entered on the day of the act."""
    on = TODAY - timedelta(days=days_ago)
    usual = Piece(
        id=(kind, level, days_ago, by),
        kind=kind,
        level=level,
        acted_on=on,
        entered_on=on,
        assessor=by,
        source=(kind, by),
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def stand(*evidence: Piece, rule: Rule = PLAIN, today: date = TODAY) -> Standing:
    return combined(evidence, rule=rule, today=today)


def codes(standing: Standing) -> dict[str, int]:
    return {missing.code: missing.number for missing in standing.missing}


def test_without_evidence_there_is_no_level() -> None:
    found = stand()

    assert (found.level, found.state, found.fresh_until, found.latest) == (None, NONE, None, None)
    assert codes(found) == {PIECES: 2, SOURCES: 2}


def test_one_piece_is_thin() -> None:
    found = stand(piece())

    assert (found.level, found.state, codes(found)) == (None, THIN, {PIECES: 1, SOURCES: 1})


def test_two_pieces_of_one_source_are_thin() -> None:
    found = stand(piece(), piece(days_ago=10))

    assert (found.level, found.state, codes(found)) == (None, THIN, {SOURCES: 1})


@pytest.mark.parametrize(
    ("levels", "level"),
    [
        pytest.param((3, 3), 3, id="both"),
        pytest.param((2, 4), 2, id="never the average"),
        pytest.param((1, 4, 4), 4, id="two of three"),
        pytest.param((2, 3, 4), 3, id="the second highest"),
        pytest.param((0, 4), None, id="one that shows nothing"),
    ],
)
def test_a_level_is_what_two_sources_show(levels: tuple[int, ...], level: int | None) -> None:
    evidence = [piece("work_product", each, by=f"mentor {number}") for number, each in enumerate(levels)]

    assert stand(*evidence).level == level


def test_a_weaker_later_showing_is_told_and_takes_nothing_away() -> None:
    found = stand(piece(level=3, days_ago=90), piece("work_product", 3), piece(level=2, days_ago=2))

    assert (found.level, found.latest) == (3, 2)


def test_of_several_looks_on_one_day_the_weakest_is_told() -> None:
    assert stand(piece(level=4), piece(level=2, by="assessor"), piece(level=3, days_ago=60)).latest == 2


@pytest.mark.parametrize("kind", ["scenario", "reflection", "session"])
def test_what_somebody_says_shows_that_they_know(kind: str) -> None:
    assert stand(piece(kind, 4), piece(kind, 4, by="trainer")).level == 1


@pytest.mark.parametrize(
    ("kind", "level"), [("simulation", 3), ("feedback", 3), ("work_product", 4), ("observation", 4)]
)
def test_a_kind_has_its_ceiling(kind: str, level: int) -> None:
    assert stand(piece(kind, 4), piece(kind, 4, by="assessor")).level == level


class TestSafetyCritical:
    """Level 3 needs a direct look."""

    def test_work_and_feedback_do_not_reach_it(self) -> None:
        found = stand(piece("work_product"), piece("feedback"), rule=CRITICAL)

        assert (found.level, codes(found)) == (2, {OBSERVATION: 1})

    def test_one_observation_and_another_source_reach_it(self) -> None:
        found = stand(piece(), piece("work_product"), rule=CRITICAL)

        assert (found.level, found.state, found.missing) == (3, SUPPORTED, ())

    def test_an_observation_below_does_not_carry_the_others(self) -> None:
        found = stand(piece(level=2), piece("work_product"), piece("feedback"), rule=CRITICAL)

        assert (found.level, codes(found)) == (2, {OBSERVATION: 1})

    def test_level_4_needs_a_look_at_level_4(self) -> None:
        evidence = [piece("work_product", 4), piece("work_product", 4, by="assessor"), piece(level=3)]

        assert stand(*evidence, rule=CRITICAL).level == 3
        assert stand(*evidence, rule=PLAIN).level == 4

    def test_a_simulation_is_no_observation(self) -> None:
        assert stand(piece("simulation"), piece("feedback"), rule=CRITICAL).level == 2

    def test_for_disclosures_a_simulation_takes_its_place(self) -> None:
        assert stand(piece("simulation"), piece("feedback"), rule=DISCLOSURE).level == 3
        assert codes(stand(piece("feedback"), piece("work_product"), rule=DISCLOSURE)) == {OBSERVATION_OR_SIMULATION: 1}


class TestFreshness:
    """Evidence counts up to and with the same day twelve months later."""

    @pytest.mark.parametrize(
        ("acted_on", "today", "level"),
        [
            pytest.param(date(2025, 5, 3), date(2026, 5, 3), 3, id="the same day"),
            pytest.param(date(2025, 5, 2), date(2026, 5, 3), None, id="a day more"),
            pytest.param(date(2024, 2, 29), date(2025, 2, 28), 3, id="leap day"),
            pytest.param(date(2024, 2, 29), date(2025, 3, 1), None, id="after the leap day"),
        ],
    )
    def test_it_counts_by_the_calendar(self, acted_on: date, today: date, level: int | None) -> None:
        old = {"acted_on": acted_on, "entered_on": acted_on}

        assert stand(piece(**old), piece("work_product", **old), today=today).level == level

    def test_it_ages_when_less_than_two_are_left(self) -> None:
        found = stand(piece(days_ago=100), piece("work_product", days_ago=10), piece("feedback", days_ago=50))

        assert (found.fresh_until, found.ageing) == (date(2027, 3, 14), False)

    @pytest.mark.parametrize(("left", "ageing"), [(61, False), (60, True), (0, True)])
    def test_its_last_days_are_told(self, left: int, ageing: bool) -> None:
        until = date(2027, 4, 3)
        found = stand(piece(), piece("work_product", days_ago=10), today=until - timedelta(days=left))

        assert (found.fresh_until, found.ageing) == (until, ageing)

    def test_what_has_aged_is_told(self) -> None:
        old = piece("work_product", days_ago=400)
        found = stand(old, piece())

        assert (found.level, found.state) == (None, AGED)
        assert (found.aged, found.counted) == ({old.id}, {piece().id})

    def test_a_level_below_the_target_may_be_left(self) -> None:
        found = stand(piece("work_product", days_ago=400), piece(), piece("scenario", 1))

        assert (found.level, found.state) == (1, AGED)

    def test_above_the_target_nothing_is_said_to_have_aged(self) -> None:
        old = [piece(level=4, days_ago=400), piece("work_product", 4, days_ago=400)]

        assert stand(*old, piece(), piece("work_product")).state == SUPPORTED

    @pytest.mark.parametrize(
        ("days_ago", "freshness"),
        [
            pytest.param(0, FRESH, id="today"),
            pytest.param(304, FRESH, id="61 days left"),
            pytest.param(305, AGEING, id="60 days left"),
            pytest.param(365, AGEING, id="last day"),
            pytest.param(366, AGED_PIECE, id="day after"),
        ],
    )
    def test_a_piece_is_fresh_ageing_or_aged(self, days_ago: int, freshness: str) -> None:
        assert PLAIN.freshness(TODAY - timedelta(days=days_ago), today=TODAY) == freshness


class TestLapse:
    """A safety-critical lapse pauses until the practice was seen again on a later day."""

    good = (piece(days_ago=200), piece("work_product", 4, days_ago=200))
    lapse = piece(level=1, days_ago=20, lapse=True)

    def test_it_pauses(self) -> None:
        found = stand(*self.good, self.lapse, rule=CRITICAL)

        assert (found.level, found.state) == (2, PAUSED)
        assert found.missing == (Missing(code=REOBSERVATION, by=self.lapse.acted_on + timedelta(days=28)),)

    def test_it_pauses_also_where_nothing_else_is_known(self) -> None:
        found = stand(self.lapse, rule=CRITICAL)

        assert (found.level, found.state, found.counted) == (None, PAUSED, frozenset())

    def test_it_never_ages(self) -> None:
        assert stand(*self.good, self.lapse, rule=CRITICAL, today=TODAY + timedelta(days=2000)).state == PAUSED

    def test_it_counts_however_late_it_was_entered(self) -> None:
        late = piece(level=1, days_ago=120, lapse=True, entered_on=TODAY)

        assert stand(*self.good, late, rule=CRITICAL).state == PAUSED

    @pytest.mark.parametrize(
        ("again", "state"),
        [
            pytest.param(piece(days_ago=19), SUPPORTED, id="seen on the next day"),
            pytest.param(piece(days_ago=20, by="assessor"), PAUSED, id="seen on the same day"),
            pytest.param(piece(level=2, days_ago=5), PAUSED, id="seen below level 3"),
            pytest.param(piece("work_product", days_ago=5), PAUSED, id="work"),
            pytest.param(piece("simulation", days_ago=5), PAUSED, id="simulation"),
            pytest.param(piece(days_ago=5, validated=False), PAUSED, id="not validated"),
            pytest.param(piece(days_ago=5, lapse=True), PAUSED, id="another lapse"),
        ],
    )
    def test_it_ends_when_practice_was_seen_again(self, again: Piece, state: str) -> None:
        assert stand(*self.good, self.lapse, again, rule=CRITICAL).state == state

    def test_a_lapse_after_it_was_seen_again_pauses_anew(self) -> None:
        again, another = piece(days_ago=10), piece(level=1, days_ago=3, lapse=True)
        found = stand(*self.good, self.lapse, again, another, rule=CRITICAL)

        assert (found.state, found.missing[0].by) == (PAUSED, TODAY + timedelta(days=25))

    def test_seen_again_and_entered_too_late_needs_approval(self) -> None:
        lapse = piece(level=1, days_ago=100, lapse=True)
        again = piece(days_ago=90, entered_on=TODAY)

        assert stand(*self.good, lapse, again, rule=CRITICAL).state == PAUSED
        assert stand(*self.good, lapse, replace(again, approved=True), rule=CRITICAL).state == SUPPORTED

    def test_for_disclosures_a_simulation_is_seeing_again(self) -> None:
        assert stand(*self.good, self.lapse, piece("simulation", days_ago=5), rule=DISCLOSURE).state == SUPPORTED


class TestEntering:
    """What was entered late says so; what was entered very late waits."""

    @pytest.mark.parametrize(
        ("lag", "approved", "late", "waits"),
        [
            pytest.param(14, False, False, False, id="14 days"),
            pytest.param(15, False, True, False, id="15 days"),
            pytest.param(60, False, True, False, id="60 days"),
            pytest.param(61, False, False, True, id="61 days"),
            pytest.param(61, True, True, False, id="61 days, approved"),
        ],
    )
    def test_the_lag_decides(self, lag: int, approved: bool, late: bool, waits: bool) -> None:
        acted_on = TODAY - timedelta(days=lag)
        entered = piece(acted_on=acted_on, entered_on=TODAY, approved=approved)
        found = stand(entered)

        assert (found.late == {entered.id}, found.awaiting_approval == {entered.id}) == (late, waits)
        assert (found.counted == {entered.id}) is not waits

    def test_what_was_seen_today_counts_today(self) -> None:
        assert stand(piece(days_ago=0)).counted == {piece(days_ago=0).id}

    def test_an_organisation_may_be_stricter(self) -> None:
        strict = rule_for("D1.1", safety_critical=False, policy=replace(Policy(), late_limit_days=20))
        entered = piece(days_ago=30, entered_on=TODAY)

        assert stand(entered, rule=strict).awaiting_approval == {entered.id}

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param({"validated": False}, id="not validated"),
            pytest.param({"entered_on": TODAY + timedelta(days=1)}, id="entered tomorrow"),
            pytest.param({"acted_on": TODAY + timedelta(days=1)}, id="acted tomorrow"),
        ],
    )
    def test_what_is_not_known_yet_changes_nothing(self, change: dict[str, object]) -> None:
        assert stand(piece(), piece("work_product", **change)) == stand(piece())

    def test_who_judged_and_from_where_is_told(self) -> None:
        found = stand(piece(), piece("feedback", by="teacher"), piece("work_product", days_ago=400, by="manager"))

        assert found.assessors == {"mentor", "teacher"}
        assert found.sources == {("observation", "mentor"), ("feedback", "teacher")}

    @pytest.mark.parametrize(
        "wrong", [pytest.param({"kind": "rumour"}, id="kind"), pytest.param({"level": 5}, id="level")]
    )
    def test_what_the_framework_does_not_have_is_refused(self, wrong: dict[str, object]) -> None:
        with pytest.raises(UnknownEvidence):
            piece(**wrong)  # type: ignore[arg-type]


class TestBatches:
    """Many entries on one day, long after: shown, not punished."""

    def acts(self, number: int, *, lag: int = 31) -> list[tuple[object, date, date]]:
        return [(each, TODAY - timedelta(days=lag), TODAY) for each in range(number)]

    @pytest.mark.parametrize(("number", "found"), [(4, ()), (5, (Batch(entered_on=TODAY, number=5),))])
    def test_five_are_a_batch(self, number: int, found: tuple[Batch, ...]) -> None:
        assert batches(self.acts(number)) == found

    def test_thirty_days_are_not_long(self) -> None:
        assert batches(self.acts(9, lag=30)) == ()

    def test_one_act_counts_once(self) -> None:
        assert batches(self.acts(4) * 3) == ()

    def test_the_oldest_comes_first(self) -> None:
        earlier = [(f"e{each}", day, TODAY - timedelta(days=1)) for each, day, _ in self.acts(6, lag=60)]

        assert [batch.number for batch in batches([*self.acts(5), *earlier])] == [6, 5]


@pytest.mark.parametrize(("own", "mentor", "difference"), [(1, 3, 2), (4, 3, 1), (2, 2, 0), (None, 3, 0), (3, None, 0)])
def test_ratings_differ_by_levels(own: int | None, mentor: int | None, difference: int) -> None:
    assert discrepancy(own, mentor) == difference


def test_two_levels_apart_is_talked_about() -> None:
    own = {"D1.1": 4, "D1.2": 3, "D1.3": 1, "D1.4": 4, "D2.1": None}

    assert to_discuss(own, {"D1.1": 2, "D1.2": 2, "D1.3": 3, "D2.1": 4}) == ("D1.1", "D1.3")
