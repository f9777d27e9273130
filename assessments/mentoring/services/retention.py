"""Words are erased when their time is over; facts, counts, signatures and decisions stay.

The time of everything runs from the end of mentoring: of the programme for the log and observations, of the relationship for all
that two people wrote together. What an organisation's policy says at the time of erasing holds.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.mentoring.framework.months import add_months
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import (
    Action,
    Addendum,
    Agreement,
    Annex,
    BreakGlass,
    Comment,
    Commitment,
    Dispute,
    Entry,
    Invitation,
    Ledgered,
    Observation,
    PrivateNote,
    RecordVersion,
    Relationship,
    Review,
    SessionRecord,
    Signature,
)
from assessments.mentoring.selectors.policies import policies_for
from assessments.mentoring.selectors.retention import Ended, ended_programmes, ended_relationships
from assessments.mentoring.services import ledger

Counts = Counter[str]
MONTHS_OF_A_YEAR = 12


def erase_due(*, now: datetime) -> dict[str, int]:
    """Erase every text whose time is over; how many of what. Run again it finds nothing left."""
    today = timezone.localdate(now)
    counts = Counts()
    relationships = list(ended_relationships())
    policies = policies_for((row.organisation_id, row.programme_key) for row in relationships)
    for row in relationships:
        policy = policies[row.organisation_id, row.programme_key]
        counts += _after_a_relationship(row, policy, now=now, today=today)
    programmes = list(ended_programmes(today=today))
    policies = policies_for((ended.organisation_id, ended.programme_key) for ended in programmes)
    for ended in programmes:
        policy = policies[ended.organisation_id, ended.programme_key]
        counts += _after_a_programme(ended, policy, now=now, today=today)
    return dict(counts)


def _after_a_relationship(row: Relationship, policy: Policy, *, now: datetime, today: date) -> Counts:
    ended_on = row.ends_on or today
    counts = Counts()
    if ended_on + timedelta(days=policy.private_note_ttl_days) <= today:
        counts["private notes"] += PrivateNote.objects.filter(session__relationship=row).delete()[0]
    if add_months(ended_on, policy.retention_years * MONTHS_OF_A_YEAR) <= today:
        counts += erase_what_a_pair_wrote(row, now=now)
    return counts


def _after_a_programme(ended: Ended, policy: Policy, *, now: datetime, today: date) -> Counts:
    counts = Counts()
    if add_months(ended.on, policy.retention_log_months) <= today:
        entries = Entry.objects.filter(author_id=ended.learner_id).exclude(state__in=("deleted", "erased"))
        counts["log entries"] += sum(erase_words(row, now=now, words=None) for row in entries)
        meant = Commitment.objects.filter(learner_id=ended.learner_id, body__isnull=False)
        counts["commitments"] += meant.update(body=None)
    if add_months(ended.on, policy.retention_observation_months) <= today:
        seen = Observation.objects.filter(learner_id=ended.learner_id).exclude(state="erased")
        counts["observations"] += sum(erase_words(row, now=now, observer_part=None, learner_part=None) for row in seen)
        Invitation.objects.filter(observation__learner_id=ended.learner_id).update(person=None)
    return counts


@transaction.atomic
def erase_what_a_pair_wrote(row: Relationship, *, now: datetime) -> Counts:
    """Everything that the two wrote together; facts and signatures stay."""
    records = SessionRecord.objects.filter(session__relationship=row).exclude(state="erased")
    reviews = Review.objects.filter(relationship=row).exclude(state="erased")
    counts = Counts()
    counts["session records"] += sum(erase_words(record, now=now, shared=None) for record in records)
    counts["reviews"] += sum(erase_words(review, now=now, mentor_part=None, learner_part=None) for review in reviews)
    counts["agreements"] += Agreement.objects.filter(relationship=row, words__isnull=False).update(words=None)
    RecordVersion.objects.filter(record__session__relationship=row, shared__isnull=False).update(shared=None)
    Annex.objects.filter(session__relationship=row, body__isnull=False).update(body=None)
    Action.objects.filter(relationship=row, body__isnull=False).update(body=None)
    Relationship.objects.filter(pk=row.pk, conflict__isnull=False).update(conflict=None)
    agreements = list(Agreement.objects.filter(relationship=row).values_list("pk", flat=True))
    erase_remarks(agreements)
    still_accompanied = Relationship.objects.filter(learner=row.learner).exclude(state="ended")
    if not still_accompanied.exists():
        BreakGlass.objects.filter(learner=row.learner).update(words=None, delay_words=None)
        Dispute.objects.filter(learner=row.learner).update(statement=None, answer=None)
    return counts


@transaction.atomic
def erase_words(row: Ledgered, *, now: datetime, **fields: Any) -> int:
    """Empty these fields of a row, with an event in its ledger; 1, or 0 where that does not follow from its state."""
    try:
        ledger.append(row, event="erased", by=None, now=now, **fields)
    except ledger.NotNow:  # somebody deleted it a moment ago
        return 0
    erase_remarks([row.pk])
    return 1


def erase_remarks(subjects: Iterable[UUID]) -> None:
    """Comments, remarks beside signatures and addenda go with what they were about."""
    about = list(subjects)
    Comment.objects.filter(subject__in=about, body__isnull=False).update(body=None)
    Signature.objects.filter(subject__in=about, comment__isnull=False).update(comment=None)
    Addendum.objects.filter(subject__in=about, body__isnull=False).update(body=None)
