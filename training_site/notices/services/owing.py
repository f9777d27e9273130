"""Owing somebody a notice, taking it back, and noting that it was seen."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from django.db import transaction
from django.urls import Resolver404, resolve

from training_site.notices import kinds
from training_site.notices.facts import stored as as_facts
from training_site.notices.models import KEY_LENGTH, LINK_LENGTH, OPEN, Notice
from training_site.people.models import User

BATCH = 500
WITHIN_THE_SITE = re.compile(r"(?P<path>/(?!/)[\w\-./%]*)(?:#[\w\-]+)?", re.ASCII)
"""A path, perhaps with an anchor. No query: it is the place where somebody's words would travel in an address."""


class UnknownKind(Exception):
    """No app has registered this kind."""


class UnfitLink(Exception):
    """The link does not lead to a page of this site."""


@transaction.atomic
def owe(*, person: User, kind: str, link: str, facts: Mapping[str, object], key: str, now: datetime) -> Notice | None:
    """Owe a person a notice: the notice, or None if nothing is new (already owed under this key, or nobody can sign in as them).

    `key` says what it is about ("mentoring.signature:<uuid>") and counts once per person, however often and from however many
    processes it comes; so does one that was withdrawn in between, which can be seen anew and is not sent again. `facts` are
    exactly those the kind declares: numbers, dates, roles, names of organisations.
    Raises UnknownKind, UnfitLink, facts.UnfitFacts, and ValueError for a key that is empty or too long.
    """
    fields = _checked(kind=kind, link=link, facts=facts, key=key, now=now)
    if not person.is_active:
        return None
    notice, is_new = Notice.objects.get_or_create(person=person, key=key, defaults={**fields, "send_after": now})
    if is_new:
        return notice
    # One statement, so that of two who owe it anew at once only one finds it withdrawn.
    withdrawn = Notice.objects.filter(pk=notice.pk, withdrawn_at__isnull=False)
    if not withdrawn.update(**fields, seen_at=None, withdrawn_at=None):
        return None
    notice.refresh_from_db()
    return notice


@transaction.atomic
def owe_each(
    *, people: Sequence[User], kind: str, link: str, facts: Mapping[str, object], key: str, now: datetime
) -> None:
    """Owe the same to many, as `owe` does one by one, in a number of statements that hardly grows with them. Raises what `owe` does."""
    fields = _checked(kind=kind, link=link, facts=facts, key=key, now=now)
    active = [person for person in people if person.is_active]
    for first in range(0, len(active), BATCH):
        some = active[first : first + BATCH]
        # One statement, so that of two who owe it anew at once only one finds it withdrawn.
        withdrawn = Notice.objects.filter(person__in=some, key=key, withdrawn_at__isnull=False)
        withdrawn.update(**fields, seen_at=None, withdrawn_at=None)
        Notice.objects.bulk_create(
            [Notice(person=person, key=key, send_after=now, **fields) for person in some], ignore_conflicts=True
        )


def _checked(*, kind: str, link: str, facts: Mapping[str, object], key: str, now: datetime) -> dict[str, Any]:
    """The fields of a notice, once they are fit to be one."""
    known = kinds.registered.get(kind)
    if known is None:
        raise UnknownKind(f"No app has registered notices of the kind “{kind}”.")
    if not 0 < len(key) <= KEY_LENGTH:
        raise ValueError(f"The key of a notice has 1 to {KEY_LENGTH} characters.")
    _check_link(link)
    return {"kind": kind, "link": link, "facts": as_facts(facts, kind=known), "owed_at": now}


@transaction.atomic
def withdraw(*, key: str = "", key_prefix: str = "", person: User | None = None, now: datetime) -> int:
    """Take back what is no longer owed, under one key or all keys that begin alike, from one person or from everybody.

    The number of notices that disappear from the page, seen or not. Raises ValueError without a key: nobody means all.
    """
    if bool(key) == bool(key_prefix):
        raise ValueError("Withdraw either by key or by key_prefix.")
    owed = Notice.objects.filter(withdrawn_at=None, **({"key": key} if key else {"key__startswith": key_prefix}))
    if person is not None:
        owed = owed.filter(person=person)
    return owed.update(withdrawn_at=now)


@transaction.atomic
def see(*, person: User, notice: Notice, now: datetime) -> bool:
    """Note that a person has seen their notice; whether it was new to them. Somebody else's stays as it is."""
    return bool(Notice.objects.filter(OPEN, person=person, pk=notice.pk).update(seen_at=now))


@transaction.atomic
def see_all(*, person: User, now: datetime, up_to: datetime | None = None) -> int:
    """Note that a person has seen everything that was owed up to a moment: what came while they read is still new to them."""
    return Notice.objects.filter(OPEN, person=person, owed_at__lte=up_to or now).update(seen_at=now)


def _check_link(link: str) -> None:
    match = WITHIN_THE_SITE.fullmatch(link)
    if match is None or len(link) > LINK_LENGTH:
        raise UnfitLink("The link of a notice is a path within this site, without a query.")
    try:
        resolve(unquote(match["path"]))
    except Resolver404:
        # The error of Django names the address; ours does not.
        raise UnfitLink("The link of a notice leads to no page of this site.") from None
