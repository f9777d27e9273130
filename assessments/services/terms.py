"""What holds for one person at one quiz; and giving somebody more time."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from assessments.groups import groups_of
from assessments.models import Accommodation, QuizExemption, QuizPage
from assessments.timing.terms import LEAST, Exemption, Rules, terms
from training_site.people.models import User


def terms_of(*, learner: User, page: QuizPage, now: datetime) -> Rules:
    """The rules of a quiz as they are for a person (two queries, and one for each kind of group)."""
    today = timezone.localdate(now)
    keys = groups_of(learner.pk, now=now)
    rows = QuizExemption.objects.filter(Q(learner=learner) | Q(group__in=keys), content_key=page.content_key)
    latest = {row.group: row for row in rows.order_by("pk") if row.holds_on(today)}
    own = latest.pop("", None)
    return terms(
        page.rules,
        own=own.changes if own else None,
        of_groups=[row.changes for row in latest.values()],
        stretch=stretch_of(learner, today=today),
    )


def stretch_of(person: User, *, today: date) -> Fraction:
    """By how much a person's time is stretched on this day."""
    rows = [row for row in Accommodation.objects.filter(person=person) if row.holds_on(today)]
    return rows[-1].stretch if rows else LEAST


@dataclass(frozen=True, kw_only=True)
class Span:
    """From which day to which something holds, and why. Open at an end that is not said."""

    begins_on: date | None = None
    ends_on: date | None = None
    reason: str = ""


FOR_GOOD = Span()


@transaction.atomic
def exempt(
    *,
    content_key: str,
    changes: Exemption,
    by: User | None,
    now: datetime,
    learner: User | None = None,
    group: str = "",
    span: Span = FOR_GOOD,
) -> QuizExemption:
    """Other times or more attempts at a quiz, in place of what was given for the same days. An empty exemption ends it."""
    minutes = None if changes.limit is None else max(1, int(changes.limit.total_seconds() // 60))
    return QuizExemption.objects.create(
        content_key=content_key,
        learner=learner,
        group=group,
        opens_at=changes.opens_at,
        closes_at=changes.closes_at,
        limit_minutes=minutes,
        most_attempts=changes.attempts,
        given_by=by,
        given_at=now,
        **asdict(span),
    )


@transaction.atomic
def accommodate(*, person: User, percent: int, by: User | None, now: datetime, span: Span = FOR_GOOD) -> Accommodation:
    """More time at every quiz that begins in these days; 100 for as much as everybody."""
    return Accommodation.objects.create(person=person, percent=percent, given_by=by, given_at=now, **asdict(span))
