"""What another learning platform computes, from its own tests: the file grading/moodle_grading_oracle.json.

Every section is either compared here or named in LATER, so that nothing is left out without a word.
"""

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from modules.dialect.credit import Policy, score
from modules.dialect.document import Activity
from modules.dialect.numbers import Tolerance, around, parse_quantity
from modules.dialect.outcome import Outcome
from modules.dialect.shown import Widget
from modules.dialect.text import matches
from modules.dialect.tries import DEFERRED
from tests.dialect.reading import activity

COMPARED = {"multichoice_multi", "shortanswer_wildcard", "numeric_tolerance", "numeric_parse_dot_comma"}
LATER = {
    "cbm_adjust_fraction": "marks by certainty belong to a later issue",
    "quiz01_interactive": "tries counted back for each part belong to a later issue",
}
WALKTHROUGHS = ("quiz00", "stats00")


@pytest.fixture(scope="module")
def oracle(corpora: Path) -> dict[str, Any]:
    return json.loads((corpora / "grading" / "moodle_grading_oracle.json").read_text("utf-8"))


def test_every_section_is_compared_or_left_to_a_later_issue(oracle: dict[str, Any]) -> None:
    sections = set(oracle) - {"source", "questions", "questions_note", "walkthrough"}
    assert sections | set(oracle["walkthrough"]) == COMPARED | set(WALKTHROUGHS) | set(LATER)


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
        for slot, question, typed in _answers(oracle["questions"], step):
            mark = DEFERRED.mark([question.grade(_answer(question, typed)).score or Fraction(0)])
            assert mark is not None
            assert abs(mark - Fraction(result[f"slots.{slot}.mark"])) < Fraction(1, 10**6), (step, slot)
            compared += 1
    assert compared == 7 * len(walkthrough["steps"])


def _answers(questions: dict[str, Any], step: dict[str, str]) -> Iterator[tuple[int, Activity, dict[str, str]]]:
    """Slot, question, and what was answered to each of its parts, named by their texts."""
    responses = {
        name.removeprefix("responses."): value for name, value in step.items() if name.startswith("responses.")
    }
    yield 1, _typed(questions[step["randqs.1"]]), {"": responses["1.answer"]}
    sums = questions["calculatedsimple:sumwithvariants"]["correct_by_variant"]
    yield 2, activity(f":::number{{#q}}\n\n- = {sums[step['variants.2']]} +- 1%\n\n:::\n"), {"": responses["2.answer"]}
    pairs = questions["match"]["pairs"]
    lines = "\n".join([*(f"- {left} -> {right}" for left, right in pairs.items()), "- -> insect"])
    yield 3, activity(f":::match{{#q}}\n\n{lines}\n\n:::\n"), {left: responses[f"3.{left}"] for left in pairs}
    yield 4, _chosen({"true": 1.0, "false": 0.0}), {"": "true" if responses["4.answer"] == "1" else "false"}
    shares = questions["multichoice:two_of_four"]["answers"]
    ticked = [text for text in shares if responses[f"5.{text}"] == "1"]
    yield 5, _chosen(shares, several=True), {"": "\n".join(ticked)}
    yield 6, _chosen(questions["multichoice:one_of_four"]["answers"]), {"": responses["6.answer"]}
    cloze = ":::blanks{#q}\n\nAn [[Owl]] and a [[( ) Bow-wow | ( ) Wiggly worm | (x) Pussy-cat]].\n\n:::\n"
    yield 7, activity(cloze), {"gap-1": responses["7.1.answer"], "gap-2": responses["7.2.answer"]}


def _typed(question: dict[str, Any]) -> Activity:
    kind = "number" if question["type"] == "numerical" else "short"
    lines = [f"- {'=' if worth else '!='} {row} {{credit={worth}}}" for row, worth, *_ in question["answers"]]
    return activity(f":::{kind}{{#q}}\n\n" + "\n".join(lines) + "\n\n:::\n")


def _chosen(shares: dict[str, float], *, several: bool = False) -> Activity:
    on, off, policy = ("[x]", "[ ]", " credit=weights") if several else ("(x)", "( )", "")
    lines = [f"- {on if share else off} {text} {{credit={share}}}" for text, share in shares.items()]
    return activity(f":::choice{{#q{policy}}}\n\n" + "\n".join(lines) + "\n\n:::\n")


def _answer(question: Activity, typed: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The form's values: keys of options where one chooses."""
    found = {}
    for part in question.parts():
        values = typed.get(part.key, typed.get(part.text, "")).split("\n")
        if part.widget in {Widget.TEXT, Widget.NUMBER}:
            found[part.key] = tuple(values)
        else:
            found[part.key] = tuple(option.key for option in part.options if option.text in values)
    return found
