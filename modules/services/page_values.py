"""Between a page's attributes and the values of its file."""

from collections.abc import Mapping
from typing import Any

from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _
from modules.models import CurriculumPage
from modules.services import content_values
from modules.services.content_kinds import PAGES
from modules.services.content_shapes import EMPTY, Field, Kind


def kind_of(model: type[CurriculumPage]) -> Kind | None:
    """The kind of file a page becomes; None for the home page, which has none."""
    return next((kind for kind in PAGES if kind.model == model._meta.label), None)


def values_of(page: CurriculumPage, kind: Kind) -> dict[str, Any]:
    """The values of a page's file by key."""
    return {known.key: _value(page, kind, known) for known in kind.fields}


def attributes(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes of the page by name, from the values of its file."""
    found: dict[str, Any] = {}
    for known in kind.fields:
        name, _dot, inside = known.kept_in.partition(".")
        value = values.get(known.key, EMPTY[known.shape])
        if inside:
            found.setdefault(name, {})[inside] = value
        elif name:
            found[name] = value
    return found


def faults(model: type[CurriculumPage], cleaned: Mapping[str, Any]) -> list[tuple[str, Sentence]]:
    """Attribute and message for every list or table of a form that has not the shape of its file."""
    kind = kind_of(model)
    return [] if kind is None else [pair for known in kind.fields for pair in _faults(known, cleaned)]


def _faults(known: Field, cleaned: Mapping[str, Any]) -> list[tuple[str, Sentence]]:
    name, _dot, inside = known.kept_in.partition(".")
    if not cleaned.get(name):
        return []
    value = cleaned[name].get(inside, EMPTY[known.shape]) if inside else cleaned[name]
    return [(name, _placed(fault)) for fault in content_values.faults_of(known, value)]


def _placed(fault: content_values.Fault) -> Sentence:
    """What is wrong, and in which entry of a list of tables: a form counts no lines."""
    if not fault.row:
        return fault.message
    return _("entry %(row)d: %(message)s", row=fault.row, message=fault.message)


def _value(page: CurriculumPage, kind: Kind, known: Field) -> Any:
    if known.key == "key":
        return page.content_key.rpartition("/")[2]
    if known.key == "type":
        return kind.name
    name, _dot, inside = known.kept_in.partition(".")
    value = getattr(page, name)
    return value.get(inside, EMPTY[known.shape]) if inside else value
