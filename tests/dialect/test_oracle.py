"""What another learning platform computes, from its own tests: the file grading/moodle_grading_oracle.json.

Every section is compared here or in `tests/assessments/marking`, so that nothing is left out without a word.
"""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from modules.dialect.credit import Policy, score
from modules.dialect.numbers import Tolerance, around, parse_quantity
from modules.dialect.outcome import Outcome
from modules.dialect.text import matches
from modules.dialect.tries import DEFERRED
from tests.dialect.oracle import answer_of, answers

COMPARED = {"multichoice_multi", "shortanswer_wildcard", "numeric_tolerance", "numeric_parse_dot_comma"}
BY_MARKING = {"cbm_adjust_fraction", "quiz01_interactive"}
WALKTHROUGHS = ("quiz00", "stats00")


@pytest.fixture(scope="module")
def oracle(corpora: Path) -> dict[str, Any]:
    return json.loads((corpora / "grading" / "moodle_grading_oracle.json").read_text("utf-8"))


def test_every_section_is_compared_here_or_where_marking_is_tested(oracle: dict[str, Any]) -> None:
    sections = set(oracle) - {"source", "questions", "questions_note", "walkthrough"}
    assert sections | set(oracle["walkthrough"]) == COMPARED | set(WALKTHROUGHS) | BY_MARKING


def test_asterisks_stand_for_the_same_texts(oracle: dict[str, Any]) -> None:
    rows = oracle["shortanswer_wildcard"]
    assert len(rows) == 19
    for row in rows:
        assert matches(row["pattern"], row["response"], case=not row["ignore_case"]) is row["match"], row


def test_tolerances_reach_equally_far(oracle: dict[str, Any]) -> None:
    rows = oracle["numeric_tolerance"]
    assert len(rows) == 18
    for row in rows:
        answer, reach, response = (Fraction(repr(row[name])) for name in ("answer", "tolerance", "response"))
        target = around(answer, reach, Tolerance(row["type"]), example="")
        assert target.accepts(response) is row["within"], row


def test_numbers_and_units_are_told_apart_equally(oracle: dict[str, Any]) -> None:
    rows = oracle["numeric_parse_dot_comma"]
    assert len(rows) == 18
    for row in rows:
        quantity = parse_quantity(row["input"])
        if row["whole"] is None:
            assert quantity is None, row
            continue
        assert quantity is not None, row
        mantissa = Fraction(f"{row['whole'] or '0'}.{row['frac'] or '0'}")
        assert quantity.value == mantissa * Fraction(10) ** int(row["exp"] or 0), row
        assert quantity.unit == row["unit"], row


def test_shares_of_several_options_add_up_equally(oracle: dict[str, Any]) -> None:
    given = {key: Fraction(repr(share)) for key, share in oracle["multichoice_multi"]["answers"].items()}
    right = {key for key, share in given.items() if share > 0}
    cases = oracle["multichoice_multi"]["cases"]
    assert len(cases) == 4
    for ticked, expected, state in cases:
        value = score(Policy.WEIGHTS, options=set(given), right=right, ticked=set(ticked), weights=given)
        assert value == Fraction(repr(expected))
        assert Outcome.scored(value).verdict == {"partial": "partly"}.get(state, state)


@pytest.mark.parametrize("quiz", WALKTHROUGHS)
def test_every_answer_of_a_walkthrough_gets_the_same_mark(oracle: dict[str, Any], quiz: str) -> None:
    walkthrough = oracle["walkthrough"][quiz]
    results = {result["quizattempt"]: result for result in walkthrough["results"]}
    compared = 0
    for step in walkthrough["steps"]:
        result = results[step["quizattempt"]]
        for slot, question, typed in answers(oracle["questions"], step):
            mark = DEFERRED.mark([question.grade(answer_of(question, typed)).score or Fraction(0)])
            assert mark is not None
            assert abs(mark - Fraction(result[f"slots.{slot}.mark"])) < Fraction(1, 10**6), (step, slot)
            compared += 1
    assert compared == 7 * len(walkthrough["steps"])
