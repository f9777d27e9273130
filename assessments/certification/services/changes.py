"""The ledger of a credential: every change of what it is worth is one more entry, and nothing else."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from assessments.certification.laws.standing import last_state, may_follow
from assessments.certification.models import Change, Credential
from training_site.people.models import User

BINDING = (Change.Kind.SUSPENDED, Change.Kind.REINSTATED, Change.Kind.REVOKED)
"""What holds for whatever takes the place of a credential."""


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


def last(credential: Credential) -> str:
    """The state after everything that was decided about a credential, for days to come as well (one query)."""
    return last_state(Change.objects.filter(credential=credential).order_by("number"))


@transaction.atomic
def carry_over(*, old: Credential, new: Credential, today: date, now: datetime) -> None:
    """What two people decided about a credential holds for the one that takes its place: a correction lifts no suspension."""
    binding: list[Change] = []
    for change in Change.objects.filter(credential=old, kind__in=BINDING).order_by("effective_on", "number"):
        if change.kind == Change.Kind.REINSTATED and change.effective_on <= today:
            binding.clear()
        else:
            binding.append(change)
    for change in binding:
        append(
            credential=new,
            kind=change.kind,
            effective_on=change.effective_on,
            reason=change.reason,
            by=change.by,
            second=change.second,
            now=now,
        )
