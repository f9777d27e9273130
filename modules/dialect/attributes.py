"""The part between braces: `{#key flag name=value name="two words"}`."""

import re
from collections.abc import Iterator, Mapping

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")

_ONE = re.compile(
    r"""\s*(?:
        \#(?P<id>[A-Za-z0-9][A-Za-z0-9_-]{0,63})
      | (?P<name>\.?[A-Za-z][A-Za-z0-9_-]{0,63})
        (?:=(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s"'{}=]+)))?
    )(?=\s|\Z)""",
    re.VERBOSE,
)
_BARE = re.compile(r"""[^\s"'{}=]+""")
# The inside of braces: anything but a brace or a quote, or something quoted.
_GROUP = r"""\{(?P<inside>(?:[^{}"'\n]|"[^"\n]*"|'[^'\n]*')*)\}"""
_TRAILING = re.compile(r"(?:(?<=\s)|\A)" + _GROUP + r"\Z")
_LEADING = re.compile(_GROUP)


class Attrs(Mapping[str, str]):
    """Attributes of a node, in the order of their names; a flag has an empty value. Equal when they hold the same."""

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Mapping[str, str] | None = None) -> None:
        self._pairs = dict(sorted((pairs or {}).items()))

    def __getitem__(self, name: str) -> str:
        return self._pairs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __hash__(self) -> int:
        return hash(tuple(self._pairs.items()))

    def __repr__(self) -> str:
        return f"Attrs({self._pairs})"


NO_ATTRS = Attrs()


def read_attrs(inside: str) -> tuple[str, Attrs] | None:
    """The key and the attributes written between braces, or None when they cannot be read."""
    key, pairs, at = "", {}, 0
    inside = inside.rstrip()
    while at < len(inside):
        match = _ONE.match(inside, at)
        if match is None:
            return None
        at = match.end()
        if match["id"]:
            key = match["id"]
        else:
            pairs[match["name"]] = match["double"] or match["single"] or match["bare"] or ""
    return key, Attrs(pairs)


def split_attrs(text: str) -> tuple[str, str, Attrs]:
    """A text that may end with ` {…}`: the text before it, the key and the attributes. Braces that are not ours stay text."""
    start = text.rfind("{", max(0, len(text) - 2000)) if text.endswith("}") else -1
    while start >= 0:
        match = _TRAILING.match(text, start)
        read = read_attrs(match["inside"]) if match else None
        if read is not None:
            return text[:start].rstrip(), *read
        start = text.rfind("{", max(0, len(text) - 2000), start)
    return text, "", NO_ATTRS


def leading_attrs(text: str, start: int) -> tuple[int, str, Attrs] | None:
    """The `{…}` that begins exactly at `start`: where it ends, the key and the attributes; None when there is none to read."""
    match = _LEADING.match(text, start)
    read = read_attrs(match["inside"]) if match else None
    return (match.end(), *read) if match and read is not None else None


def write_attrs(key: str, attrs: Attrs) -> str:
    """The canonical `{…}`, or nothing when there is nothing to write."""
    parts = [f"#{key}"] if key else []
    parts += [_write_one(name, value) for name, value in attrs.items()]
    return "{" + " ".join(parts) + "}" if parts else ""


def _write_one(name: str, value: str) -> str:
    if not value:
        return name
    if _BARE.fullmatch(value):
        return f"{name}={value}"
    quote = "'" if '"' in value else '"'
    return f"{name}={quote}{value}{quote}"


def with_attrs(text: str, key: str, attrs: Attrs) -> str:
    """The text followed by its attributes; `{}` keeps braces at the end of a text from being read as attributes."""
    written = write_attrs(key, attrs)
    if not written and split_attrs(text)[0] != text:
        written = "{}"
    return f"{text} {written}" if written and text else text + written
