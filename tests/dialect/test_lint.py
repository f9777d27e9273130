"""What the whole text is checked for, beside its activities."""

import pytest

from modules.dialect.lint import lint
from modules.dialect.problems import Problem, did_you_mean
from modules.dialect.sentences import Sentence
from modules.dialect.source import clean, size

CHOICE = ":::choice{#a}\n- (x) a\n- ( ) b\n:::\n"


def codes(source: str, *, publishing: bool = False) -> list[str]:
    return [f"{problem.line} {problem.severity} {problem.code}" for problem in lint(source, publishing=publishing)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("Nothing wrong.", [], id="prose"),
        pytest.param(CHOICE, [], id="an activity"),
        pytest.param(f"{CHOICE}\n{CHOICE}", ["6 error duplicate-id"], id="one name twice"),
        pytest.param(f"{CHOICE}\n::::quiz{{#q}}\n{CHOICE}::::", ["7 error duplicate-id"], id="one name twice, once in a quiz"),
        pytest.param("a\n\n![](b.png)", ["3 error no-alt"], id="a picture without words"),
        pytest.param("a\nb ![ ](b.png) c\n![d](e)", ["2 error no-alt"], id="a picture in a paragraph"),
        pytest.param("a\\\n![](b)", ["2 error no-alt"], id="a picture after a hard break"),
        pytest.param(CHOICE.replace("b", "![](x)"), ["3 error no-alt"], id="a picture in an option"),
        pytest.param("> " * 9 + "a\n\n> b\n\n" + "> " * 9 + "c", ["1 error too-deep", "5 error too-deep"], id="too many quotes"),
        pytest.param("a\n\ue001b", ["2 warning reserved-character"], id="our own marks"),
        pytest.param("a\r\ue001\r\n\ue00f", ["2 warning reserved-character", "3 warning reserved-character"], id="lines of all kinds"),
        pytest.param(CHOICE.replace("{#a}", ""), ["1 warning missing-id"], id="no name in a draft"),
        pytest.param(CHOICE.replace("(x) a", "(x) " + "a" * 20_000), ["1 error activity-too-long"], id="a long activity"),
        pytest.param("a" * 200_001, ["1 error lesson-too-long"], id="a long lesson"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(source: str, expected: list[str]) -> None:
    assert codes(source) == expected


def test_a_missing_name_stops_publishing() -> None:
    assert codes(CHOICE.replace("{#a}", ""), publishing=True) == ["1 error missing-id"]
    assert codes(":::cards\n- a\n  > b\n:::", publishing=True) == []


TAKEN = Sentence(words="taken by the one on line %(other_line)d")


def test_a_problem_prints_like_a_compiler() -> None:
    problem = Problem(code="no-alt", line=3, message=Sentence(words="say it"))
    assert str(problem) == "line 3: error[no-alt]: say it"


def test_a_problem_in_a_longer_text_names_the_lines_of_that_text() -> None:
    alone = Problem(code="no-alt", line=3, message=Sentence(words="say it on line 2"))
    pair = Problem(code="duplicate-id", line=12, message=TAKEN.filled(other_line=2))

    assert str(alone.moved(10)) == "line 13: error[no-alt]: say it on line 2"
    assert str(pair.moved(10)) == "line 22: error[duplicate-id]: taken by the one on line 12"
    assert pair.moved(10).moved(-10) == pair


def test_a_near_word_is_suggested() -> None:
    assert str(did_you_mean("choise", ["choice", "cards"], written=":::{}")) == "; did you mean ':::choice'?"
    assert did_you_mean("x", ["choice"]) == ""


def test_a_text_is_cleaned_without_moving_lines() -> None:
    assert clean("a\r\nb\rc\x00\ud800\ue001") == "a\nb\nc\ufffd\ufffd"
    assert size("a\ud800é") == 6
