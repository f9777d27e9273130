"""Observations in words: their states, what is next, and how late something was entered."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.mentoring.framework.lateness import LATE_AFTER_DAYS
from assessments.mentoring.models import Observation
from assessments.mentoring.selectors.observations import form_of

STATES: Mapping[str, Promise] = {
    "requested": gettext_lazy("Asked for"),
    "scheduled": gettext_lazy("Planned"),
    "observer_draft": gettext_lazy("Being written"),
    "submitted": gettext_lazy("Waits for the learner"),
    "learner_responded": gettext_lazy("Waits for the learner"),
    "signed": gettext_lazy("Signed by both"),
    "replaced": gettext_lazy("Replaced"),
    "cancelled": gettext_lazy("Called off"),
    "lapsed": gettext_lazy("Not finished in time"),
    "erased": gettext_lazy("Words deleted"),
}
EVENTS: Mapping[str, Promise] = {
    "requested": gettext_lazy("Asked for"),
    "scheduled": gettext_lazy("Given a day"),
    "begun": gettext_lazy("The observer began to write"),
    "submitted": gettext_lazy("Submitted and signed by the observer"),
    "answered": gettext_lazy("Answered by the learner"),
    "signed": gettext_lazy("Signed by the learner"),
    "replaced": gettext_lazy("Replaced by the observer"),
    "cancelled": gettext_lazy("Called off"),
    "lapsed": gettext_lazy("Ran out of time"),
    "erased": gettext_lazy("Its words were deleted"),
}
METHODS: Mapping[str, Promise] = {
    "login": gettext_lazy("signed in"),
    "pin_same_device": gettext_lazy("with their own PIN on somebody else's phone"),
    "token_link": gettext_lazy("by a personal link"),
}


def title(row: Observation) -> str:
    """DO1 · Follow-up visit at home, for example."""
    return f"DO{row.number} · {kind(row)}"


def kind(row: Observation) -> str:
    """What is observed."""
    return _(form_of(row).title)


def day(row: Observation) -> str:
    """The day of the act, or the one that is planned."""
    found = row.acted_on or row.scheduled_on
    return date_format(found) if found else ""


def lag(row: Observation) -> str:
    """That it was entered 23 days later, where it is more than two weeks; no reproach."""
    if row.acted_on is None or row.submitted_at is None:
        return ""
    days = (timezone.localdate(row.submitted_at) - row.acted_on).days
    if days <= LATE_AFTER_DAYS:
        return ""
    return ngettext("entered %(days)d day later", "entered %(days)d days later", days) % {"days": days}


def level(row: Observation) -> str:
    """The overall judgement; "" before it was submitted."""
    steps = {step.level: step.label for step in form_of(row).scale if step.level}
    label = steps.get(row.facts.get("level", 0))
    return _(label) if label else ""


def observer(row: Observation) -> str:
    """Who observes: a name, or that it is somebody from outside."""
    label = str(row.get_observer_kind_display())
    return f"{row.observer} · {label}" if row.observer else label
