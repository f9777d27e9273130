"""Lists of people that somebody may write to: sources that apps above bring, each with a name.

    recipients.register(Source("cohorts.cohort", _("A cohort"), choices=cohorts_to_write_to, find=cohort_of))

A source asks for itself what the viewer may: `find` gives None for a list that is not theirs, and `people` holds nobody else's learners.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
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
    everybody: int | None = None
    """How many are on the list, also those to whom the viewer may not write; None where that is nobody else."""


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


def offered(viewer: User, *, today: date, asked: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Every list that a viewer may write to, by sort, as a select shows them.

    `asked`: one that another page leads to ("cohorts.cohort=12"), which is offered too where it is theirs.
    """
    found = []
    for source in registered:
        choices = [(f"{source.key}{SEPARATOR}{value}", name) for value, name in source.choices(viewer, today)]
        key, _separator, value = asked.partition(SEPARATOR)
        if key == source.key and asked not in dict(choices) and (one := source.find(viewer, value, today)):
            choices.insert(0, (asked, one.name))
        if choices:
            found.append((str(source.title), choices))
    return found


def find(viewer: User, key: str, value: str, *, today: date) -> Recipients | None:
    """The list that is meant, when it is there and theirs to write to."""
    source = registered.get(key)
    return None if source is None else source.find(viewer, value, today)


def address_of(source: Source, value: str) -> str:
    """Where one writes to a list: the form, with the list chosen."""
    return f"{reverse('notices:write')}?{urlencode({'to': f'{source.key}{SEPARATOR}{value}'})}"
