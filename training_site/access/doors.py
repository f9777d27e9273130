"""The rows of the file: a door, what is asked at it, and what each of us is answered. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from training_site.access import SUPERUSER, permissions_of, roles, whole

VISITOR, STRANGER = "anonymous", "stranger"
"""Somebody who is not signed in; somebody who is, and has no role anywhere."""
FAR = "{far_"


@lru_cache(maxsize=1)
def everybody() -> tuple[str, ...]:
    """Each role, and those without."""
    return (VISITOR, STRANGER, *roles(), SUPERUSER)


@dataclass(frozen=True, kw_only=True)
class Door:
    """One row."""

    url: str
    ask: str
    answer: str
    within: str = ""

    @property
    def method(self) -> str:
        """GET or POST."""
        return self.ask.split(" ", 1)[0]

    @property
    def is_far(self) -> bool:
        """Whether it asks for something in a branch where none of those who ask has a role."""
        return FAR in self.ask

    @property
    def room(self) -> str:
        """The first part of its address, where it says anything."""
        return re.split(r"[/<^]", self.url, maxsplit=1)[0] or "pages"

    @property
    def channel(self) -> str:
        """By which way something could get out."""
        found = (
            name for name, pattern in whole()["channels"].items() if re.search(pattern, f"{self.method} {self.url}")
        )
        return next(found)

    @property
    def resource(self) -> str:
        """What it opens, in the words of the table."""
        found = (name for name, one in whole()["resources"].items() if re.search(one["urls"], self.url))
        return next(found, "")

    def answer_to(self, who: str) -> str:
        """What somebody is answered; `{…}` in it are rows of the tests."""
        audience, colon, answer = self.answer.partition(": ")
        if not colon:
            return self.answer
        said = _said(audience, who)
        return answer if said == "*" else said

    @property
    def lets_in(self) -> frozenset[str]:
        """Whose answer is that of the audience."""
        audience, colon, _answer = self.answer.partition(": ")
        return frozenset(who for who in everybody() if not colon or _said(audience, who) == "*")


@lru_cache(maxsize=1)
def doors() -> tuple[Door, ...]:
    """Every row, in the order of the file."""
    return tuple(Door(**row) for row in whole()["doors"]["rows"])


@cache
def _said(audience: str, who: str) -> str:
    """`*` for those who get what they asked for."""
    told = whole()["audiences"][audience]
    if who == VISITOR:
        return str(told["visitors"])
    if who in told:
        return str(told[who])
    return "*" if told.get("everybody") or who in _meant(told) else str(told["others"])


def _meant(told: dict[str, object]) -> Iterator[str]:
    named = told.get("roles", ())
    for role in (*roles(), SUPERUSER):
        if role in (named if isinstance(named, list) else ()) or told.get("may") in permissions_of(role):
            yield role
