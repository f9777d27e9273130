"""What would happen under rules: round after round, and invented acts that really meet what they are invented for."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.certification.laws.choosing import NoSuchPath
from assessments.certification.laws.cycles import CERTIFIED, GRACE, LAPSED, WINDOW_OPEN
from assessments.certification.laws.evaluation import standing
from assessments.certification.laws.facts import Facts, ModuleCompleted, QuizTaken
from assessments.certification.laws.findings import MET
from assessments.certification.laws.foreseeing import Foreseen, foresee, stands
from assessments.certification.laws.inventing import with_act, with_acts
from assessments.certification.laws.known import Known
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.requirements.sessions_attended import SessionsAttended
from assessments.certification.laws.rules import Rules
from tests.assessments.certification.laws.strategies import KINDS, days, everything, rules

DAY = timedelta(days=1)
RULES = Rules.read(
    {
        "format": 1,
        "paths": [
            {
                "kind": "initial",
                "title": "In full",
                "tree": {"all": [{"requirement": "module_completed", "key": "m", "module": "m03"}]},
            },
            {
                "kind": "recert",
                "title": "Again",
                "tree": {"all": [{"requirement": "quiz_passed", "key": "q", "quiz": "m03-quiz"}]},
            },
        ],
        "basis": "expiry",
        "active": "P1Y",
        "window": "P2M",
        "grace": "P1M",
        "on_expiry": "recert_path_during_grace",
        "zone": "Europe/Kyiv",
    }
)
BEGUN, DONE = date(2026, 1, 1), date(2026, 3, 3)


def passed(on: date) -> QuizTaken:
    return QuizTaken(key="m03-quiz", on=on, score=Fraction(1), passed=True)


def foreseen(*sittings: date, done: date | None = DONE, until: date = date(2030, 1, 1)) -> Foreseen:
    completed = (ModuleCompleted(key="m03", on=done),) if done else ()
    facts = Facts(modules=completed, quizzes=tuple(passed(on) for on in sittings))
    return foresee(RULES, facts, begins_on=BEGUN, until=until)


def test_nothing_done_is_one_round_without_end() -> None:
    (only,) = foreseen(done=None).rounds

    assert (only.met_on, only.gave_way_on, only.path.title) == (None, None, "In full")


def test_what_was_done_in_time_renews_from_the_last_day() -> None:
    found = foreseen(date(2027, 2, 1))
    first, second, *_ = found.rounds

    assert first.met_on == DONE
    assert first.dates is not None
    assert (first.dates.window_opens_on, first.dates.expires_on) == (date(2027, 1, 3), date(2027, 3, 3))
    assert (second.opened_on, second.counts_from, second.met_on) == (
        date(2027, 1, 3),
        date(2027, 1, 3),
        date(2027, 2, 1),
    )
    assert second.dates is not None
    assert second.dates.expires_on == date(2028, 3, 3)


def test_what_was_done_before_the_window_does_not_renew() -> None:
    _first, second, *_ = foreseen(date(2026, 12, 31)).rounds

    assert second.met_on is None


def test_in_its_grace_it_is_still_a_renewal_and_afterwards_the_whole_way_begins_anew() -> None:
    _first, second, third = foreseen().rounds

    assert (second.renews, second.gave_way_on) == (True, date(2027, 4, 4))
    assert (third.renews, third.path.title, third.opened_on) == (False, "In full", date(2027, 4, 4))
    assert third.counts_from == DONE + DAY
    assert foreseen(date(2027, 4, 3)).rounds[1].met_on == date(2027, 4, 3)


@pytest.mark.parametrize(
    ("on", "phase"),
    [
        pytest.param(date(2026, 3, 2), "", id="before"),
        pytest.param(DONE, CERTIFIED, id="on the day"),
        pytest.param(date(2027, 1, 2), CERTIFIED, id="the day before the window"),
        pytest.param(date(2027, 1, 3), WINDOW_OPEN, id="the window"),
        pytest.param(date(2027, 3, 3), WINDOW_OPEN, id="the last day"),
        pytest.param(date(2027, 3, 4), GRACE, id="the day after it"),
        pytest.param(date(2027, 4, 3), GRACE, id="the last day of grace"),
        pytest.param(date(2027, 4, 4), LAPSED, id="over"),
    ],
)
def test_the_phase_is_told_for_any_day(on: date, phase: str) -> None:
    assert foreseen().phase(on) == phase


@settings(deadline=None, max_examples=150)
@given(rules, everything, days, st.integers(1, 1500))
def test_rounds_follow_each_other_and_are_met_on_the_first_possible_day(
    found: Rules, facts: Facts, begins_on: date, ahead: int
) -> None:
    assume(found.active is None or not found.active.is_zero)
    until = begins_on + timedelta(days=ahead)
    try:
        told = foresee(found, facts, begins_on=begins_on, until=until)
    except NoSuchPath:
        return
    opened = [each.opened_on for each in told.rounds]
    assert opened == sorted(opened)
    assert [each.number for each in told.rounds] == list(range(1, len(told.rounds) + 1))
    for each in told.rounds:
        assert begins_on <= each.opened_on <= until
        if each.met_on is not None:
            assert stands(each, facts, each.met_on).met
            before = each.met_on - DAY
            if before >= each.opened_on:
                assert not standing(each.path, facts, since=each.counts_from, on=before).met
        assert (each.dates is None) == (each.met_on is None)


@settings(deadline=None, max_examples=200)
@given(st.one_of(*KINDS.values()), days)
def test_an_invented_act_meets_what_it_was_invented_for(one: Requirement, on: date) -> None:
    assume(not list(one.hindrances(Known(certification="x"))))
    finding = one.finding(with_act(Facts(), one, on), since=None, on=on)

    assert finding.state == MET, finding
    assert finding.met_on in (on, None)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(KINDS, key=lambda kind: kind.name)).flatmap(lambda kind: KINDS[kind]), everything, days)
def test_inventing_takes_nothing_away(one: Requirement, facts: Facts, on: date) -> None:
    after = with_acts(facts, [(one, on)])
    for name in facts.differing(after) - {"schedule_share"}:
        assert getattr(after, name)[: len(getattr(facts, name))] == getattr(facts, name)


def test_inventing_many_sessions_stays_small() -> None:
    asked = SessionsAttended(key="s", minimum=1_000_000)

    assert len(with_act(Facts(), asked, DONE).sessions) == 100
    assert (
        replace(asked, minimum=3)
        .finding(with_act(Facts(), replace(asked, minimum=3), DONE), since=None, on=DONE)
        .counts
    )
