"""A guard for the table rule: short rows below a delimiter row are filled with empty cells, many times what was written."""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table

MAX_PIPES = 24
FREE_CELLS = 50
"""Cells a table may have beyond one for every character that is written in it."""
_OF_DELIMITERS = " \t|:-"


def table_guard_plugin(md: MarkdownIt) -> None:
    """A table that is very wide, or nearly empty and long, is shown as the text it is."""
    md.block.ruler.at("table", guarded_table, {"alt": ["paragraph", "reference"]})


def guarded_table(state: StateBlock, start: int, end: int, silent: object) -> bool:
    """The stock rule, for tables of a reasonable size."""
    if start + 1 < end:
        delimiters = state.src[state.bMarks[start + 1] : state.eMarks[start + 1]]
        pipes = delimiters.count("|")
        # Only below such a row a table begins: to look ahead from every line would take the square of the text.
        begins = pipes and "-" in delimiters and not delimiters.strip(_OF_DELIMITERS)
        if pipes > MAX_PIPES or (begins and _is_sparse(state, start, columns=pipes + 1)):
            return False
    return table(state, start, end, bool(silent))


def _is_sparse(state: StateBlock, start: int, *, columns: int) -> bool:
    """Whether the rows, up to the next blank line, hold less text than they would have cells."""
    begin = state.bMarks[start]
    end = state.src.find("\n\n", begin)
    written = (len(state.src) if end < 0 else end) - begin
    return columns * state.src.count("\n", begin, begin + written) > written + FREE_CELLS
