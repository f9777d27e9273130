"""What is wrong is said in English here, and can be said in another language by whoever shows it."""

import re
from pathlib import Path

import pytest

from modules.dialect import problems
from modules.dialect.lint import lint
from modules.dialect.sentences import say

ROOT = Path(problems.__file__).parent
DUTCH = {"no %(what)s here%(near)s": "hier is geen %(what)s%(near)s", "; or '%(word)s'": "; of '%(word)s'"}


def test_a_sentence_is_said_in_english_where_nobody_asks_for_more() -> None:
    assert (
        str(say("%(name)s=%(share)s is no share such as 80%%", name="pass", share="x%"))
        == "pass=x% is no share such as 80%"
    )


def test_what_stands_inside_a_sentence_is_said_in_its_language_too() -> None:
    near = say("; or '%(word)s'", word="door")
    sentence = say("no %(what)s here%(near)s", what="dor").filled(near=near)

    assert sentence.said(DUTCH.__getitem__) == "hier is geen dor; of 'door'"
    assert sentence.filled(near="").said(DUTCH.__getitem__) == "hier is geen dor"


def _errors_of_the_readme() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```error [^\n]+\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("source", _errors_of_the_readme())
def test_whatever_is_wrong_says_so_through_the_one_who_translates(source: str) -> None:
    asked: list[str] = []

    def noted(words: str) -> str:
        asked.append(words)
        return words

    for problem in lint(source, publishing=True):
        assert problem.message.said(noted) == str(problem.message)
        assert problem.message.words in asked
