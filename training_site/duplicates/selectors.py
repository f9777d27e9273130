"""Which accounts may be one person's, among those whom somebody looks after."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db.models import Exists, OuterRef, Q, QuerySet

from training_site.duplicates.declarations import open_roles
from training_site.duplicates.likeness import Likeness, likeness, reasons
from training_site.duplicates.models import Distinction
from training_site.people.models import Membership, Merge, Organisation, User
from training_site.people.permissions import MANAGE_MEMBERSHIPS, VIEW_ORGANISATION, holds
from training_site.people.roles import Permission

MOST_PAIRS, MOST_OF_A_NAME = 100, 12
COLUMNS = (
    "user",
    "user__first_name",
    "user__last_name",
    "user__username",
    "user__email",
    "organisation__path",
)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two accounts and what speaks for one person."""

    first: User
    second: User
    reasons: tuple[str, ...]


def may_merge(viewer: User, *, today: date) -> bool:
    """Whether somebody looks after people at all."""
    return holds(viewer, Permission.MANAGE_MEMBERSHIPS, today=today)


def pairs(viewer: User, *, today: date) -> list[Pair]:
    """The pairs among those whom somebody looks after that nobody has told apart (three queries); the first hundred."""
    found = list(_alike(_likenesses(viewer, today=today)))
    apart = set(
        Distinction.objects.filter(first__in={one for one, _other, _why in found}).values_list("first", "second")
    )
    wanted = [row for row in found if row[:2] not in apart][:MOST_PAIRS]
    people = User.objects.in_bulk({pk for one, other, _why in wanted for pk in (one, other)})
    return [Pair(first=people[one], second=people[other], reasons=why) for one, other, why in wanted]


def pair(viewer: User, one: int, other: int, *, today: date) -> Pair | None:
    """Two accounts in somebody's scope that look like one person's (two queries); None otherwise, so that nobody joins what they like."""
    found = _likenesses(viewer, today=today, among={one, other} - {viewer.pk})
    why = reasons(found[one], found[other]) if len(found) == 2 else ()
    if not why:
        return None
    people = User.objects.in_bulk([one, other])
    return Pair(first=people[one], second=people[other], reasons=why)


def elsewhere(viewer: User, account: User, *, today: date) -> bool:
    """Whether an account has a role that somebody else gives and ends (one query)."""
    return open_roles(account, today).exclude(MANAGE_MEMBERSHIPS.visible_to(viewer, today=today)).exists()


def merges(viewer: User, *, today: date) -> QuerySet[Merge]:
    """What was merged of people who are or were in organisations that somebody looks after, the newest first."""
    rows = Merge.objects.select_related("account", "person", "by")
    if viewer.is_superuser:
        return rows
    here = Membership.objects.filter(
        Q(user=OuterRef("account")) | Q(user=OuterRef("person")),
        organisation__in=_organisations(viewer, today=today),
    )
    return rows.filter(Exists(here))


def _organisations(viewer: User, *, today: date) -> QuerySet[Organisation]:
    return Organisation.objects.filter(VIEW_ORGANISATION.visible_to(viewer, today=today))


def _likenesses(viewer: User, *, today: date, among: Collection[int] | None = None) -> dict[int, Likeness]:
    rows = Membership.objects.active_on(today).filter(
        MANAGE_MEMBERSHIPS.visible_to(viewer, today=today), user__is_active=True
    )
    if among is not None:
        rows = rows.filter(user__in=among)
    accounts: dict[int, tuple[str, str, str]] = {}
    places: dict[int, set[str]] = {}
    for pk, first, last, username, email, path in rows.order_by("user").values_list(*COLUMNS):
        accounts[pk] = (f"{first} {last}", username, email)
        places.setdefault(pk, set()).add(path)
    return {
        pk: likeness(full_name=name, username=username, email=email, places=places[pk])
        for pk, (name, username, email) in accounts.items()
    }


def _alike(found: dict[int, Likeness]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    by_name: dict[str, list[int]] = {}
    for pk, account in found.items():
        if account.name:
            by_name.setdefault(account.name, []).append(pk)
    for _name, accounts in sorted(by_name.items()):
        for one, other in combinations(sorted(accounts)[:MOST_OF_A_NAME], 2):
            if why := reasons(found[one], found[other]):
                yield one, other, why
