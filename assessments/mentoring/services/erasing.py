"""Erasing a person from mentoring: what they wrote, what was written about them as a learner, and every pair they are in.

Signatures, dates, levels and counts stay, about nobody. What a mentor wrote into the record of somebody else's meeting stays too: it is
that learner's record.
"""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from assessments.mentoring.models import (
    Addendum,
    Annex,
    Comment,
    Commitment,
    Decision,
    Dispute,
    Entry,
    Evidence,
    Invitation,
    Observation,
    Pin,
    PrivateNote,
    Relationship,
    Signature,
)
from assessments.mentoring.services import endings, relationships
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.services.retention import Counts, erase_what_a_pair_wrote, erase_words
from training_site.people.models import User


@transaction.atomic
def erase(*, person: User, by: User, now: datetime) -> Counts:
    """End every pair and erase every text; how many of what. Who may ask for it is judged above."""
    counts: Counts = Counter()
    for row in Relationship.objects.filter(Q(learner=person) | Q(mentor=person)).order_by("pk"):
        counts["pairs ended"] += _end(row, by=by, now=now)
        if row.learner_id == person.pk:
            counts += erase_what_a_pair_wrote(row, now=now)
    counts += _as_learner(person, now=now)
    counts += _own_words(person)
    return counts


def _end(row: Relationship, *, by: User, now: datetime) -> int:
    try:
        endings.end(relationship=row, by=by, reason="other", now=now)
    except NotNow:
        return _take_back(row, by=by, now=now)
    return 1


def _take_back(row: Relationship, *, by: User, now: datetime) -> int:
    try:
        relationships.take_back(relationship=row, by=by, now=now)
    except NotNow:  # it has ended already
        return 0
    return 1


def _as_learner(person: User, *, now: datetime) -> Counts:
    counts: Counts = Counter()
    for entry in Entry.objects.filter(author=person).exclude(state__in=("deleted", "erased")):
        counts["log entries"] += erase_words(entry, now=now, words=None)
    for seen in Observation.objects.filter(learner=person).exclude(state="erased"):
        counts["observations"] += erase_words(seen, now=now, observer_part=None, learner_part=None)
    # What no event of its ledger erases any more loses its words all the same.
    Entry.objects.filter(author=person).update(words=None)
    Observation.objects.filter(learner=person).update(observer_part=None, learner_part=None)
    Invitation.objects.filter(observation__learner=person).update(person=None)
    counts["commitments"] += Commitment.objects.filter(learner=person, body__isnull=False).update(body=None)
    counts["reasons"] += Evidence.objects.filter(learner=person, rationale__isnull=False).update(rationale=None)
    counts["reasons"] += Decision.objects.filter(learner=person, rationale__isnull=False).update(rationale=None)
    counts["disputes"] += Dispute.objects.filter(learner=person).update(statement=None, answer=None)
    return counts


def _own_words(person: User) -> Counts:
    counts: Counts = Counter()
    counts["private notes"] += PrivateNote.objects.filter(author=person).delete()[0]
    counts["annexes"] += Annex.objects.filter(author=person, body__isnull=False).update(body=None)
    counts["comments"] += Comment.objects.filter(author=person, body__isnull=False).update(body=None)
    counts["addenda"] += Addendum.objects.filter(author=person, body__isnull=False).update(body=None)
    counts["remarks"] += Signature.objects.filter(signer=person, comment__isnull=False).update(comment=None)
    counts["pins"] += Pin.objects.filter(person=person).delete()[0]
    return counts
