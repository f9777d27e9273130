"""A guard for the table rule: a wide delimiter row above short rows makes many times its own size in empty cells."""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table

MAX_PIPES = 24


def table_guard_plugin(md: MarkdownIt) -> None:
    """A table with more than 24 pipes in its delimiter row is shown as the text it is."""
    md.block.ruler.at("table", guarded_table, {"alt": ["paragraph", "reference"]})


def guarded_table(state: StateBlock, start: int, end: int, silent: object) -> bool:
    """The stock rule, for tables of a reasonable width."""
    if start + 1 < end and state.src.count("|", state.bMarks[start + 1], state.eMarks[start + 1]) > MAX_PIPES:
        return False
    return table(state, start, end, bool(silent))
