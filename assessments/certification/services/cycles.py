"""Opening rounds: the first one when somebody is assigned, the next when a window opens, a new first one when renewing is over."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from assessments.certification.laws.choosing import path_for, renews
from assessments.certification.laws.clauses import ALTERNATIVE, INITIAL
from assessments.certification.laws.cycles import HELD, OPEN
from assessments.certification.laws.expiry import Dates
from assessments.certification.laws.rules import Rules
from assessments.certification.models import Certification, CertificationVersion, Cycle
from assessments.certification.selectors.rules import current_version, path_name, rules_of
from assessments.services import ledgers
from training_site.people.merges import accounts_of, earlier_last
from training_site.people.models import User


class NotPublished(Exception):
    """The certification has no published version yet."""


def dates_of_cycle(cycle: Cycle) -> Dates | None:
    """The dates of a certified cycle; None before it is certified."""
    if cycle.completed_on is None:
        return None
    return Dates(
        completed_on=cycle.completed_on,
        window_opens_on=cycle.window_opens_on,
        expires_on=cycle.expires_on,
        baseline_expires_on=cycle.baseline_expires_on,
    )


def known_of(cycle: Cycle, fresh: Cycle) -> Cycle:
    """A round read afresh, with what never changes about it as it was read before: its rules, its certification and its person."""
    for name in ("version", "certification", "learner"):
        if name in cycle._state.fields_cache and getattr(cycle, f"{name}_id") == getattr(fresh, f"{name}_id"):
            setattr(fresh, name, getattr(cycle, name))
    return fresh


def last_certified(learner_id: int, certification_id: UUID) -> Cycle | None:
    """The latest round that led to a certificate: of this account, or else of one that was merged into it (one query)."""
    rows = Cycle.objects.filter(
        learner__in=accounts_of(learner_id), certification_id=certification_id, completed_on__isnull=False
    )
    return rows.select_related("version").order_by(earlier_last(learner_id), "-number").first()


@transaction.atomic
def open_next(
    *,
    learner: User,
    certification: Certification,
    on: date,
    now: datetime,
    due_on: date | None = None,
    by: User | None = None,
    organisation_id: int | None = None,
    version: CertificationVersion | None = None,
) -> Cycle:
    """The round somebody works in from now on: the one that is open, or a new one. Raises NotPublished, choosing.NoSuchPath."""
    # The person is the lock: two who assign at once find one round.
    User.objects.select_for_update(of=("self",)).get(pk=learner.pk)
    rows = Cycle.objects.filter(learner=learner, certification=certification)
    working = rows.filter(state__in=OPEN).select_related("version").first()
    if working is not None:
        return working
    version = version or current_version(certification)
    if version is None:
        raise NotPublished
    cycle = next_round(
        learner=learner,
        certification=certification,
        version=version,
        number=rows.count() + 1,
        before=last_certified(learner.pk, certification.pk),
        on=on,
        due_on=due_on,
        organisation_id=organisation_id,
    )
    return ledgers.begin(cycle, event="assigned", by=by, now=now)


def next_round(
    *,
    learner: User,
    certification: Certification,
    version: CertificationVersion,
    number: int,
    before: Cycle | None,
    on: date,
    due_on: date | None = None,
    organisation_id: int | None = None,
) -> Cycle:
    """The round that follows, not stored; `before` is the latest that led to a certificate. Raises choosing.NoSuchPath. Pure."""
    rules = rules_of(version)
    previous = dates_of_cycle(before) if before else None
    closed = before.state if before and before.state not in HELD else ""
    path = path_for(rules, number=number, on=on, previous=previous, closed_reason=closed)
    renewing = renews(rules, on=on, previous=previous, closed_reason=closed)
    return Cycle(
        organisation_id=organisation_id,
        learner=learner,
        certification=certification,
        version=version,
        number=number,
        path=path_name(path),
        opened_on=on,
        counts_from=_counts_from(rules, previous, renewing=renewing),
        due_on=due_on or (previous.expires_on if previous and renewing else rules.due.due_on(on)),
    )


@transaction.atomic
def give_way(*, cycle: Cycle, on: date, now: datetime) -> Cycle:
    """After a certificate has expired: a renewal that is no longer one gives way to the path that the rules now ask for."""
    before = last_certified(cycle.learner_id, cycle.certification_id)
    previous = dates_of_cycle(before) if before else None
    kind = cycle.path.partition(":")[0]
    if kind in (INITIAL, ALTERNATIVE) or renews(rules_of(cycle.version), on=on, previous=previous):
        return cycle
    ledgers.append(cycle, event="expired", by=None, now=now)
    return open_next(
        learner=cycle.learner,
        certification=cycle.certification,
        on=on,
        organisation_id=cycle.organisation_id,
        now=now,
    )


def _counts_from(rules: Rules, previous: Dates | None, *, renewing: bool) -> date | None:
    """A renewal counts what the rules say; the whole way anew counts everything since the last certificate."""
    if previous is None:
        return None
    return rules.counts_from(previous) if renewing else previous.completed_on + timedelta(days=1)
