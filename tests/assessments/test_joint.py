"""What comes of the questions of a quiz together, and which are asked: pure, no database."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.joint import joint, picked
from assessments.rounds import finished_rounds
from modules.dialect.outcome import Outcome
from modules.rendering import compile_document
from tests.assessments.test_rounds import tries
from tests.factories.evidence import compiled

laws = settings(max_examples=60, deadline=None)
QUESTIONS = compile_document(
    "".join(f":::truefalse{{#q{number}}}\n\n- [x] So. {{#a}}\n\n:::\n\n" for number in range(6))
).activities
KEYS = [question.key for question in QUESTIONS]
HEAVY = compiled(":::truefalse{#heavy points=3}\n\n- [x] So. {#a}\n\n:::")
CRITICAL = compiled(":::truefalse{#child critical}\n\n- [x] So. {#a}\n\n:::")
ASIDE = compiled(":::reflect{#aside}\n\n- Why? {#why}\n\n:::")


def scored(*scores: str) -> dict[str, Outcome]:
    return {key: Outcome.scored(Fraction(score)) for key, score in zip(KEYS, scores, strict=False)}


@pytest.mark.parametrize(
    ("scores", "answered", "right", "percent", "complete"),
    [
        pytest.param([], 0, 0, 0, False, id="nothing-yet"),
        pytest.param(["1"], 1, 1, 33, False, id="on-the-way"),
        pytest.param(["1", "0", "1"], 3, 2, 66, True, id="rounded-down"),
        pytest.param(["1", "1/2", "0"], 3, 1, 50, True, id="half-right-is-half-the-points"),
        pytest.param(["1", "1", "1"], 3, 3, 100, True, id="all-right"),
    ],
)
def test_a_result_grows_with_the_answers(
    scores: list[str], answered: int, right: int, percent: int, complete: bool
) -> None:
    result = joint(QUESTIONS[:3], scored(*scores))
    assert result
    assert (result.answered, result.right, result.percent, result.complete) == (answered, right, percent, complete)


def test_points_weigh_and_what_is_not_marked_does_not_count() -> None:
    outcomes = scored("1") | {"heavy": Outcome.scored(Fraction(0)), "aside": Outcome.noted()}
    result = joint([QUESTIONS[0], HEAVY, ASIDE], outcomes)
    assert result
    assert (result.asked, result.share) == (2, Fraction(1, 4))
    assert joint([ASIDE], outcomes) is None


@pytest.mark.parametrize(
    ("scores", "child", "passes"),
    [
        pytest.param(["1"], "1", True, id="enough"),
        pytest.param(["1", "1", "1", "1"], "0", False, id="child-safety-missed"),
        pytest.param(["0"], "1", False, id="too-few"),
    ],
)
def test_a_quiz_is_passed_by_its_share_and_by_what_must_be_right(scores: list[str], child: str, passes: bool) -> None:
    asked = [*QUESTIONS[: len(scores)], CRITICAL]
    result = joint(asked, scored(*scores) | {"child": Outcome.scored(Fraction(child))})
    assert result
    assert result.passes(Fraction(3, 4)) is passes


def test_nothing_is_passed_before_everything_is_answered() -> None:
    result = joint(QUESTIONS[:3], scored("1", "1"))
    assert result
    assert not result.passes(Fraction(1, 2))


@laws
@given(number=st.integers(1, 9), seed=st.text(max_size=4), answered=st.sets(st.sampled_from(KEYS)))
def test_a_draw_can_be_repeated_and_keeps_what_was_answered(number: int, seed: str, answered: set[str]) -> None:
    first = picked(QUESTIONS, number, seed=seed, answered=answered)
    keys = [question.key for question in first]
    assert first == picked(QUESTIONS, number, seed=seed, answered=answered)
    assert keys == [key for key in KEYS if key in keys]
    assert len(keys) == min(number, len(KEYS))
    assert len(answered & set(keys)) == min(number, len(answered))


@laws
@given(number=st.integers(1, 6), seed=st.text(max_size=4), data=st.data())
def test_answering_what_was_drawn_changes_nothing(number: int, seed: str, data: st.DataObject) -> None:
    before = picked(QUESTIONS, number, seed=seed, answered=())
    answered = data.draw(st.sets(st.sampled_from([question.key for question in before])))
    assert picked(QUESTIONS, number, seed=seed, answered=answered) == before


def test_different_seeds_draw_different_questions() -> None:
    draws = {picked(QUESTIONS, 2, seed=str(seed), answered=())[0].key for seed in range(40)}
    assert len(draws) > 2
    assert picked(QUESTIONS, None, seed="", answered=()) == QUESTIONS


@pytest.mark.parametrize(
    ("scores", "rounds"),
    [
        pytest.param([], 0, id="not-begun"),
        pytest.param(["0"], 0, id="a-try-is-left"),
        pytest.param(["0", "0"], 1, id="no-try-is-left"),
        pytest.param(["1", "0", "1"], 2, id="right-twice"),
    ],
)
def test_a_round_is_finished_when_it_is_settled(scores: list[str], rounds: int) -> None:
    assert finished_rounds(tries(*scores), version="v1") == rounds
    assert finished_rounds(tries(*scores), version="v2") == 0
