"""What a learner can hand in, what they did, and what lies before an assessor."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from assessments.mentoring.models import Entry, Observation, Relationship, SessionRecord, Submission

JUDGES = (Relationship.Kind.ASSESSOR, Relationship.Kind.MODERATOR)
SIGNED = ("signed", "signed_with_disagreement", "amended", "in_review")
READ = ("read", "validated", "returned")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Something that can be handed in."""

    machine: str
    subject: UUID
    day: date
    is_finished: bool


def finished_piece(machine: str, subject: UUID, *, learner_id: int) -> Piece | None:
    """One piece of this learner's, or None."""
    return next((piece for piece in _pieces(learner_id, machine) if piece.subject == subject), None)


def pieces(learner_id: int) -> list[Piece]:
    """Everything the learner could hand in now, newest first (three queries)."""
    found = [
        piece
        for machine in ("record", "entry", "observation")
        for piece in _pieces(learner_id, machine)
        if piece.is_finished
    ]
    return sorted(found, key=lambda piece: piece.day, reverse=True)


def of_learner(learner_id: int) -> QuerySet[Submission]:
    """What a learner handed in and has not taken back."""
    return _open().filter(relationship__learner_id=learner_id)


def before(judge_id: int) -> QuerySet[Submission]:
    """What lies before an assessor or moderator."""
    return _open().filter(relationship__mentor_id=judge_id, relationship__state="active")


def judges_of(learner_id: int) -> QuerySet[Relationship]:
    """To whom a learner can hand something in."""
    rows = Relationship.objects.filter(learner_id=learner_id, kind__in=JUDGES, state="active")
    return rows.select_related("mentor")


def _open() -> QuerySet[Submission]:
    return Submission.objects.filter(withdrawn_at=None).select_related("relationship__learner", "relationship__mentor")


def _pieces(learner_id: int, machine: str) -> list[Piece]:
    if machine == "record":
        records = SessionRecord.objects.filter(session__relationship__learner_id=learner_id).select_related("session")
        return [
            Piece(machine=machine, subject=row.pk, day=row.session.occurred_on, is_finished=row.state in SIGNED)
            for row in records
            if row.session.occurred_on
        ]
    if machine == "entry":
        entries = Entry.objects.filter(author_id=learner_id)
        return [
            Piece(machine=machine, subject=row.pk, day=row.occurred_on, is_finished=row.state in READ)
            for row in entries
        ]
    if machine == "observation":
        seen = Observation.objects.filter(learner_id=learner_id, acted_on__isnull=False)
        return [
            Piece(machine=machine, subject=row.pk, day=row.acted_on, is_finished=row.state == "signed")
            for row in seen
            if row.acted_on
        ]
    return []
