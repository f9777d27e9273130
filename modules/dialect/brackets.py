"""A guard for links and pictures: each open bracket is looked through for what stands inside, and that again, sixty levels deep."""

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image, link

MOST_INSIDE = 6
"""A picture inside a link is two deep."""

Rule = Callable[[StateInline, bool], bool]


def bracket_guard_plugin(md: MarkdownIt) -> None:
    """Where brackets stand more than six deep inside each other, the outer ones are the signs that they are."""
    md.inline.ruler.at("link", _guarded(link))
    md.inline.ruler.at("image", _guarded(image))


def _guarded(stock: Rule) -> Rule:
    def rule(state: StateInline, silent: object) -> bool:
        if silent and state.level > MOST_INSIDE and state.src.startswith(("[", "!["), state.pos):
            state.pos = state.posMax  # as the stock parser does at its own limit: nobody looks further
            return True
        return stock(state, bool(silent))

    return rule
