"""Sessions, observations, reviews, hours and attestations as requirements."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from assessments.certification.laws.facts import (
    Facts,
    HoursPractised,
    LevelDecided,
    Observed,
    Reviewed,
    SessionAttended,
)
from assessments.certification.laws.requirements.attestations import ManualAttestation, MentorSignOff
from assessments.certification.laws.requirements.mentoring_schedule_met import MentoringScheduleMet
from assessments.certification.laws.requirements.observation import Observation
from assessments.certification.laws.requirements.practice_hours import PracticeHours
from assessments.certification.laws.requirements.review_outcome import ReviewOutcome
from assessments.certification.laws.requirements.sessions_attended import SessionsAttended
from assessments.certification.laws.vouching import ASKED, DECLINED, GIVEN, Attested, wording_mark
from tests.assessments.certification.laws.requirements.looking import TODAY, day, look, told


def attended(number: int, kind: str = "individual", minutes: int = 60, *, counts: bool = True) -> SessionAttended:
    return SessionAttended(on=day(number), kind=kind, minutes=minutes, counts=counts, ref=f"{kind}{number}")


class TestSessionsAttended:
    """Often enough."""

    TWO = SessionsAttended(key="sessions", minimum=2, kinds=("individual",), min_minutes=60)

    @pytest.mark.parametrize(
        ("sessions", "expected", "params"),
        [
            pytest.param([], ("not_started", None, "none", "learner"), {"needed": 2}, id="none"),
            pytest.param(
                [attended(1)],
                ("in_progress", None, "too_few", "learner"),
                {"attended": 1, "needed": 2},
                id="one too few",
            ),
            pytest.param(
                [attended(30), attended(9), attended(20)],
                ("met", day(20), "met", ""),
                {"attended": 3, "needed": 2},
                id="on the day of the second",
            ),
            pytest.param(
                [attended(9), attended(10, "group"), attended(11, minutes=59), attended(-1), attended(182)],
                ("in_progress", None, "too_few", "learner"),
                {"attended": 1, "needed": 2},
                id="another kind, too short, too early, still to come",
            ),
            pytest.param(
                [attended(9), attended(10, counts=False)],
                ("in_progress", None, "unconfirmed", "mentor"),
                {"attended": 1, "needed": 2, "waiting": 1},
                id="enough, when the mentor has signed",
            ),
            pytest.param(
                [attended(10, counts=False)],
                ("not_started", None, "none", "learner"),
                {"needed": 2},
                id="one that is not signed",
            ),
        ],
    )
    def test_sessions_are_counted(
        self, sessions: list[SessionAttended], expected: tuple[object, ...], params: dict[str, int]
    ) -> None:
        found = look(self.TWO, Facts(sessions=tuple(sessions)))

        assert told(found) == expected
        assert found.params == params

    def test_without_kinds_every_kind_counts(self) -> None:
        anything = SessionsAttended(key="sessions", minimum=2)

        assert look(anything, Facts(sessions=(attended(1), attended(2, "group", 5)))).state == "met"

    def test_no_session_at_all_asks_for_nothing(self) -> None:
        assert told(look(SessionsAttended(key="s", minimum=0), Facts())) == ("met", None, "met", "")


class TestMentoringScheduleMet:
    """The rhythm was kept."""

    MOST = MentoringScheduleMet(key="rhythm", percent=75)

    @pytest.mark.parametrize(
        ("share", "expected"),
        [
            pytest.param(None, ("not_started", None, "nothing_due", "mentor"), id="nothing was due"),
            pytest.param(Fraction(74, 100), ("in_progress", None, "below", "mentor"), id="too little"),
            pytest.param(Fraction(3, 4), ("met", None, "met", ""), id="exactly: met, on no day"),
        ],
    )
    def test_the_share_decides(self, share: Fraction | None, expected: tuple[object, ...]) -> None:
        assert told(look(self.MOST, Facts(schedule_share=share))) == expected

    def test_no_day_changes_it(self) -> None:
        facts = Facts(schedule_share=Fraction(1))

        assert look(self.MOST, facts, since=None, on=day(-999)) == look(self.MOST, facts)


def seen(number: int, by: str = "mentor", entrustment: int | None = 3, form: str = "visit") -> Observed:
    return Observed(on=day(number), observer=by, form=form, entrustment=entrustment, ref=f"{number}{by}")


class TestObservation:
    """Practice was observed."""

    THREE = Observation(key="seen", count=3, min_entrustment=3, distinct_observers=2, forms=("visit",))

    @pytest.mark.parametrize(
        ("observations", "expected"),
        [
            pytest.param([], ("not_started", None, "none", "mentor"), id="none"),
            pytest.param([seen(1, form="other")], ("not_started", None, "none", "mentor"), id="with another form"),
            pytest.param([seen(1), seen(2)], ("in_progress", None, "too_few", "mentor"), id="too few"),
            pytest.param(
                [seen(1), seen(2), seen(3)],
                ("in_progress", None, "too_few_observers", "mentor"),
                id="all by one person",
            ),
            pytest.param(
                [seen(1), seen(2), seen(3, "assessor", 2)],
                ("in_progress", None, "entrustment_below", "mentor"),
                id="one without enough trust",
            ),
            pytest.param(
                [seen(1), seen(2), seen(3, "assessor", None)],
                ("in_progress", None, "entrustment_below", "mentor"),
                id="one that does not speak of trust",
            ),
            pytest.param(
                [seen(1), seen(2), seen(3), seen(4, "assessor"), seen(5, "peer")],
                ("met", day(4), "met", ""),
                id="on the day of the second observer",
            ),
            pytest.param(
                [seen(1), seen(2, "assessor"), seen(3)], ("met", day(3), "met", ""), id="on the day of the third"
            ),
            pytest.param(
                [seen(-1), seen(2, "assessor"), seen(3)],
                ("in_progress", None, "too_few", "mentor"),
                id="one before the cycle",
            ),
        ],
    )
    def test_observations_are_counted(self, observations: list[Observed], expected: tuple[object, ...]) -> None:
        assert told(look(self.THREE, Facts(observations=tuple(observations)))) == expected

    def test_trust_is_not_asked_for_unless_it_is(self) -> None:
        once = Observation(key="seen")
        found = look(once, Facts(observations=(seen(5, entrustment=None, form="any"),)))

        assert told(found) == ("met", day(5), "met", "")
        assert found.evidence == ("5mentor",)


class TestReviewOutcome:
    """The latest review."""

    ON_TRACK = ReviewOutcome(key="review", moderated=True)

    @pytest.mark.parametrize(
        ("reviews", "expected"),
        [
            pytest.param([], ("not_started", None, "none", "mentor"), id="none"),
            pytest.param([(-1, "on_track", True)], ("not_started", None, "none", "mentor"), id="before the cycle"),
            pytest.param([(90, "on_track", True)], ("met", day(90), "met", ""), id="on track, moderated"),
            pytest.param(
                [(90, "on_track", False)], ("in_progress", None, "unmoderated", "moderator"), id="not moderated yet"
            ),
            pytest.param(
                [(90, "on_track", True), (120, "concerns", True)],
                ("in_progress", None, "other", "mentor"),
                id="a later one takes its place",
            ),
            pytest.param(
                [(90, "not_on_track", True), (120, "on_track", True)], ("met", day(120), "met", ""), id="for better"
            ),
            pytest.param(
                [(90, "concerns", True), (90, "on_track", True)],
                ("in_progress", None, "other", "mentor"),
                id="two of one day that differ",
            ),
            pytest.param([(90, "on_track", True), (182, "concerns", True)], ("met", day(90), "met", ""), id="to come"),
        ],
    )
    def test_the_latest_judgement_counts(
        self, reviews: list[tuple[int, str, bool]], expected: tuple[object, ...]
    ) -> None:
        facts = Facts(
            reviews=tuple(
                Reviewed(on=day(number), judgement=judgement, moderated=moderated)
                for number, judgement, moderated in reviews
            )
        )

        assert told(look(self.ON_TRACK, facts)) == expected

    def test_moderation_is_not_asked_for_unless_it_is(self) -> None:
        assert look(ReviewOutcome(key="r"), Facts(reviews=(Reviewed(on=day(1), judgement="on_track"),))).state == "met"


def worked(number: int, hours: Fraction | int, *, verified: bool = True) -> HoursPractised:
    return HoursPractised(hours=Fraction(hours), on=day(number), verified=verified, ref=f"{number}")


class TestPracticeHours:
    """Hours of practice."""

    FORTY = PracticeHours(key="hours", hours=40)

    @pytest.mark.parametrize(
        ("hours", "expected", "params"),
        [
            pytest.param([], ("not_started", None, "none", "learner"), {"needed": 40}, id="none"),
            pytest.param([worked(-1, 40)], ("not_started", None, "none", "learner"), {"needed": 40}, id="too early"),
            pytest.param(
                [worked(1, Fraction(79, 2))],
                ("in_progress", None, "too_few", "learner"),
                {"hours": 39, "needed": 40},
                id="half an hour too few",
            ),
            pytest.param(
                [worked(60, 30), worked(30, 20), worked(90, 8)],
                ("met", day(60), "met", ""),
                {"hours": 58, "needed": 40},
                id="on the day that makes it full",
            ),
            pytest.param(
                [worked(1, 30), worked(2, 15, verified=False)],
                ("in_progress", None, "unverified", "line_manager"),
                {"hours": 30, "needed": 40, "waiting": 15},
                id="enough, when they are verified",
            ),
            pytest.param(
                [worked(2, 15, verified=False)],
                ("in_progress", None, "too_few", "learner"),
                {"hours": 0, "needed": 40},
                id="too few, and not verified",
            ),
        ],
    )
    def test_hours_are_added_up(
        self, hours: list[HoursPractised], expected: tuple[object, ...], params: dict[str, int]
    ) -> None:
        found = look(self.FORTY, Facts(hours=tuple(hours)))

        assert told(found) == expected
        assert found.params == params


@pytest.mark.parametrize(
    ("requirement", "key"),
    [
        pytest.param(ManualAttestation(key="ready", role="line_manager"), "ready", id="by hand"),
        pytest.param(MentorSignOff(key="ready"), "ready", id="by the mentor"),
        pytest.param(MentorSignOff(key="ready", subject="rp/03"), "rp/03", id="about a module"),
    ],
)
@pytest.mark.parametrize(
    ("on", "counts"),
    [
        pytest.param(day(-1), False, id="before the cycle"),
        pytest.param(day(0), True, id="on the first day"),
        pytest.param(TODAY, True, id="today"),
        pytest.param(day(182), False, id="tomorrow"),
    ],
)
def test_somebody_vouches(requirement: ManualAttestation | MentorSignOff, key: str, on: date, counts: bool) -> None:
    role = requirement.role if isinstance(requirement, ManualAttestation) else "mentor"
    others = (Attested(role="moderator", key=key, on=day(3)), Attested(role=role, key="other", on=day(3)))
    found = look(requirement, Facts(attestations=(*others, Attested(role=role, key=key, on=on))))

    assert told(found) == (("met", on, "met", "") if counts else ("not_started", None, "missing", "learner"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param([ASKED], ("in_progress", "asked", "mentor"), id="asked"),
        pytest.param([DECLINED], ("in_progress", "declined", "learner"), id="declined"),
        pytest.param([DECLINED, ASKED], ("in_progress", "asked", "mentor"), id="asked again"),
        pytest.param([GIVEN, DECLINED], ("met", "met", ""), id="a yes and a no"),
    ],
)
def test_a_question_waits_and_a_no_can_be_asked_again(words: list[str], said: tuple[str, str, str]) -> None:
    facts = Facts(attestations=tuple(Attested(role="mentor", key="ready", on=day(3), word=word) for word in words))
    for requirement in (ManualAttestation(key="ready", role="mentor"), MentorSignOff(key="ready")):
        state, _on, code, waits_for = told(look(requirement, facts))
        assert (state, code, waits_for) == said


def test_a_word_counts_for_the_wording_it_was_given_for() -> None:
    requirement = ManualAttestation(key="ready", role="mentor", statement="Listens first.")
    for wording, state in (("Listens first.", "met"), ("Listens.", "not_started"), ("", "met")):
        fact = Attested(role="mentor", key="ready", on=day(3), wording=wording_mark(wording))
        assert look(requirement, Facts(attestations=(fact,))).state == state


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        pytest.param({}, True, id="signed off"),
        pytest.param({"state": "confirmed"}, True, id="confirmed"),
        pytest.param({"level": 2}, False, id="below the level"),
        pytest.param({"state": "paused"}, False, id="paused"),
        pytest.param({"standing": False}, False, id="replaced"),
        pytest.param({"indicator": "D2.1"}, False, id="another indicator"),
    ],
)
def test_the_sign_off_of_an_indicator_is_the_one_in_mentoring(changed: dict[str, Any], counts: bool) -> None:
    usual = {"indicator": "D1.1", "level": 3, "acted_on": day(3), "decided_on": day(5)}
    found = look(MentorSignOff(key="k", indicator="D1.1"), Facts(levels=(LevelDecided(**{**usual, **changed}),)))

    assert told(found) == (
        ("met", day(3), "level_met", "") if counts else ("not_started", None, "level_missing", "mentor")
    )
