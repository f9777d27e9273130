"""What the database itself refuses: triggers on SQLite and on PostgreSQL that keep rows as they were written.

A Guard names a table, a moment and a condition on OLD and NEW under which the statement fails. They are made after every
`migrate`, because SQLite loses the triggers of a table that a migration rebuilds, and in a test database that was made without
migrations. Before migrations run on SQLite they are laid aside: it cannot rebuild a table that a trigger of another one reads.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

MESSAGE = "evidence is never changed"
_MARK = "evidence_guard"


@dataclass(frozen=True, kw_only=True)
class Guard:
    """One thing the database refuses."""

    table: str
    name: str
    moment: str = "UPDATE"
    condition: str = "TRUE"
    """SQL on OLD and NEW, on NEW alone for INSERT, on OLD alone for DELETE."""

    @property
    def trigger(self) -> str:
        """Name of the trigger, and of its function on PostgreSQL."""
        return f"{_MARK}_{self.name}"


def written_once(table: str) -> Guard:
    """Every UPDATE of the table is refused."""
    return Guard(table=table, name=f"{table}_is_written_once")


def never_leaves(table: str) -> Guard:
    """Every DELETE from the table is refused."""
    return Guard(table=table, name=f"{table}_never_leaves", moment="DELETE")


def changed(*columns: str, json: tuple[str, ...] = ()) -> str:
    """The condition that any of the columns changes; JSON columns are compared as text."""
    plain = [f"OLD.{column} <> NEW.{column}" for column in columns]
    texts = [f"CAST(OLD.{column} AS text) <> CAST(NEW.{column} AS text)" for column in json]
    return " OR ".join([*plain, *texts])


def keep(app: AppConfig) -> None:
    """Keep what an app declares as its `guards`, through every migration."""
    pre_migrate.connect(lay_aside, sender=app, dispatch_uid=f"{app.label}.guards aside")
    post_migrate.connect(guard_tables, sender=app, dispatch_uid=f"{app.label}.guards")


def lay_aside(sender: AppConfig, using: str, plan: Collection[object], **_kwargs: object) -> None:
    """Before migrating on SQLite, where there is something to migrate: take the app's triggers away."""
    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        remove(connection, getattr(sender, "guards", ()))


def guard_tables(sender: AppConfig, using: str, **_kwargs: object) -> None:
    """After migrating: make the triggers that the app declares as `guards`, where their tables exist."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    install(connection, (guard for guard in getattr(sender, "guards", ()) if guard.table in tables))


def install(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Make the triggers, replacing those of the same names."""
    make = {"sqlite": _for_sqlite, "postgresql": _for_postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in (statement for guard in guards for statement in make(guard)):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Take the triggers away, where a table is emptied as a whole."""
    place = {"sqlite": "", "postgresql": " ON {table}"}[connection.vendor]
    with connection.cursor() as cursor:
        for guard in guards:
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.trigger}" + place.format(table=guard.table))


def _for_sqlite(guard: Guard) -> tuple[str, ...]:
    head = f"CREATE TRIGGER {guard.trigger} BEFORE {guard.moment} ON {guard.table} FOR EACH ROW WHEN {guard.condition}"
    return (
        f"DROP TRIGGER IF EXISTS {guard.trigger}",
        f"{head} BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {guard.name}'); END",
    )


def _for_postgresql(guard: Guard) -> tuple[str, ...]:
    # The condition stands in the function, because that of WHEN may not look into other tables.
    refusal = f"RAISE EXCEPTION '{MESSAGE}: {guard.name}' USING ERRCODE = 'check_violation'"
    goes_on = "OLD" if guard.moment == "DELETE" else "NEW"
    body = f"BEGIN IF {guard.condition} THEN {refusal}; END IF; RETURN {goes_on}; END"
    trigger = f"CREATE TRIGGER {guard.trigger} BEFORE {guard.moment} ON {guard.table} FOR EACH ROW"
    return (
        f"CREATE OR REPLACE FUNCTION {guard.trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"DROP TRIGGER IF EXISTS {guard.trigger} ON {guard.table}",
        f"{trigger} EXECUTE FUNCTION {guard.trigger}()",
    )
