"""A kind of activity is one file, one template, one example that a trainer can read, one strategy; nothing less, and nothing beside."""

import importlib
import pkgutil
from pathlib import Path

import pytest

import modules.dialect.activities as activities
from modules.dialect.activities import KINDS
from modules.dialect.document import Activity
from modules.dialect.examples import example
from tests.dialect.graded_strategies import GRADED
from tests.dialect.strategies import KINDS as STRATEGIES

ROOT = Path(__file__).resolve().parents[2]
FILES = {found.name for found in pkgutil.iter_modules(activities.__path__)}
FAMILIES = {"panels": {"accordion", "tabs"}, "media": {"video", "audio"}}
"""Files that hold two kinds which differ in a name or two."""
NO_KINDS = {"scenes"}
"""Files beside a kind that would be too long alone."""
of_every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)


def _file_of(kind: type[Activity]) -> str:
    return kind.__module__.rsplit(".", 1)[1]


def test_every_file_holds_one_kind_or_a_named_family() -> None:
    held: dict[str, set[str]] = {name: set() for name in FILES - NO_KINDS}
    for kind in KINDS:
        held[_file_of(kind)].add(kind.kind)

    assert held == {name: FAMILIES.get(name, {name}) for name in FILES - NO_KINDS}


def test_no_kind_is_written_and_not_listed() -> None:
    written = {
        value
        for name in FILES
        for value in vars(importlib.import_module(f"{activities.__name__}.{name}")).values()
        if isinstance(value, type) and issubclass(value, Activity) and "kind" in vars(value)
    }

    assert written == set(KINDS)


@of_every_kind
def test_a_kind_has_its_template_its_example_and_its_strategy(kind: type[Activity]) -> None:
    template = ROOT / "templates" / "components" / "activity" / f"{kind.kind}.html"
    found = example(kind.kind)

    assert template.is_file()
    assert type(found.activity) is kind
    assert kind.kind in STRATEGIES | GRADED
    assert kind.__doc__


@of_every_kind
def test_a_trainer_can_read_the_example(kind: type[Activity]) -> None:
    """A title in words, then what a trainer would write; no line that has to be scrolled for."""
    text = (ROOT / "modules" / "dialect" / "examples" / f"{kind.kind}.md").read_text(encoding="utf-8")
    lines = text.splitlines()

    assert lines[0].startswith("# ")
    assert f":::{kind.kind}" in text
    assert max(map(len, lines)) <= 140
    assert "\t" not in text
    if kind.scored:
        assert {str(answered.verdict) for answered in example(kind.kind).answered} >= {"right"}
