"""What an issuer is called outside: its `did:web`, its keys, the address of its status list."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from assessments.certification.badges import did_web
from assessments.certification.badges.award import Issuer
from assessments.certification.badges.keyring import IssuerKey as PublishedKey
from assessments.certification.badges.keyring import Keyring
from assessments.certification.badges.keys import PublicKey
from assessments.certification.models import IssuerKey
from training_site.people.models import Organisation


def address(name: str, *args: object) -> str:
    """The public address of a page of this app."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse(f'certification:{name}', args=args)}"


def identity(issuer_id: int) -> str:
    """The issuer's `did:web`. By its standard it is looked up over https, also where a developer's site is served without."""
    site = urlsplit(settings.SITE_URL)
    return did_web.did(f"https://{site.netloc}{site.path.rstrip('/')}/issuers/{issuer_id}")


def key_id(row: IssuerKey) -> str:
    """How signatures name the key."""
    return f"{identity(row.organisation_id or 0)}#{row.name}"


def issuer(organisation: Organisation) -> Issuer:
    """The issuer as credentials name it."""
    return Issuer(did=identity(organisation.pk), name=organisation.name, url=f"{settings.SITE_URL.rstrip('/')}/")


def keyring(issuer_id: int) -> Keyring:
    """Every key an issuer has had, the oldest first (one query)."""
    return keyring_of(IssuerKey.objects.filter(organisation_id=issuer_id).defer("private"))


def keyring_of(rows: Iterable[IssuerKey]) -> Keyring:
    """The public halves of some keys, with their dates."""
    return Keyring(
        PublishedKey(
            key=PublicKey.from_multibase(row.public, key_id=key_id(row)),
            not_before=row.not_before,
            retired_at=row.retired_at,
            compromised_at=row.compromised_at,
        )
        for row in rows
    )


def status_list_address(issuer_id: int, purpose: str) -> str:
    """Where the issuer's signed list of withdrawn or suspended certificates is published."""
    return address("status_list", issuer_id, purpose)
