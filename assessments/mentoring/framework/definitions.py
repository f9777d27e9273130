"""Definitions kept as files `<key>.<version>.toml`, read strictly: an unknown word in a file is a mistake, named by file and line.

A released version is never edited, because signatures name its digest; a change is a new file with the next number.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

_NAME = re.compile(r"(?P<key>[a-z][a-z_]*)\.(?P<version>[1-9][0-9]*)\.toml")
KEY = re.compile(r"[a-z0-9][a-z0-9_]*")


class BrokenDefinition(ValueError):
    """A definition cannot be used: the message says in which file and line, and what is wrong."""


class Defined(Protocol):
    """What has a key and a version."""

    @property
    def key(self) -> str:
        """The name that stays the same in every version."""

    @property
    def version(self) -> int:
        """Its number, from 1."""


D = TypeVar("D", bound=Defined)


class Table:
    """One table of a file. Every value has to be taken; `finish` complains of what is left."""

    def __init__(self, values: Mapping[str, Any], *, file: str, lines: tuple[str, ...], line: int = 1) -> None:
        self._left = dict(values)
        self._file, self._lines, self._line = file, lines, line

    @classmethod
    def read(cls, path: Path) -> Self:
        """The table a file holds. Raises BrokenDefinition where it is no TOML."""
        written = path.read_text(encoding="utf-8")
        try:
            return cls(tomllib.loads(written), file=path.name, lines=tuple(written.splitlines()))
        except tomllib.TOMLDecodeError as error:
            raise BrokenDefinition(f"{path.name}: {error}") from None

    def broken(self, message: str, *, key: str = "") -> BrokenDefinition:
        """A mistake at a value of this table, ready to be raised."""
        return BrokenDefinition(f"{self._file}:{self._line_of(key)}: {message}")

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required where no default is given."""
        return self._take(key, str, default)

    def word(self, key: str) -> str:
        """A key in small letters, digits and underscores."""
        value = self.text(key)
        if not KEY.fullmatch(value):
            raise self.broken(f"{key} is written in small letters, digits and underscores, not {value!r}", key=key)
        return value

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of these words."""
        value = self.text(key)
        if value not in allowed:
            raise self.broken(f"{key} is one of {', '.join(allowed)}, not {value!r}", key=key)
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number; required where no default is given."""
        return self._take(key, int, default)

    def truth(self, key: str, *, default: bool | None = None) -> bool:
        """True or false; required where no default is given."""
        return self._take(key, bool, default)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is left out."""
        values = self._take(key, list, [])
        if not all(type(value) is str for value in values):
            raise self.broken(f"{key} is a list of texts", key=key)
        return tuple(values)

    def tables(self, key: str) -> tuple["Table", ...]:
        """A list of tables; empty where it is left out."""
        values = self._take(key, list, [])
        if not all(type(value) is dict for value in values):
            raise self.broken(f"{key} is a list of tables", key=key)
        heads = [number for number, line in enumerate(self._lines, start=1) if line.strip() == f"[[{key}]]"]
        heads += [self._line_of(key)] * (len(values) - len(heads))
        return tuple(
            Table(value, file=self._file, lines=self._lines, line=line)
            for value, line in zip(values, heads, strict=False)
        )

    def finish(self) -> None:
        """Raises BrokenDefinition where the table holds something that nobody asked for."""
        for key in self._left:
            raise self.broken(f"{key} is not known here", key=key)

    def _take(self, key: str, kind: type[Any], default: Any) -> Any:
        value = self._left.pop(key, default)
        if value is None:
            raise self.broken(f"{key} is missing")
        if type(value) is not kind or (value == "" and default != ""):
            raise self.broken(f"{key} has to be {_IN_WORDS[kind]}", key=key)
        return value

    def _line_of(self, key: str) -> int:
        for number, line in enumerate(self._lines[self._line - 1 :], start=self._line):
            if key and re.match(rf"\[*{re.escape(key)}\b", line.strip()):
                return number
        return self._line


_IN_WORDS = {str: "a text", int: "a whole number", bool: "true or false", list: "a list"}


def read_folder(folder: Path, build: Callable[[Table], D]) -> dict[tuple[str, int], D]:
    """(key, version) → the definition, of every file in a folder, keys in order. Raises BrokenDefinition."""
    found = {}
    for path in sorted(folder.glob("*.toml")):
        name = _NAME.fullmatch(path.name)
        if name is None:
            raise BrokenDefinition(
                f"{path.name}: a definition is called <key>.<version>.toml, such as home_visit.1.toml"
            )
        table = Table.read(path)
        definition = build(table)
        table.finish()
        expected = name["key"], int(name["version"])
        if (definition.key, definition.version) != expected:
            raise table.broken(
                f"the file is called {path.name}, but holds {definition.key} version {definition.version}"
            )
        found[expected] = definition
    return dict(sorted(found.items()))


def latest(definitions: Mapping[tuple[str, int], D]) -> dict[str, D]:
    """Key → its newest version."""
    return {key: definitions[key, version] for key, version in sorted(definitions)}


def without_empty(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A dictionary of what was said: a field that joins the format later leaves the digests of older files as they are."""
    return {key: value for key, value in pairs if value not in (None, "", (), False)}
