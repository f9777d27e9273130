"""Learners are sent nothing in advance that they should find out."""

import re
from dataclasses import asdict, fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modules.dialect.activities.scenario import Scenario
from modules.dialect.document import Activity
from modules.dialect.leaves import Item, Key, Move, Reply, Scene
from tests.dialect.graded_strategies import GRADED
from tests.dialect.strategies import KINDS

ALL = {**KINDS, **GRADED}
CANARY = "CANARY"


def marked(node: Any) -> Any:
    """The node with a canary in everything that is secret: feedback, hints, notes, answer keys, targets of moves."""
    if isinstance(node, tuple):
        return tuple(marked(each) for each in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    changed = {field.name: marked(getattr(node, field.name)) for field in fields(node)}
    if isinstance(node, Reply):
        changed["text"] = CANARY + node.text
    if isinstance(node, Activity):
        changed["hints"] = tuple(CANARY + hint for hint in node.hints)
    if isinstance(node, Key):
        changed["accept"] = tuple(CANARY for _ in node.accept)
    if isinstance(node, Move):
        changed["target"] = CANARY + node.target
    if isinstance(node, Scene):
        changed["key"] = CANARY + node.key
    return replace(node, **changed)


OPENLY_SAID = {"cards", "timeline", "glossary"}
"""Kinds whose quotes are there to be read."""


@pytest.mark.parametrize("kind", sorted(set(ALL) - OPENLY_SAID))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_nothing_secret_is_shown_in_advance(kind: str, data: st.DataObject) -> None:
    activity = marked(data.draw(ALL[kind].filter(lambda drawn: kind != "hotspots" or drawn.is_scored)))
    assert CANARY not in str(asdict(activity.shown("seed", shuffle=True)))


@pytest.mark.parametrize("kind", ["choice", "truefalse"])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_shown_does_not_depend_on_what_is_right(kind: str, data: st.DataObject) -> None:
    activity = data.draw(KINDS[kind])
    turned = {"(x)": "( )", "( )": "(x)", "[x]": "[ ]", "[ ]": "[x]"}
    name = "options" if kind == "choice" else "statements"
    items: tuple[Item, ...] = getattr(activity, name)
    other = replace(activity, **{name: tuple(replace(item, box=turned[item.box]) for item in items)})
    assert other.shown("seed", shuffle=True) == activity.shown("seed", shuffle=True)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_scene_does_not_tell_where_its_moves_lead(data: st.DataObject) -> None:
    scenario: Any = data.draw(KINDS["scenario"])
    assert isinstance(scenario, Scenario)
    targets = {move.target for scene in scenario.scenes for move in scene.moves}
    shown = scenario.walk(()).moves
    assert not {move.key for move in shown} & targets
    said = {reply.text for scene in scenario.scenes for move in scene.moves for reply in move.replies}
    assert not {move.text for move in shown} & (said - {move.text for scene in scenario.scenes for move in scene.moves})


@pytest.mark.parametrize("kind", sorted(ALL))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_every_text_is_among_the_leaves(kind: str, data: st.DataObject) -> None:
    activity: Any = data.draw(ALL[kind])
    shown = activity.shown()
    texts = {shown.title, shown.prompt, shown.flow, *activity.hints, *(note.text for note in activity.notes)}
    texts |= {text for panel in shown.panels for text in (panel.title, panel.text)}
    for part in shown.parts:
        texts |= {part.text, part.hint, *(option.text for option in part.options)}
    solution = activity.solution() or {}
    outcome = activity.grade(solution)
    texts |= {*outcome.said, *(text for mark in outcome.marks for text in mark.said)}
    assert texts - {""} <= set(activity.leaves())


def test_keys_made_by_us_are_no_words() -> None:
    from modules.dialect.keys import derive

    assert all(re.fullmatch("[bcdfghjkmnpqrstvwxz]{3}", derive(str(number), ())) for number in range(200))
