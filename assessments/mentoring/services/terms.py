"""Keeping the names and places that must not stand in texts of an organisation. Opened for those alone who keep the list."""

from collections.abc import Iterable
from datetime import date, datetime
from unicodedata import normalize

from django.db import transaction
from django.utils import timezone

from assessments.mentoring.models import LocalTerm
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Permission, roles_with

KEEPERS = roles_with(Permission.MANAGE_MEMBERSHIPS)
"""Who keeps a list: in the organisation itself or above it."""
LONGEST = 80
MOST = 5000


class NotTheirs(Exception):
    """Somebody who does not keep this list."""


class TooMany(Exception):
    """A list holds 5000 terms at most, so that every text can be looked through at once."""


def may_keep(person: User, organisation: Organisation, *, today: date) -> bool:
    """Whether a person keeps the list of an organisation (one query). Being a superuser gives no right to it."""
    held = Membership.objects.active_on(today).filter(user=person, role__in=KEEPERS)
    return any(organisation.path.startswith(path) for path in held.values_list("organisation__path", flat=True))


def may_know_of(person: User, organisation: Organisation, *, today: date) -> bool:
    """Whether a person may know that there is a list: who has any role here, above or below (one query)."""
    held = Membership.objects.active_on(today).filter(user=person).values_list("organisation__path", flat=True)
    return any(organisation.path.startswith(path) or path.startswith(organisation.path) for path in held)


@transaction.atomic
def rewrite(
    *, organisation: Organisation, names: Iterable[str], places: Iterable[str], by: User, now: datetime
) -> None:
    """Make these the terms of the organisation, one row each: what is new is added, what is missing taken away.

    Raises NotTheirs, TooMany.
    """
    if not may_keep(by, organisation, today=timezone.localdate(now)):
        raise NotTheirs
    wanted = {
        (kind, term.casefold()): term
        for kind, terms in ((LocalTerm.Kind.NAME, names), (LocalTerm.Kind.PLACE, places))
        for term in map(_clean, terms)
        if term
    }
    if len(wanted) > 2 * MOST:
        raise TooMany
    # Held until the end, so that two people who rewrite at once do not both add the same.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    for row in LocalTerm.objects.filter(organisation=organisation):
        if wanted.pop((LocalTerm.Kind(row.kind), row.body.opened().casefold()), None) is None:
            row.delete()
    LocalTerm.objects.bulk_create(_row(organisation, kind, term, by, now) for (kind, _key), term in wanted.items())


def _row(organisation: Organisation, kind: str, term: str, by: User, now: datetime) -> LocalTerm:
    row = LocalTerm(organisation=organisation, kind=kind, added_by=by, added_at=now)
    row.body = term
    return row


def _clean(term: str) -> str:
    return normalize("NFC", " ".join(term.split()))[:LONGEST]
