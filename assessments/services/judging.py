"""Judging a text: half-finished marks are kept, a finished judgement is signed and stays, and the text gets its mark with the last one.

Who may mark whose text is asked by whoever calls (`assessments.selectors`); in which part, and whether it is still open, is asked here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction

from assessments.marking import judging
from assessments.marking.judging import Part
from assessments.models import HandedText, Judgement, JudgementDraft, PeerTask
from assessments.models.scores import as_pair
from assessments.services import ledgers, telling
from assessments.signals import text_marked
from modules.dialect import rubric
from modules.dialect.activities.essay import Essay
from training_site.people.models import User

LONGEST_COMMENT = 2_000


class MarkedMeanwhile(Exception):
    """Somebody else has signed in this part, or the text has its mark."""


class JudgedAlready(Exception):
    """The person has said what they say of this text; another part of it is for somebody else."""


class NotTheirs(Exception):
    """The text is the person's own, or nobody asked them to judge it."""


class Incomplete(Exception):
    """A line of the rubric has no level, or one that there is not."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says of a text."""

    levels: Mapping[str, int]
    comments: Mapping[str, str]
    """Key of a line → a comment; "" → of the whole."""


def essay_of(text: HandedText) -> Essay:
    """The question as it stood when the text was handed in. Raises TypeError for a version that is no such question."""
    activity = text.version.compiled(text.activity_key).activity
    if not isinstance(activity, Essay):
        raise TypeError(activity.kind)
    return activity


def part_of(text: HandedText, marker: User) -> Part:
    """In what part a person would judge a text now. Raises NotTheirs, JudgedAlready, MarkedMeanwhile."""
    if text.learner_id == marker.pk:
        raise NotTheirs
    asked = PeerTask.objects.filter(text=text, judge=marker).exists()
    if text.marked_by == HandedText.By.PEER and not asked:
        return Part.OVERRULING
    if Judgement.objects.filter(text=text, marker=marker).exists():
        raise JudgedAlready
    if text.state == judging.MARKED:
        raise MarkedMeanwhile
    if asked:
        return Part.PEER
    return {judging.WAITING: Part.FIRST, judging.SECOND: Part.SECOND, judging.MODERATION: Part.MODERATOR}[text.state]


@transaction.atomic
def keep(*, text: HandedText, marker: User, said: Said, now: datetime) -> JudgementDraft:
    """Keep what is not finished, in place of what was kept before."""
    draft = JudgementDraft.objects.select_for_update().filter(text=text, marker=marker).first() or JudgementDraft(
        text=text, marker=marker, organisation_id=text.organisation_id
    )
    draft.levels, draft.comments, draft.saved_at = dict(said.levels), dict(said.comments), now
    draft.save()
    return draft


@transaction.atomic
def sign(*, text: HandedText, marker: User, part: Part, said: Said, now: datetime) -> HandedText:
    """Add a finished judgement in the part that the marker saw, and give the text its mark where this was the last one needed.

    Raises Incomplete, and whatever `part_of` raises; MarkedMeanwhile also where the part is another one by now.
    """
    locked = ledgers.lock(text)
    if part_of(locked, marker) != part:
        raise MarkedMeanwhile
    essay = essay_of(locked)
    try:
        share = _share(essay, said)
    except (KeyError, IndexError) as error:
        raise Incomplete from error
    judgement = Judgement(
        organisation_id=locked.organisation_id,
        text=locked,
        marker=marker,
        part=part,
        version_id=locked.version_id,
        levels=dict(said.levels),
        score_numerator=share.numerator,
        score_denominator=share.denominator,
        signed_at=now,
    )
    judgement.comments = {key: words for key, words in said.comments.items() if words}
    judgement.save(force_insert=True)
    JudgementDraft.objects.filter(text=locked, marker=marker).delete()
    return _moved(locked, part, share, essay, by=marker, now=now)


def _share(essay: Essay, said: Said) -> Fraction:
    lines = essay.criteria()
    return rubric.share(lines, {line.key: said.levels[line.key] for line in lines})


def _moved(text: HandedText, part: Part, share: Fraction, essay: Essay, *, by: User, now: datetime) -> HandedText:
    """The text after one more judgement."""
    if part is Part.PEER:
        text = ledgers.append(text, event=judging.PEER, by=by, now=now)
        shares = [row.score for row in text.judgements.filter(part=Part.PEER) if row.score is not None]
        return (
            text if len(shares) < text.wanted else _mark(text, judging.WEIGH, judging.median(shares), by=None, now=now)
        )
    if part is Part.OVERRULING:
        return _mark(text, judging.OVERRULE, share, by=by, now=now)
    if part is Part.MODERATOR:
        return _mark(text, judging.MODERATE, share, by=by, now=now)
    if part is Part.SECOND:
        first = text.judgements.get(part=Part.FIRST).score or Fraction(0)
        if judging.differ(first, share, tolerance=essay.tolerance):
            return ledgers.append(text, event=judging.DIFFER, by=by, now=now)
        return _mark(text, judging.AGREE, judging.mean(first, share), by=by, now=now)
    if text.wanted > 1:
        return ledgers.append(text, event=judging.FIRST, by=by, now=now)
    return _mark(text, judging.MARK, share, by=by, now=now)


def _mark(text: HandedText, event: str, share: Fraction, *, by: User | None, now: datetime) -> HandedText:
    numerator, denominator = as_pair(share)
    changes: dict[str, Any] = {"score_numerator": numerator, "score_denominator": denominator, "marked_at": now}
    marked = ledgers.append(text, event=event, by=by, now=now, **changes)
    telling.text_is_marked(marked, now=now)
    text_marked.send(sender=HandedText, text=marked, enough=(marked.score or 0) >= essay_of(marked).enough)
    return marked
