"""Proving that rows are what their ledgers say, for every app that keeps a ledger."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps

from assessments.machines import NotNow, fold
from assessments.models.ledgers import Ledgered

BATCH = 500


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is not as it must be; it names rows and states, never words."""

    table: str
    row: UUID
    says: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.says}"


def ledgered_models(app: str) -> list[type[Ledgered]]:
    """Every kind of thing of an app that has a ledger."""
    return [model for model in apps.get_app_config(app).get_models() if issubclass(model, Ledgered)]


def check_ledgers(model: type[Ledgered]) -> Iterator[Finding]:
    """Rows of which the ledger says something else, or whose ledger cannot be."""
    table = model._meta.db_table
    rows = list(model._default_manager.order_by("pk").values_list("pk", "state", "events"))
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        told = _events(model, [pk for pk, _state, _events_of in batch])
        for pk, state, count in batch:
            if problem := _problem(model, told[pk], state=state, count=count):
                yield Finding(table=table, row=pk, says=problem)


def _events(model: type[Ledgered], subjects: list[UUID]) -> dict[UUID, list[tuple[int, str]]]:
    told: dict[UUID, list[tuple[int, str]]] = defaultdict(list)
    rows = model.ledger._default_manager.filter(subject__in=subjects).order_by("subject", "number")
    for subject, number, kind in rows.values_list("subject", "number", "kind"):
        told[subject].append((number, kind))
    return told


def _problem(model: type[Ledgered], told: list[tuple[int, str]], *, state: str, count: int) -> str:
    """What is wrong with a row, or an empty text."""
    if [number for number, _kind in told] != list(range(1, count + 1)):
        return f"has {len(told)} events where the row says {count}"
    try:
        folded = fold(model.machine, (kind for _number, kind in told))
    except NotNow as impossible:
        return f"its ledger cannot be: {impossible}"
    return "" if folded == state else f"is {state}, its ledger says {folded}"
