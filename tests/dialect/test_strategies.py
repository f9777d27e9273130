"""The strategies leave nothing out: whatever an activity may say about itself, or about something in it, is generated."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from modules.dialect.activities import KINDS
from modules.dialect.activities.quiz import Quiz
from modules.dialect.attributes import Attrs
from modules.dialect.checks import COMMON_ATTRIBUTES
from modules.dialect.document import Activity
from modules.dialect.meters import CONDITION
from tests.dialect.graded_strategies import GRADED
from tests.dialect.strategies import KINDS as UNGRADED

ALL = {**UNGRADED, **GRADED}
INSIDE = {
    "blanks": {"Gap": {"hint", "unit", "case", "yo", "fuzzy"}},
    "scenario": {"Scene": {"score", "lang"}, "Move": {"rating", CONDITION, "trust"}},
    "accordion": {"Section": {"lang"}},
    "tabs": {"Section": {"lang"}},
    "video": {"Checkpoint": {"pause"}},
    "audio": {"Checkpoint": {"pause"}},
}
"""What stands inside an activity besides its bullets, and what may be said about it."""
LEAVES = {"match": "Pair", "number": "Key", "short": "Key"}
"""What a bullet is in kinds in which it is no item."""
UNBULLETED = {"accordion", "tabs", "scenario", "video", "audio", "quiz", "draw", "mark"}
"""Kinds without bullets that could say something."""
PICKED = ("Quiz", "more than one of questions that are mixed")
looking = settings(
    max_examples=400, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def _said(node: object, kind: str) -> Iterator[tuple[str, str]]:
    """Every attribute in a node, with the name of what it is said about; what other activities inside it say is theirs."""
    if isinstance(node, tuple):
        for each in node:
            yield from _said(each, kind)
    elif is_dataclass(node) and not (isinstance(node, Activity) and node.kind != kind):
        name = "" if isinstance(node, Activity) else type(node).__name__
        yield from ((name, attribute) for attribute in getattr(node, "attrs", Attrs()))
        if isinstance(node, Quiz) and (node.pick or 0) > 1 and "shuffle" in node.attrs:
            yield PICKED
        for field in fields(node):
            yield from _said(getattr(node, field.name), kind)


def _wanted(kind: type[Activity]) -> set[tuple[str, str]]:
    wanted = {("", name) for name in COMMON_ATTRIBUTES | kind.attributes}
    if kind.kind not in UNBULLETED:
        wanted |= {(LEAVES.get(kind.kind, "Item"), name) for name in kind.item_attributes | {"lang"}}
    wanted |= {PICKED} if kind is Quiz else set()
    return wanted | {(leaf, name) for leaf, names in INSIDE.get(kind.kind, {}).items() for name in names}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_attribute_of_a_kind_is_generated(kind: type[Activity]) -> None:
    missing = _wanted(kind)

    def is_complete(activity: Activity) -> bool:
        missing.difference_update(_said(activity, kind.kind))
        return not missing

    assert find(ALL[kind.kind], is_complete, settings=looking), missing
