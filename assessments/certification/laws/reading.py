"""Reading and writing values of a document of rules, strictly: no value is guessed, none is left out. Pure.

A reader takes a value and its place, and gives what it means; where it means nothing, it notes a problem and gives something that is
never used. A dataclass whose fields name a reader (`by`) is read as a whole by `read_object` and written by `write_object`. Readers that
know bounds or words say so (`Whole`, `OneOf`, `Perhaps`, `Several`), so that a form can be made of them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from typing import Any, Protocol, TypeVar, runtime_checkable
from zoneinfo import ZoneInfo

from assessments.certification.laws.calendar import NOTHING, NotAPeriod, Period
from assessments.certification.laws.problems import Place, near

Reader = Callable[[object, Place], Any]
T = TypeVar("T")
MOST_CHARACTERS, MOST_ITEMS, MOST_NUMBER = 200, 200, 1_000_000
MOST_LETTERS_OF_A_KEY, MOST_LETTERS_OF_A_SUBJECT = 60, 120
"""Of a requirement's own key, and of what evidence is about: tables keep both, in columns just as long."""
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_UTC = ZoneInfo("UTC")


@runtime_checkable
class WritesItself(Protocol):
    """What has a spelling of its own in a document."""

    def to_json(self) -> dict[str, Any]:
        """As JSON can hold it."""


def by(reader: Reader) -> dict[str, Reader]:
    """The metadata of a dataclass field that is read from a document; required there where the field has no default."""
    return {"reader": reader}


def text(value: object, place: Place) -> str:
    """Words of somebody, on one line or several."""
    if not isinstance(value, str):
        place.wrong("not_a_text")
    elif not value.strip():
        place.wrong("empty_text")
    elif len(value) > MOST_CHARACTERS:
        place.wrong("too_long", most=MOST_CHARACTERS)
    else:
        return value
    return ""


def key(value: object, place: Place) -> str:
    """A name that stays: letters, digits, and `.`, `_`, `-` or `/` between them."""
    found = text(value, place)
    if found and not _KEY.fullmatch(found):
        place.wrong("not_a_key", found=found)
    return found


def own_key(value: object, place: Place) -> str:
    """The key of a requirement: statuses, waivers and claims name it."""
    return _within(key(value, place), MOST_LETTERS_OF_A_KEY, place)


def key_or_nothing(value: object, place: Place) -> str:
    """What evidence is about: a key, or an empty text."""
    return "" if value == "" else _within(key(value, place), MOST_LETTERS_OF_A_SUBJECT, place)


def _within(found: str, most: int, place: Place) -> str:
    if len(found) > most:
        place.wrong("too_long", most=most)
    return found


def text_or_nothing(value: object, place: Place) -> str:
    """Words of somebody, or an empty text."""
    return "" if value == "" else text(value, place)


@dataclass(frozen=True, kw_only=True)
class Whole:
    """Reads a whole number within bounds."""

    least: int
    most: int

    def __call__(self, value: object, place: Place) -> int:
        """The number; the least one where there is none."""
        if type(value) is not int:
            place.wrong("not_a_whole_number")
        elif not self.least <= value <= self.most:
            place.wrong("out_of_bounds", least=self.least, most=self.most)
        else:
            return value
        return self.least


def whole(least: int = 0, most: int = MOST_NUMBER) -> Reader:
    """A whole number within bounds."""
    return Whole(least=least, most=most)


def truth(value: object, place: Place) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        place.wrong("not_true_or_false")
    return value is True


@dataclass(frozen=True, kw_only=True)
class OneOf:
    """Reads one of these words."""

    allowed: tuple[str, ...]

    def __call__(self, value: object, place: Place) -> str:
        """The word; the first one where it is none of them."""
        if value in self.allowed:
            return str(value)
        place.wrong("not_one_of", found=_shown(value), allowed=", ".join(self.allowed))
        return self.allowed[0]


def one_of(*allowed: str) -> Reader:
    """One of these words."""
    return OneOf(allowed=allowed)


def period(value: object, place: Place) -> Period:
    """A period such as `P1Y`."""
    try:
        return Period.parse(value if isinstance(value, str) else "")
    except NotAPeriod:
        place.wrong("not_a_period", found=_shown(value))
        return NOTHING


def day(value: object, place: Place) -> date:
    """A day such as `2026-12-31`."""
    written = value if isinstance(value, str) else ""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        found = date.min
    if found.isoformat() != written:
        place.wrong("not_a_day", found=_shown(value))
    return found


def zone(value: object, place: Place) -> ZoneInfo:
    """A time zone by its name, such as `Europe/Kyiv`."""
    try:
        return ZoneInfo(value if isinstance(value, str) else "")
    except (ValueError, OSError, LookupError):
        # A name that is none, that leads to a folder, or that this machine does not know.
        place.wrong("not_a_time_zone", found=_shown(value))
        return _UTC


@dataclass(frozen=True, kw_only=True)
class Perhaps:
    """Reads what another reader reads, or null."""

    reader: Reader

    def __call__(self, value: object, place: Place) -> Any:
        """None for null."""
        return None if value is None else self.reader(value, place)


def perhaps(reader: Reader) -> Reader:
    """What the reader reads, or null."""
    return Perhaps(reader=reader)


@dataclass(frozen=True, kw_only=True)
class Several:
    """Reads a list without repetitions."""

    reader: Reader
    least: int

    def __call__(self, value: object, place: Place) -> tuple[Any, ...]:
        """The items in order; what comes twice is noted at its second place."""
        found = items(value, self.reader, place, least=self.least)
        for number, each in enumerate(found):
            if each in found[:number]:
                place.item(number).wrong("repeated", found=_shown(each))
        return found


def several(reader: Reader, *, least: int = 0) -> Reader:
    """A list without repetitions."""
    return Several(reader=reader, least=least)


def items(value: object, reader: Reader, place: Place, *, least: int = 0) -> tuple[Any, ...]:
    """The items of a list, each read in its place."""
    if not isinstance(value, list | tuple):
        place.wrong("not_a_list")
    elif len(value) < least:
        place.wrong("empty_list")
    elif len(value) > MOST_ITEMS:
        place.wrong("too_many", most=MOST_ITEMS)
    else:
        return tuple(reader(each, place.item(number)) for number, each in enumerate(value))
    return ()


def nested(kind: type[T]) -> Reader:
    """An object that is a dataclass of such fields, with null where it could not be read."""
    return lambda value, place: read_object(kind, value, place)


def read_object(kind: type[T], value: object, place: Place) -> T | None:
    """The dataclass that an object means; None where something is wrong with it, which is noted."""
    before = len(place.problems)
    if not isinstance(value, Mapping):
        place.wrong("not_an_object")
        return None
    readers = _read_fields(kind)
    for name in value:
        if name not in readers:
            place.wrong("unknown_field", field=_shown(name), near=near(_shown(name), readers))
    found = {}
    for name, each in readers.items():
        if name in value:
            found[name] = each.metadata["reader"](value[name], place.field(name))
        elif each.default is MISSING:
            place.wrong("missing_field", field=name)
    return kind(**found) if len(place.problems) == before else None


def write_object(thing: Any) -> dict[str, Any]:
    """The object that means this dataclass: every field, so that a default that changes later changes no old document."""
    return {name: written(getattr(thing, name)) for name in _read_fields(type(thing))}


def written(value: Any) -> Any:
    """A value as JSON can hold it."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [written(each) for each in value]
    if isinstance(value, Period | ZoneInfo | date):
        return str(value)
    return value.to_json() if isinstance(value, WritesItself) else write_object(value)


def readers_of(kind: type[Any]) -> dict[str, Reader]:
    """Field → reader, of a dataclass that is read from a document."""
    return {name: each.metadata["reader"] for name, each in _read_fields(kind).items()}


def _read_fields(kind: type[Any]) -> dict[str, Field[Any]]:
    return {each.name: each for each in fields(kind) if "reader" in each.metadata}


def _shown(value: object) -> str:
    return str(value)[:40]
