"""Asking somebody for a certification, and no longer asking. The first assignment opens a round, the last one that ends withdraws it."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.certification.laws.cycles import HELD, OPEN
from assessments.certification.models import Assignment, Certification, Cycle
from assessments.certification.services import cycles, following
from assessments.progress.models import Enrolment
from assessments.services import ledgers
from training_site.people.merges import accounts_of
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Role

__all__ = ["Retired", "assign", "assign_followers", "end"]

MOST_AT_ONCE = 500


class Retired(Exception):
    """Nobody is assigned to a retired certification."""


@transaction.atomic
def assign(
    *,
    learner: User,
    certification: Certification,
    organisation: Organisation | None,
    basis: str,
    now: datetime,
    due_on: date | None = None,
    by: User | None = None,
) -> Assignment:
    """Ask somebody for a certification; asked again by the same organisation, nothing changes. Raises Retired, cycles.NotPublished."""
    if certification.retired_at is not None:
        raise Retired
    open_ones = Assignment.objects.filter(
        learner=learner, certification=certification, organisation=organisation, ended_at=None
    )
    there = open_ones.first()
    if there is not None:
        return there
    try:
        with transaction.atomic():
            assignment = Assignment.objects.create(
                learner=learner,
                certification=certification,
                organisation=organisation,
                basis=basis,
                due_on=due_on,
                assigned_at=now,
                assigned_by=by,
            )
    except IntegrityError:
        return open_ones.get()
    _begin(assignment, now)
    return assignment


@transaction.atomic
def end(*, assignment: Assignment, reason: str, now: datetime, by: User | None = None) -> Assignment:
    """No longer ask. Where nobody else asks, the open round is withdrawn; what was issued stays, and history is taken up again later."""
    fresh = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if fresh.ended_at is not None:
        return fresh
    fresh.ended_at, fresh.end_reason = now, reason
    fresh.save(update_fields=["ended_at", "end_reason"])
    others = Assignment.objects.filter(
        learner_id=fresh.learner_id, certification_id=fresh.certification_id, ended_at=None
    )
    if not others.exists():
        _withdraw(fresh, "transferred" if reason == "transferred" else "withdrawn", by, now)
    return fresh


def assign_followers(*, now: datetime) -> int:
    """Assign whoever follows a pathway that leads to a certification, in its issuer's subtree; how many are new."""
    today = timezone.localdate(now)
    new = 0
    for certification in Certification.objects.filter(retired_at=None).exclude(pathways=[]).select_related("issuer"):
        if not certification.versions.filter(published_at__isnull=False).exists():
            continue
        for place in _followers(certification, today):
            assign(
                learner=place.user,
                certification=certification,
                organisation=place.organisation,
                basis=Assignment.Basis.PATHWAY,
                now=now,
            )
            new += 1
    return new


def _followers(certification: Certification, today: date) -> list[Membership]:
    """Memberships of learners who follow one of the pathways and are not assigned yet."""
    enrolled = Enrolment.objects.filter(
        programme_key=certification.programme_key, pathway__in=certification.pathways, until=None
    )
    assigned = Assignment.objects.filter(certification=certification)
    held = Membership.objects.active_on(today).filter(
        role=Role.LEARNER,
        organisation__path__startswith=certification.issuer.path,
        user__in=enrolled.values("learner"),
        user__is_active=True,
    )
    rows = held.exclude(user__in=assigned.values("learner")).select_related("user", "organisation")
    nearest = {row.user_id: row for row in rows.order_by("organisation__depth", "pk")}
    return list(nearest.values())[:MOST_AT_ONCE]


def _begin(assignment: Assignment, now: datetime) -> None:
    """Open a round, unless the certificate is held and its window has not opened yet."""
    holds = Cycle.objects.filter(
        learner__in=accounts_of(assignment.learner_id),
        certification_id=assignment.certification_id,
        state__in=(*HELD, "suspended"),
    )
    if holds.exists():
        return
    cycle = cycles.open_next(
        learner=assignment.learner,
        certification=assignment.certification,
        on=timezone.localdate(now),
        due_on=assignment.due_on,
        by=assignment.assigned_by,
        organisation_id=assignment.organisation_id,
        now=now,
    )
    following.follow(learners=[assignment.learner_id], now=now, cycles=[cycle])


def _withdraw(assignment: Assignment, event: str, by: User | None, now: datetime) -> None:
    working = Cycle.objects.filter(
        learner_id=assignment.learner_id, certification_id=assignment.certification_id, state__in=OPEN
    ).first()
    if working is not None:
        ledgers.append(working, event=event, by=by, now=now)
