"""Reads the observation forms of this folder: by key, by key and version, or by the digest that a signature names."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assessments.mentoring.framework.definitions import Table, latest, read_folder
from assessments.mentoring.framework.fields import read_fields
from assessments.mentoring.framework.forms.form import EVIDENCE, Item, ObservationForm
from assessments.mentoring.framework.forms.frame import frames

FOLDER = Path(__file__).parent


class UnknownForm(LookupError):
    """There is no observation form with this key, version or digest."""


def forms() -> dict[str, ObservationForm]:
    """Key → the newest version of every form."""
    return latest(all_versions())


def form(key: str, version: int | None = None) -> ObservationForm:
    """A form, the newest version where none is named. Raises UnknownForm."""
    try:
        return forms()[key] if version is None else all_versions()[key, version]
    except KeyError:
        raise UnknownForm(f"{key} {version or ''}".strip()) from None


def form_with(digest: str) -> ObservationForm:
    """The version of a form that a signature names by digest. Raises UnknownForm."""
    for found in all_versions().values():
        if found.digest == digest:
            return found
    raise UnknownForm(digest)


@cache
def all_versions() -> Mapping[tuple[str, int], ObservationForm]:
    """(key, version) → every form there ever was."""
    return read_folder(FOLDER, build)


def build(table: Table) -> ObservationForm:
    """The form a file defines, in its frame. Raises BrokenDefinition."""
    number = table.whole("frame")
    frame = frames().get(number)
    if frame is None:
        raise table.broken(f"there is no frame {number}", key="frame")
    built = ObservationForm(
        key=table.word("key"),
        version=table.whole("version"),
        title=table.text("title"),
        purpose=table.text("purpose"),
        evidence=table.one_of("evidence", EVIDENCE),
        with_children=table.truth("with_children"),
        agree=table.texts("agree"),
        before=(*frame.asked_before(table.texts("consent")), *read_fields(table.tables("before"))),
        items=_items(table),
        scale=frame.scale,
        entrustment=frame.entrustment,
        after=(*frame.after, *read_fields(table.tables("after"))),
    )
    fields = [field.key for field in (*built.before, *built.after)]
    if len(set(fields)) < len(fields):
        raise table.broken("a field has the same key as one of the frame")
    return built


def _items(table: Table) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    for row in table.tables("item"):
        item = Item(
            key=row.word("key"),
            text=row.text("text"),
            indicator=row.text("indicator"),
            safety_critical=row.truth("safety_critical", default=False),
        )
        row.finish()
        if item.key in items:
            raise row.broken(f"there are two items {item.key}", key="key")
        items[item.key] = item
    return tuple(items.values())
