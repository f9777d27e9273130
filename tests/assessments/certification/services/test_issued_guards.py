"""What was issued is never changed: the database itself refuses it, but for the one door by which a holder's data go."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessments.certification.models import Credential
from assessments.certification.services import removing
from tests.factories import certification as make

pytestmark = pytest.mark.django_db

REFUSED: dict[str, Callable[[Credential], dict[str, object]]] = {
    "the name alone": lambda row: {"name": ""},
    "name, badge and token without an entry in the ledger": lambda row: {"name": "", "badge": None, "token": ""},
    "another name": lambda row: {"name": "Somebody Else"},
    "another token": lambda row: {"token": "AAAA"},
    "another digest": lambda row: {"sha256": "0" * 64},
    "another badge": lambda row: {"badge": {**(row.badge or {}), "name": "Another"}},
    "no badge": lambda row: {"badge": None},
    "another snapshot": lambda row: {"snapshot": {**row.snapshot, "title": "Another"}},
    "another language": lambda row: {"language": "en"},
    "another zone": lambda row: {"zone": "UTC"},
    "another predecessor": lambda row: {"supersedes": row},
    "signed anew": lambda row: {"supersedes": row, "reissued": True},
}


@pytest.mark.parametrize("said", REFUSED)
def test_the_database_refuses_to_change_what_was_issued(said: str) -> None:
    row = make.credential()

    with pytest.raises((DatabaseError, IntegrityError), match="evidence is never changed"), transaction.atomic():
        Credential.objects.filter(pk=row.pk).update(**REFUSED[said](row))


@pytest.mark.parametrize(
    "change",
    [
        {"name": "", "token": "", "badge": None, "valid_until": None},
        {"name": "", "token": "", "badge": None, "snapshot": {}},
        {"name": "", "token": "", "badge": {}},
        {"name": "", "token": "AAAA", "badge": None},
        {"name": "Somebody Else", "token": "", "badge": None},
    ],
    ids=["and the last day", "and the snapshot", "but for the badge", "but for the token", "for another name"],
)
def test_through_the_door_nothing_else_goes(change: dict[str, object]) -> None:
    row = make.credential()
    make.changed(row, "removed", on=make.TODAY)

    with pytest.raises((DatabaseError, IntegrityError), match="evidence is never changed"), transaction.atomic():
        Credential.objects.filter(pk=row.pk).update(**change)


def test_the_door_closes_behind_the_holder() -> None:
    row = make.credential()
    removing.remove(holder=row.holder, by=None, reason="erasure_request", now=make.NOW)

    for change in ({"name": make.NAME}, {"token": "AAAA"}, {"badge": {}}, {"sha256": "0" * 64}):
        with pytest.raises((DatabaseError, IntegrityError), match="evidence is never changed"), transaction.atomic():
            Credential.objects.filter(pk=row.pk).update(**change)
