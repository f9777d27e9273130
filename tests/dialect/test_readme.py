"""The specification is true: its examples are executed."""

import re
from pathlib import Path

import pytest

import modules.dialect
from modules.dialect.activities import BY_NAME
from modules.dialect.lint import lint
from modules.dialect.parser import parse
from modules.dialect.writer import write

README = Path(modules.dialect.__file__).with_name("README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(markdown|error) ?(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
EXAMPLES = [source for kind, _, source in _BLOCK.findall(README) if kind == "markdown"]
MISTAKES = [(stated, source) for kind, stated, source in _BLOCK.findall(README) if kind == "error"]


@pytest.mark.parametrize("source", EXAMPLES)
def test_an_example_has_no_problems_and_is_read_back(source: str) -> None:
    assert lint(source, publishing=True) == ()
    assert parse(write(parse(source))) == parse(source)


def test_every_kind_has_an_example_or_is_named() -> None:
    shown = {activity.kind for source in EXAMPLES for activity in parse(source).activities}
    assert shown | {"tabs"} == set(BY_NAME)


@pytest.mark.parametrize(("stated", "source"), MISTAKES)
def test_a_mistake_has_the_stated_problems(stated: str, source: str) -> None:
    assert ", ".join(f"{problem.line} {problem.code}" for problem in lint(source)) == stated


def test_there_are_mistakes_to_learn_from() -> None:
    assert len(MISTAKES) >= 8
