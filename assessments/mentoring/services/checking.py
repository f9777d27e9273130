"""Proving that the rows of mentoring are what their ledgers say, and that nothing signed has lost its signature."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps

from assessments.mentoring.models import Event, Ledgered, SessionRecord, Signature
from assessments.mentoring.state import NotNow, fold

BATCH = 500
SIGNERS_NEEDED = {"part_signed": 1, "signed": 2, "signed_with_disagreement": 2, "amended": 2, "in_review": 2}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is not as it must be; it names rows and states, never words."""

    table: str
    row: UUID
    says: str

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.says}"


def ledgered_models() -> list[type[Ledgered]]:
    """Every kind of thing that has a ledger."""
    return [model for model in apps.get_app_config("mentoring").get_models() if issubclass(model, Ledgered)]


def check() -> Iterator[Finding]:
    """Everything that is wrong; nothing when all is well."""
    for model in ledgered_models():
        yield from _check_ledgers(model)
    yield from _check_signatures()


def _check_ledgers(model: type[Ledgered]) -> Iterator[Finding]:
    table = model._meta.db_table
    rows = list(model._default_manager.order_by("pk").values_list("pk", "state", "events"))
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        told = _events([pk for pk, _state, _events_of in batch])
        for pk, state, count in batch:
            if problem := _problem(model, told[pk], state=state, count=count):
                yield Finding(table=table, row=pk, says=problem)


def _events(subjects: list[UUID]) -> dict[UUID, list[tuple[int, str]]]:
    told: dict[UUID, list[tuple[int, str]]] = defaultdict(list)
    rows = Event.objects.filter(subject__in=subjects).order_by("subject", "number")
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


def _check_signatures() -> Iterator[Finding]:
    records = SessionRecord.objects.filter(state__in=SIGNERS_NEEDED).order_by("pk")
    for pk, state, digest in records.values_list("pk", "state", "digest"):
        signers = Signature.objects.filter(subject=pk, digest=digest, part=Signature.Part.WHOLE)
        found = signers.values("signer").distinct().count()
        if found < SIGNERS_NEEDED[state]:
            yield Finding(
                table=SessionRecord._meta.db_table,
                row=pk,
                says=f"is {state} with {found} of {SIGNERS_NEEDED[state]} signatures under its content",
            )
