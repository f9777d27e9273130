"""The progress review (form T48): opened by the mentor, each of the two writes their own part, frozen, signed by both, then looked at by
line manager and, where the policy asks for it, a moderator. What comes back is a draft with a new digest; old signatures stay, void.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.mentoring.canonical import digest
from assessments.mentoring.framework.fields import Field
from assessments.mentoring.framework.papers.answers import split
from assessments.mentoring.models import Relationship, Review, Signature
from assessments.mentoring.selectors import reviews
from assessments.mentoring.selectors.competency import Kind, has_judged, levels_of, right_of
from assessments.mentoring.services import ledger, pairs, signing, telling_levels
from assessments.mentoring.services.decisions import ReturnReason
from training_site.people.models import User

MOST_BEST = 5
"""Pieces of evidence that a learner picks for one indicator."""
CONCERNS = (Review.Judgement.CONCERNS, Review.Judgement.NOT_ON_TRACK)


class NotTheMentor(Exception):
    """Only the mentor of an active pair opens a review."""


class NotDue(Exception):
    """There is no review of this month, or it is too early for it."""


class OpenedAlready(Exception):
    """The review of this month has begun."""


class ChangedElsewhere(Exception):
    """The same person saved their part from another window since this one was opened."""


class NotComplete(Exception):
    """Questions are open without which nobody can sign."""

    def __init__(self, fields: tuple[Field, ...]) -> None:
        super().__init__(", ".join(field.key for field in fields))
        self.fields = fields


class NotLookedThrough(Exception):
    """One of the two has not decided about wordings that may identify somebody."""


class TooManyBest(Exception):
    """A learner picks at most five pieces for an indicator, and only pieces of their own that count."""


class NotTheLineManager(Exception):
    """Only who manages the learner now confirms that they have seen the outcome."""


class NotTheModerator(Exception):
    """Only a moderator of the learner who has judged nothing of theirs moderates a review."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one of the two wrote."""

    answers: Mapping[str, Any]
    revision: int
    """The one that the page shows."""
    occurred_on: date | None = None
    """The day on which they talked; the mentor's."""
    best: Sequence[str] = ()
    """Ids of the best evidence; the learner's."""
    kept: frozenset[str] = frozenset()
    is_checked: bool = True
    """Whether every suspicious wording is decided; not so while typing."""


@transaction.atomic
def begin(*, relationship: Relationship, by: User, month: int, now: datetime) -> Review:
    """Open the review of a month. Raises NotTheMentor, pairs.NotActiveNow, NotDue, OpenedAlready."""
    pair = _acting(relationship, by=by, now=now)
    if pairs.role_in(pair, by) != pairs.MENTOR:
        raise NotTheMentor
    today = timezone.localdate(now)
    if month not in {due.month for due in reviews.months_until(pair, on=today)}:
        raise NotDue
    if Review.objects.filter(relationship=pair, month=month).exclude(state="erased").exists():
        raise OpenedAlready
    row = Review(
        organisation_id=pair.organisation_id, relationship=pair, learner=pair.learner, month=month, occurred_on=today
    )
    row.mentor_part = {"answers": {}, "revision": 0, "checked": False, "salt": signing.salt()}
    row.learner_part = {"answers": {}, "revision": 0, "checked": False, "salt": signing.salt(), "best": []}
    ledger.begin(row, event="opened", by=by, now=now)
    telling_levels.about_review(row, kind="review_opened", to=[pair.learner], now=now)
    return row


@transaction.atomic
def save(*, review: Review, by: User, part: Part, now: datetime) -> Review:
    """Keep one's own part of a draft; nobody writes the other's.

    Raises NotTheMentor, pairs.NotActiveNow, ChangedElsewhere, TooManyBest, and ledger.NotNow once it is frozen.
    """
    pair = _acting(review.relationship, by=by, now=now)
    row = ledger.lock(review)
    if row.state != "draft":
        raise ledger.NotNow(row.machine.name, row.state, "saved")
    writer = pairs.role_in(pair, by)
    before = reviews.part(row, writer)
    if before.get("revision", 0) != part.revision:
        raise ChangedElsewhere
    paper = reviews.MENTOR_PAPER if writer == pairs.MENTOR else reviews.LEARNER_PAPER
    facts, words = split(part.answers, paper)
    kept: dict[str, Any] = {
        "answers": {**facts, **words},
        "revision": part.revision + 1,
        "checked": part.is_checked,
        "kept": sorted(part.kept),
        "salt": before.get("salt") or signing.salt(),
    }
    if writer == pairs.MENTOR:
        row.mentor_part = kept
        row.judgement = facts.get("judgement", "")
        row.has_support_plan = bool(words.get("support_plan"))
        row.occurred_on = part.occurred_on or row.occurred_on
    else:
        row.learner_part = {**kept, "best": _best(row, part.best, now=now)}
    row.revision += 1
    row.save()
    return row


@transaction.atomic
def freeze(*, review: Review, by: User, now: datetime) -> Review:
    """Close the words, with the numbers and ratings as they stand, so that both sign the same.

    Raises NotComplete, NotLookedThrough, NotTheMentor, pairs.NotActiveNow, ledger.NotNow.
    """
    pair = _acting(review.relationship, by=by, now=now)
    row = ledger.lock(review)
    if open_questions := reviews.missing(row):
        raise NotComplete(open_questions)
    if not reviews.is_looked_through(row):
        raise NotLookedThrough
    today = timezone.localdate(now)
    levels = levels_of(row.learner_id, today=today)
    counted = reviews.counted(pair, levels, today=today).as_values()
    row.ratings = reviews.ratings_now(levels)
    row.mentor_part = {**reviews.part(row, "mentor"), "counted": counted}
    row.save(update_fields=["ratings", "mentor_part"])
    row = ledger.append(row, event="frozen", by=by, now=now, digest=digest(reviews.content(row)))
    telling_levels.settle_review(row, kind="review_opened", now=now)
    other = pairs.other(pair, by)
    telling_levels.about_review(row, kind="review_awaits_signature", to=[other], now=now)
    return row


@transaction.atomic
def reopen(*, review: Review, by: User, now: datetime) -> Review:
    """Change something before anybody has signed. Raises NotTheMentor, pairs.NotActiveNow, ledger.NotNow."""
    _acting(review.relationship, by=by, now=now)
    row = ledger.append(review, event="reopened", by=by, now=now, digest="")
    telling_levels.settle_review(row, kind="review_awaits_signature", now=now)
    return row


@transaction.atomic
def sign(*, review: Review, by: User, seen_digest: str, outcome: str, comment: str, now: datetime) -> Review:
    """One of the two signs what they have read; with the second signature it is complete, whatever the two say.

    Raises signing.ChangedMeanwhile, signing.SignedAlready, signing.WordsMissing, NotTheMentor, pairs.NotActiveNow, ledger.NotNow.
    """
    pair = _acting(review.relationship, by=by, now=now)
    row = ledger.lock(review)
    if row.state not in ("frozen", "part_signed"):
        raise ledger.NotNow(row.machine.name, row.state, "signed")
    signing.sign(
        subject=row,
        content=reviews.content(row),
        seen_digest=seen_digest,
        signer=by,
        role=pairs.role_in(pair, by),
        outcome=outcome,
        comment=comment,
        method=Signature.Method.LOGIN,
        now=now,
    )
    event = "signed_first" if row.state == "frozen" else "signed"
    row = ledger.append(row, event=event, by=by, now=now)
    telling_levels.settle_review(row, kind="review_awaits_signature", now=now)
    if event == "signed_first":
        telling_levels.about_review(row, kind="review_awaits_signature", to=[pairs.other(pair, by)], now=now)
        return row
    managers = telling_levels.around(row.learner_id, Kind.LINE_MANAGEMENT)
    telling_levels.about_review(row, kind="review_signed", to=(pair.learner, pair.mentor, *managers), now=now)
    return row


@transaction.atomic
def confirm(*, review: Review, by: User, now: datetime) -> Review:
    """The line manager has seen the outcome. Raises NotTheLineManager, ledger.NotNow."""
    if _right(by, review.learner_id, Kind.LINE_MANAGEMENT, now=now) is None:
        raise NotTheLineManager
    row = ledger.append(review, event="confirmed", by=by, now=now)
    return _heard(row, now=now)


@transaction.atomic
def uphold(*, review: Review, by: User, now: datetime) -> Review:
    """A moderator finds it right. Raises NotTheModerator, ledger.NotNow."""
    _check_moderator(review, by=by, now=now)
    return _heard(ledger.append(review, event="upheld", by=by, now=now), now=now)


@transaction.atomic
def give_back(*, review: Review, by: User, reason: str, now: datetime) -> Review:
    """A moderator returns it, with a ReturnReason: a draft again. Raises NotTheModerator, ledger.NotNow, ValueError."""
    code = ReturnReason(reason).value
    _check_moderator(review, by=by, now=now)
    row = ledger.lock(review)
    if row.state == "upheld":
        raise ledger.NotNow(row.machine.name, row.state, "returned")
    return return_to_draft(review=row, by=by, reason=code, now=now)


@transaction.atomic
def return_to_draft(*, review: Review, by: User, reason: str, now: datetime) -> Review:
    """A draft again, for a code; who may cause it is asked by the caller. The signatures so far are void, also if no word is changed.

    Raises ledger.NotNow.
    """
    held = ledger.lock(review)
    part = {**reviews.part(held, "mentor"), "salt": signing.salt()}
    row = ledger.append(held, event="returned", by=by, now=now, reason=reason, digest="", mentor_part=part)
    pair = row.relationship
    telling_levels.about_review(row, kind="review_returned", to=(pair.learner, pair.mentor), now=now)
    return row


def remind(now: datetime) -> int:
    """Tell pairs whose review is due and has not begun, once for each; how many anew. For the clock of the site."""
    return sum(
        telling_levels.review_due(pair, month=due.month, on=due.on, now=now)
        for pair, due in reviews.waiting_to_begin(now)
    )


def _acting(relationship: Relationship, *, by: User, now: datetime) -> Relationship:
    try:
        return pairs.acting(relationship, by=by, now=now)
    except pairs.NotOfThePair as error:
        raise NotTheMentor from error


def _right(by: User, learner_id: int, kind: str, *, now: datetime) -> Relationship | None:
    return right_of(by.pk, learner_id, (kind,), today=timezone.localdate(now)) if by.is_active else None


def _check_moderator(review: Review, *, by: User, now: datetime) -> None:
    if _right(by, review.learner_id, Kind.MODERATOR, now=now) is None or has_judged(by.pk, review.learner_id):
        raise NotTheModerator


def _heard(row: Review, *, now: datetime) -> Review:
    pair = row.relationship
    telling_levels.about_review(row, kind="review_heard", to=(pair.learner, pair.mentor), now=now)
    return row


def _best(row: Review, chosen: Sequence[str], *, now: datetime) -> list[str]:
    """What a learner picked. Raises TooManyBest."""
    found = {
        str(one.pk): one.indicator
        for one in reviews.countable(levels_of(row.learner_id, today=timezone.localdate(now)))
    }
    picked = list(dict.fromkeys(chosen))
    per = [found.get(one) for one in picked]
    if None in per or any(per.count(code) > MOST_BEST for code in set(per)):
        raise TooManyBest
    return picked
