"""Everything that a composer can be told has its words."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.certification.forms import problem_words
from assessments.certification.laws.expiry import BASES
from assessments.certification.laws.known import Known
from assessments.certification.laws.obstacles import OBSTACLES, Obstacle, obstacles
from assessments.certification.laws.problems import PROBLEMS, Problem
from assessments.certification.laws.requirements.registry import REQUIREMENTS
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.rules import Rules
from assessments.certification.pages import obstacle_words, requirement_words
from assessments.certification.pages.composing_places import mistake
from assessments.certification.pages.terms_words import terms_lines
from assessments.certification.pages.words import Words
from tests.assessments.certification.laws.strategies import KINDS, rules

WORDS = Words()
GAP = re.compile(r"%\(|%d|%s|None")


def is_said(text: str) -> bool:
    """Whether it is a sentence without a gap."""
    return bool(text.strip()) and not GAP.search(text)


def test_every_kind_of_requirement_is_put_into_words() -> None:
    assert set(requirement_words._ASK) == set(REQUIREMENTS)


@settings(deadline=None, max_examples=300)
@given(st.one_of(*KINDS.values()))
def test_what_a_requirement_asks_for_is_a_sentence(one: Requirement) -> None:
    text = requirement_words.asks(one, WORDS)

    assert is_said(text)
    assert text.endswith(".")


def test_every_obstacle_is_put_into_words() -> None:
    assert set(obstacle_words.WORDS) == set(OBSTACLES)


@pytest.mark.parametrize("code", sorted(OBSTACLES))
def test_an_obstacle_says_what_and_what_to_do(code: str) -> None:
    params = {name: f"<{name}>" for name in OBSTACLES[code]}
    found = Obstacle(code=code, where="$.paths", params=params)

    assert is_said(obstacle_words.what_text(found, WORDS))
    assert is_said(obstacle_words.remedy_text(found, WORDS))


def test_every_problem_and_every_remedy_is_put_into_words() -> None:
    assert set(problem_words.PROBLEMS) == set(PROBLEMS)
    assert set(problem_words.REMEDIES) == {meaning.remedy for meaning in PROBLEMS.values()}


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_a_problem_says_what_and_what_to_do(code: str) -> None:
    params = {name: f"<{name}>" for name in PROBLEMS[code].params}

    assert is_said(problem_words.problem_text(Problem(path="$", code=code, params=params)))


@pytest.mark.django_db
@settings(deadline=None, max_examples=120)
@given(rules)
def test_obstacles_of_any_rules_are_told_with_a_place_that_opens(found: Rules) -> None:
    for each in obstacles(found, known=Known(certification="x", modules=(), quizzes=())):
        told = mistake(each, found, "practice", WORDS)
        assert is_said(told.where)
        assert is_said(told.what)
        assert told.url.startswith("/certificates/compose/practice/rules/")


@settings(deadline=None, max_examples=80)
@given(rules)
def test_the_terms_of_any_rules_are_told_in_sentences(found: Rules) -> None:
    lines = terms_lines(found)

    assert all(is_said(line) and line.endswith(".") for line in lines)
    assert found.basis in BASES
