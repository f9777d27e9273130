"""TOML in one canonical form: values first, in the order of their declaration, then tables, then lists of tables."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def write(table: Mapping[str, Any]) -> str:
    """The table as TOML. Texts, whole numbers, decimals, truth values, lists of them, tables of them, lists of such tables."""
    blocks = [_lines((key, value) for key, value in table.items() if not _is_table(value) and not _is_tables(value))]
    blocks += [f"[{key}]\n" + _lines(value.items()) for key, value in table.items() if _is_table(value)]
    for key, rows in table.items():
        if _is_tables(rows):
            blocks += [f"[[{key}]]\n" + _lines(row.items()) for row in rows]
    return "\n".join(block for block in blocks if block)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: Any) -> bool:
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and all(_is_table(item) for item in value)
    )


def _lines(pairs: Any) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in pairs)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Sequence):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return json.dumps(value)


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _CONTROL.sub(lambda found: _SHORT.get(found[0], f"\\u{ord(found[0]):04x}"), escaped) + '"'
