"""A problem, its explanation, and what would mend it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model

Fix = Callable[[datetime], object]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One invariant that does not hold: what it means, why that happens, and what mending does ("" where people have to look)."""

    code: str
    explanation: str
    cause: str = ""
    remedy: str = ""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One row for which an invariant does not hold. It names rows, days and states, never words or names."""

    kind: Kind
    row: str
    """Table and primary key."""
    details: Mapping[str, object] = field(default_factory=dict)
    fix: Fix | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        details = ", ".join(f"{name} {value}" for name, value in self.details.items())
        return f"{self.row}: {self.kind.code}" + (f" ({details})" if details else "")


def row_of(row: Model) -> str:
    """How a problem names a row."""
    return f"{row._meta.db_table} {row.pk}"
