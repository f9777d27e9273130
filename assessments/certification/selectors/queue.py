"""What waits for somebody's decision: rounds in which everything is met, the longest waiting first, and decisions that were deferred."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from assessments.certification.models import Decision, Vote
from assessments.certification.selectors.appealed import overruled_voters
from assessments.certification.selectors.powers import involved_with
from training_site.people import permissions
from training_site.people.models import Organisation, User


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody wants to see of the queue; "" for all."""

    certification: str = ""
    """Its code."""
    place: str = ""
    """Number of an organisation; whoever learns there or below it."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """A decision that waits."""

    decision: Decision
    involved: bool
    """Whether who asks has judged the learner, or has declared a conflict."""
    voted: bool
    overruled: bool = False
    """Whether who asks voted about the round before, in a decision that did not stand on appeal."""

    @property
    def deferred(self) -> bool:
        """Whether it waits to be taken up again."""
        return self.decision.state == "deferred"

    @property
    def mine(self) -> bool:
        """Whether who asks can give a vote now."""
        return not (self.involved or self.voted or self.overruled or self.deferred)


def waiting(person: User, *, today: date) -> QuerySet[Decision]:
    """Every decision that waits about somebody in a person's scope, the oldest first. Nobody sees those about themself."""
    last = Decision.objects.filter(cycle=OuterRef("cycle")).order_by("-created_at", "-pk").values("pk")[:1]
    rows = Decision.objects.filter(
        Q(state="open") | Q(state="deferred", cycle__state="deferred", pk=Subquery(last)),
        cycle__learner__in=_learners(person, today=today),
    )
    rows = rows.exclude(cycle__learner=person).select_related("cycle__learner", "cycle__certification", "organisation")
    return rows.order_by("created_at", "pk")


def narrowed(rows: QuerySet[Decision], wanted: Wanted) -> QuerySet[Decision]:
    """What of it somebody wants to see; what names nothing leaves nothing."""
    if wanted.certification:
        rows = rows.filter(cycle__certification__code=wanted.certification)
    if wanted.place:
        place = Organisation.objects.filter(pk=int(wanted.place) if wanted.place.isdecimal() else 0).first()
        rows = rows.filter(organisation__path__startswith=place.path) if place else rows.none()
    return rows


def due(rows: list[Decision], person: User) -> list[Due]:
    """How each stands for somebody (eight queries)."""
    involved = involved_with(person.pk)
    voted = set(
        Vote.objects.filter(decision__in=[row.pk for row in rows], by=person).values_list("decision", flat=True)
    )
    overruled = overruled_voters(row.cycle_id for row in rows)
    return [
        Due(
            decision=row,
            involved=row.cycle.learner_id in involved,
            voted=row.pk in voted,
            overruled=person.pk in overruled.get(row.cycle_id, ()),
        )
        for row in rows
    ]


def offered(rows: QuerySet[Decision]) -> tuple[list[tuple[str, dict[str, str]]], list[tuple[int, str]]]:
    """By what the queue can be narrowed: codes and titles of certifications, numbers and names of organisations (two queries)."""
    codes = rows.order_by("cycle__certification__code").values_list(
        "cycle__certification__code", "cycle__certification__titles"
    )
    places = rows.exclude(organisation=None).order_by("organisation__name")
    named = places.values_list("organisation_id", "organisation__name")
    return list(dict(codes).items()), list(dict(named).items())


def decision_for(person: User, pk: UUID, *, today: date) -> Decision | None:
    """A decision about somebody in a person's scope, whatever became of it; None where it is none of their business (one query)."""
    rows = Decision.objects.filter(pk=pk, cycle__learner__in=_learners(person, today=today))
    rows = rows.exclude(cycle__learner=person)
    return rows.select_related(
        "cycle__learner", "cycle__certification__issuer", "cycle__version", "organisation"
    ).first()


def votes_of(decision: Decision) -> list[Vote]:
    """In the order in which they were given (one query)."""
    return list(decision.votes.select_related("by").order_by("at", "pk"))


def _learners(person: User, *, today: date) -> QuerySet[User]:
    return User.objects.filter(permissions.CERTIFY_LEARNER.visible_to(person, today=today))
