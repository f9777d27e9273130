"""Seal the secrets of second factors with the current key, before an old one leaves TEXT_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from training_site.second_factor import services


class Command(BaseCommand):
    """May be run at any time, and again."""

    help = "Seals the secrets of second factors with the first key of TEXT_KEYS; run it after rotate_text_keys."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it and say how many."""
        self.stdout.write(f"Sealed with the current key: {services.reseal()}")
