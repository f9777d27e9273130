"""The text as it is typed, made safe to take apart: one kind of line end, nothing that cannot be stored or means something to us."""

import re

MAX_LESSON_BYTES = 200_000
MAX_ACTIVITY_BYTES = 20_000

# Surrogates cannot be stored, NUL is refused by databases; U+E000 to U+E00F are our own marks inside rendered text.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
PRIVATE_USE = re.compile("[\ue000-\ue00f]")
_LINE_END = re.compile("\r\n?")


def clean(source: str) -> str:
    """The text with plain line ends, without characters that cannot be stored or are reserved; lines keep their numbers."""
    text = _LINE_END.sub("\n", source)
    return PRIVATE_USE.sub("", UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text))


def size(text: str) -> int:
    """Bytes of the text in UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))


def trim(text: str) -> str:
    """A leaf: without blank lines around it and without white space at its end."""
    lines = text.split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines).rstrip()
