"""Cohorts and their people in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.certification.pages.periods import day_text
from assessments.cohorts.models import Cohort, CohortMember, CohortPlace, Invitation
from assessments.progress.selectors import programme


@dataclass(frozen=True, kw_only=True)
class CohortLine:
    """A cohort in the list."""

    name: str
    url: str
    place: str
    days: str
    people: str
    over: bool


@dataclass(frozen=True, kw_only=True)
class CohortPage:
    """What a cohort is."""

    facts: tuple[str, ...]
    state: str
    """Why nobody joins any more; empty while people do."""


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """Somebody in a cohort, or asked to be."""

    name: str
    place: str
    note: str
    url: str


@dataclass(frozen=True, kw_only=True)
class PlaceLine:
    """An organisation that takes part."""

    pk: int
    name: str
    since: str


def cohort_lines(cohorts: Iterable[Any], *, today: date) -> tuple[CohortLine, ...]:
    """The list."""
    return tuple(
        CohortLine(
            name=one.name,
            url=reverse("cohorts:one", args=[one.pk]),
            place=one.organisation.name,
            days=days_text(one),
            people=people_text(one.own),
            over=one.is_over(today),
        )
        for one in cohorts
    )


def cohort_page(cohort: Cohort, *, everybody: int, own: int, left: int | None, today: date) -> CohortPage:
    """What a cohort is, and how full."""
    facts = [cohort.organisation.name, days_text(cohort), road_text(cohort), people_text(own)]
    if everybody > own:
        more = everybody - own
        facts.append(
            ngettext("and %(n)d of another organisation", "and %(n)d of other organisations", more) % {"n": more}
        )
    if left is not None:
        facts.append(ngettext("%(n)d seat is free", "%(n)d seats are free", left) % {"n": left})
    if cohort.certification:
        facts.append(_("Certificate: %(title)s") % {"title": cohort.certification.title})
    if due := due_text(cohort):
        facts.append(due)
    return CohortPage(facts=tuple(facts), state=state_text(cohort, today))


def state_text(cohort: Cohort, today: date) -> str:
    """Why nobody joins any more; empty while people do."""
    if cohort.closed_at:
        return _("Closed on %(day)s: nobody joins any more.") % {"day": day_text(timezone.localdate(cohort.closed_at))}
    return _("The last day has passed: nobody joins any more.") if cohort.is_over(today) else ""


def days_text(cohort: Cohort) -> str:
    """From when until when."""
    if cohort.ends_on is None:
        return _("from %(day)s") % {"day": day_text(cohort.begins_on)}
    return _("%(first)s to %(last)s") % {"first": day_text(cohort.begins_on), "last": day_text(cohort.ends_on)}


def due_text(cohort: Cohort) -> str:
    """By when."""
    if cohort.due_on:
        return _("Due on %(day)s") % {"day": day_text(cohort.due_on)}
    if cohort.due_days:
        return ngettext("Due %(n)d day after joining", "Due %(n)d days after joining", cohort.due_days) % {
            "n": cohort.due_days
        }
    return ""


def road_text(cohort: Cohort) -> str:
    """What people learn."""
    found = programme(cohort.programme_key)
    if found is None:
        return cohort.programme_key
    pathway = found.pathway(cohort.pathway)
    return f"{found.title}: {pathway.title}" if pathway else found.title


def people_text(number: int) -> str:
    """How many."""
    return ngettext("%(n)d person", "%(n)d people", number) % {"n": number}


def member_lines(members: Iterable[CohortMember], cohort: Cohort) -> tuple[PersonLine, ...]:
    """Who is in."""
    return tuple(
        PersonLine(
            name=row.learner.display_name,
            place=row.organisation.name,
            note=_member_note(row),
            url=reverse("cohorts:member", args=[cohort.pk, row.pk]),
        )
        for row in members
    )


def _member_note(row: CohortMember) -> str:
    """When and how they came, and what they type to sign in where there is no address."""
    came = _("%(how)s on %(day)s") % {
        "how": CohortMember.Basis(row.basis).label,
        "day": day_text(timezone.localdate(row.since)),
    }
    if row.learner.email or row.learner.has_usable_password():
        return came
    return _("%(came)s. User name: %(name)s, not used yet") % {"came": came, "name": row.learner.username}


def invitation_lines(rows: Iterable[Invitation], cohort: Cohort) -> tuple[PersonLine, ...]:
    """Who was asked and has not answered: by the names that whoever asked gave them."""
    return tuple(
        PersonLine(
            name=row.name,
            place=row.organisation.name,
            note=_("asked on %(day)s, until %(until)s")
            % {"day": day_text(timezone.localdate(row.invited_at)), "until": day_text(row.expires_on)},
            url=reverse("cohorts:withdraw", args=[cohort.pk, row.pk]),
        )
        for row in rows
    )


def place_lines(rows: Iterable[CohortPlace]) -> tuple[PlaceLine, ...]:
    """Who takes part."""
    return tuple(
        PlaceLine(pk=row.pk, name=row.organisation.name, since=_("since %(day)s") % {"day": day_text(row.since)})
        for row in rows
    )
