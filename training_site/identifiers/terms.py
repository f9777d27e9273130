"""Many terms, looked for at once: a tree in which each step is one word or one syllable."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Terms:
    """A node of the tree, and the whole tree from there on."""

    value: str = ""
    """What the term that ends here means; empty where none ends."""
    _next: dict[str, "Terms"] = field(default_factory=dict)

    def add(self, term: Sequence[Collection[str]], value: str) -> None:
        """Add a term: for each step, the forms in which it may be written."""
        nodes = [self]
        for forms in term:
            fresh = Terms()
            steps = [node._next.setdefault(form, fresh) for node in nodes for form in forms]
            nodes = list({id(step): step for step in steps}.values())
        for node in nodes:
            node.value = node.value or value

    def longest(self, steps: Sequence[str], begin: int, joined: Callable[[int], bool]) -> tuple[int, str]:
        """The longest term that begins at step `begin`: the step it ends before, and its value; (begin, "") if none.

        `joined(index)` says whether step `index` and the next may stand in one term.
        """
        node, best, index = self, (begin, ""), begin
        while index < len(steps) and (following := node._next.get(steps[index])) is not None:
            node, index = following, index + 1
            if node.value:
                best = (index, node.value)
            if index < len(steps) and not joined(index - 1):
                break
        return best

    def begins(self, step: str) -> bool:
        """Whether any term begins with this step."""
        return step in self._next

    def __bool__(self) -> bool:
        """Whether any term is in it."""
        return bool(self._next)
