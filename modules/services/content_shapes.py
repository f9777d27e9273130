"""How a kind of content file is described: its keys, their shapes, and the attribute of the page that keeps each."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _


class Shape(StrEnum):
    """What a value is."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    TEXTS = "texts"
    TABLE = "table"
    TABLES = "tables"


MUST_BE: dict[Shape, Sentence] = {
    Shape.TEXT: _("'%(key)s' must be a text"),
    Shape.NUMBER: _("'%(key)s' must be a whole number"),
    Shape.FLAG: _("'%(key)s' must be true or false"),
    Shape.TEXTS: _("'%(key)s' must be a list of texts"),
    Shape.TABLE: _("'%(key)s' must be a table"),
    Shape.TABLES: _("'%(key)s' must be a list of tables"),
}
"""What is said where a value has another shape; the key goes into it."""


EMPTY: dict[Shape, Any] = {
    Shape.TEXT: "",
    Shape.NUMBER: 0,
    Shape.FLAG: False,
    Shape.TEXTS: [],
    Shape.TABLE: {},
    Shape.TABLES: [],
}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One key of a file."""

    key: str
    shape: Shape = Shape.TEXT
    kept_in: str = ""
    """Attribute of the page, or `attribute.key` inside one of its tables; empty for what is not kept there (`key`, `type`)."""
    required: bool = True
    """A required key must stand in the file and is always written; another is left out where it is empty."""
    columns: "tuple[Field, ...]" = ()
    allowed: tuple[str, ...] = ()
    most: int = 0
    """The largest number; 0 for as many as can be stored."""
    longest: int = 0
    """Characters a text may have; 0 for as many as the file can hold."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of content file and the page it becomes."""

    name: str
    model: str
    fields: tuple[Field, ...]
    has_body: bool = False
    key: str = ""
    """The key of a file that does not state one, because a programme has one such file."""
    children: tuple[str, ...] = field(default=())
    """Kinds of files that stand below it, in their order."""


def text(key: str, kept_in: str = "", **more: Any) -> Field:
    """A text."""
    return Field(key=key, kept_in=kept_in or key, **more)


def texts(key: str, kept_in: str = "", **more: Any) -> Field:
    """A list of texts."""
    return Field(key=key, shape=Shape.TEXTS, kept_in=kept_in or key, **more)


def number(key: str, kept_in: str = "", **more: Any) -> Field:
    """A whole number."""
    return Field(key=key, shape=Shape.NUMBER, kept_in=kept_in or key, **more)


def flag(key: str, kept_in: str = "", **more: Any) -> Field:
    """True or false."""
    return Field(key=key, shape=Shape.FLAG, kept_in=kept_in or key, **more)


def tables(key: str, kept_in: str, *columns: Field) -> Field:
    """A list of tables with these columns."""
    return Field(key=key, shape=Shape.TABLES, kept_in=kept_in, columns=columns, required=False)
