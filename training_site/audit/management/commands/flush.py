"""Django's `flush`, which empties every table: also those from which the database lets nothing go."""

from typing import Any

from django.apps import apps
from django.core.management.commands import flush
from django.db import DEFAULT_DB_ALIAS, connections

from training_site import guards


class Command(flush.Command):
    """It asks first, as Django's does."""

    def handle(self, **options: Any) -> None:
        """Without the guards that let nothing go, for as long as it takes."""
        connection = connections[options.get("database") or DEFAULT_DB_ALIAS]
        present = set(connection.introspection.table_names())
        declared = (guard for app in apps.get_app_configs() for guard in getattr(app, "guards", ()))
        guarded = [guard for guard in declared if guard.moment == "DELETE" and guard.table in present]
        guards.remove(connection, guarded)
        try:
            super().handle(**options)
        finally:
            guards.install(connection, guarded)
