"""What holds for one person at one quiz; and giving somebody more time."""

from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.db.models import Q

from assessments.groups import groups_of
from assessments.models import Accommodation, QuizExemption, QuizPage
from assessments.timing.terms import LEAST, Exemption, Rules, terms
from training_site.people.models import User


def terms_of(*, learner: User, page: QuizPage, now: datetime) -> Rules:
    """The rules of a quiz as they are for a person (two queries, and one for each kind of group)."""
    keys = groups_of(learner.pk, now=now)
    rows = QuizExemption.objects.filter(Q(learner=learner) | Q(group__in=keys), content_key=page.content_key)
    latest = {row.group: row for row in rows.order_by("pk")}
    own = latest.pop("", None)
    return terms(
        page.rules,
        own=own.changes if own else None,
        of_groups=[row.changes for row in latest.values()],
        stretch=stretch_of(learner),
    )


def stretch_of(person: User) -> Fraction:
    """By how much a person's time is stretched."""
    row = Accommodation.objects.filter(person=person).last()
    return row.stretch if row else LEAST


@transaction.atomic
def exempt(
    *,
    page: QuizPage,
    changes: Exemption,
    by: User | None,
    now: datetime,
    learner: User | None = None,
    group: str = "",
) -> QuizExemption:
    """Other times or more attempts from now on, in place of what was given before. An empty exemption ends it."""
    minutes = None if changes.limit is None else max(1, int(changes.limit.total_seconds() // 60))
    return QuizExemption.objects.create(
        content_key=page.content_key,
        learner=learner,
        group=group,
        opens_at=changes.opens_at,
        closes_at=changes.closes_at,
        limit_minutes=minutes,
        most_attempts=changes.attempts,
        given_by=by,
        given_at=now,
    )


@transaction.atomic
def accommodate(*, person: User, percent: int, by: User | None, now: datetime) -> Accommodation:
    """More time at every quiz that begins from now on; 100 for as much as everybody."""
    return Accommodation.objects.create(person=person, percent=percent, given_by=by, given_at=now)
