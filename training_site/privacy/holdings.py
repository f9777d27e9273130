"""What the site holds about a person: every app says so for itself, in `AppConfig.ready()`.

A Holding has a purpose and lists Tables: a model and the column (or the way) that leads to the person. A test fails where a column names a
person and stands in no Table. What is given out and what is erased both follow from the same lines.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from training_site.people.models import User

Counts = Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Erasing:
    """Who is erased, by whom, when."""

    person: User
    by: User
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows that name a person."""

    model: str
    """"assessments.Attempt"."""
    person: str
    """The column, or the way to it: "learner", "session__relationship__learner"."""
    texts: tuple[str, ...] = ()
    """Sealed fields that the person may read: what they wrote, or what was written for them to read."""
    hidden: tuple[str, ...] = ()
    """Columns that are given to nobody: keys, digests of secrets."""
    acts: bool = False
    """The row is about somebody else and the person only acted: it is given as a count."""
    goes: bool = False
    """Whether erasing deletes the rows; others stay, about nobody any more."""

    @property
    def row(self) -> type[Model]:
        """The model."""
        return apps.get_model(self.model)

    def of(self, person: User) -> QuerySet[Model]:
        """The rows of a person's account."""
        return self.row._default_manager.filter(**{self.person: person.pk}).order_by("pk")


def about(model: str, person: str, *texts: str) -> Table:
    """Rows that are about the person, with what they may read of them."""
    return Table(model=model, person=person, texts=texts)


def acts(model: str, person: str) -> Table:
    """Rows about somebody else, in which the person only acted."""
    return Table(model=model, person=person, acts=True)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What one app keeps about a person."""

    key: str
    """For good, beginning with its app: "assessments.answers"."""
    title: str | Promise
    purpose: str | Promise
    """Why it is kept, in a sentence."""
    stays: str | Promise = ""
    """What stays after erasing, and why; empty where nothing does."""
    tables: tuple[Table, ...] = ()
    erase: Callable[[Erasing], Counts] | None = None
    """What has to be done besides deleting the rows that go: texts that are emptied, names that are replaced. How many of what."""


registered: dict[str, Holding] = {}
"""In the order in which they are erased: what stands above first, the account last."""


def register(*holdings: Holding) -> None:
    """Make holdings known. Raises ValueError where two claim one key."""
    for holding in holdings:
        if registered.setdefault(holding.key, holding) != holding:
            raise ValueError(f"Two holdings have the key {holding.key}.")
