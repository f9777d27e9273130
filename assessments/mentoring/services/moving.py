"""Who no longer works where they were accompanied is no longer read there: the relationships that a move leaves behind end.

What counts is who belongs where today, not what has happened: so it may be asked at any time, and a membership that ends by the calendar
alone is found by the daily job. Somebody whose own role reaches the learner's new place goes on.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from assessments.mentoring.models import Relationship
from assessments.mentoring.models.relationships import CURRENT_STATES, OPEN_STATES
from assessments.mentoring.services import endings, ledger
from assessments.mentoring.services.relationships import take_back
from training_site.people.models import Membership, User
from training_site.people.roles import Role

MOVED = "moved"


def follow_moves(*, now: datetime, person: User | None = None) -> int:
    """End what a move of this person, or of anybody, has left behind; how many relationships ended."""
    today = timezone.localdate(now)
    rows = Relationship.objects.filter(state__in=OPEN_STATES).select_related("organisation")
    if person is not None:
        rows = rows.filter(Q(learner=person) | Q(mentor=person))
    ended = 0
    for row in rows.filter(_learner_left(today) | _mentor_left(today)).order_by("pk"):
        if not _reaches(row, today=today):
            ended += _end(row, now=now)
    return ended


@transaction.atomic
def _end(row: Relationship, *, now: datetime) -> int:
    row = ledger.lock(row)
    if row.state not in OPEN_STATES:
        return 0
    if row.state in CURRENT_STATES:
        left = _has_left(row, today=timezone.localdate(now))
        endings.end(relationship=row, by=None, reason=MOVED if left else endings.MENTOR_LEFT, now=now)
    else:
        take_back(relationship=row, by=None, now=now)
    return 1


def _learner_left(today: date) -> Q:
    here = Membership.objects.filter(user=OuterRef("learner"), role=Role.LEARNER, organisation=OuterRef("organisation"))
    return Q(Exists(_ended(here, today))) & ~Q(Exists(here.active_on(today)))


def _mentor_left(today: date) -> Q:
    """A membership of the second person ended after the two began. Whether another one reaches the learner is asked for each row."""
    held = Membership.objects.filter(user=OuterRef("mentor"), until__gt=OuterRef("starts_on"))
    return Q(Exists(_ended(held, today)))


def _ended(rows: QuerySet[Membership], today: date) -> QuerySet[Membership]:
    return rows.filter(until__lte=today, until__gt=F("since"))


def _has_left(row: Relationship, *, today: date) -> bool:
    learns = Membership.objects.active_on(today).filter(user_id=row.learner_id, role=Role.LEARNER)
    return not learns.filter(organisation=row.organisation).exists()


def _reaches(row: Relationship, *, today: date) -> bool:
    """Whether the two still belong together: the second person's role reaches a place where the learner learns, or never did."""
    places = list(
        Membership.objects.active_on(today)
        .filter(user_id=row.learner_id, role=Role.LEARNER)
        .values_list("organisation__path", flat=True)
    )
    held = Membership.objects.filter(user_id=row.mentor_id)
    if row.kind == Relationship.Kind.REFLECTIVE:
        held = held.filter(role=Role.MENTOR)
    now_at = list(held.active_on(today).values_list("organisation__path", flat=True))
    if any(place.startswith(path) for place in places for path in now_at):
        return True
    if row.organisation is None or _has_left(row, today=today):
        return row.organisation is None
    # The learner is still there. Somebody from a neighbouring organisation never reached the place, and has not left it.
    ended = _ended(held.filter(until__gt=row.starts_on), today).values_list("organisation__path", flat=True)
    return not any(row.organisation.path.startswith(path) for path in ended)
