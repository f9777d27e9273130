"""Who looked at what: the ledger as the learner reads it, and one's own acts in it."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.models import (
    AccessEvent,
    Agreement,
    BreakGlass,
    Entry,
    Observation,
    Review,
    Session,
    SessionRecord,
)
from training_site.people.models import User

WORDS = frozenset(
    {
        DataClass.RECORD,
        DataClass.ANNEX,
        DataClass.OBSERVATION,
        DataClass.SHARED_ENTRY,
        DataClass.REVIEW,
        DataClass.AGREEMENT,
    }
)
"""Classes in which people wrote something."""


def of_learner(learner: User, *, now: datetime) -> QuerySet[AccessEvent]:
    """Everybody's looks at what is this learner's, newest first; emergency access from the moment they are told of it."""
    untold = BreakGlass.objects.filter(learner=learner, notify_at__gt=now)
    return (
        AccessEvent.objects.filter(learner=learner)
        .exclude(grant__in=untold)
        .select_related("actor", "grant")
        .order_by("-at", "-pk")
    )


def of_pairs(learner: User, pairs: Iterable[UUID], *, mentor: User, now: datetime) -> QuerySet[AccessEvent]:
    """Looks of others than the two at what a mentor and a learner wrote and signed together."""
    pairs = list(pairs)
    records = SessionRecord.objects.filter(session__relationship__in=pairs)
    rows = [model.objects.filter(relationship__in=pairs) for model in (Session, Agreement, Observation, Entry, Review)]
    theirs = reduce(or_, (Q(subject__in=found.values("pk")) for found in (records, *rows)))
    return of_learner(learner, now=now).filter(theirs, data_class__in=WORDS).exclude(actor=mentor)


def by_person(person: User) -> QuerySet[AccessEvent]:
    """What somebody looked at themself, newest first."""
    return AccessEvent.objects.filter(actor=person).select_related("learner", "grant").order_by("-at", "-pk")


def readers_of_words(learner: User, *, now: datetime) -> list[tuple[str, int]]:
    """Who opened something with words in it, as (role, number of people) (one query)."""
    rows = of_learner(learner, now=now).filter(data_class__in=WORDS).exclude(action=AccessEvent.Action.LIST)
    return list(rows.order_by().values_list("role").annotate(people=Count("actor", distinct=True)).order_by("role"))
