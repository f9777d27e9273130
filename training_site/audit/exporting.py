"""The audit trail as a file: CSV or one JSON object per line, one row after the other."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from training_site.audit.models import AuditEvent, Link
from training_site.sealing.sealing import canonical_json

FORMATS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}
COLUMNS = (
    "link",
    "id",
    "at",
    "act",
    "actor",
    "person",
    "unit",
    "object_kind",
    "object_id",
    "details",
    "previous",
    "sha256",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\ufeff", " ", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a spreadsheet take a cell for a formula, also behind a mark or a space."""


def lines(events: Iterable[AuditEvent], *, form: str) -> Iterator[str]:
    """The file, line by line. People are numbers in it, as the chain vouches for them."""
    return _csv(events) if form == "csv" else _jsonl(events)


def _jsonl(events: Iterable[AuditEvent]) -> Iterator[str]:
    for event in events:
        yield canonical_json(_values(event)) + "\n"


def _csv(events: Iterable[AuditEvent]) -> Iterator[str]:
    writer = csv.DictWriter(_Line(), COLUMNS)
    yield writer.writeheader()
    for event in events:
        values = _values(event)
        row = values | {"details": canonical_json(values["details"])}
        yield writer.writerow({name: _cell(value) for name, value in row.items()})


def _values(event: AuditEvent) -> dict[str, Any]:
    link: Link | None = getattr(event, "link", None)
    placed = {"link": link.number, "previous": link.previous, "sha256": link.sha256} if link else {}
    return {"link": None, "previous": "", "sha256": ""} | placed | event.as_values()


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


class _Line:
    """What csv writes into: it gives the line back."""

    def write(self, text: str) -> str:
        return text
