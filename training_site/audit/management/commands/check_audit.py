"""Prove that the audit trail is what was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from training_site.audit.services import checking, linking


class Command(BaseCommand):
    """Numbers and hashes; names nobody."""

    help = "Counts the chain of the audit trail again and names the first link that does not hold."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Link what waits, check, say what was found; ends with 1 where the chain is broken."""
        linking.link_waiting()
        found = checking.check()
        if found.broken:
            raise CommandError(f"The audit trail is broken: {found.broken}. Links that hold: {found.links}.")
        self.stdout.write(f"The audit trail holds: {found.links} links. The last hash: {found.head}")
