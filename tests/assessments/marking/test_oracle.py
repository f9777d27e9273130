"""What another platform's engine marks, answer by answer and step by step: the file grading/moodle_grading_oracle.json.

Each expectation is a test of its own, named by where it stands in the file.
"""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from assessments.marking.behaviours import Terms, follow
from assessments.marking.behaviours.certainty import weighed
from assessments.marking.policies import read_policy
from assessments.marking.responses import respond
from assessments.marking.steps import Act, Response, State, Step
from tests.dialect.oracle import CLOZE, answer_of, answers
from tests.dialect.reading import activity

NEAR = Fraction(1, 10**5)
"""The file is rounded to five decimals."""
UNWEIGHED = (
    "deferred-1",
    "immediate-1",
    "interactive-1 tries=3 penalty=1/3",
    "countback-1 tries=3 penalty=1/3",
    "adaptive-1 penalty=1/3",
    "adaptivefree-1",
)
CERTAINTIES = {"LOW": 1, "MED": 2, "HIGH": 3}
CLOZE_TERMS = Terms(tries=3, penalty=Fraction("0.3333333"))
"""Two hints; the penalty is rounded in the file."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each row of the file; one that is skipped where the file is not at hand."""
    wanted = {name: rows for name, rows in ROWS.items() if name in metafunc.fixturenames}
    folder: Path | None = metafunc.config.getoption("--corpora")
    file = folder / "grading" / "moodle_grading_oracle.json" if folder else None
    for name, rows in wanted.items():
        if file is None or not file.is_file():
            skip = pytest.mark.skip(reason="needs the folder of foreign files: run with --corpora DIR")
            metafunc.parametrize(name, [pytest.param(None, marks=skip)])
        else:
            metafunc.parametrize(name, list(rows(json.loads(file.read_text("utf-8")))))


def _marks(oracle: Mapping[str, Any]) -> Iterator[Any]:
    """Question, response and mark for every answer of the quizzes that are marked at the end."""
    for quiz in ("quiz00", "stats00"):
        results = {result["quizattempt"]: result for result in oracle["walkthrough"][quiz]["results"]}
        for step in oracle["walkthrough"][quiz]["steps"]:
            number = step["quizattempt"]
            for slot, question, typed in answers(oracle["questions"], step):
                response = respond(question, answer_of(question, typed))
                mark = Fraction(results[number][f"slots.{slot}.mark"])
                yield pytest.param((response, mark), id=f"{quiz} sitting {number} question {slot}")


def _totals(oracle: Mapping[str, Any]) -> Iterator[Any]:
    for quiz in ("quiz00", "stats00"):
        results = {result["quizattempt"]: result for result in oracle["walkthrough"][quiz]["results"]}
        for step in oracle["walkthrough"][quiz]["steps"]:
            number = step["quizattempt"]
            responses = [
                respond(question, answer_of(question, typed))
                for _slot, question, typed in answers(oracle["questions"], step)
            ]
            yield pytest.param((responses, Fraction(results[number]["summarks"])), id=f"{quiz} sitting {number}")


def _interactive(oracle: Mapping[str, Any]) -> Iterator[Any]:
    """The steps of each sitting with several tries, and what it is worth."""
    walkthrough = oracle["walkthrough"]["quiz01_interactive"]
    points = Fraction(walkthrough["questions"][0]["mark"])
    for result in walkthrough["results"]:
        rows = [row for row in walkthrough["steps"] if row["quizattempt"] == result["quizattempt"]]
        steps = [step for row in rows for step in _steps(row)]
        mark = Fraction(result["slots.1.mark"]) / points
        finished = result["finished"] == "1"
        yield pytest.param((steps, mark, finished), id=f"quiz01_interactive sitting {result['quizattempt']}")


def _steps(row: Mapping[str, str]) -> Iterator[Step]:
    question = activity(CLOZE)
    response = respond(
        question, answer_of(question, {f"gap-{part}": row[f"responses.1.{part}.answer"] for part in (1, 2)})
    )
    if row["responses.1.-tryagain"] == "1":
        yield Step(act=Act.TRY_AGAIN, response=response)
    if row["responses.1.-submit"] == "1":
        yield Step(act=Act.SUBMIT, response=response)
    if row["finished"] == "1":
        yield Step(act=Act.FINISH)


def _certainties(oracle: Mapping[str, Any]) -> Iterator[Any]:
    for row in oracle["cbm_adjust_fraction"]:
        known = (Fraction(repr(row["fraction"])), CERTAINTIES[row["certainty"]], Fraction(repr(row["expected"])))
        yield pytest.param(known, id=f"fraction {row['fraction']} certainty {row['certainty']}")


ROWS = {"answered": _marks, "handed_in": _totals, "tried": _interactive, "certain": _certainties}


def test_one_answer_is_worth_the_same_under_every_behaviour(answered: tuple[Response, Fraction]) -> None:
    response, mark = answered

    for policy in UNWEIGHED:
        standing = read_policy(policy).standing([Step(act=Act.SAVE, response=response), Step(act=Act.FINISH)])
        assert standing.state is State.MARKED
        assert standing.mark is not None
        assert abs(standing.mark - mark) < NEAR, policy


def test_a_sitting_is_worth_the_sum_of_its_answers(handed_in: tuple[list[Response], Fraction]) -> None:
    responses, total = handed_in

    standings = [follow("deferred", [Step(act=Act.FINISH, response=response)], Terms()) for response in responses]

    assert abs(sum((standing.mark or Fraction(0) for standing in standings), Fraction(0)) - total) < NEAR


def test_several_tries_are_counted_back(tried: tuple[list[Step], Fraction, bool]) -> None:
    steps, mark, finished = tried

    standing = follow("countback", steps, CLOZE_TERMS)

    assert standing.state is State.MARKED
    assert standing.mark is not None
    assert abs(standing.mark - mark) < NEAR
    assert finished is any(step.act is Act.FINISH for step in steps)


def test_certainty_weighs_the_same(certain: tuple[Fraction, int, Fraction]) -> None:
    fraction, certainty, expected = certain
    response = Response(given="x", parts=(fraction,), score=fraction, certainty=certainty)

    assert weighed(fraction, certainty) == expected
    for name in ("certainty", "certaintynow"):
        assert follow(name, [Step(act=Act.FINISH, response=response)], Terms()).mark == expected
