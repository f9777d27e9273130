"""Rounds of people about whom somebody decides."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from assessments.certification.models import Cycle, Leave, RequirementStatus, Waiver
from training_site.people import permissions
from training_site.people.models import User

MOST_FOUND = 50
SHORTEST = 2


@dataclass(frozen=True, kw_only=True)
class InRound:
    """A round with what belongs to it."""

    cycle: Cycle
    statuses: tuple[RequirementStatus, ...]
    waivers: tuple[Waiver, ...]
    leaves: tuple[Leave, ...]


def round_for(person: User, pk: UUID, *, today: date) -> Cycle | None:
    """A round of somebody in a person's scope (one query); None where it is none of their business, and for one's own."""
    rows = _rounds(person, today=today).filter(pk=pk)
    return rows.select_related("learner", "certification__issuer", "version", "organisation").first()


def in_round(cycle: Cycle) -> InRound:
    """What belongs to it (three queries)."""
    leaves = Leave.objects.filter(learner_id=cycle.learner_id, cycle__certification_id=cycle.certification_id)
    return InRound(
        cycle=cycle,
        statuses=tuple(cycle.statuses.order_by("position")),
        waivers=tuple(cycle.waivers.select_related("by").order_by("at", "pk")),
        leaves=tuple(leaves.select_related("approved_by").order_by("starts_on", "pk")),
    )


def leave_for(person: User, pk: UUID, *, today: date) -> Leave | None:
    """A leave of somebody in a person's scope (one query)."""
    rows = Leave.objects.filter(pk=pk, cycle__in=_rounds(person, today=today))
    return rows.select_related("cycle__learner").first()


def found(person: User, text: str, *, today: date) -> list[Cycle]:
    """Rounds of people with this name, user name or e-mail address, the newest first (one query)."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    named = Q(learner__username__iexact=text) | Q(learner__email__iexact=text)
    for word in text.split()[:2]:
        named |= Q(learner__first_name__iexact=word) | Q(learner__last_name__iexact=word)
    rows = _rounds(person, today=today).filter(named).select_related("learner", "certification", "version")
    return list(rows.order_by("learner", "certification", "-number")[:MOST_FOUND])


def _rounds(person: User, *, today: date) -> QuerySet[Cycle]:
    scope = User.objects.filter(permissions.CERTIFY_LEARNER.visible_to(person, today=today)).exclude(pk=person.pk)
    return Cycle.objects.filter(learner__in=scope)
