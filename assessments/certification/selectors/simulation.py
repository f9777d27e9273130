"""Trying rules out: what they would make of somebody's ledgers, or of an invented history. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from assessments.certification.laws.choosing import NoSuchPath
from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.evaluation import Standing
from assessments.certification.laws.expiry import Dates
from assessments.certification.laws.facts import Facts
from assessments.certification.laws.foreseeing import Foreseen, Round, Start, Underway, foresee, stands
from assessments.certification.laws.inventing import with_acts
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.rules import Rules
from assessments.certification.models import CertificationVersion, Cycle
from assessments.certification.selectors.facts import facts_of, within
from assessments.certification.selectors.rules import path_of, rules_of
from training_site.people.models import User
from training_site.people.permissions import CERTIFY_LEARNER, VIEW_PROGRESS

Acts = Sequence[tuple[Requirement, date]]
REVOKED = "revoked"
"""Whoever had such a certificate begins anew."""
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


def facts_to_try(
    learner: User | None, acts: Acts, rules: Rules, *, code: str, today: date, start: Start | None = None
) -> Facts:
    """What is known of somebody that the rules look at, and what is invented beside it; without anybody, what is invented alone."""
    known = Facts()
    if learner is not None:
        wanted = rules.reads() | (start.older.reads() if start else frozenset())
        known = within(facts_of([learner.pk], today=today, wanted=wanted)[learner.pk], code)
    return with_acts(known, list(acts))


def where_they_stand(
    learner: User, version: CertificationVersion, *, on: date, moves_on: date | None = None
) -> Start | None:
    """What somebody holds and works on under this or older versions of a certification; None for who never had a round (one query).

    `moves_on` is the day from which a round that is underway would follow the version that is tried.
    """
    rows = Cycle.objects.filter(learner=learner, certification_id=version.certification_id, opened_on__lte=on)
    cycles = list(rows.select_related("version").order_by("number"))
    certified = [each for each in cycles if each.completed_on is not None and each.state != REVOKED]
    working = next((each for each in cycles if each.state in OPEN), None)
    last = working or (certified[-1] if certified else None)
    if last is None:
        return None
    return Start(
        older=rules_of(last.version),
        held=_held(certified[-1]) if certified else None,
        first_completed_on=certified[0].completed_on if certified else None,
        underway=_underway(working) if working else None,
        moves_on=moves_on,
    )


def _held(cycle: Cycle) -> Round:
    return Round(
        number=cycle.number,
        path=path_of(cycle),
        renews=cycle.number > 1,
        opened_on=cycle.opened_on,
        counts_from=cycle.counts_from,
        met_on=cycle.completed_on,
        dates=_dates(cycle),
        grace=rules_of(cycle.version).grace,
        is_held=True,
    )


def _dates(cycle: Cycle) -> Dates | None:
    if cycle.completed_on is None:
        return None
    return Dates(
        completed_on=cycle.completed_on,
        window_opens_on=cycle.window_opens_on,
        expires_on=cycle.expires_on,
        baseline_expires_on=cycle.baseline_expires_on,
    )


def _underway(cycle: Cycle) -> Underway:
    return Underway(
        path=path_of(cycle),
        name=cycle.path,
        number=cycle.number,
        opened_on=cycle.opened_on,
        counts_from=cycle.counts_from,
        due_on=cycle.due_on,
    )


def try_out(rules: Rules, facts: Facts, *, begins_on: date, on: date, until: date, start: Start | None = None) -> Tried:
    """What the rules would make of these facts. Raises CannotBeTried."""
    if rules.active is not None and rules.active.is_zero:
        raise CannotBeTried
    try:
        foreseen = foresee(rules, facts, begins_on=begins_on, until=until, start=start)
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
