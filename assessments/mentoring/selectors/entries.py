"""Reads of the log and of commitments. Whether somebody may see a row is decided by confidentiality.py, not here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, Count, QuerySet, When
from django.utils import timezone

from assessments.mentoring.models import Comment, Commitment, Entry, Event, Relationship
from assessments.mentoring.models.entries import WITH_THE_MENTOR
from assessments.mentoring.models.relationships import CURRENT_STATES
from training_site.people.models import Membership
from training_site.people.roles import Role

GONE = ("deleted", "erased")
"""States in which an entry is a fact without words."""


def entry(pk: UUID) -> Entry | None:
    """An entry with its author and the relationship it is shared in (one query)."""
    return Entry.objects.select_related("author", "relationship__mentor", "organisation").filter(pk=pk).first()


def entry_sent_as(client_id: str, *, author_id: int) -> Entry | None:
    """Somebody's own entry that came under this id, as a form has it; None for none and for what is no id (one query)."""
    try:
        return Entry.objects.filter(client_id=UUID(client_id), author_id=author_id).first()
    except ValueError:
        return None


def log_of(author_id: int, *, state: str = "", kind: str = "") -> QuerySet[Entry]:
    """Somebody's entries, newest first; without those that are gone unless one asks for their state."""
    rows = Entry.objects.filter(author_id=author_id).select_related("relationship__mentor")
    rows = rows.filter(state=state) if state else rows.exclude(state__in=GONE)
    return rows.filter(kind=kind) if kind else rows


def tally(author_id: int) -> Mapping[str, int]:
    """State → how many entries (one query)."""
    rows = Entry.objects.filter(author_id=author_id).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def shared_in(relationship: Relationship) -> QuerySet[Entry]:
    """What the learner of a pair shares with the mentor of the pair, newest first."""
    return Entry.objects.filter(relationship=relationship, state__in=WITH_THE_MENTOR)


def mentors_of(learner_id: int, *, now: datetime) -> list[Relationship]:
    """The active reflective relationships of a learner, each with its mentor, the primary one first (one query)."""
    rows = Relationship.objects.filter(
        learner_id=learner_id,
        kind=Relationship.Kind.REFLECTIVE,
        state="active",
        starts_on__lte=timezone.localdate(now),
    )
    return list(rows.select_related("mentor").order_by("-is_primary", "starts_on", "id"))


def has_mentor(learner_id: int) -> bool:
    """Whether somebody accompanies a learner now, a pause included (one query)."""
    return relationships_of(learner_id).filter(state__in=CURRENT_STATES).exists()


def notes_about(author_id: int, key: str) -> list[Entry]:
    """Somebody's own entries about a page of the curriculum that are still there, newest first; no words are read (one query)."""
    rows = Entry.objects.filter(author_id=author_id, lesson_key=key).exclude(state__in=GONE)
    return list(rows.select_related("relationship__mentor").defer("words", "relationship__conflict"))


def relationships_of(learner_id: int) -> QuerySet[Relationship]:
    """The reflective relationships of a learner that have not ended: somebody accompanies them, or will."""
    return Relationship.objects.filter(learner_id=learner_id, kind=Relationship.Kind.REFLECTIVE).exclude(state="ended")


def history(row: Entry) -> list[Event]:
    """What happened to an entry, oldest first (one query)."""
    return list(Event.objects.filter(subject=row.pk).select_related("by").order_by("number"))


def comments_on(row: Entry, *, since: datetime | None = None) -> list[Comment]:
    """The comments on an entry, oldest first (one query); `since` for a mentor with whom it was not shared before."""
    rows = Comment.objects.filter(subject=row.pk).select_related("author").order_by("at", "id")
    return list(rows.filter(at__gte=since) if since else rows)


def comments_on_all(rows: Iterable[Entry]) -> Mapping[UUID, list[Comment]]:
    """Entry → the comments on it, oldest first (one query)."""
    found: dict[UUID, list[Comment]] = {}
    subjects = [row.pk for row in rows]
    for one in Comment.objects.filter(subject__in=subjects).select_related("author").order_by("at", "id"):
        found.setdefault(one.subject, []).append(one)
    return found


def place_of(person_id: int, *, today: date) -> int | None:
    """The organisation whose key seals what a person writes: the newest where they learn; None for somebody without (one query)."""
    rows = Membership.objects.active_on(today).filter(user_id=person_id, role=Role.LEARNER)
    return rows.order_by("-since", "-pk").values_list("organisation_id", flat=True).first()


def commitments_of(learner_id: int) -> list[Commitment]:
    """What somebody means to try, the open ones first, then the newest (one query)."""
    settled = Case(When(state__in=[Commitment.State.SUSTAINED, Commitment.State.DROPPED], then=1), default=0)
    return list(Commitment.objects.filter(learner_id=learner_id).order_by(settled, "-made_at", "id"))


def open_commitments_from(learner_id: int, *, content_key: str) -> list[Commitment]:
    """What somebody still means to try from one lesson, oldest first (one query)."""
    return list(Commitment.objects.filter(learner_id=learner_id, content_key=content_key, state=Commitment.State.OPEN))


def unsettled_commitments(*, made_before: datetime, made_after: datetime) -> QuerySet[Commitment]:
    """Commitments of a time that are neither kept up nor let go."""
    open_states = [Commitment.State.OPEN, Commitment.State.TRIED, Commitment.State.OBSERVED]
    rows = Commitment.objects.filter(state__in=open_states, made_at__lte=made_before, made_at__gt=made_after)
    return rows.select_related("learner")
