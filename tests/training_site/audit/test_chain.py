"""One chain: nothing in it changes, nothing leaves it, and whoever gets past the database's refusal is found out."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from tests.factories.audit import AuditEventFactory, linked
from training_site import guards
from training_site.audit.guards import AUDIT
from training_site.audit.models import AuditEvent, ChainLock, Link
from training_site.audit.services import checking, linking

pytestmark = pytest.mark.django_db


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET act = 'people.account_closed'",
        "UPDATE audit_auditevent SET details = '{}'",
        "UPDATE audit_auditevent SET actor_id = NULL",
        "DELETE FROM audit_link",
        "UPDATE audit_link SET sha256 = previous",
        "UPDATE audit_link SET number = number + 1000",
    ],
)
def test_the_database_refuses_to_change_or_end_the_trail(statement: str) -> None:
    linked(2)

    with pytest.raises(DatabaseError, match="never changed"):
        run(statement)


def test_an_event_that_is_not_linked_yet_does_not_leave_either() -> None:
    event = AuditEventFactory()

    with pytest.raises(DatabaseError, match="never changed"):
        run(f"DELETE FROM audit_auditevent WHERE id = {event.pk}")


def test_the_chain_holds_and_says_where_it_ends() -> None:
    linked(5)
    out = StringIO()

    call_command("check_audit", stdout=out)

    head = ChainLock.objects.get().sha256
    assert out.getvalue() == f"The audit trail holds: 5 links. The last hash: {head}\n"


def test_an_empty_trail_holds() -> None:
    assert checking.check() == checking.Found(links=0, waiting=0, head="0" * 64, broken="")


def test_checking_links_what_a_process_that_died_left_behind() -> None:
    AuditEventFactory()

    call_command("check_audit", stdout=StringIO())

    assert Link.objects.count() == 1


def test_events_are_linked_in_batches_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "AT_ONCE", 2)
    linked(5)

    assert list(Link.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert not checking.check().broken


def tampered(statement: str) -> str:
    """What the check says after somebody with the database's password took the guards away for a moment."""
    guards.remove(connection, AUDIT)
    run(statement)
    guards.install(connection, AUDIT)
    return checking.check().broken


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        pytest.param(
            'UPDATE audit_auditevent SET details = \'{"role": "mentor"}\' WHERE id = {third}',
            "link 3: event {third} is not what was written",
            id="a detail",
        ),
        pytest.param(
            "UPDATE audit_auditevent SET at = '2020-01-01 00:00:00+00:00' WHERE id = {third}",
            "link 3: event {third} is not what was written",
            id="the time",
        ),
        pytest.param("DELETE FROM audit_link WHERE number = 3", "link 3 is missing", id="a link in the middle"),
        pytest.param(
            "DELETE FROM audit_link WHERE number = 5", "link 5 is missing: the chain had 5 links", id="the end"
        ),
        pytest.param(
            "UPDATE audit_link SET previous = 'x' WHERE number = 2",
            "link 2 does not follow the one before it",
            id="where a link hangs",
        ),
        pytest.param(
            "UPDATE audit_chainlock SET length = 3", "link 5 is not where the chain ended", id="what the lock knows"
        ),
    ],
)
def test_the_first_broken_link_is_named(statement: str, said: str) -> None:
    third = linked(5)[2].pk

    assert tampered(statement.replace("{third}", str(third))) == said.replace("{third}", str(third))


def test_the_command_ends_badly_and_names_the_link() -> None:
    third = linked(5)[2].pk
    tampered(f"UPDATE audit_auditevent SET object_id = 'another' WHERE id = {third}")

    with pytest.raises(CommandError, match=re.escape(f"event {third} is not what was written. Links that hold: 2.")):
        call_command("check_audit")


@pytest.mark.parametrize("column", ["act", "object_kind", "object_id"])
def test_every_tampered_event_is_found(column: str) -> None:
    events = linked(8)
    guards.remove(connection, AUDIT)
    for event in events:
        with transaction.atomic():
            run(f"UPDATE audit_auditevent SET {column} = {column} || 'x' WHERE id = {event.pk}")
            assert str(event.pk) in checking.check().broken
            transaction.set_rollback(True)
    guards.install(connection, AUDIT)


def test_flush_empties_the_trail_and_leaves_it_guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    from training_site.audit.management.commands import flush

    linked(2)
    seen: list[Any] = []

    def instead(self: Any, **options: Any) -> None:
        run("DELETE FROM audit_link")
        run("DELETE FROM audit_auditevent")
        seen.append(options["interactive"])

    monkeypatch.setattr("django.core.management.commands.flush.Command.handle", instead)
    call_command(flush.Command(), interactive=False)

    assert seen == [False]
    assert not AuditEvent.objects.exists()
    AuditEventFactory()
    with pytest.raises(DatabaseError, match="never changed"):
        run("DELETE FROM audit_auditevent")
