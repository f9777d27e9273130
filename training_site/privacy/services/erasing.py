"""Erasing a person: everything that apps declared about them goes or loses its words, in one transaction, and what was done is counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import FileField, Model, QuerySet

from training_site.people.merges import closed_accounts
from training_site.people.models import User
from training_site.privacy.desk import delete_file
from training_site.privacy.holdings import Erasing, Holding, registered
from training_site.sealing.sealing import canonical_json

Report = dict[str, Any]


@transaction.atomic
def erase(*, person: User, by: User, now: datetime) -> Report:
    """Erase, with every account that was merged into theirs; what went and what stays, by holding, in numbers.

    Who may ask for it is judged by `requests`.
    """
    accounts = [*closed_accounts(person), person]
    each = [Erasing(person=account, by=by, now=now) for account in accounts]
    return {
        "at": now.isoformat(),
        "removed": {
            key: done for key, holding in registered.items() if (done := _sum(_erase(holding, what) for what in each))
        },
        "stays": {
            key: left
            for key, holding in registered.items()
            if (left := _sum(_left(holding, account) for account in accounts))
        },
    }


def digest(request: UUID, report: Report) -> str:
    """The hash of a proof."""
    return sha256(canonical_json({"request": str(request), "report": report}).encode()).hexdigest()


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return {name: count for name, count in sorted(total.items()) if count}


def _erase(holding: Holding, what: Erasing) -> dict[str, int]:
    done = dict(holding.erase(what)) if holding.erase else {}
    for table in holding.tables:
        if table.goes:
            _delete_files(table.of(what.person))
            gone, _by_model = table.of(what.person).delete()
            done[table.model] = done.get(table.model, 0) + gone
    return done


def _delete_files(rows: QuerySet[Model]) -> None:
    """A row goes with the files that it names."""
    fields = [field.name for field in rows.model._meta.concrete_fields if isinstance(field, FileField)]
    for row in rows if fields else ():
        for name in fields:
            delete_file(getattr(row, name))


def _left(holding: Holding, person: User) -> dict[str, int]:
    left: dict[str, int] = {}
    for table in holding.tables:
        left[table.model] = left.get(table.model, 0) + table.of(person).count()
    return left
