"""The ledger of a credential: every change of what it is worth is one more entry, and nothing else."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from assessments.certification.laws.standing import may_follow
from assessments.certification.models import Change, Credential
from training_site.people.models import User


class DoesNotFollow(Exception):
    """The change does not follow from what has happened to the credential: nobody reinstates what was revoked."""


def possible(*, credential: Credential, kind: str, effective_on: date) -> bool:
    """Whether the change could be added, to take effect on a day."""
    return may_follow(Change.objects.filter(credential=credential).order_by("number"), kind, effective_on)


@transaction.atomic
def append(
    *,
    credential: Credential,
    kind: str,
    effective_on: date,
    now: datetime,
    reason: str = "",
    by: User | None = None,
    second: User | None = None,
) -> Change:
    """Add a change. Raises DoesNotFollow; two people act where the database asks for two."""
    Credential.objects.select_for_update(of=("self",)).get(pk=credential.pk)
    if not possible(credential=credential, kind=kind, effective_on=effective_on):
        raise DoesNotFollow
    last: int = Change.objects.filter(credential=credential).aggregate(last=Max("number"))["last"] or 0
    return Change.objects.create(
        credential=credential,
        number=last + 1,
        kind=kind,
        effective_on=effective_on,
        reason=reason,
        by=by,
        second=second,
        at=now,
    )
