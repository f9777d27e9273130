"""XML as text: elements are made from the inside out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


@dataclass(frozen=True)
class Markup:
    """Something that is XML already."""

    text: str


def element(name: str, *inside: "Markup | str | None", attrs: Mapping[str, str] | None = None) -> Markup:
    """An element; strings inside are text, what is None is left out."""
    attributes = "".join(f' {key}="{escape(clean(value), _QUOTES)}"' for key, value in (attrs or {}).items())
    children = [child for child in inside if child is not None]
    if not children:
        return Markup(f"<{name}{attributes}/>")
    if all(isinstance(child, Markup) for child in children):
        lines = "\n".join(_written(child) for child in children)
        return Markup(f"<{name}{attributes}>\n{lines}\n</{name}>")
    return Markup(f"<{name}{attributes}>{''.join(_written(child) for child in children)}</{name}>")


def document(root: Markup) -> str:
    """A whole file."""
    return f"{HEAD}{root.text}\n"


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _written(child: Markup | str) -> str:
    return child.text if isinstance(child, Markup) else escape(clean(child)).replace("\r", "&#13;")
