"""Changing the tree of a draft, one act at a time: add, replace, remove, move, group. Pure.

A place is the number of a path and then of a child in every group on the way down, from 0: `0.2.1` is the second child of the third child
of the first path. Every act gives new rules and the place to look at afterwards; what a document may hold is for `Rules.read` to say.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assessments.certification.laws.clauses import Path
from assessments.certification.laws.reading import MOST_LETTERS_OF_A_KEY
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import All, AnyOf, Group, Node, Then, group_name, leaves

Place = tuple[int, ...]
ALL, ANY, THEN = "all", "any", "then"
GROUPINGS = (ALL, ANY, THEN)
LETTERS_OF_A_NEW_KEY = MOST_LETTERS_OF_A_KEY - 10
"""So much is left for a number that tells it apart."""
_PLACE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){0,9}")
_WHERE = re.compile(r"\$\.paths\[([0-9]+)\](?:\.tree((?:\.(?:all|any|then)\[[0-9]+\])*))?")


class NoSuchPlace(LookupError):
    """Nothing stands there, or what stands there cannot be asked for this."""


@dataclass(frozen=True, kw_only=True)
class Edited:
    """Rules after an act."""

    rules: Rules
    place: Place
    """Where to look now."""


def place_of(text: str) -> Place:
    """The place a text means. Raises NoSuchPlace."""
    if not _PLACE.fullmatch(text):
        raise NoSuchPlace(text[:40])
    return tuple(int(number) for number in text.split("."))


def place_text(place: Place) -> str:
    """`0.2.1`."""
    return ".".join(map(str, place))


def place_at(where: str) -> Place:
    """The nearest place of the path in a document, such as `$.paths[0].tree.all[2].min_score`; empty where it is in no path."""
    found = _WHERE.match(where)
    if found is None:
        return ()
    return tuple(int(number) for number in re.findall(r"\[([0-9]+)\]", found.group(0)))


def node_at(rules: Rules, place: Place) -> Node:
    """What stands at a place. Raises NoSuchPlace."""
    node = path_at(rules, place).tree
    for number in place[1:]:
        children = () if isinstance(node, Requirement) else node.children
        if number >= len(children):
            raise NoSuchPlace(place_text(place))
        node = children[number]
    return node


def path_at(rules: Rules, place: Place) -> Path:
    """The path of a place. Raises NoSuchPlace."""
    if not place or place[0] >= len(rules.paths):
        raise NoSuchPlace(place_text(place))
    return rules.paths[place[0]]


def place_with(rules: Rules, key: str) -> Place:
    """Where the requirement with a key stands. Raises NoSuchPlace."""
    for number, path in enumerate(rules.paths):
        for place, node in walked(path.tree, (number,)):
            if isinstance(node, Requirement) and node.key == key:
                return place
    raise NoSuchPlace(key[:40])


def walked(node: Node, place: Place) -> list[tuple[Place, Node]]:
    """Every node below a place, with its own place, from the top."""
    found = [(place, node)]
    if not isinstance(node, Requirement):
        for number, child in enumerate(node.children):
            found += walked(child, (*place, number))
    return found


def add(rules: Rules, place: Place, node: Node) -> Edited:
    """A node as the last of a group. A path that is one requirement becomes a group of two. Raises NoSuchPlace."""
    there = node_at(rules, place)
    if isinstance(there, Requirement):
        if len(place) > 1:
            raise NoSuchPlace(place_text(place))
        group: Group = All(children=(there, node))
    else:
        group = replace(there, children=(*there.children, node))
    return Edited(rules=put(rules, place, group), place=(*place, len(group.children) - 1))


def put(rules: Rules, place: Place, node: Node) -> Rules:
    """A node instead of what stands at a place. Raises NoSuchPlace."""
    node_at(rules, place)
    number, *below = place
    path = rules.paths[number]
    changed = replace(path, tree=_changed(path.tree, tuple(below), lambda _old: node))
    return replace(rules, paths=(*rules.paths[:number], changed, *rules.paths[number + 1 :]))


def remove(rules: Rules, place: Place) -> Edited:
    """Without what stands at a place, and everything in it; of a path, nothing is left but an empty group. Raises NoSuchPlace."""
    node_at(rules, place)
    if len(place) == 1:
        return Edited(rules=put(rules, place, All(children=())), place=place)
    group = _group_at(rules, place[:-1])
    children = (*group.children[: place[-1]], *group.children[place[-1] + 1 :])
    return Edited(rules=put(rules, place[:-1], replace(group, children=children)), place=place[:-1])


def move(rules: Rules, place: Place, by: int) -> Edited:
    """Earlier (-1) or later (+1) in its group; at the end of it nothing changes. Raises NoSuchPlace."""
    node = node_at(rules, place)
    if len(place) == 1:
        raise NoSuchPlace(place_text(place))
    group = _group_at(rules, place[:-1])
    to = min(max(place[-1] + by, 0), len(group.children) - 1)
    children = [each for number, each in enumerate(group.children) if number != place[-1]]
    children.insert(to, node)
    moved = put(rules, place[:-1], replace(group, children=tuple(children)))
    return Edited(rules=moved, place=(*place[:-1], to))


def move_out(rules: Rules, place: Place) -> Edited:
    """Out of its group, right behind it. Raises NoSuchPlace for what stands in no group within a group."""
    node = node_at(rules, place)
    if len(place) < 3:
        raise NoSuchPlace(place_text(place))
    without = remove(rules, place).rules
    around = _group_at(without, place[:-2])
    to = place[-2] + 1
    children = (*around.children[:to], node, *around.children[to:])
    return Edited(rules=put(without, place[:-2], replace(around, children=children)), place=(*place[:-2], to))


def move_in(rules: Rules, place: Place) -> Edited:
    """Into the group that stands right before it, as its last. Raises NoSuchPlace where none does."""
    node = node_at(rules, place)
    before = (*place[:-1], place[-1] - 1)
    if len(place) == 1 or place[-1] == 0 or isinstance(node_at(rules, before), Requirement):
        raise NoSuchPlace(place_text(place))
    return add(remove(rules, place).rules, before, node)


def wrap(rules: Rules, place: Place, grouping: str) -> Edited:
    """What stands at a place, in a group of its own. Raises NoSuchPlace."""
    node = node_at(rules, place)
    return Edited(rules=put(rules, place, group_of(grouping, (node,))), place=place)


def dissolve(rules: Rules, place: Place) -> Edited:
    """The children of a group in its place. Raises NoSuchPlace for a path's own group, unless it holds one thing alone."""
    group = _group_at(rules, place)
    if len(place) == 1:
        if len(group.children) != 1:
            raise NoSuchPlace(place_text(place))
        return Edited(rules=put(rules, place, group.children[0]), place=place)
    around = _group_at(rules, place[:-1])
    children = (*around.children[: place[-1]], *group.children, *around.children[place[-1] + 1 :])
    changed = put(rules, place[:-1], replace(around, children=children))
    return Edited(rules=changed, place=place if group.children else place[:-1])


def regroup(rules: Rules, place: Place, grouping: str, count: int = 1) -> Edited:
    """The same children, asked for in another way. Raises NoSuchPlace."""
    group = _group_at(rules, place)
    return Edited(rules=put(rules, place, group_of(grouping, group.children, count)), place=place)


def group_of(grouping: str, children: tuple[Node, ...], count: int = 1) -> Group:
    """A group of some nodes. Raises NoSuchPlace for a grouping that does not exist."""
    if grouping == ANY:
        return AnyOf(count=count, children=children)
    if grouping not in GROUPINGS:
        raise NoSuchPlace(grouping[:40])
    return All(children=children) if grouping == ALL else Then(children=children)


def add_path(rules: Rules, path: Path) -> Edited:
    """One path more."""
    return Edited(rules=replace(rules, paths=(*rules.paths, path)), place=(len(rules.paths),))


def put_path(rules: Rules, number: int, path: Path) -> Rules:
    """A path instead of another one. Raises NoSuchPlace."""
    path_at(rules, (number,))
    return replace(rules, paths=(*rules.paths[:number], path, *rules.paths[number + 1 :]))


def remove_path(rules: Rules, number: int) -> Rules:
    """Without a path; the last one stays. Raises NoSuchPlace."""
    path_at(rules, (number,))
    if len(rules.paths) == 1:
        raise NoSuchPlace(str(number))
    return replace(rules, paths=(*rules.paths[:number], *rules.paths[number + 1 :]))


def copied(node: Node, taken: set[str]) -> Node:
    """The same requirements under keys that are still free; `taken` grows by them."""
    if isinstance(node, Requirement):
        key = free_key(node.key, taken)
        taken.add(key)
        return replace(node, key=key)
    return replace(node, children=tuple(copied(child, taken) for child in node.children))


def keys_of(rules: Rules) -> set[str]:
    """The key of every requirement."""
    return {leaf.key for path in rules.paths for leaf in leaves(path.tree)}


def free_key(wanted: str, taken: set[str]) -> str:
    """A key like the wanted one that nothing has yet."""
    short = re.sub(r"[^A-Za-z0-9.-]+", "-", wanted).strip("-.")[:LETTERS_OF_A_NEW_KEY] or "requirement"
    if short not in taken:
        return short
    stem = re.sub(r"-[0-9]+$", "", short)
    return next(name for number in range(2, len(taken) + 3) if (name := f"{stem}-{number}") not in taken)


def document_path(rules: Rules, place: Place) -> str:
    """The path in the document of what stands at a place, as `$.paths[0].tree.all[2]`. Raises NoSuchPlace."""
    path, node = f"$.paths[{place[0]}].tree", path_at(rules, place).tree
    for number in place[1:]:
        if isinstance(node, Requirement) or number >= len(node.children):
            raise NoSuchPlace(place_text(place))
        path, node = f"{path}.{group_name(node)}[{number}]", node.children[number]
    return path


def _group_at(rules: Rules, place: Place) -> Group:
    node = node_at(rules, place)
    if isinstance(node, Requirement):
        raise NoSuchPlace(place_text(place))
    return node


def _changed(node: Node, below: Place, change: Callable[[Node], Node]) -> Node:
    """The tree with one node changed; that it exists is known."""
    if not below or isinstance(node, Requirement):
        return change(node)
    number, rest = below[0], below[1:]
    children = list(node.children)
    children[number] = _changed(children[number], rest, change)
    return replace(node, children=tuple(children))
