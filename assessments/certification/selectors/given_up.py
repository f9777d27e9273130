"""What was signed with keys that were given up, and has to be signed anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from assessments.certification.models import Change, Credential, IssuerKey
from training_site.people import permissions
from training_site.people.models import Organisation, User

OVER = (Change.Kind.CORRECTED, Change.Kind.REISSUED, Change.Kind.REMOVED)
"""Another one stands in its place, or it names nobody any more."""
LATEST_ZONE = timedelta(hours=14)
"""Where a day begins first."""


def to_sign_anew(issuer_id: int, *, now: datetime) -> QuerySet[Credential]:
    """Certificates that nothing took the place of and nobody withdrew, whose signature does not count; expired ones among them."""
    happened = Change.objects.filter(credential=OuterRef("pk"))
    revoked = happened.filter(kind=Change.Kind.REVOKED, effective_on__lte=(now + LATEST_ZONE).date())
    rows = Credential.objects.filter(issuer=issuer_id, key__compromised_at__isnull=False, superseded_by=None)
    return rows.exclude(name="").exclude(Exists(happened.filter(kind__in=OVER))).exclude(Exists(revoked))


@dataclass(frozen=True, kw_only=True)
class GivenUp:
    """An issuer that gave up keys."""

    issuer: Organisation
    keys: tuple[IssuerKey, ...]
    """The last given up first."""
    waiting: int
    """Certificates that have to be signed anew."""


def given_up(person: User, *, now: datetime) -> list[GivenUp]:
    """The issuers for whose certificates somebody answers, and who gave up a key (one query, and two for each of them)."""
    known = IssuerKey.objects.filter(compromised_at__isnull=False).defer("private")
    mine = permissions.CHANGE_CREDENTIAL.visible_to(person, today=timezone.localdate(now))
    rows = Organisation.objects.filter(mine).filter(pk__in=known.values("organisation")).order_by("name", "pk")
    return [
        GivenUp(
            issuer=row,
            keys=tuple(known.filter(organisation=row).order_by("-compromised_at")),
            waiting=to_sign_anew(row.pk, now=now).count(),
        )
        for row in rows
    ]
