"""The values of a content file: checked against its kind, turned into Python, and back into canonical text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules import toml_text
from modules.dialect.problems import did_you_mean
from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _
from modules.dialect.source import UNSTORABLE
from modules.services import front_matter
from modules.services.content_shapes import EMPTY, MUST_BE, Field, Kind, Shape

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_TITLE = 200
LARGEST_NUMBER = 32767


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong with one value: the key it stands under, and the row where it is in a list of tables."""

    code: str
    message: Sentence
    key: str = ""
    row: int = 0


def faults(kind: Kind, values: Mapping[str, Any]) -> Iterator[Fault]:
    """Unknown keys, missing keys, values of another shape."""
    yield from _keys(kind.name, kind.fields, values)
    for known in kind.fields:
        if known.key in values:
            yield from _value(known, values[known.key])
    yield from _names(values)


def faults_of(known: Field, value: Any) -> Iterator[Fault]:
    """What is wrong with the value of one key."""
    yield from _value(known, value)


def from_text(kind: Kind, values: Mapping[str, front_matter.Value]) -> dict[str, Any]:
    """The texts of a file's head as numbers and truth values where the kind says so; what cannot be read stays a text."""
    shapes = {known.key: known.shape for known in kind.fields}
    return {key: _from_text(shapes.get(key, Shape.TEXT), value) for key, value in values.items()}


def write(kind: Kind, values: Mapping[str, Any], body: str = "") -> str:
    """The file in its canonical form."""
    written = {known.key: _ordered(known, values) for known in kind.fields if _is_written(known, values)}
    if kind.has_body:
        return front_matter.write({key: _as_text(value) for key, value in written.items()}, body)
    return toml_text.write(written)


def _is_written(known: Field, values: Mapping[str, Any]) -> bool:
    return known.required or bool(values.get(known.key))


def _ordered(known: Field, values: Mapping[str, Any]) -> Any:
    """The value with the columns of its tables in their declared order; a database may have sorted them."""
    value = values.get(known.key, EMPTY[known.shape])
    if known.shape is Shape.TABLES:
        return [_row(known, row) for row in value]
    return _row(known, value) if known.shape is Shape.TABLE else value


def _row(known: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    return {column.key: row.get(column.key, EMPTY[column.shape]) for column in known.columns}


def _as_text(value: Any) -> front_matter.Value:
    if isinstance(value, list):
        return [str(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _from_text(shape: Shape, value: front_matter.Value) -> Any:
    if shape is Shape.NUMBER and isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    if shape is Shape.FLAG and value in ("true", "false"):
        return value == "true"
    return value


def _keys(
    place: str, fields: tuple[Field, ...], values: Mapping[str, Any], *, key: str = "", row: int = 0
) -> Iterator[Fault]:
    known = [field.key for field in fields]
    for name in values:
        if name not in known:
            near = did_you_mean(name, known) or _("; delete it, or use one of: %(known)s", known=", ".join(known))
            message = _("'%(name)s' is not a key of '%(place)s'%(near)s", name=name, place=place, near=near)
            yield Fault(code="unknown-key", message=message, key=key or name, row=row)
    for field in fields:
        if field.required and field.key not in values:
            message = _("'%(name)s' is missing in '%(place)s'; add it", name=field.key, place=place)
            yield Fault(code="missing-key", message=message, key=key, row=row)


def _value(known: Field, value: Any) -> Iterator[Fault]:
    if not _has_shape(known.shape, value):
        yield Fault(code="bad-value", message=MUST_BE[known.shape].filled(key=known.key), key=known.key)
    elif known.most and value > known.most:
        message = _(
            "'%(key)s' is %(value)d, and may be %(most)d at most; write a number up to %(most)d",
            key=known.key,
            value=value,
            most=known.most,
        )
        yield Fault(code="too-large", message=message, key=known.key)
    elif known.shape is Shape.TABLES:
        for number, row in enumerate(value, start=1):
            yield from _columns(known, row, number)
    elif known.shape is Shape.TABLE:
        yield from _columns(known, value, 0)
    else:
        yield from _content(known, value)


def _columns(known: Field, row: Mapping[str, Any], number: int) -> Iterator[Fault]:
    yield from _keys(known.key, known.columns, row, key=known.key, row=number)
    for column in known.columns:
        if column.key in row:
            for fault in _value(column, row[column.key]):
                yield Fault(code=fault.code, message=fault.message, key=known.key, row=number)


def _has_shape(shape: Shape, value: Any) -> bool:
    if shape is Shape.FLAG or isinstance(value, bool):
        return shape is Shape.FLAG and isinstance(value, bool)
    if shape is Shape.NUMBER:
        return isinstance(value, int) and 0 <= value <= LARGEST_NUMBER
    if shape is Shape.TEXT:
        return isinstance(value, str)
    if shape is Shape.TABLE:
        return isinstance(value, dict)
    inside = str if shape is Shape.TEXTS else dict
    return isinstance(value, list) and all(isinstance(item, inside) for item in value)


def _content(known: Field, value: Any) -> Iterator[Fault]:
    texts = [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
    for text in texts:
        if UNSTORABLE.search(text):
            message = _(
                "'%(key)s' holds a character that cannot be stored (NUL or half a surrogate pair); delete it",
                key=known.key,
            )
            yield Fault(code="control-character", message=message, key=known.key)
        if known.longest and len(text) > known.longest:
            message = _("'%(key)s' may have %(most)d characters; shorten it", key=known.key, most=known.longest)
            yield Fault(code="too-long", message=message, key=known.key)
        if known.allowed and text not in known.allowed:
            values = ", ".join(filter(None, known.allowed))
            near = did_you_mean(text, known.allowed) or _("; use one of: %(known)s", known=values)
            message = _("'%(value)s' is not a value of '%(key)s'%(near)s", value=text, key=known.key, near=near)
            yield Fault(code="bad-value", message=message, key=known.key)


def _names(values: Mapping[str, Any]) -> Iterator[Fault]:
    key, title = values.get("key"), values.get("title")
    if isinstance(key, str) and not KEY.fullmatch(key):
        message = _("'%(key)s' is not a key; use small letters, digits and single hyphens, such as 'm01-l1'", key=key)
        yield Fault(code="bad-key", message=message, key="key")
    if isinstance(title, str) and not 0 < len(title.strip()) <= LONGEST_TITLE:
        message = _("write a title of 1 to %(most)d characters", most=LONGEST_TITLE)
        yield Fault(code="bad-title", message=message, key="title")
