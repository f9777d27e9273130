"""Trees of requirements, read and written."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from assessments.certification.laws.problems import PROBLEMS, Malformed
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.requirements.step_done import StepDone
from assessments.certification.laws.tree import MOST_DEPTH, All, AnyOf, Node, Then, from_json, leaves, placed, to_json
from tests.assessments.certification.laws.strategies import trees

MODULE = {"requirement": "module_completed", "key": "m", "module": "rp/01"}
STEP = {"requirement": "step_done", "key": "s", "step": "rp/01/lesson-1"}
A_MODULE, A_STEP = ModuleCompleted(key="m", module="rp/01"), StepDone(key="s", step="rp/01/lesson-1")


@pytest.mark.parametrize(
    ("value", "tree"),
    [
        pytest.param(MODULE, A_MODULE, id="a requirement alone"),
        pytest.param({"all": [MODULE, STEP]}, All(children=(A_MODULE, A_STEP)), id="all"),
        pytest.param({"any": [MODULE, STEP], "count": 2}, AnyOf(count=2, children=(A_MODULE, A_STEP)), id="any two"),
        pytest.param({"any": [MODULE, STEP]}, AnyOf(count=1, children=(A_MODULE, A_STEP)), id="any, as usual one"),
        pytest.param({"all": []}, All(children=()), id="of nothing, in a draft"),
        pytest.param(
            {"then": [{"all": [MODULE]}, STEP]},
            Then(children=(All(children=(A_MODULE,)), A_STEP)),
            id="one after the other",
        ),
    ],
)
def test_a_tree_is_read_and_written(value: object, tree: Node) -> None:
    assert from_json(value) == tree
    assert from_json(to_json(tree)) == tree


@settings(deadline=None)
@given(trees)
def test_a_tree_written_is_the_tree_read(tree: Node) -> None:
    assert from_json(json.loads(json.dumps(to_json(tree)))) == tree


@settings(deadline=None)
@given(trees)
def test_every_node_is_found_where_its_path_says(tree: Node) -> None:
    document = to_json(tree)
    for path, node in placed(tree, "$"):
        found: Any = document
        for step in path.replace("$", "").replace("[", ".").replace("]", "").split(".")[1:]:
            found = found[int(step)] if step.isdigit() else found[step]
        assert found == to_json(node)
    assert list(leaves(tree)) == [node for _, node in placed(tree, "$") if not isinstance(node, All | AnyOf | Then)]


def deep(levels: int) -> dict[str, object]:
    value: dict[str, object] = MODULE
    for _ in range(levels - 1):
        value = {"all": [value]}
    return value


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        pytest.param("m", "$: not_an_object()", id="a text"),
        pytest.param({}, "$: not_a_node()", id="nothing"),
        pytest.param({"all": [MODULE], "any": [MODULE]}, "$: not_a_node()", id="two at once"),
        pytest.param({"all": MODULE}, "$.all: not_a_list()", id="no list"),
        pytest.param({"all": [STEP] * 201}, "$.all: too_many(most=200)", id="of too much"),
        pytest.param({"all": [MODULE], "count": 1}, "$: unknown_field(field='count', near='')", id="all with a number"),
        pytest.param({"any": [MODULE], "count": "1"}, "$.count: not_a_whole_number()", id="a text"),
        pytest.param({"then": [MODULE, 5]}, "$.then[1]: not_an_object()", id="a number for a node"),
        pytest.param(
            {"all": [{"requirement": "module_complete", "key": "m"}]},
            "$.all[0].requirement: unknown_requirement(found='module_complete', near='module_completed')",
            id="a kind that does not exist",
        ),
        pytest.param(
            {"requirement": ["quiz_passed"], "key": "m"},
            "$.requirement: unknown_requirement(found=\"['quiz_passed']\", near='quiz_passed')",
            id="a list for a kind",
        ),
        pytest.param(
            {"all": [{**MODULE, "module": ""}]}, "$.all[0].module: empty_text()", id="what is wrong in a requirement"
        ),
        pytest.param(deep(MOST_DEPTH + 1), "$" + ".all[0]" * MOST_DEPTH + ": too_deep(most=8)", id="too deep"),
    ],
)
def test_what_is_no_tree_is_refused_with_its_place(value: object, problem: str) -> None:
    with pytest.raises(Malformed) as caught:
        from_json(value)

    assert [str(each) for each in caught.value.problems] == [problem]
    assert all(set(each.params) == set(PROBLEMS[each.code].params) for each in caught.value.problems)


def test_a_tree_may_be_as_deep_as_it_may_be() -> None:
    assert list(leaves(from_json(deep(MOST_DEPTH)))) == [A_MODULE]
