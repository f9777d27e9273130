"""Everything held about a person as one archive: a JSON file for each holding, and one page that a person can read. Made piece by piece."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string

from training_site.people.merges import closed_accounts
from training_site.people.models import User
from training_site.privacy.holdings import Holding, registered
from training_site.privacy.values import of_holding

PAGE = "my-data.html"


class Outlet:
    """A file that is written once, from front to back, and emptied on the way."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        """Take bytes in."""
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def taken(self) -> bytes:
        """What came in since last time."""
        data = bytes(self._held)
        self._held.clear()
        return data


def archive(person: User, *, made_text: str) -> Iterator[bytes]:
    """The archive, holding by holding."""
    outlet, earlier = Outlet(), closed_accounts(person)
    with ZipFile(outlet, "w", ZIP_DEFLATED) as file:  # type: ignore[call-overload]  # it asks for nothing but write and flush
        for holding in registered.values():
            file.writestr(f"{holding.key}.json", _as_json(holding, person, earlier))
            yield outlet.taken()
        with file.open(PAGE, "w") as page:
            for part in _as_page(person, earlier, made_text):
                page.write(part.encode())
                yield outlet.taken()
    yield outlet.taken()


def _as_json(holding: Holding, person: User, earlier: Sequence[User]) -> str:
    said = {"title": str(holding.title), "purpose": str(holding.purpose), "stays_after_erasing": str(holding.stays)}
    return json.dumps(said | {"tables": dict(of_holding(holding, person, earlier))}, ensure_ascii=False, indent=1)


def _as_page(person: User, earlier: Sequence[User], made_text: str) -> Iterator[str]:
    yield render_to_string("privacy/archive_head.html", {"name": person.display_name, "made_text": made_text})
    for holding in registered.values():
        tables = [
            {
                "name": name,
                "count": rows if isinstance(rows, int) else len(rows),
                "rows": [] if isinstance(rows, int) else _lines(rows),
            }
            for name, rows in of_holding(holding, person, earlier)
        ]
        yield render_to_string(
            "privacy/archive_holding.html",
            {"holding": holding, "tables": [table for table in tables if table["count"]]},
        )
    yield "</main></body></html>\n"


def _lines(rows: list[dict[str, Any]]) -> list[list[tuple[str, str]]]:
    """Rows with what they say, in words that a person can read; what is empty is left out."""
    return [
        [(name.replace("_", " "), _text(value)) for name, value in row.items() if value not in (None, "", [], {})]
        for row in rows
    ]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
