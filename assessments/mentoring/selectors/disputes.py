"""Reads about disagreements: what can be disagreed with, what waits for somebody to hear it, and who could."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from assessments.mentoring.models import Decision, Dispute, Event, Observation, Relationship, Review
from assessments.mentoring.selectors.competency import STANDS, has_judged
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Permission, roles_with

OPEN = ("raised", "taken_up")
HEARS = (Relationship.Kind.MODERATOR, Relationship.Kind.ASSESSOR)
NEAR = (Organisation.Kind.ORGANISATION, Organisation.Kind.DISTRICT)


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Something a learner can see differently."""

    machine: str
    """decision, observation or review."""
    subject: UUID
    learner_id: int
    organisation_id: int | None
    judge: User | None
    """None for an observer without account."""
    on: date
    """The day it was judged."""


def judgement(machine: str, subject: UUID) -> Judgement | None:
    """A judgement that stands; None for anything else (two queries)."""
    finders = {"decision": _decision, "observation": _observation, "review": _review}
    return finders[machine](subject) if machine in finders else None


def about(subject: UUID) -> list[Dispute]:
    """The disagreements with a judgement, oldest first (one query)."""
    return list(Dispute.objects.filter(subject=subject).select_related("heard_by"))


def of_learner(learner_id: int) -> list[Dispute]:
    """What somebody disagreed with, newest first (one query)."""
    return list(Dispute.objects.filter(learner_id=learner_id).select_related("heard_by").order_by("-created_at"))


def to_hear(person_id: int) -> list[Dispute]:
    """What somebody is asked to hear (one query)."""
    return list(Dispute.objects.filter(heard_by_id=person_id, state="taken_up").select_related("learner"))


def to_name(coordinator: User, *, today: date) -> list[Dispute]:
    """What waits for somebody who hears it, in the organisations and districts of a coordinator; no words (two queries)."""
    held = Membership.objects.active_on(today).filter(
        user=coordinator, role__in=roles_with(Permission.ASSIGN_MENTORS), organisation__kind__in=NEAR
    )
    places = Q(pk__in=())
    for path in held.values_list("organisation__path", flat=True):
        places |= Q(organisation__path__startswith=path)
    rows = Dispute.objects.filter(places, state="raised").exclude(learner=coordinator)
    return list(rows.select_related("learner").defer("statement", "answer").order_by("created_at"))


def hearers(dispute: Dispute, *, today: date) -> list[User]:
    """Moderators and assessors of the learner who have judged nothing of theirs before."""
    people = User.objects.filter(pk__in=_named(dispute.learner_id, today=today).values("mentor"), is_active=True)
    return [one for one in people.order_by("pk") if is_free_to_hear(one.pk, dispute)]


def may_hear(person_id: int, dispute: Dispute, *, today: date) -> bool:
    """Whether somebody is a moderator or assessor of the learner now, and has judged nothing of theirs."""
    named = _named(dispute.learner_id, today=today).filter(mentor_id=person_id).exists()
    return named and is_free_to_hear(person_id, dispute)


def is_free_to_hear(person_id: int, dispute: Dispute) -> bool:
    """Whether somebody has never judged anything of the learner's, and said nothing about this judgement."""
    spoke = Event.objects.filter(subject=dispute.subject, by_id=person_id).exists()
    return not spoke and not has_judged(person_id, dispute.learner_id)


def _named(learner_id: int, *, today: date) -> QuerySet[Relationship]:
    return Relationship.objects.filter(learner_id=learner_id, kind__in=HEARS, state="active", starts_on__lte=today)


def _decision(subject: UUID) -> Judgement | None:
    row = Decision.objects.filter(pk=subject, state__in=STANDS).select_related("decided_by").first()
    if row is None:
        return None
    on = timezone.localdate(row.created_at)
    return Judgement(
        machine="decision",
        subject=row.pk,
        learner_id=row.learner_id,
        organisation_id=row.organisation_id,
        judge=row.decided_by,
        on=on,
    )


def _observation(subject: UUID) -> Judgement | None:
    states = ("submitted", "learner_responded", "signed")
    row = Observation.objects.filter(pk=subject, state__in=states).select_related("observer").first()
    if row is None or row.submitted_at is None:
        return None
    return Judgement(
        machine="observation",
        subject=row.pk,
        learner_id=row.learner_id,
        organisation_id=row.organisation_id,
        judge=row.observer,
        on=timezone.localdate(row.submitted_at),
    )


def _review(subject: UUID) -> Judgement | None:
    states = ("signed", "confirmed", "upheld")
    row = Review.objects.filter(pk=subject, state__in=states).select_related("relationship__mentor").first()
    signed = Event.objects.filter(subject=subject, kind="signed").order_by("-number").first()
    if row is None or signed is None:
        return None
    return Judgement(
        machine="review",
        subject=row.pk,
        learner_id=row.learner_id,
        organisation_id=row.organisation_id,
        judge=row.relationship.mentor,
        on=timezone.localdate(signed.at),
    )
