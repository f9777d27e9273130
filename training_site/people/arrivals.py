"""Many people at once: accounts for those who have none, and places as learners, in a number of statements that does not grow with them.

Nobody who comes this way gets any power, so the editor's desk is as it was (`access`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models.functions import Lower
from wagtail.coreutils import string_to_ascii

from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Role

BATCH = 500
LONGEST_NAME = 30
T = TypeVar("T")
UNFIT = re.compile(r"[^a-z0-9]+")


class NameTaken(Exception):
    """Somebody has taken one of the user names in this moment; nothing was written."""


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody who has no account yet, and no e-mail."""

    username: str
    first_name: str
    last_name: str
    language: str = ""


@transaction.atomic
def register_all(*, newcomers: Sequence[Newcomer]) -> list[User]:
    """Accounts that cannot sign in yet: whoever brings them gives each a first code. Raises NameTaken."""
    people = [
        User(
            username=one.username,
            first_name=one.first_name,
            last_name=one.last_name,
            language=one.language,
            password=make_password(None),
        )
        for one in newcomers
    ]
    try:
        with transaction.atomic():
            return User.objects.bulk_create(people, batch_size=BATCH)
    except IntegrityError as error:
        raise NameTaken from error


@transaction.atomic
def place_learners(*, places: Iterable[tuple[User, Organisation, date]]) -> int:
    """Open memberships as learners, from a day each, for those who have none there then; how many are new."""
    new = 0
    for batch in batches(list(places)):
        held = Membership.objects.filter(
            role=Role.LEARNER,
            user__in={person.pk for person, _place, _since in batch},
            organisation__in={place.pk for _person, place, _since in batch},
        )
        ends = {(row.user_id, row.organisation_id): row.until for row in held.order_by("since")}
        rows = [
            Membership(user=person, role=Role.LEARNER, organisation=place, since=since)
            for person, place, since in batch
            if _is_free(ends, (person.pk, place.pk), since)
        ]
        Membership.objects.bulk_create(rows, ignore_conflicts=True)
        new += len(rows)
    return new


def _is_free(ends: dict[tuple[int, int], date | None], key: tuple[int, int], since: date) -> bool:
    if key not in ends:
        return True
    until = ends[key]
    return until is not None and until <= since


class Usernames:
    """User names made of the names of people: "maria.lopez", and "maria.lopez2" where that one is taken."""

    def __init__(self) -> None:
        self._taken = set(User.objects.annotate(small=Lower("username")).values_list("small", flat=True))

    def has(self, name: str) -> bool:
        """Whether somebody has it."""
        return name.lower() in self._taken

    def take(self, name: str) -> str:
        """From now on somebody has it."""
        self._taken.add(name.lower())
        return name

    def invent(self, first_name: str, last_name: str) -> str:
        """A name that nobody has; from now on it is taken."""
        words = [UNFIT.sub("", string_to_ascii(name).lower()) for name in (first_name, last_name)]
        wish = ".".join(word for word in words if word)[:LONGEST_NAME].strip(".") or "person"
        name, number = wish, 1
        while name in self._taken:
            number += 1
            name = f"{wish}{number}"
        return self.take(name)


def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows, so many at a time that no database minds."""
    for first in range(0, len(rows), BATCH):
        yield rows[first : first + BATCH]
