"""Whatever somebody computes from the numbers that are shown, they learn nothing exact about fewer than five people."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.reporting.laws.suppression import FEWEST, Node, nodes, shown, tree

ENDLESS = 10**9
Bounds = dict[str, tuple[int, int]]


Shape = int | list["Shape"]
NUMBERS = st.integers(0, 6) | st.integers(0, 40)
PLACES = st.lists(NUMBERS, min_size=1, max_size=4)
REGIONS = st.lists(PLACES | NUMBERS, min_size=1, max_size=3)
COUNTRIES = st.lists(REGIONS | NUMBERS, min_size=1, max_size=3).map(lambda shape: planted(shape))


def planted(shape: Shape, key: str = "0") -> Node:
    """A unit with these numbers of people below it."""
    if isinstance(shape, int):
        return Node(key=key, number=shape)
    children = tuple(planted(below, f"{key}.{place}") for place, below in enumerate(shape))
    return Node(key=key, number=sum(child.number for child in children), children=children)


def known_to_anybody(top: Node, given: Mapping[str, int | None]) -> Bounds:
    """What follows about every number: that none is negative, that a unit is the sum of its parts, and what is shown.

    Sums of a tree meet in no circle, so narrowing until nothing moves finds everything that follows.
    """
    found = {key: (0, ENDLESS) if number is None else (number, number) for key, number in given.items()}
    moved = True
    while moved:
        before = dict(found)
        for node in nodes(top):
            if node.children:
                _narrow(node, found)
        moved = found != before
    return found


def _narrow(node: Node, found: Bounds) -> None:
    parts = [child.key for child in node.children]
    low, high = (sum(found[part][end] for part in parts) for end in (0, 1))
    found[node.key] = (max(found[node.key][0], low), min(found[node.key][1], high))
    for part in parts:
        others = [sum(found[other][end] for other in parts if other != part) for end in (0, 1)]
        found[part] = (
            max(found[part][0], found[node.key][0] - others[1]),
            min(found[part][1], found[node.key][1] - others[0]),
        )


@given(COUNTRIES)
def test_no_combination_of_what_is_shown_narrows_down_what_is_hidden(top: Node) -> None:
    given = shown(top)

    for key, (least, most) in known_to_anybody(top, given).items():
        if given[key] is None:
            assert most - least >= FEWEST, f"{key} is between {least} and {most}: {given}"


@given(COUNTRIES)
def test_what_is_shown_is_true_and_about_five_people_at_least(top: Node) -> None:
    for node in nodes(top):
        number = shown(top)[node.key]
        assert number is None or number == node.number >= FEWEST


@given(st.lists(st.integers(FEWEST, 99), min_size=1, max_size=8))
def test_nothing_is_hidden_where_nobody_is_few(numbers: list[int]) -> None:
    top = Node(
        key="top", number=sum(numbers), children=tuple(Node(key=str(i), number=n) for i, n in enumerate(numbers))
    )

    assert None not in shown(top).values()


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([3, 20, 30], [None, None, 30]),  # with the other two shown, three would be the difference
        ([3, 2, 30], [None, None, 30]),
        ([1, 1, 30], [None, None, None]),  # two people are not five, even together
        ([0, 20, 30], [None, None, 30]),
        ([4], [None]),
    ],
    ids=str,
)
def test_complements_are_hidden_too(numbers: list[int], said: list[int | None]) -> None:
    top = Node(
        key="top", number=sum(numbers), children=tuple(Node(key=str(i), number=n) for i, n in enumerate(numbers))
    )

    assert [shown(top)[str(place)] for place in range(len(numbers))] == said


def test_people_of_a_unit_itself_are_protected_like_a_child() -> None:
    top = tree("top", {"top": 32, "a": 20, "b": 10}, {"top": ["a", "b"]})

    assert shown(top) == {"top": 32, "a": 20, "b": None, "top*": None}
