"""Acts on a draft: whatever somebody does, what is left can be read, and nothing is lost on the way."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.certification.laws import editing
from assessments.certification.laws.clauses import Path
from assessments.certification.laws.editing import NoSuchPlace, Place
from assessments.certification.laws.known import Known
from assessments.certification.laws.obstacles import obstacles
from assessments.certification.laws.problems import Malformed
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import All, AnyOf, Then, leaves
from assessments.certification.services.drafting import ACTS
from tests.assessments.certification.laws.strategies import requirements, rules

A, B, C = (ModuleCompleted(key=name, module=f"m/{name}") for name in "abc")
places = st.lists(st.integers(0, 3), min_size=1, max_size=4).map(tuple)
acts = st.tuples(st.sampled_from(sorted(ACTS)), places, st.integers(0, 4))


def draft(*children: Any) -> Rules:
    base = Rules.read({"format": 1, "zone": "UTC", "paths": [{"kind": "initial", "title": "A", "tree": {"all": []}}]})
    return editing.put(base, (0,), All(children=children))


def keys(found: Rules) -> list[str]:
    return [leaf.key for path in found.paths for leaf in leaves(path.tree)]


@settings(deadline=None, max_examples=150)
@given(rules, st.lists(acts, max_size=12))
def test_any_sequence_of_acts_keeps_a_draft_that_can_be_read(found: Rules, done: list[Any]) -> None:
    for name, place, count in done:
        try:
            edited = ACTS[name](found, place, count)
            document = json.loads(json.dumps(edited.rules.document()))
            read = Rules.read(document)
        except (NoSuchPlace, Malformed):
            continue
        assert read == edited.rules
        assert editing.node_at(read, edited.place) is not None
        found = read
    assert Rules.read(found.document()) == found


@settings(deadline=None, max_examples=100)
@given(rules, st.sampled_from(["up", "down", "in", "out", "wrap", "dissolve", "all", "then", "any"]), places)
def test_moving_and_grouping_neither_lose_nor_double_a_requirement(found: Rules, name: str, place: Place) -> None:
    try:
        after = ACTS[name](found, place, 1).rules
    except NoSuchPlace:
        return

    assert Counter(keys(after)) == Counter(keys(found))


@settings(deadline=None, max_examples=100)
@given(rules, requirements, st.data())
def test_what_is_added_stands_where_it_is_said_and_taking_it_out_leaves_what_was(
    found: Rules, one: Requirement, data: st.DataObject
) -> None:
    groups = [
        place
        for number, path in enumerate(found.paths)
        for place, node in editing.walked(path.tree, (number,))
        if not isinstance(node, Requirement)
    ]
    if not groups:
        return
    added = editing.add(found, data.draw(st.sampled_from(groups)), one)

    assert editing.node_at(added.rules, added.place) == one
    assert editing.remove(added.rules, added.place).rules == found


@settings(deadline=None, max_examples=100)
@given(rules)
def test_every_obstacle_has_a_place_that_exists(found: Rules) -> None:
    for each in obstacles(found, known=Known(certification="x", modules=(), indicators=(), safety_critical=())):
        place = editing.place_at(each.where)
        if place:
            editing.node_at(found, place)
            assert each.where.startswith(editing.document_path(found, place))
        else:
            assert not each.where.startswith("$.paths[")


@pytest.mark.parametrize(
    ("act", "place", "tree"),
    [
        pytest.param("down", (0, 0), All(children=(B, A, C)), id="down"),
        pytest.param("up", (0, 2), All(children=(A, C, B)), id="up"),
        pytest.param("up", (0, 0), All(children=(A, B, C)), id="up at the top changes nothing"),
        pytest.param("wrap", (0, 1), All(children=(A, All(children=(B,)), C)), id="into a group of its own"),
        pytest.param("remove", (0, 1), All(children=(A, C)), id="out"),
        pytest.param("then", (0,), Then(children=(A, B, C)), id="one after the other"),
        pytest.param("any", (0,), AnyOf(count=2, children=(A, B, C)), id="two of them"),
        pytest.param("group", (0,), All(children=(A, B, C, All(children=()))), id="a group more"),
    ],
)
def test_an_act_does_what_it_says(act: str, place: Place, tree: Any) -> None:
    assert ACTS[act](draft(A, B, C), place, 2).rules.paths[0].tree == tree


def test_a_node_goes_into_the_group_above_and_out_again() -> None:
    found = draft(A, All(children=(B,)), C)
    within = editing.move_in(found, (0, 2))

    assert within.rules.paths[0].tree == All(children=(A, All(children=(B, C))))
    assert within.place == (0, 1, 1)
    assert editing.move_out(within.rules, within.place).rules == found


def test_a_group_that_is_dissolved_leaves_its_children_in_order() -> None:
    found = draft(A, Then(children=(B, C)))

    assert editing.dissolve(found, (0, 1)).rules.paths[0].tree == All(children=(A, B, C))


@pytest.mark.parametrize(
    ("act", "place"),
    [
        pytest.param("up", (0,), id="moving a path's own group"),
        pytest.param("in", (0, 0), id="into nothing"),
        pytest.param("in", (0, 1), id="into a requirement"),
        pytest.param("out", (0, 0), id="out of the path"),
        pytest.param("dissolve", (0, 0), id="dissolving a requirement"),
        pytest.param("dissolve", (0,), id="dissolving the path"),
        pytest.param("group", (0, 0), id="a group in a requirement"),
        pytest.param("remove", (0, 9), id="what is not there"),
        pytest.param("remove", (7,), id="a path that is not there"),
        pytest.param("drop", (0,), id="the only path"),
    ],
)
def test_what_makes_no_sense_is_refused(act: str, place: Place) -> None:
    with pytest.raises(NoSuchPlace):
        ACTS[act](draft(A, B), place, 1)


@pytest.mark.parametrize("text", ["", "a", "-1", "0.", ".0", "0..1", "9999", "0." * 40 + "0", "0 1", "²"])
def test_a_text_that_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(NoSuchPlace):
        editing.place_of(text)


def test_a_copied_path_has_keys_of_its_own() -> None:
    found = draft(A, All(children=(B,)))
    copy = editing.copied(found.paths[0].tree, editing.keys_of(found))
    after = editing.add_path(found, Path(kind="recert", title="Again", tree=copy)).rules

    assert keys(after) == ["a", "b", "a-2", "b-2"]


@settings(deadline=None)
@given(st.text(max_size=90), st.lists(st.text(max_size=8), max_size=6))
def test_a_key_is_free_short_and_readable(wanted: str, words: list[str]) -> None:
    taken: set[str] = set()
    for word in [wanted, wanted, wanted, *words]:
        key = editing.free_key(word, taken)
        assert key not in taken
        assert len(key) <= 60
        ModuleCompleted.from_json({"key": key, "module": "m"})
        taken.add(key)
