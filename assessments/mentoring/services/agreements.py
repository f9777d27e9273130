"""Drafting the agreement of a pair. Either of the two writes; `agreement_signatures` says how it is signed.

`facts` holds the answers of class C1 by key, and under AS_ASKED what they answered: versions of the papers, rhythm, notice. `words`
holds the other answers by key, and a salt, so that nobody guesses short words from a digest.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assessments.mentoring.framework.fields import Field
from assessments.mentoring.framework.papers.agreements import LAST, agreement_paper, versions_of
from assessments.mentoring.framework.papers.answers import Answers, split, unanswered
from assessments.mentoring.models import Agreement, Relationship
from assessments.mentoring.selectors import agreements
from assessments.mentoring.selectors.agreements import AS_ASKED
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.selectors.relationships import is_a_mentor
from assessments.mentoring.services import ledger, pairs, signing, telling_pairs
from assessments.mentoring.services.telling_pairs import tell
from training_site.people.models import User

UNCHECKED = "unchecked"
"""In the facts of a draft: it was saved while typing, and nobody has looked through it for names yet."""
OVERRIDES, KEPT, SALT = "overrides", "kept", "salt"


class ChangedElsewhere(Exception):
    """Somebody saved another version since the writer opened theirs. `agreement` is what stands now; None where it is gone."""

    def __init__(self, agreement: Agreement | None) -> None:
        super().__init__()
        self.agreement = agreement


class NothingInForce(Exception):
    """There is no agreement that could be renewed."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What somebody wrote."""

    answers: Answers
    """By key of the paper."""
    kept: frozenset[str] = frozenset()
    """Keys of wordings that look identifying, and that the writer keeps."""
    is_checked: bool = True
    """Whether the writer has decided about every such wording; not so while typing."""


@transaction.atomic
def save(*, relationship: Relationship, by: User, seen_revision: int, draft: Draft, now: datetime) -> Agreement:
    """Keep a draft; every change makes the signatures so far void. `seen_revision` is 0 where the writer saw none.

    Raises ChangedElsewhere, and NotOfThePair and NotActiveNow of `pairs`.
    """
    pair = pairs.acting(relationship, by=by, now=now)
    rows = agreements.versions(pair.pk)
    row = agreements.being_made(rows)
    if (row.revision if row else 0) != seen_revision:
        raise ChangedElsewhere(row)
    facts, words = _content(pair, row, draft, now=now)
    if row is None:
        row = Agreement(organisation=pair.organisation, relationship=pair, version=rows[0].version + 1 if rows else 1)
        _fill(row, facts, words)
        return ledger.begin(row, event="drafted", by=by, now=now)
    before = row.words.opened() or {}
    if facts == row.facts and words == {key: value for key, value in before.items() if key != SALT}:
        return row
    if row.state == "awaiting_other":
        row = ledger.append(row, event="changed", by=by, now=now)
        for kind in ("agreement_awaits_signature", "agreement_awaits_employer"):
            telling_pairs.settle(pair, kind=kind, now=now)
    _fill(row, facts, words)
    row.revision += 1
    row.save()
    return row


@transaction.atomic
def renew(*, relationship: Relationship, by: User, now: datetime) -> Agreement:
    """A draft of the next version, which begins as a copy of what is in force; the draft there is, where there is one.

    Raises NothingInForce, and NotOfThePair and NotActiveNow of `pairs`.
    """
    pair = pairs.acting(relationship, by=by, now=now)
    rows = agreements.versions(pair.pk)
    if draft := agreements.being_made(rows):
        return draft
    current = agreements.in_force(rows)
    if current is None:
        raise NothingInForce
    row = Agreement(organisation=pair.organisation, relationship=pair, version=rows[0].version + 1)
    answers = {**current.facts, **current.words.opened()}
    paper = agreement_paper(of_a_mentor=is_a_mentor(pair.learner_id, today=timezone.localdate(now)))
    # The day of the next review is to be chosen anew, and what has to be ticked is ticked anew.
    again = [field for field in paper.fields if field.kind != "confirm" and field.key != LAST]
    kept = {field.key: answers[field.key] for field in again if field.key in answers}
    facts, words = _content(pair, None, Draft(answers=kept), now=now)
    _fill(row, facts, words)
    return ledger.begin(row, event="drafted", by=by, now=now)


@transaction.atomic
def fall_due(*, now: datetime, limit: int = 200) -> int:
    """Whatever was to be looked at again by today is due, and both are told; how many that are. Pauses are let pass."""
    today = timezone.localdate(now)
    rows = Agreement.objects.filter(state="active", review_on__lte=today, relationship__state="active")
    fallen = [row for row in map(ledger.lock, rows.order_by("review_on")[:limit]) if row.state == "active"]
    for row in fallen:
        ledger.append(row, event="fell_due", by=None, now=now)
        tell(row.relationship, kind="agreement_due", page="agreement", facts={"review_on": row.review_on}, now=now)
    return len(fallen)


def missing(agreement: Agreement, *, today: date) -> tuple[Field, ...]:
    """The questions that are open before it can be signed. A day of review that has passed is open again."""
    paper = agreements.paper_of(agreement)
    answers = {**agreement.facts, **(agreement.words.opened() or {})}
    if agreement.review_on and agreement.review_on <= today:
        del answers[LAST]
    return unanswered(answers, paper)


def _content(pair: Relationship, row: Agreement | None, draft: Draft, *, now: datetime) -> tuple[Answers, Answers]:
    """Facts and words of a draft, with what the organisation asks of every pair as it is now."""
    today = timezone.localdate(now)
    paper = agreements.paper_of(row) if row else agreement_paper(of_a_mentor=is_a_mentor(pair.learner_id, today=today))
    policy = policy_for(pair.organisation_id, pair.programme_key)
    facts, words = split(draft.answers, paper)
    facts[AS_ASKED] = {
        "papers": versions_of(paper) if row is None else row.facts[AS_ASKED]["papers"],
        "bands": [band.as_values() for band in policy.bands],
        "notice": policy.confidentiality_notice,
    }
    if draft.kept:
        facts[OVERRIDES], words[KEPT] = len(draft.kept), sorted(draft.kept)
    facts |= {} if draft.is_checked else {UNCHECKED: True}
    return facts, words


def _fill(row: Agreement, facts: Answers, words: Answers) -> None:
    review_on = facts.get(LAST)
    row.facts = facts
    row.words = {**words, SALT: signing.salt()}
    row.review_on = date.fromisoformat(review_on) if review_on else None
    row.who_writes = facts.get("who_writes", Agreement.Writer.MENTOR)
