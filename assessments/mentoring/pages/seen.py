"""The ledger of looks in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.core.paginator import Page
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.confidentiality import DataClass, Standing
from assessments.mentoring.models import AccessEvent
from assessments.mentoring.selectors import seen
from training_site.people.models import User

ROLES: dict[str, Promise] = {
    Standing.MENTOR: gettext_lazy("mentor"),
    Standing.SUPERVISOR: gettext_lazy("mentor of the mentor"),
    Standing.LINE_MANAGER: gettext_lazy("line manager"),
    Standing.ASSESSOR: gettext_lazy("assessor"),
    Standing.COORDINATOR: gettext_lazy("coordinator"),
    Standing.REGIONAL: gettext_lazy("coordinator of the region"),
    Standing.SAFEGUARDING: gettext_lazy("safeguarding lead"),
    Standing.TRAINER: gettext_lazy("trainer"),
    Standing.ADMINISTRATOR: gettext_lazy("administrator"),
    Standing.OBSERVER: gettext_lazy("invited observer"),
}
THINGS: dict[str, Promise] = {
    DataClass.FACTS: gettext_lazy("dates and counts"),
    DataClass.RECORD: gettext_lazy("the record of a session"),
    DataClass.ANNEX: gettext_lazy("a confidential matter"),
    DataClass.AGREEMENT: gettext_lazy("the agreement"),
    DataClass.OBSERVATION: gettext_lazy("an observation"),
    DataClass.SHARED_ENTRY: gettext_lazy("a log entry"),
    DataClass.REVIEW: gettext_lazy("a progress review"),
    DataClass.LEVEL: gettext_lazy("levels and evidence, without words"),
    DataClass.ALERT: gettext_lazy("that a concern was raised"),
    DataClass.LEDGER: gettext_lazy("this list"),
}
ACTIONS: dict[str, Promise] = {
    AccessEvent.Action.LIST: gettext_lazy("saw in a list: %(thing)s"),
    AccessEvent.Action.VIEW: gettext_lazy("opened: %(thing)s"),
    AccessEvent.Action.EXPORT: gettext_lazy("downloaded: %(thing)s"),
    AccessEvent.Action.PRINT: gettext_lazy("printed: %(thing)s"),
    AccessEvent.Action.BREAK_GLASS: gettext_lazy("opened by emergency access: %(thing)s"),
}


@dataclass(frozen=True, kw_only=True)
class Look:
    """One line."""

    time: str
    person: str
    role: str
    text: str
    is_emergency: bool


@dataclass(frozen=True, kw_only=True)
class Day:
    """The looks of a day."""

    title: str
    looks: tuple[Look, ...]


def days(events: Iterable[AccessEvent], *, own_acts: bool = False) -> tuple[Day, ...]:
    """The lines by day, in the order given. `own_acts`: the person named is whose it was, not who looked."""
    grouped = groupby(events, key=lambda event: event.day)
    return tuple(
        Day(title=date_format(day), looks=tuple(_look(event, own_acts=own_acts) for event in found))
        for day, found in grouped
    )


def summary(learner: User, *, now: datetime) -> str:
    """Who has read words of this learner, in one sentence."""
    found = seen.readers_of_words(learner, now=now)
    if not found:
        return _("Nobody has opened anything that you wrote.")
    if [role for role, _people in found] == [Standing.MENTOR]:
        return _("Nobody but your mentor has opened anything that you wrote.")
    names = ", ".join(f"{ROLES.get(role, role)} ({people})" for role, people in found)
    return _("What you wrote was opened by: %(names)s.") % {"names": names}


def lines(page: Page[AccessEvent], *, own_acts: bool) -> tuple[Day, ...]:
    """The lines of one page."""
    return days(page.object_list, own_acts=own_acts)


def as_row(event: AccessEvent) -> dict[str, str]:
    """One look as it is downloaded: codes and times, no words of anybody."""
    return {
        "at": event.at.isoformat(),
        "who": str(event.actor) if event.actor else "",
        "as": event.role,
        "what": event.data_class,
        "did": event.action,
    }


def _look(event: AccessEvent, *, own_acts: bool) -> Look:
    person = event.learner if own_acts else event.actor
    return Look(
        time=time_format(timezone.localtime(event.at)),
        person=str(person) if person else _("An invited observer"),
        role=str(ROLES.get(event.role, "")),
        text=str(ACTIONS[event.action]) % {"thing": THINGS.get(event.data_class, event.data_class)},
        is_emergency=event.action == AccessEvent.Action.BREAK_GLASS,
    )
