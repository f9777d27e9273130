"""People by name, page by page: each page begins behind the last row of the page before, so that the thousandth costs what the first did."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any, Generic, TypeVar

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower

from training_site.people.models import Membership, Organisation, User, active_on
from training_site.people.organisations.selectors import Reach

PER_PAGE = 50
MOST_WORDS = 5
NOW, COMING, PAST = "now", "coming", "past"
WHENS = (NOW, COMING, PAST)

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Row]):
    """One page of rows, and behind which row the next one begins."""

    rows: list[Row]
    after: int | None
    """None on the last page."""


def people_named(words: str, reach: Reach, *, role: str, today: date, after: int | None) -> Page[User]:
    """Who holds a role in a scope today, by name (at most two queries)."""
    held = reach.memberships().filter(active_on(today), user=OuterRef("pk"))
    if role:
        held = held.filter(role=role)
    rows = User.objects.filter(Exists(held), _named(words), is_active=True)
    return _page(rows, User.objects.all(), sort=_sort(""), after=after)


def members_of(organisation: Organisation, *, when: str, role: str, today: date, after: int | None) -> Page[Membership]:
    """The memberships in one organisation that hold today, are to come or are over (at most two queries)."""
    rows = Membership.objects.filter(_when(when, today), organisation=organisation).select_related(
        "user", "organisation"
    )
    if role:
        rows = rows.filter(role=role)
    return _page(rows, Membership.objects.all(), sort=_sort("user__"), after=after)


def _page(rows: QuerySet[Row], everywhere: QuerySet[Row], *, sort: Lower, after: int | None) -> Page[Row]:
    named: QuerySet[Any] = rows.annotate(sort=sort)
    if after is not None:
        last = everywhere.filter(pk=after).annotate(sort=sort).values_list("sort", flat=True).first()
        named = named if last is None else named.filter(Q(sort__gt=last) | Q(sort=last, pk__gt=after))
    found = list(named.order_by("sort", "pk")[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    return Page(rows=shown, after=shown[-1].pk if len(found) > PER_PAGE else None)


def _sort(lead: str) -> Lower:
    """As the site writes a name; who has none stands under their user name."""
    parts = [f"{lead}first_name", Value(" "), f"{lead}last_name", Value(" "), f"{lead}username"]
    return Lower(Concat(*parts))


def _named(words: str) -> Q:
    """Every word somewhere in the name; written as it was, small, or with a capital, as SQLite compares letters outside English."""
    said = words.split()[:MOST_WORDS]
    return reduce(and_, (_one_named(word) for word in said), Q())


def _one_named(word: str) -> Q:
    fields = ("first_name", "last_name", "username")
    spellings = {word, word.lower(), word.capitalize()}
    return reduce(or_, (Q(**{f"{field}__icontains": spelt}) for field in fields for spelt in spellings))


def _when(when: str, today: date) -> Q:
    if when == COMING:
        return Q(since__gt=today) & (Q(until=None) | Q(until__gt=F("since")))
    if when == PAST:
        return Q(until__lte=today)
    return active_on(today)
