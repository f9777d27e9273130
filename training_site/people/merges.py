"""Which accounts are one person's: whoever reads a ledger of somebody asks here, and no ledger is rewritten."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Case, QuerySet, When

from training_site.people.models import Merge, User


def accounts_of(person_id: int) -> QuerySet[Any]:
    """The numbers of a person's account and of those that were merged into it; made to be asked inside another query.

    A union, so that the ledger around it is still read by its index.
    """
    earlier = Merge.objects.filter(person=person_id).order_by().values_list("account")
    return User.objects.filter(pk=person_id).order_by().values_list("pk").union(earlier)


def earlier_last(person_id: int, lead: str = "learner") -> Case:
    """To be ordered by: the rows of the account that is kept, then those of earlier ones."""
    return Case(When(**{lead: person_id}, then=0), default=1)


def earlier_accounts(people: Collection[int]) -> dict[int, list[int]]:
    """Person → the accounts that were merged into theirs, the oldest merge first; nothing for whom there is none (one query)."""
    found: dict[int, list[int]] = {}
    rows = Merge.objects.filter(person__in=people).order_by("pk").values_list("person", "account")
    for person, account in rows:
        found.setdefault(person, []).append(account)
    return found


def with_earlier(people: Iterable[int], earlier: Mapping[int, Collection[int]]) -> list[int]:
    """These people's accounts, all of them."""
    kept = set(people)
    return sorted(kept.union(*(earlier.get(one, ()) for one in kept)))


def closed_accounts(person: User) -> list[User]:
    """The accounts that were merged into this one, the oldest merge first (one query)."""
    return list(User.objects.filter(merge__person=person).order_by("merge__pk"))


def person_behind(account: User) -> User:
    """Whose account it is: the one that is kept, where it was merged into another (one query)."""
    merge = Merge.objects.filter(account=account).select_related("person").first()
    return merge.person if merge else account
