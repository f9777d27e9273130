"""What the dialect finds is said in the language of whoever writes the text."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

import modules.dialect
from modules import problem_words
from modules.dialect.lint import lint
from modules.services import publishing
from tests.factories.curriculum import QUESTION

DIALECT = Path(modules.dialect.__file__).parent
NOT_ABOUT_A_TEXT = {"skeleton.py", "storage.py", "markup.py", "numbers.py", "outcome.py", "tries.py", "terms.py"}
"""Files whose sentences are not read beside a text: what two languages of a lesson differ in, what a program did wrong."""
LANGUAGES = [language for language, _name in settings.LANGUAGES if language != "en"]


def sentences() -> Iterator[tuple[str, str]]:
    """(where, a sentence with `1` for every value) for what the dialect may say about a text."""
    for path in sorted(DIALECT.rglob("*.py")):
        if path.name not in NOT_ABOUT_A_TEXT and path.parent.name != "examples":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in _texts(tree):
                text = _written(node)
                if _is_a_sentence(text):
                    yield f"{path.relative_to(DIALECT)}:{node.lineno}", text


def _texts(tree: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The texts of a module that are not documentation, nor part of another text."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            yield node
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            yield from _texts(node)


def _written(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return _FORMATTED.sub("1", str(node.value))
    pieces = (str(each.value) if isinstance(each, ast.Constant) else _value(each) for each in node.values)
    return "".join(pieces)


_FORMATTED = re.compile(r"(?<=['#:])\{(?:name)?\}(?=')")
"""A place that `format` fills."""


def _value(node: ast.expr) -> str:
    """A value; nothing for a hint at what may have been meant, or for what is only said sometimes."""
    source = ast.unparse(node)
    if "near" in source or "did_you_mean" in source or " and " in source:
        return ""
    return {"{what}": "option", "{of}": "a panel"}.get(source, "1")


def _is_a_sentence(text: str) -> bool:
    """Words of a language, not a pattern, not a few letters between values, and not the end of another sentence."""
    return (
        not text.startswith(";")
        and len(re.findall(r"[a-z]{2,}", text)) >= 4
        and not re.search(r"\(\?|\\[a-z]|\[\^", text)
        and "1 1" not in text
    )


SENTENCES = list(sentences())


def test_there_is_much_to_say() -> None:
    assert len(SENTENCES) > 100


@pytest.mark.parametrize(("where", "sentence"), SENTENCES, ids=[where for where, _sentence in SENTENCES])
def test_every_sentence_of_the_dialect_is_known_and_said_in_every_language(where: str, sentence: str) -> None:
    assert list(problem_words.matches(sentence)), f"add it to modules/problem_words.py: {sentence}"
    assert problem_words.said(sentence) == sentence
    for language in LANGUAGES:
        with translation.override(language):
            assert problem_words.said(sentence) != sentence


@pytest.mark.parametrize(
    ("source", "language", "said"),
    [
        (QUESTION.replace(":::choice", ":::choise"), "nl", "regel 1: onbekende activiteit ':::choise'; bedoel je ':::choice'?"),
        (QUESTION + QUESTION, "nl", "regel 11: geef de activiteit een andere naam: '#first-question' is al van die op regel 1"),
        (QUESTION.replace("Speed {#b}", "Safety {#b}"), "uk", "рядок 7: той самий варіант, що в рядку 5"),
        (QUESTION.replace("{#first-question}", "{#a tries=no}"), "en", "line 1: tries=no is not a whole number from 1 to 99"),
    ],
    ids=["a hint", "two values", "another line", "English"],
)  # fmt: skip
def test_the_values_stay_what_they_are(source: str, language: str, said: str) -> None:
    with translation.override(language):
        assert said in [publishing.said(problem) for problem in lint(source)]


@pytest.mark.parametrize("hostile", ["%(name)s %s %", "'; did you mean '", "<b>{0}</b>", "\n\n"])
def test_what_an_author_wrote_is_never_taken_for_a_place(hostile: str) -> None:
    assert problem_words.said(f"unknown activity ':::{hostile}'") == f"unknown activity ':::{hostile}'"
    assert problem_words.said(hostile) == hostile
