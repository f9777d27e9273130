"""Progress reviews of a pair, and one review, as each of the people who may see it does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.canonical import digest
from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.signing import SignBox, SignForm
from assessments.mentoring.models import Dispute, Event, Relationship, Review, Signature
from assessments.mentoring.pages import readers
from assessments.mentoring.pages import review_words as words
from assessments.mentoring.pages.decisions import Disagreement, Line, disagreement
from assessments.mentoring.pages.entry_wording import lag_text
from assessments.mentoring.pages.readers import Notice, Readers
from assessments.mentoring.selectors import reviews
from assessments.mentoring.selectors.competency import Levels
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Row:
    """A review in the list."""

    title: str
    state_text: str
    day: str
    outcome: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ReviewsPage:
    """The list."""

    learner: str
    rows: tuple[Row, ...]
    next_text: str
    begin_url: str
    begin_month: int
    readers: Readers


@dataclass(frozen=True, kw_only=True)
class Acts:
    """Where the acts of the viewer go; empty for what they cannot do now."""

    save: str = ""
    freeze: str = ""
    reopen: str = ""
    confirm: str = ""
    uphold: str = ""
    give_back: str = ""
    disagree: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewPage:
    """One review. For who sees the outcome alone, `facts_only` is set and no words are there."""

    title: str
    learner: str
    state_text: str
    day: str
    lag: str
    outcome: str
    plan_text: str
    facts_only: bool
    counted: tuple[str, ...]
    differences: tuple[str, ...]
    gaps_text: str
    mine_first: str
    """What the viewer does next."""
    mentor: tuple[words.Answered, ...]
    own: tuple[words.Answered, ...]
    best: tuple[str, ...]
    missing: tuple[str, ...]
    signatures: tuple[words.Signed, ...]
    history: tuple[Line, ...]
    disagreements: tuple[Disagreement, ...]
    readers: Readers
    notice: Notice
    acts: Acts
    list_url: str


def reviews_page(pair: Relationship, rows: list[Review], *, viewer: User, can_begin: bool, today: date) -> ReviewsPage:
    """The reviews of a pair: what is there, and which comes next."""
    due = reviews.next_due(pair, rows, on=today)
    near = due.on - reviews.AHEAD <= today
    text = (
        _("Month %(month)d is due around %(day)s.") if near else _("The next one is month %(month)d, around %(day)s.")
    )
    return ReviewsPage(
        learner=str(pair.learner),
        rows=tuple(
            Row(
                title=_("Month %(month)d") % {"month": row.month},
                state_text=str(words.STATES[row.state]),
                day=date_format(row.occurred_on),
                outcome=outcome_text(row) if row.state not in reviews.OPEN_STATES else "",
                url=reverse("mentoring:review", args=[row.pk]),
            )
            for row in rows
        ),
        next_text=text % {"month": due.month, "day": date_format(due.on)},
        begin_url=reverse("mentoring:reviews", args=[pair.pk]) if can_begin and near else "",
        begin_month=due.month,
        readers=_readers(pair, viewer),
    )


def review_page(
    row: Review,
    *,
    viewer: User,
    reads: bool,
    levels: Levels | None,
    counted: Mapping[str, Any],
    signatures: Sequence[Signature],
    history: Sequence[Event],
    disputes: Iterable[Dispute],
    acts: Acts,
) -> ReviewPage:
    """One review. `reads`: whether the viewer reads the words; else the outcome, dates and whether there is a plan."""
    pair = row.relationship
    done = row.state not in reviews.OPEN_STATES
    ratings = reviews.ratings_now(levels) if levels and row.state == "draft" else row.ratings
    learner_part = reviews.part(row, "learner") if reads else {}
    return ReviewPage(
        title=_("Progress review, month %(month)d") % {"month": row.month},
        learner=str(row.learner),
        state_text=str(words.STATES[row.state]),
        day=date_format(row.occurred_on),
        lag=lag_text(row.occurred_on, next((one.at for one in history if one.kind == "opened"), row.created_at)),
        outcome=outcome_text(row) if reads or done else "",
        plan_text=_("There is a support plan.") if row.has_support_plan and (reads or done) else "",
        facts_only=not reads,
        counted=tuple(words.counted_lines(counted)) if reads else (),
        differences=tuple(words.difference_lines(ratings)) if reads else (),
        gaps_text=", ".join(counted.get("gaps", ())) if reads else "",
        mine_first=_next(row, viewer, signatures),
        mentor=tuple(words.answered(reviews.MENTOR_PAPER.fields, reviews.answers(row, "mentor"))) if reads else (),
        own=tuple(words.answered(reviews.LEARNER_PAPER.fields, learner_part.get("answers", {}))) if reads else (),
        best=tuple(words.best_lines(learner_part.get("best", ()), levels)) if reads else (),
        missing=tuple(_(field.label) for field in reviews.missing(row)) if reads and row.state == "draft" else (),
        signatures=tuple(words.signed(one, row) for one in signatures) if reads else (),
        history=tuple(words.line(one) for one in history) if reads else (),
        disagreements=tuple(disagreement(one, reads=reads, viewer=viewer) for one in disputes),
        readers=_readers(pair, viewer),
        notice=readers.notice(),
        acts=acts,
        list_url=reverse("mentoring:reviews", args=[pair.pk]),
    )


def outcome_text(row: Review) -> str:
    """How it goes on."""
    return str(Review.Judgement(row.judgement).label) if row.judgement else ""


def sign_box(row: Review, *, viewer: User, form: SignForm | None = None) -> SignBox | None:
    """What components/mentoring/sign.html shows; None where this person does not sign now."""
    pair = row.relationship
    if row.state not in ("frozen", "part_signed") or viewer.pk not in (pair.learner_id, pair.mentor_id):
        return None
    if any(one.signer_id == viewer.pk and one.digest == row.digest for one in reviews.signatures_of(row)):
        return None
    return SignBox(
        form=form or SignForm(initial={"digest": digest(reviews.content(row))}, organisation_id=row.organisation_id),
        url=reverse("mentoring:review_sign", args=[row.pk]),
        signs_as=_("You sign as %(name)s.") % {"name": viewer},
        statement=_("I have read this review, and it says what we found."),
        heading=_("Sign the review"),
        note=_("The line manager sees the outcome, not the words. You can appeal within 30 days."),
    )


def _next(row: Review, viewer: User, signatures: Sequence[Signature]) -> str:
    pair = row.relationship
    if viewer.pk not in (pair.learner_id, pair.mentor_id):
        return ""
    other = pair.mentor if viewer.pk == pair.learner_id else pair.learner
    signed = {one.signer_id for one in signatures if one.digest == row.digest}
    if row.state == "draft":
        return _("Write your own part below. %(name)s writes the other one.") % {"name": other}
    if row.state in ("frozen", "part_signed"):
        if viewer.pk in signed:
            return _("You have signed. Now %(name)s reads and signs it.") % {"name": other}
        return _("Read it, then sign it.")
    return ""


def _readers(pair: Relationship, viewer: User) -> Readers:
    return readers.of(DataClass.REVIEW, viewer=viewer, learner=pair.learner, mentor=pair.mentor)
