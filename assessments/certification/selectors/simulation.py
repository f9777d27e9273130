"""Trying rules out: what they would make of somebody's ledgers, or of an invented history. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from assessments.certification.laws.choosing import NoSuchPath
from assessments.certification.laws.evaluation import Standing
from assessments.certification.laws.facts import Facts
from assessments.certification.laws.foreseeing import Foreseen, Round, foresee, stands
from assessments.certification.laws.inventing import with_acts
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.rules import Rules
from assessments.certification.selectors.facts import facts_of, within
from training_site.people.models import User
from training_site.people.permissions import CERTIFY_LEARNER, VIEW_PROGRESS

Acts = Sequence[tuple[Requirement, date]]
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2150, 1, 1)
"""Days between which rules are tried."""


class CannotBeTried(Exception):
    """The rules are not ready: they have no path for somebody's turn, or hold for no time at all."""


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What would be."""

    foreseen: Foreseen
    on: date
    """The day asked about."""
    round: Round | None
    """In which somebody would be on that day; None before they are asked."""
    standing: Standing | None
    """Where they would stand in it."""
    phase: str
    """What their certificate would be worth, as `laws.cycles` says it; empty where there is none yet."""


def people_to_try(viewer: User, *, today: date, name: str = "") -> QuerySet[User]:
    """Learners whose progress somebody sees and about whom they may decide, by name."""
    scope = VIEW_PROGRESS.visible_to(viewer, today=today) & CERTIFY_LEARNER.visible_to(viewer, today=today)
    rows = User.objects.filter(scope, is_active=True).exclude(pk=viewer.pk)
    for word in name.split():
        rows = rows.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(username__icontains=word))
    return rows.order_by("first_name", "last_name", "username")


def facts_to_try(learner: User | None, acts: Acts, rules: Rules, *, code: str, today: date) -> Facts:
    """What is known of somebody that the rules look at, and what is invented beside it; without anybody, what is invented alone."""
    known = Facts()
    if learner is not None:
        known = within(facts_of([learner.pk], today=today, wanted=rules.reads())[learner.pk], code)
    return with_acts(known, list(acts))


def try_out(rules: Rules, facts: Facts, *, begins_on: date, on: date, until: date) -> Tried:
    """What the rules would make of these facts. Raises CannotBeTried."""
    if rules.active is not None and rules.active.is_zero:
        raise CannotBeTried
    try:
        foreseen = foresee(rules, facts, begins_on=begins_on, until=until)
    except (NoSuchPath, OverflowError, ValueError):
        # No path for this turn; or days beyond the years of the calendar.
        raise CannotBeTried from None
    found = foreseen.round_on(on)
    return Tried(
        foreseen=foreseen,
        on=on,
        round=found,
        standing=stands(found, facts, on) if found else None,
        phase=foreseen.phase(on),
    )
