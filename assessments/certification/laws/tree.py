"""A path as a tree of requirements: all of them, any so many, or one after the other. Pure.

In a document a node is `{"all": […]}`, `{"any": […], "count": 2}`, `{"then": […]}`, or a requirement with the name of its kind. A group
that is still empty can be read, because a draft may be unfinished; `obstacles` keeps it from being published.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.certification.laws.problems import Malformed, Place
from assessments.certification.laws.reading import items, whole
from assessments.certification.laws.requirements.registry import read_requirement
from assessments.certification.laws.requirements.requirement import Requirement

MOST_DEPTH = 8
_COUNT = whole()


@dataclass(frozen=True, kw_only=True)
class All:
    """Everything is asked for."""

    children: tuple["Node", ...]

    def to_json(self) -> dict[str, Any]:
        """As a document writes it."""
        return {"all": [to_json(child) for child in self.children]}


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    """So many are asked for, whichever."""

    count: int
    children: tuple["Node", ...]

    def to_json(self) -> dict[str, Any]:
        """As a document writes it."""
        return {"any": [to_json(child) for child in self.children], "count": self.count}


@dataclass(frozen=True, kw_only=True)
class Then:
    """Everything is asked for, in this order: what comes later is locked until all before it is met."""

    children: tuple["Node", ...]

    def to_json(self) -> dict[str, Any]:
        """As a document writes it."""
        return {"then": [to_json(child) for child in self.children]}


Group = All | AnyOf | Then
GROUPS = (All, AnyOf, Then)
Node = Group | Requirement
NOTHING_READ = All(children=())
"""What stands for a node that could not be read; never evaluated, because such a document is refused."""
_FIELDS: Mapping[str, frozenset[str]] = {
    "all": frozenset({"all"}),
    "any": frozenset({"any", "count"}),
    "then": frozenset({"then"}),
}


def from_json(value: object) -> Node:
    """The tree a value means. Raises Malformed."""
    place = Place.top()
    found = read_node(value, place)
    if place.problems:
        raise Malformed(place.problems)
    return found


def to_json(node: Node) -> dict[str, Any]:
    """The value that means a tree."""
    return node.to_json()


def read_node(value: object, place: Place, depth: int = 1) -> Node:
    """The node a value means; what is wrong is noted."""
    if depth > MOST_DEPTH:
        place.wrong("too_deep", most=MOST_DEPTH)
    elif not isinstance(value, Mapping):
        place.wrong("not_an_object")
    elif "requirement" in value:
        return read_requirement(value, place) or NOTHING_READ
    else:
        return _read_group(value, place, depth)
    return NOTHING_READ


def leaves(node: Node) -> Iterator[Requirement]:
    """The requirements of a tree, in order."""
    if isinstance(node, GROUPS):
        for child in node.children:
            yield from leaves(child)
    else:
        yield node


def group_name(group: Group) -> str:
    """How a document names the children of a group: all, any or then."""
    return {All: "all", AnyOf: "any", Then: "then"}[type(group)]


def placed(node: Node, path: str) -> Iterator[tuple[str, Node]]:
    """Every node of a tree with its path in the document, from the top."""
    yield path, node
    if not isinstance(node, Requirement):
        name = group_name(node)
        for number, child in enumerate(node.children):
            yield from placed(child, f"{path}.{name}[{number}]")


def _read_group(value: Mapping[str, object], place: Place, depth: int) -> Node:
    kinds = [kind for kind in _FIELDS if kind in value]
    if len(kinds) != 1:
        place.wrong("not_a_node")
        return NOTHING_READ
    kind = kinds[0]
    for name in value:
        if name not in _FIELDS[kind]:
            place.wrong("unknown_field", field=str(name)[:40], near="")
    children = items(value[kind], lambda child, at: read_node(child, at, depth + 1), place.field(kind))
    if kind == "any":
        return AnyOf(count=_COUNT(value.get("count", 1), place.field("count")), children=children)
    return All(children=children) if kind == "all" else Then(children=children)
