"""What one person is to one learner now: asked at every request, never kept."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from assessments.mentoring.confidentiality import DataClass, Standing, Viewpoint
from assessments.mentoring.models import (
    BreakGlass,
    Observation,
    Relationship,
    Sample,
    SessionRecord,
    Signature,
    Submission,
)
from training_site.people.models import Membership, Organisation, User
from training_site.people.permissions import Viewer
from training_site.people.roles import Role

GRACE = timedelta(days=30)
"""How long a mentor still reads what they signed after the relationship ended."""

Kind = Relationship.Kind
BY_KIND = {
    Kind.REFLECTIVE: Standing.MENTOR,
    Kind.LINE_MANAGEMENT: Standing.LINE_MANAGER,
    Kind.ASSESSOR: Standing.ASSESSOR,
    Kind.MODERATOR: Standing.ASSESSOR,
}
BY_ROLE = {
    Role.SAFEGUARDING: Standing.SAFEGUARDING,
    Role.TRAINER: Standing.TRAINER,
    Role.ADMINISTRATOR: Standing.ADMINISTRATOR,
}
MAY_BREAK_GLASS = {Standing.SUPERVISOR, Standing.COORDINATOR, Standing.REGIONAL, Standing.SAFEGUARDING}
"""Emergency access ends with the role in which it was asked for."""
NEAR = (Organisation.Kind.ORGANISATION, Organisation.Kind.DISTRICT)
"""A coordinator here knows the learners by name; further up only numbers."""


def viewpoint(viewer: Viewer, learner_id: int, *, now: datetime) -> Viewpoint:
    """What the viewer is to this learner at this moment (at most five queries; one for the learner themself)."""
    if not isinstance(viewer, User) or not viewer.is_active:
        return Viewpoint(viewer_id=None, learner_id=learner_id)
    if viewer.pk == learner_id:
        own = Relationship.objects.filter(learner_id=learner_id).values_list("pk", flat=True)
        return Viewpoint(
            viewer_id=viewer.pk,
            learner_id=learner_id,
            standings=frozenset({Standing.LEARNER}),
            own_pairs=frozenset(own),
        )
    today = timezone.localdate(now)
    rows = list(Relationship.objects.filter(mentor=viewer, learner_id=learner_id))
    active = [row for row in rows if row.state == "active" and row.starts_on <= today]
    standings = {BY_KIND[Kind(row.kind)] for row in active if row.kind in BY_KIND}
    standings |= _by_membership(viewer, learner_id, today=today)
    if mentors_the_mentor(viewer, learner_id):
        standings.add(Standing.SUPERVISOR)
    return Viewpoint(
        viewer_id=viewer.pk,
        learner_id=learner_id,
        standings=frozenset(standings),
        pairs=frozenset(row.pk for row in active if row.kind == Kind.REFLECTIVE),
        kept=_kept(viewer, rows, today=today),
        submitted=_submitted(active),
        sampled=_sampled(viewer, learner_id, now=now) if Standing.SUPERVISOR in standings else frozenset(),
        grants=_grants(viewer, learner_id, now=now) if standings & MAY_BREAK_GLASS else frozenset(),
    )


def in_pair(viewer: Viewer, relationship: Relationship, *, now: datetime) -> Viewpoint:
    """What the viewer is to the learner of a relationship that was read in this request: no query for the two of them.

    Of its mentor it says no more than that; of everybody else everything that `viewpoint` finds.
    """
    if isinstance(viewer, User) and viewer.is_active:
        learner_id, pair = relationship.learner_id, frozenset({relationship.pk})
        if viewer.pk == learner_id:
            standings = frozenset({Standing.LEARNER})
            return Viewpoint(viewer_id=viewer.pk, learner_id=learner_id, standings=standings, own_pairs=pair)
        is_active = relationship.state == "active" and relationship.starts_on <= timezone.localdate(now)
        if viewer.pk == relationship.mentor_id and relationship.kind == Kind.REFLECTIVE and is_active:
            standings = frozenset({Standing.MENTOR})
            return Viewpoint(viewer_id=viewer.pk, learner_id=learner_id, standings=standings, pairs=pair)
    return viewpoint(viewer, relationship.learner_id, now=now)


def _by_membership(viewer: User, learner_id: int, *, today: date) -> set[Standing]:
    """Standings that follow from a role in an organisation at or above one where the learner learns."""
    rows = list(
        Membership.objects.active_on(today)
        .filter(Q(user_id=learner_id, role=Role.LEARNER) | Q(user=viewer))
        .values_list("user", "role", "organisation__path", "organisation__kind")
    )
    places = [path for user, _role, path, _kind in rows if user == learner_id]
    held = [(role, path, kind) for user, role, path, kind in rows if user == viewer.pk]
    return {
        standing
        for role, path, kind in held
        if any(place.startswith(path) for place in places)
        for standing in [standing_of(Role(role), kind)]
        if standing
    }


def standing_of(role: Role, kind: str) -> Standing | None:
    """What somebody with a role in a place of this kind is to those who learn there. Pure."""
    if role == Role.COORDINATOR:
        return Standing.COORDINATOR if kind in NEAR else Standing.REGIONAL
    return BY_ROLE.get(role)


def mentors_the_mentor(viewer: User, learner_id: int) -> bool:
    """Whether the viewer is the mentor of one of the learner's mentors now."""
    mentors = Relationship.objects.filter(learner_id=learner_id, kind=Kind.REFLECTIVE, state="active")
    return Relationship.objects.filter(
        mentor=viewer, learner__in=mentors.values("mentor"), kind=Kind.REFLECTIVE, state="active"
    ).exists()


def _kept(viewer: User, rows: list[Relationship], *, today: date) -> frozenset[UUID]:
    recent = [row.pk for row in rows if row.kind == Kind.REFLECTIVE and row.ends_on and row.ends_on + GRACE > today]
    if not recent:
        return frozenset()
    # The two may have been a pair before: what they signed then is over for longer than the days of grace.
    theirs = Q(subject__in=SessionRecord.objects.filter(session__relationship__in=recent).values("pk")) | Q(
        subject__in=Observation.objects.filter(relationship__in=recent).values("pk")
    )
    return frozenset(Signature.objects.filter(theirs, signer=viewer).values_list("subject", flat=True))


def _submitted(active: list[Relationship]) -> frozenset[UUID]:
    judging = [row.pk for row in active if row.kind in (Kind.ASSESSOR, Kind.MODERATOR)]
    if not judging:
        return frozenset()
    rows = Submission.objects.filter(relationship__in=judging, withdrawn_at=None)
    return frozenset(rows.values_list("subject", flat=True))


def _sampled(viewer: User, learner_id: int, *, now: datetime) -> frozenset[UUID]:
    rows = Sample.objects.filter(
        supervisor=viewer,
        record__session__relationship__learner_id=learner_id,
        objected_at=None,
        opens_at__lte=now,
        closes_at__gt=now,
    )
    return frozenset(rows.values_list("record", flat=True))


def _grants(viewer: User, learner_id: int, *, now: datetime) -> frozenset[DataClass]:
    rows = BreakGlass.objects.filter(
        requester=viewer,
        learner_id=learner_id,
        state="approved",
        expires_at__gt=now,
    )
    return frozenset(DataClass(one) for row in rows for one in row.scope)
