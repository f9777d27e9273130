"""What somebody asks the board: a unit, a certification, a status, whose turn it is. Every question has an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from assessments.reporting.laws.counting import WAITING
from assessments.reporting.laws.statuses import BANDS, STALLED, STATUSES

WANTED = (*STATUSES, *BANDS, STALLED)
NAME, WAITING_LONGEST, EXPIRY = "name", "since", "expiry"
ORDERS = (NAME, WAITING_LONGEST)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """A question. What an address says that makes no sense is left out."""

    unit: int | None = None
    certification: UUID | None = None
    status: str = ""
    """One of WANTED, or everybody."""
    waits: str = ""
    """One of WAITING, or anybody's turn."""
    order: str = NAME

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Filters":
        """From an address."""
        status, waits, order = (str(given.get(key, "")) for key in ("status", "waits", "order"))
        return cls(
            unit=_number(str(given.get("unit", ""))),
            certification=_uuid(str(given.get("certification", ""))),
            status=status if status in WANTED else "",
            waits=waits if waits in WAITING else "",
            order=order if order in ORDERS else NAME,
        )

    @property
    def query(self) -> str:
        """As an address, in an order of its own: the same question is the same text."""
        pairs = {
            "unit": self.unit,
            "certification": self.certification,
            "status": self.status,
            "waits": self.waits,
            "order": "" if self.order == NAME else self.order,
        }
        return urlencode({key: value for key, value in pairs.items() if value})

    def but(self, **changes: Any) -> str:
        """The address of the same question with something else in it."""
        return f"?{replace(self, **changes).query}"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
