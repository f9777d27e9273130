"""Erasing a person: everything that apps declared about them goes or loses its words, in one transaction, and what was done is counted."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction

from training_site.people.models import User
from training_site.privacy.holdings import Erasing, Holding, registered
from training_site.sealing.sealing import canonical_json

Report = dict[str, Any]


@transaction.atomic
def erase(*, person: User, by: User, now: datetime) -> Report:
    """Erase; what went and what stays, by holding, in numbers. Who may ask for it is judged by `requests`."""
    what = Erasing(person=person, by=by, now=now)
    return {
        "at": now.isoformat(),
        "removed": {key: done for key, holding in registered.items() if (done := _erase(holding, what))},
        "stays": {key: left for key, holding in registered.items() if (left := _left(holding, person))},
    }


def digest(request: UUID, report: Report) -> str:
    """The hash of a proof."""
    return sha256(canonical_json({"request": str(request), "report": report}).encode()).hexdigest()


def _erase(holding: Holding, what: Erasing) -> dict[str, int]:
    done = dict(holding.erase(what)) if holding.erase else {}
    for table in holding.tables:
        if table.goes:
            gone, _by_model = table.of(what.person).delete()
            done[table.model] = done.get(table.model, 0) + gone
    return {name: count for name, count in sorted(done.items()) if count}


def _left(holding: Holding, person: User) -> dict[str, int]:
    left: dict[str, int] = {}
    for table in holding.tables:
        left[table.model] = left.get(table.model, 0) + table.of(person).count()
    return {name: count for name, count in sorted(left.items()) if count}
