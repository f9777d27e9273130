"""What is wrong with a text that is no TOML, as a trainer reads it: where, and what to do. Python says it in English, for programmers."""

import re
from dataclasses import dataclass
from tomllib import TOMLDecodeError

from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_SENTENCES: tuple[tuple[str, Sentence], ...] = (
    (
        "Invalid value",
        _(
            'write a value after the \'=\': a text in quotes, a whole number, true or false, or a list such as ["a", "b"]'
        ),
    ),
    ("Expected newline", _('end the line after the value, or put the text in quotes; write quotes inside it as \\"')),
    ("Expected '='", _("write the line as 'key = \"text\"'; a name has no spaces")),
    ("Expected ']", _("close the heading of the table with as many ']' as it has '['")),
    ("Unclosed array", _("close the list with ']'")),
    ("Unclosed inline table", _("close the table with '}'")),
    ("Unterminated string", _("close the text with the quotes it begins with")),
    ("Expected ", _("close the text with the quotes it begins with")),
    ("Illegal character", _("close the text on the line on which it begins; write \\n where its lines end")),
    ("Unescaped", _("write \\\\ for a backslash inside quotes")),
    ("Invalid hex", _("write \\\\ for a backslash inside quotes")),
    ("Escaped character", _("write \\\\ for a backslash inside quotes")),
    ("Found invalid character", _("take out the character that cannot be seen")),
    ("Invalid date", _('there is no such day; write it in quotes, such as "2026-11-30"')),
    ("Cannot ", _("this name stands twice; delete one, or give it another name")),
    ("Duplicate", _("this name stands twice; delete one, or give it another name")),
)
"""How what Python says begins, and what is said instead; the first that fits."""
ANYTHING_ELSE = _("write the line as 'key = \"text\"'; a name has no spaces")
"""What is said of a line that is none."""


@dataclass(frozen=True, kw_only=True)
class TomlFault:
    """Why a text cannot be read."""

    line: int
    """From 1; its last one where the text ends too early."""
    message: Sentence


def fault(error: TOMLDecodeError, text: str) -> TomlFault:
    """What is wrong with the text that could not be read."""
    said = str(error)
    at = _PLACE.search(said)
    line = int(at["line"]) if at and at["line"] else text.rstrip("\n").count("\n") + 1
    message = next((sentence for begins, sentence in _SENTENCES if said.startswith(begins)), ANYTHING_ELSE)
    return TomlFault(line=line, message=message)
