"""Lists of people that somebody may write to: sources that apps above bring, each with a name.

    recipients.register(Source("cohorts.cohort", _("A cohort"), choices=cohorts_to_write_to, find=cohort_of))

A source asks for itself what the viewer may: `find` gives None for a list that is not theirs, and `people` holds nobody else's learners.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.db.models import QuerySet
from django.utils.functional import Promise

from training_site.notices.registry import Registry
from training_site.people.models import Organisation, User


@dataclass(frozen=True, kw_only=True)
class Recipients:
    """A list of people, as it is today."""

    name: str
    people: QuerySet[User]
    organisation: Organisation | None
    """Whose list it is: it stands in the message, and its key seals the words."""


@dataclass(frozen=True)
class Source:
    """A sort of list."""

    key: str
    """Names it for good, beginning with its app: "people.learners"."""
    title: str | Promise
    choices: Callable[[User, date], list[tuple[str, str]]]
    """The lists of this sort that a viewer may write to: value and name."""
    find: Callable[[User, str, date], Recipients | None]
    """The list with this value; None where it is not theirs, or not there."""


registered: Registry[Source] = Registry(attrgetter("key"))
"""The sources of the running site, in the order in which they are offered."""

SEPARATOR = "="


def register(source: Source) -> None:
    """Make a source known."""
    registered.add(source)


def offered(viewer: User, *, today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every list that a viewer may write to, by sort, as a select shows them."""
    found = ((source, source.choices(viewer, today)) for source in registered)
    return [
        (str(source.title), [(f"{source.key}{SEPARATOR}{value}", name) for value, name in choices])
        for source, choices in found
        if choices
    ]


def find(viewer: User, key: str, value: str, *, today: date) -> Recipients | None:
    """The list that is meant, when it is there and theirs to write to."""
    source = registered.get(key)
    return None if source is None else source.find(viewer, value, today)
