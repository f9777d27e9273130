"""Reads about progress reviews (form T48): which are due, what the site counts for them, what a signature is given to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from assessments.mentoring.canonical import Json
from assessments.mentoring.framework.fields import Field
from assessments.mentoring.framework.months import add_months
from assessments.mentoring.framework.papers.answers import unanswered
from assessments.mentoring.framework.papers.reader import paper
from assessments.mentoring.framework.ratings import to_discuss
from assessments.mentoring.models import Evidence, Observation, Relationship, Review, Session, Signature
from assessments.mentoring.selectors.board import one_learner
from assessments.mentoring.selectors.competency import Levels, is_withdrawn
from assessments.mentoring.tallies import tally

MONTHS = (3, 6, 9, 12)
YEARLY_FROM = 24
TARGET = 3
"""The level that is worked towards."""
AHEAD = timedelta(days=14)
"""A review can begin so long before its day."""
PAPER = paper("progress_review")
MENTOR_PAPER = replace(PAPER, fields=PAPER.by("mentor", "both"))
LEARNER_PAPER = replace(PAPER, fields=PAPER.by("learner"))
"""What each of the two writes; what concerns both is written by the mentor while they talk."""
OPEN_STATES = ("draft", "frozen", "part_signed")
"""Only the pair reads these."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """A review that is expected."""

    month: int
    on: date


def months_until(pair: Relationship, *, on: date) -> list[Due]:
    """The reviews of a pair whose day has come or is near, oldest first: month 3, 6, 9, 12, then every year."""
    found = []
    month = MONTHS[0]
    while (day := add_months(pair.starts_on, month)) - AHEAD <= on:
        found.append(Due(month=month, on=day))
        month = month + 3 if month < MONTHS[-1] else YEARLY_FROM if month == MONTHS[-1] else month + 12
    return found


def next_due(pair: Relationship, rows: list[Review], *, on: date) -> Due:
    """The earliest review that nobody has begun, of those that are due; else the next to come."""
    begun = {row.month for row in rows}
    for due in months_until(pair, on=on):
        if due.month not in begun:
            return due
    later = months_until(pair, on=on + timedelta(days=800))
    return next(due for due in later if due.month not in begun)


def of_pair(pair: Relationship) -> list[Review]:
    """The reviews of a pair, newest first; no words are read (one query)."""
    rows = Review.objects.filter(relationship=pair).exclude(state="erased")
    return list(rows.defer("mentor_part", "learner_part").order_by("-month"))


def review(pk: UUID) -> Review | None:
    """A review with its pair (one query)."""
    return (
        Review.objects.select_related("relationship__learner", "relationship__mentor", "learner").filter(pk=pk).first()
    )


def part(row: Review, writer: str) -> dict[str, Any]:
    """What the mentor or the learner wrote, opened: answers, revision, checked, kept, best, salt."""
    sealed = row.mentor_part if writer == "mentor" else row.learner_part
    return sealed.opened() or {}


def answers(row: Review, writer: str) -> dict[str, Any]:
    """The answers of one of the two."""
    found: dict[str, Any] = part(row, writer).get("answers", {})
    return found


def missing(row: Review) -> tuple[Field, ...]:
    """The questions without which it cannot be signed."""
    return (
        *unanswered(answers(row, "mentor"), MENTOR_PAPER),
        *unanswered(answers(row, "learner"), LEARNER_PAPER),
    )


def is_looked_through(row: Review) -> bool:
    """Whether both have decided about every wording that may identify somebody."""
    return all(part(row, writer).get("checked", False) for writer in ("mentor", "learner"))


def content(row: Review) -> dict[str, Json]:
    """What both sign."""
    return {
        "what": "progress_review",
        "review": str(row.pk),
        "relationship": str(row.relationship_id),
        "month": row.month,
        "occurred_on": row.occurred_on.isoformat(),
        "judgement": row.judgement,
        "ratings": row.ratings,
        "paper": PAPER.digest,
        "mentor": part(row, "mentor"),
        "learner": part(row, "learner"),
    }


def signatures_of(row: Review) -> list[Signature]:
    """Everybody who ever signed it, oldest first (one query)."""
    return list(Signature.objects.filter(subject=row.pk).select_related("signer"))


def ratings_now(levels: Levels) -> dict[str, dict[str, int | None]]:
    """`{indicator: {self, mentor}}` as they stand: the learner's own, and the level that is signed off."""
    codes = [code for code in levels.framework.indicators if code in levels.self_ratings or code in levels.decisions]
    return {
        code: {
            "self": levels.self_ratings[code].level if code in levels.self_ratings else None,
            "mentor": levels.decisions[code].level if code in levels.decisions else None,
        }
        for code in codes
    }


def differences(ratings: Mapping[str, Mapping[str, int | None]]) -> tuple[str, ...]:
    """Indicators in which the two see two levels or more between them."""
    own = {code: row.get("self") for code, row in ratings.items()}
    return to_discuss(own, {code: row.get("mentor") for code, row in ratings.items()})


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What the site counts for a review."""

    observations: int
    sessions: int
    cancelled: int
    rhythm_held: int
    """Individual sessions of the rhythm that were kept, of those that were asked for so far."""
    rhythm_asked: int
    at_level_3: int
    indicators: int
    gaps: tuple[str, ...]
    """Indicators of which nothing counts today."""

    def as_values(self) -> dict[str, Json]:
        """As the content of a signature holds it."""
        return {
            "observations": self.observations,
            "sessions": self.sessions,
            "cancelled": self.cancelled,
            "rhythm_held": self.rhythm_held,
            "rhythm_asked": self.rhythm_asked,
            "at_level_3": self.at_level_3,
            "indicators": self.indicators,
            "gaps": list(self.gaps),
        }


def counted(pair: Relationship, levels: Levels, *, today: date) -> Counted:
    """Observations, sessions, the rhythm kept, levels and gaps (nine queries)."""
    meetings = Session.objects.filter(relationship=pair)
    seen = Observation.objects.filter(learner_id=pair.learner_id, state="signed", acted_on__lte=today)
    known = one_learner(pair.learner, today=today)
    due = tally(known.material, policy=known.policy, today=today).rhythm.get("individual") if known else None
    return Counted(
        observations=seen.count(),
        sessions=meetings.filter(state="held").exclude(kind=Session.Kind.CONTACT).count(),
        cancelled=meetings.filter(state="cancelled").count(),
        rhythm_held=sum(kept.held for kept in due.kept) if due else 0,
        rhythm_asked=sum(kept.required for kept in due.kept) if due else 0,
        at_level_3=sum(row.level >= TARGET for row in levels.decisions.values()),
        indicators=len(levels.framework.indicators),
        gaps=tuple(code for code, standing in levels.standings.items() if not standing.counted),
    )


def countable(levels: Levels) -> list[Evidence]:
    """The pieces that count today, by indicator and day: those a learner can choose the best of."""
    fresh = {key for standing in levels.standings.values() for key in standing.counted}
    rows = [row for row in levels.rows if str(row.pk) in fresh and not is_withdrawn(row)]
    return sorted(rows, key=lambda row: (row.indicator, row.acted_on))


def waiting_to_begin(now: datetime) -> list[tuple[Relationship, Due]]:
    """Primary pairs whose newest due review nobody has begun (two queries)."""
    today = timezone.localdate(now)
    pairs = Relationship.objects.filter(kind=Relationship.Kind.REFLECTIVE, is_primary=True, state="active")
    pairs = pairs.filter(starts_on__lte=add_months(today + AHEAD, -MONTHS[0])).select_related("learner", "mentor")
    begun = set(Review.objects.exclude(state="erased").values_list("relationship_id", "month"))
    latest = [(pair, months_until(pair, on=today)[-1:]) for pair in pairs.order_by("pk")]
    return [(pair, due[0]) for pair, due in latest if due and (pair.pk, due[0].month) not in begun]
