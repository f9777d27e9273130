"""Which numbers of a tree can be shown to somebody who must not pick out people. Pure.

A number below five is hidden. What hides it must not give it away: where some children of a unit are hidden and the unit itself is shown,
the hidden ones together are the difference, so there are two of them at least and they come to five at least; otherwise the smallest
shown one is hidden as well. A unit that was hidden for the sake of its siblings is not the sum of children that are all shown. The numbers
of one question form one tree from the top of a country, and no number of another question adds up with them: so this tree is all there is
to compute with.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

FEWEST = 5


@dataclass(frozen=True, kw_only=True)
class Node:
    """A unit with how many people there are in it; its children come to that, people of its own being a child that is never shown."""

    key: str
    number: int
    children: Sequence["Node"] = field(default=())


def shown(top: Node, *, fewest: int = FEWEST) -> dict[str, int | None]:
    """Unit → its number, or None where it is hidden."""
    hidden = {top.key} if top.number < fewest else set()
    _hide(top, hidden, fewest)
    return {node.key: None if node.key in hidden else node.number for node in nodes(top)}


def tree(key: str, numbers: Mapping[str, int], below: Mapping[str, Sequence[str]]) -> Node:
    """The tree of a unit, from numbers by unit and children by unit. People who belong to the unit itself are one child more."""
    children = [tree(child, numbers, below) for child in below.get(key, ())]
    number = numbers.get(key, 0)
    own = number - sum(child.number for child in children)
    if children and own > 0:
        children.append(Node(key=f"{key}*", number=own))
    return Node(key=key, number=number, children=tuple(children))


def shown_by_path(paths: Sequence[str], numbers: Mapping[str, int], *, step: int) -> dict[str, int | None]:
    """Path of a unit → its number, or None where it is hidden; the first path is the top, and each level adds `step` letters."""
    below: dict[str, list[str]] = {}
    for path in paths:
        below.setdefault(path[:-step], []).append(path)
    return shown(tree(paths[0], numbers, below))


def nodes(top: Node) -> Iterator[Node]:
    """Everything in a tree."""
    yield top
    for child in top.children:
        yield from nodes(child)


def _hide(node: Node, hidden: set[str], fewest: int) -> None:
    hidden.update(child.key for child in node.children if child.number < fewest)
    in_sight = sorted((child.number, child.key) for child in node.children if child.key not in hidden)
    while in_sight and not _is_safe(node, hidden, fewest):
        hidden.add(in_sight.pop(0)[1])
    for child in node.children:
        _hide(child, hidden, fewest)


def _is_safe(node: Node, hidden: set[str], fewest: int) -> bool:
    """Whether what is hidden among the children, and above them, cannot be computed from what is shown."""
    unseen = [child.number for child in node.children if child.key in hidden]
    if node.key in hidden:
        return sum(unseen) >= min(fewest, node.number)
    return not unseen or (len(unseen) > 1 and sum(unseen) >= fewest)
