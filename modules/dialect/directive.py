"""The one block rule of ours: `:::name[title]{#id …}` opens, `:::` closes; the body is captured untouched."""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

MAX_NESTING = 4

OPEN = re.compile(r"(:{3,}) ?([a-z][a-z0-9-]{0,63})(?=[\s\[{]|\Z)(.*)")
CLOSE = re.compile(r":{3,}(?=[ \t]*\Z)")
_FENCE = re.compile(r"(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*\Z)|~{3,})")


def directive_plugin(md: MarkdownIt) -> None:
    """Teach `md` our blocks. What is wrong with them is noted in `env["directives"]` as (code, line from 0, name)."""
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "directive", directive, {"alt": interrupts})


def directive(state: StateBlock, start: int, end: int, silent: object) -> bool:
    """Capture one directive, from its opening line to the line that closes it."""
    if state.is_code_block(start):
        return False
    line = _line(state, start)
    opening = OPEN.match(line)
    if not opening and not CLOSE.match(line):
        return False
    notes: list[tuple[str, int, str]] = state.env.setdefault("directives", [])
    if not _at_the_margin(state, start):
        if opening and not silent:
            notes.append(("misplaced", start, opening[2]))
        return False
    if silent:
        return True
    if not opening:
        notes.append(("stray-close", start, line.strip()))
        return _push(state, start, start + 1, "stray", {})
    closing, found = _find_end(state, start, end, opening)
    notes.extend(found)
    meta = {"name": opening[2], "rest": opening[3].strip(), "body": _between(state, start, closing), "whole": not found}
    return _push(state, start, min(closing + 1, end), "directive", meta)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _at_the_margin(state: StateBlock, line: int) -> bool:
    """Whether the line starts in no list item and no quote (a quote moves the beginning of its lines)."""
    start = state.bMarks[line]
    outside_quotes = start == 0 or state.src[start - 1] == "\n"
    return outside_quotes and (state.blkIndent == 0 or state.sCount[line] < state.blkIndent)


def _between(state: StateBlock, start: int, closing: int) -> str:
    return state.src[state.bMarks[start + 1] : state.bMarks[closing]] if closing > start + 1 else ""


def _push(state: StateBlock, start: int, after: int, kind: str, meta: dict[str, Any]) -> bool:
    state.line = after
    token = state.push(kind, "", 0)
    token.map, token.meta = [start, after], meta
    return True


def _find_end(
    state: StateBlock, start: int, end: int, opening: re.Match[str]
) -> tuple[int, list[tuple[str, int, str]]]:
    """The line that closes what opens at `start` (`end` when none does), and what was found wrong on the way."""
    found = []
    stack = [(len(opening[1]), start, opening[2])]
    for number, line in _outside_fences(state, start + 1, end):
        inner = OPEN.match(line)
        close = CLOSE.match(line)
        if inner and len(stack) < MAX_NESTING:
            stack.append((len(inner[1]), number, inner[2]))
        elif inner:
            found.append(("too-nested", number, inner[2]))
        elif close:
            exact = [at for at, (width, _, _) in enumerate(stack) if width == len(close[0])]
            at = exact[-1] if exact else len(stack) - 1
            found += [("unclosed", opened, name) for _, opened, name in stack[at + 1 :]]
            del stack[at:]
            if not stack:
                return number, found
    return end, found + [("unclosed", opened, name) for _, opened, name in stack]


def _outside_fences(state: StateBlock, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The lines that could open or close a directive: not in fenced code, not indented like code."""
    fence = ""
    for number in range(start, end):
        line = _line(state, number)
        if fence:
            if line.startswith(fence) and not line.strip(fence[0] + " \t"):
                fence = ""
        elif mark := _FENCE.match(line):
            fence = mark[1]
        elif state.sCount[number] < 4:
            yield number, line
