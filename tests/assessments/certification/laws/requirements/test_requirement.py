"""What all requirements share: waivers, prior learning, reading and writing."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings

from assessments.certification.laws.calendar import Period
from assessments.certification.laws.facts import Facts, ModuleCompleted, PriorLearning, QuizTaken, Waived
from assessments.certification.laws.findings import PEOPLE, STATES
from assessments.certification.laws.problems import PROBLEMS, Malformed
from assessments.certification.laws.requirements.mentoring_schedule_met import MentoringScheduleMet
from assessments.certification.laws.requirements.module_completed import ModuleCompleted as AskedModule
from assessments.certification.laws.requirements.quiz_passed import QuizPassed
from assessments.certification.laws.requirements.registry import BY_NAME, CODES, REQUIREMENTS
from assessments.certification.laws.requirements.requirement import ALWAYS_READ, Requirement
from tests.assessments.certification.laws.requirements.looking import TODAY, day, look, told
from tests.assessments.certification.laws.strategies import KINDS, days, looks, requirements

laws = settings(deadline=None)

MODULE = AskedModule(key="m03", module="rp/03")


def prior(completed: int, accepted: int = 100, requirement: str = "m03") -> PriorLearning:
    return PriorLearning(
        requirement=requirement, completed_on=day(completed), accepted_on=day(accepted), ref=f"prior{completed}"
    )


@pytest.mark.parametrize(
    ("waived", "expected"),
    [
        pytest.param([], "not_started", id="never"),
        pytest.param([("m03", -1)], "not_started", id="in an earlier cycle"),
        pytest.param([("m04", 5)], "not_started", id="another requirement"),
        pytest.param([("m03", 182)], "not_started", id="tomorrow"),
        pytest.param([("m03", 9), ("m03", 5)], "waived", id="twice: since the first time"),
    ],
)
def test_a_waiver_holds_for_one_cycle(waived: list[tuple[str, int]], expected: str) -> None:
    facts = Facts(waivers=tuple(Waived(requirement=key, on=day(number), ref="w") for key, number in waived))
    found = look(MODULE, facts)

    assert found.state == expected
    if expected == "waived":
        assert (told(found), found.evidence, found.counts) == (("waived", day(5), "waived", ""), ("w",), True)


def test_a_waiver_of_an_earlier_cycle_is_over_even_where_acts_of_it_count() -> None:
    ever = AskedModule(key="m03", module="rp/03", ever=True)

    assert look(ever, Facts(waivers=(Waived(requirement="m03", on=day(-1)),))).state == "not_started"


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([prior(-1)], ("not_started", None, "not_begun", "learner"), id="of before the cycle"),
        pytest.param([prior(5, 182)], ("not_started", None, "not_begun", "learner"), id="accepted tomorrow"),
        pytest.param([prior(5, requirement="m04")], ("not_started", None, "not_begun", "learner"), id="of another"),
        pytest.param([prior(9), prior(5)], ("met", day(5), "prior_learning", ""), id="on the day of the act"),
    ],
)
def test_prior_learning_counts_by_its_act(claims: list[PriorLearning], expected: tuple[object, ...]) -> None:
    assert told(look(MODULE, Facts(prior_learning=tuple(claims)))) == expected


def test_prior_learning_ages_as_the_requirement_asks() -> None:
    yearly = QuizPassed(key="m03", quiz="q", max_age=Period(months=12))

    assert look(yearly, Facts(prior_learning=(prior(-184),)), since=None).met_on == date(2025, 7, 1)
    assert look(yearly, Facts(prior_learning=(prior(-185),)), since=None).state == "not_started"


@pytest.mark.parametrize(
    ("completed", "claimed", "code", "on"),
    [
        pytest.param(5, 9, "module_completed.met", 5, id="done first"),
        pytest.param(5, 5, "module_completed.met", 5, id="on one day: what was done here"),
        pytest.param(9, 5, "prior_learning", 5, id="learned elsewhere first"),
    ],
)
def test_the_earlier_of_both_counts(completed: int, claimed: int, code: str, on: int) -> None:
    facts = Facts(modules=(ModuleCompleted(key="rp/03", on=day(completed)),), prior_learning=(prior(claimed),))
    found = look(MODULE, facts)

    assert (found.code, found.met_on) == (code, day(on))


def test_what_is_met_on_no_day_stays_so_beside_prior_learning() -> None:
    rhythm = MentoringScheduleMet(key="m03", percent=10)
    found = look(rhythm, Facts(schedule_share=Fraction(1), prior_learning=(prior(5),)))

    assert told(found) == ("met", None, "met", "")


def test_what_was_done_goes_before_a_waiver() -> None:
    facts = Facts(modules=(ModuleCompleted(key="rp/03", on=day(9)),), waivers=(Waived(requirement="m03", on=day(5)),))

    assert look(MODULE, facts).code == "module_completed.met"


def test_evidence_is_named_once_and_only_where_it_has_a_name() -> None:
    taken = [QuizTaken(key="q", on=day(1), score=Fraction(0), passed=False, number=n) for n in (1, 2)]
    found = look(QuizPassed(key="q", quiz="q"), Facts(quizzes=tuple(taken)))

    assert found.evidence == ()


def test_every_kind_is_listed_once() -> None:
    assert len(BY_NAME) == len(REQUIREMENTS) == len(KINDS)
    assert set(REQUIREMENTS) == set(KINDS) == set(_all_kinds(Requirement))


def _all_kinds(kind: type) -> list[type]:
    below = kind.__subclasses__()
    return below + [each for one in below for each in _all_kinds(one)]


@pytest.mark.parametrize("kind", REQUIREMENTS, ids=lambda kind: kind.name)
def test_the_codes_of_a_kind_bear_its_name(kind: type[Requirement]) -> None:
    assert all(code.startswith(f"{kind.name}.") for code in kind.codes)
    assert all(params == CODES[code] for code, params in kind.codes.items())
    assert kind.reads.isdisjoint(ALWAYS_READ)


@settings(deadline=None)
@given(looks, days, days)
def test_a_finding_says_nothing_that_is_not_in_the_table(
    looked: tuple[Requirement, Facts], since: date, on: date
) -> None:
    requirement, facts = looked
    found = requirement.finding(facts, since=since, on=on)

    assert set(found.params) == set(CODES[found.code])
    assert all(isinstance(value, str | int) for value in found.params.values())
    assert found.state in STATES
    assert (found.waits_for == "") == found.counts
    assert found.counts or found.waits_for in PEOPLE
    assert found.counts or found.met_on is None
    assert found.evidence == tuple(sorted(set(found.evidence)))


@laws
@given(requirements)
def test_a_requirement_written_is_the_requirement_read(requirement: Requirement) -> None:
    written = requirement.to_json()

    assert written.pop("requirement") == requirement.name
    assert type(requirement).from_json(written) == requirement


def test_a_requirement_is_written_whole() -> None:
    yearly = QuizPassed(key="m03", quiz="q", max_age=Period(months=12))

    assert yearly.to_json() == {
        "requirement": "quiz_passed",
        "key": "m03",
        "ever": False,
        "quiz": "q",
        "min_score": 0,
        "max_age": "P1Y",
        "which": "quiz",
    }
    assert QuizPassed.from_json({"key": "m03", "quiz": "q", "max_age": "P12M"}) == yearly


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        pytest.param([], "$: not_an_object()", id="no object"),
        pytest.param({"quiz": "q"}, "$: missing_field(field='key')", id="no key"),
        pytest.param({"key": "k"}, "$: missing_field(field='quiz')", id="no quiz"),
        pytest.param({"key": "k", "quiz": 7}, "$.quiz: not_a_text()", id="a number for a text"),
        pytest.param({"key": "", "quiz": "q"}, "$.key: empty_text()", id="an empty key"),
        pytest.param({"key": "a b", "quiz": "q"}, "$.key: not_a_key(found='a b')", id="a key with a space"),
        pytest.param({"key": "k" * 201, "quiz": "q"}, "$.key: too_long(most=200)", id="a long key"),
        pytest.param(
            {"key": "k", "quiz": "q", "min_scor": 80},
            "$: unknown_field(field='min_scor', near='min_score')",
            id="a slip of the hand",
        ),
        pytest.param(
            {"key": "k", "quiz": "q", "min_score": "80"}, "$.min_score: not_a_whole_number()", id="a text for a number"
        ),
        pytest.param(
            {"key": "k", "quiz": "q", "min_score": True}, "$.min_score: not_a_whole_number()", id="true is no number"
        ),
        pytest.param(
            {"key": "k", "quiz": "q", "min_score": 80.0}, "$.min_score: not_a_whole_number()", id="a fraction"
        ),
        pytest.param(
            {"key": "k", "quiz": "q", "min_score": -1},
            "$.min_score: out_of_bounds(least=0, most=1000000)",
            id="below zero",
        ),
        pytest.param(
            {"key": "k", "quiz": "q", "ever": 1}, "$.ever: not_true_or_false()", id="a number for true or false"
        ),
        pytest.param(
            {"key": "k", "quiz": "q", "which": "any"},
            "$.which: not_one_of(found='any', allowed='quiz, best, last, first, mean')",
            id="a word that is not one of them",
        ),
        pytest.param(
            {"key": "k", "quiz": "q", "which": ["best"]},
            "$.which: not_one_of(found=\"['best']\", allowed='quiz, best, last, first, mean')",
            id="a list for a word",
        ),
        pytest.param(
            {"key": "k", "quiz": "q", "max_age": "1 year"}, "$.max_age: not_a_period(found='1 year')", id="no period"
        ),
        pytest.param({"key": "k", "quiz": "q", "max_age": 12}, "$.max_age: not_a_period(found='12')", id="months"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_a_remedy(value: object, problem: str) -> None:
    with pytest.raises(Malformed) as caught:
        QuizPassed.from_json(value)

    assert [str(each) for each in caught.value.problems] == [problem]
    assert all(each.remedy == PROBLEMS[each.code].remedy != "" for each in caught.value.problems)
    assert all(set(each.params) == set(PROBLEMS[each.code].params) for each in caught.value.problems)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Malformed) as caught:
        QuizPassed.from_json({"quiz": 7, "which": "any", "colour": "red"})

    assert {each.code for each in caught.value.problems} == {
        "unknown_field",
        "missing_field",
        "not_a_text",
        "not_one_of",
    }
    assert str(caught.value).count(";") == 3


def test_nothing_is_known_of_today() -> None:
    """A finding is a function of its arguments: asked about another day, it answers for that day."""
    facts = Facts(modules=(ModuleCompleted(key="rp/03", on=TODAY),))

    assert look(MODULE, facts, on=day(180)).state == "not_started"
    assert look(MODULE, facts, on=date(2099, 1, 1)).state == "met"
