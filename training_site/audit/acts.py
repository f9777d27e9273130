"""What an audit event can say: acts with a name for good, a title in words, and the names of their details.

An app registers its acts in `AppConfig.ready()`; nothing here needs a database.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

Detail = int | str | bool | None
"""A number, a yes or no, a code, an ISO date, a UUID, a digest. Nobody's name and nobody's words."""
CODE = re.compile(r"[a-z0-9][a-z0-9_.:+-]{0,79}", re.ASCII)


class UnfitDetails(Exception):
    """The details are not those of the act, or not what an event may say. Tells their names, never their values."""


@dataclass(frozen=True)
class Act:
    """One sort of privileged act."""

    key: str
    """Names the act for good, beginning with its app: "people.membership_begun"."""
    title: str | Promise
    """What the page calls it: _("Membership begun")."""
    details: tuple[str, ...] = ()
    """The names of what is kept with it; any of them may be left out."""


registered: dict[str, Act] = {}
"""The acts of the running site, by key."""


def register(*acts: Act) -> None:
    """Make acts known. Raises ValueError where two acts claim one key."""
    for act in acts:
        if registered.setdefault(act.key, act) != act:
            raise ValueError(f"Two acts have the key {act.key}.")


def title_of(key: str) -> str:
    """The title of an act; its key where it is of an earlier version of the site."""
    act = registered.get(key)
    return str(act.title) if act else key


def checked(key: str, given: Mapping[str, Detail]) -> dict[str, Detail]:
    """The details of an act as they are stored. Raises UnfitDetails, KeyError for an act that is not registered."""
    unknown = set(given) - set(registered[key].details)
    if unknown:
        raise UnfitDetails(f"The act {key} knows no details called {sorted(unknown)}.")
    wrong = [name for name, value in given.items() if isinstance(value, str) and not CODE.fullmatch(value)]
    if wrong:
        raise UnfitDetails(f"These details of {key} are neither numbers nor codes: {sorted(wrong)}.")
    return dict(given)
