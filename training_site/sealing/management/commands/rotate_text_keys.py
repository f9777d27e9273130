"""Seal the texts of people anew with the current keys, or say what is still under older ones."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from training_site.sealing import rotating
from training_site.sealing.rotating import Tally


class Command(BaseCommand):
    """Numbers and names of tables are all that it prints: no text, no row."""

    help = "Seals the texts of people anew with the current keys of TEXT_KEYS; --check only counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one may ask for."""
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; end with an error if a text is under an older key or does not open",
        )

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        """Go through every sealed column, saying each one's numbers as soon as they are known."""
        work = rotating.examine if check else rotating.reseal
        tallies = []
        for column in rotating.columns():
            tallies.append(work(column))
            self.stdout.write(_line(tallies[-1]))
        if not all(tally.is_done for tally in tallies):
            raise CommandError(_remedy(tallies))
        self.stdout.write(f"{sum(tally.current + tally.older for tally in tallies)} texts, all under current keys.")


def _line(tally: Tally) -> str:
    counts = {
        "current": tally.current,
        "under an older key": tally.older,
        "sealed anew": tally.resealed,
        "saved by somebody meanwhile": tally.meanwhile,
        "refused by the table": tally.refused,
        **{f"need the missing key {label}": number for label, number in sorted(tally.missing.items())},
        "do not open": tally.broken,
    }
    said = [f"{number} {what}" for what, number in counts.items() if number]
    return f"{tally.table}.{tally.column}: {', '.join(said) or 'empty'}"


def _remedy(tallies: list[Tally]) -> str:
    remedies = []
    if any(tally.missing for tally in tallies):
        remedies.append("Put the missing keys back into TEXT_KEYS.")
    if any(tally.broken for tally in tallies):
        remedies.append(
            "What does not open was damaged, or moved to another row or organisation: restore it from a backup."
        )
    if any(tally.refused for tally in tallies):
        remedies.append("A trigger compares a sealed column: leave it out, as training_site/sealing/README.md says.")
    if any(tally.older > tally.resealed + tally.meanwhile + tally.refused for tally in tallies):
        remedies.append("Run rotate_text_keys without --check.")
    return " ".join(remedies)
