"""Replace an issuer's signing key, in good order or because somebody else knows it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.certification.models import Credential
from assessments.certification.selectors import issuers
from assessments.certification.services import keys
from training_site.people.models import Organisation

IN_GOOD_ORDER = "A new key signs from now on. What the old one signed stays good. Its private half is erased: this cannot be undone."
GIVEN_UP = (
    "Somebody else knows the key: nothing it signed can be told from a forgery any more. Badges and printed codes signed with it will "
    "be refused by everybody who checks them; the public page goes on telling the truth by code. This cannot be undone."
)


class Command(BaseCommand):
    """It asks for the issuer's name before it does anything. Keys are never printed, only what they are called."""

    help = "Replaces the signing key of an issuer; --compromised gives up a key that somebody else knows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one may ask for."""
        parser.add_argument("--issuer", required=True, help="the organisation: its number or its exact name")
        parser.add_argument("--compromised", action="store_true", help="somebody else knows the key")
        parser.add_argument(
            "--key", default="", help="with --compromised: which key, by name; the current one if left out"
        )
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Say what will happen, ask, do it, say what was done."""
        issuer = _issuer(options["issuer"])
        if options["key"] and not options["compromised"]:
            raise CommandError("Only the current key can be replaced in good order: --key goes with --compromised.")
        self.stdout.write(f"{issuer.name}: {GIVEN_UP if options['compromised'] else IN_GOOD_ORDER}")
        if not (options["yes"] or _sure(issuer)):
            raise CommandError("Nothing was changed.")
        try:
            self._replace(issuer, compromised=options["compromised"], name=options["key"])
        except keys.NoCurrentKey:
            raise CommandError(
                "This organisation has never signed a certificate: there is no key to replace."
            ) from None
        except keys.NoSuchKey:
            raise CommandError(f"This organisation has no key called {options['key']}.") from None

    def _replace(self, issuer: Organisation, *, compromised: bool, name: str) -> None:
        now = timezone.now()
        current = (
            keys.give_up(issuer=issuer, now=now, name=name) if compromised else keys.rotate(issuer=issuer, now=now)
        )
        self.stdout.write(f"Certificates are signed with {issuers.key_id(current)} from now on.")
        if compromised:
            left = Credential.objects.filter(issuer=issuer, key__compromised_at__isnull=False).count()
            self.stdout.write(f"Certificates whose signature no longer counts: {left}. Issue them anew:")
            self.stdout.write(f"    manage.py reissue_credentials --issuer {issuer.pk}")


def _issuer(said: str) -> Organisation:
    rows = Organisation.objects.filter(pk=int(said)) if said.isdecimal() else Organisation.objects.filter(name=said)
    if len(rows) != 1:
        raise CommandError(f"There are {len(rows)} organisations called {said}; give the number of one.")
    return rows[0]


def _sure(issuer: Organisation) -> bool:
    try:
        return input("Type the organisation's name to go on: ").strip() == issuer.name
    except EOFError:
        return False
