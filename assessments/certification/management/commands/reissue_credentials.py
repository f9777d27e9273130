"""Sign anew what keys of an issuer signed that were given up."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.certification.selectors.given_up import to_sign_anew
from assessments.certification.services.reissuing import reissue_all
from training_site.people.models import Organisation


class Command(BaseCommand):
    """One certificate after the other, each in a transaction of its own: stopped half way, it goes on where it was."""

    help = "Signs anew the certificates whose key was given up (rotate_issuer_key --compromised); --count only says how many."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one may ask for."""
        parser.add_argument("--issuer", required=True, type=int, help="the organisation: its number")
        parser.add_argument("--most", type=int, default=0, help="so many at most; all if left out")
        parser.add_argument("--count", action="store_true", help="only say how many there are")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, and say how far it got."""
        issuer = Organisation.objects.filter(pk=options["issuer"]).first()
        if issuer is None:
            raise CommandError("There is no organisation with this number.")
        now = timezone.now()
        if not options["count"]:
            signed = sum(1 for _row in reissue_all(issuer=issuer, most=max(0, options["most"]), now=now))
            self.stdout.write(f"{issuer.name}: {signed} certificates were signed anew, and their holders told.")
        self.stdout.write(
            f"Certificates left whose signature does not count: {to_sign_anew(issuer.pk, now=now).count()}."
        )
