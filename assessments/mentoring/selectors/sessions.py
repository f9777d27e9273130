"""Reads about sessions: what stands on the agenda of the next one, who writes its record, whether it counts."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments.mentoring import counting as law
from assessments.mentoring.counting import Counting, Meeting
from assessments.mentoring.framework.months import add_months
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import (
    Action,
    Agreement,
    Annex,
    Commitment,
    PrivateNote,
    Relationship,
    Review,
    Session,
    SessionRecord,
)
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.selectors.records import state_before_erasing

REVIEW_MONTHS = (3, 6, 9, 12, 24, 36, 48, 60)
REVIEW_AHEAD = timedelta(days=14)
"""A review stands on the agenda so long before its day."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something to talk about."""

    source: str
    """commitment, previous_action, preparation, learner, mentor or review."""
    text: str = ""
    key: str = ""
    """Of the commitment or action it stands for."""


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What a learner prepared for themself, opened."""

    text: str = ""
    bring: tuple[str, ...] = ()
    """Lines they want to talk about."""
    left_off: frozenset[str] = frozenset()
    """Keys of the commitments they took off the agenda."""
    page: str = ""
    words_kept: frozenset[str] = frozenset()
    """Keys of wordings that look identifying and that the author decided to keep."""


@dataclass(frozen=True, kw_only=True)
class Before:
    """What a pair has behind it when the record of a session is begun."""

    who_writes: str | None
    """By the agreement in force; None without one."""
    has_met: bool
    last_writer_id: int | None
    reviewed_month: int
    """The latest progress review they signed; 0 for none."""


def read_note(note: PrivateNote | None) -> Preparation:
    """A private note, opened: for its author alone, but for the lines and commitments they put on the agenda."""
    if note is None or not note.body:
        return Preparation()
    held: dict[str, Any] = json.loads(note.body.opened())
    return Preparation(
        text=held.get("text", ""),
        bring=tuple(held.get("bring", ())),
        left_off=frozenset(held.get("left_off", ())),
        page=held.get("page", ""),
        words_kept=frozenset(held.get("kept", ())),
    )


def note_of(session: Session, author_id: int) -> PrivateNote | None:
    """The private note of one person about a session (one query)."""
    return PrivateNote.objects.filter(session=session, author_id=author_id).first()


def annexes_of(session: Session) -> list[Annex]:
    """The confidential matters beside a session, oldest first, each with its author (one query)."""
    return list(Annex.objects.filter(session=session).select_related("author"))


def open_commitments(learner_id: int) -> list[Commitment]:
    """What a learner means to try, oldest first (one query)."""
    return list(Commitment.objects.filter(learner_id=learner_id, state__in=["open", "tried"]))


def open_actions(relationship: Relationship) -> list[Action]:
    """What the pair agreed and has not finished, soonest first (one query)."""
    return list(Action.objects.filter(relationship=relationship, state="open"))


def agenda_of(session: Session, found: Before) -> list[Item]:
    """What a record of this session begins with: what the learner keeps on the agenda, and the review that is due (two queries)."""
    pair = session.relationship
    prepared = read_note(note_of(session, pair.learner_id))
    kept = [one for one in open_commitments(pair.learner_id) if str(one.pk) not in prepared.left_off]
    on = timezone.localdate(session.planned_at) if session.planned_at else session.occurred_on
    return [
        *(Item(source="commitment", text=one.body.opened(), key=str(one.pk)) for one in kept),
        *(Item(source="preparation", text=line) for line in prepared.bring),
        *([Item(source="review")] if on and is_review_due(pair, found, on=on) else []),
    ]


def is_review_due(pair: Relationship, found: Before, *, on: date) -> bool:
    """Whether a progress review belongs to these days and is not signed yet."""
    due = [month for month in REVIEW_MONTHS if add_months(pair.starts_on, month) - REVIEW_AHEAD <= on]
    return bool(due) and found.reviewed_month < due[-1]


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Who writes the record of a session that has none yet, and whether it may be begun."""

    person_id: int
    has_agreement: bool
    """There is one in force, or this is the first session, for which there need not be."""

    def is_now(self, person_id: int) -> bool:
        """Whether this person may begin it now."""
        return self.has_agreement and self.person_id == person_id


def before(session: Session) -> Before:
    """What lies behind a session (one query)."""
    same = {"relationship": OuterRef("relationship")}
    agreements = Agreement.objects.filter(**same, state__in=["active", "due_review"])
    held = Session.objects.filter(**same, state="held").exclude(pk=OuterRef("pk"))
    reviews = Review.objects.filter(**same).exclude(state__in=["draft", "erased"])
    found = (
        Session.objects.filter(pk=session.pk)
        .annotate(
            who_writes=Subquery(agreements.values("who_writes")[:1]),
            has_met=Exists(held),
            last_writer_id=Subquery(
                held.filter(record__isnull=False)
                .order_by("-occurred_on", "-record__created_at")
                .values("record__writer_id")[:1]
            ),
            reviewed_month=Coalesce(Subquery(reviews.order_by("-month").values("month")[:1]), 0),
        )
        .values("who_writes", "has_met", "last_writer_id", "reviewed_month")
        .get()
    )
    return Before(**found)


def writer_of(session: Session, found: Before) -> Writer:
    """Who would begin the record: as agreed; in turn, whoever did not write the last one; without agreement the mentor."""
    pair = session.relationship
    by_learner = found.who_writes == Agreement.Writer.LEARNER or (
        found.who_writes == Agreement.Writer.ALTERNATE and found.last_writer_id == pair.mentor_id
    )
    return Writer(
        person_id=pair.learner_id if by_learner else pair.mentor_id,
        has_agreement=found.who_writes is not None or not found.has_met,
    )


def counting(session: Session, today: date, *, policy: Policy | None = None) -> Counting:
    """Whether a session counts toward the rhythm on a day, and why or why not (at most three queries)."""
    record = SessionRecord.objects.filter(session=session).first()
    policy = policy or policy_for(session.organisation_id, session.relationship.programme_key)
    entered: datetime = record.created_at if record else session.created_at
    meeting = Meeting(
        state=session.state,
        kind=session.kind,
        occurred_on=session.occurred_on,
        entered_on=timezone.localdate(entered),
        record_state=state_before_erasing(record) if record else "",
        approved=session.fact_approved_at is not None,
        attested=session.attested_at is not None,
    )
    return law.counting(meeting, today=today, late_after=policy.late_after_days, limit=policy.late_limit_days)
