"""Signing the agreement of a pair: both sign the same content, the line manager signs its facts."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.mentoring.framework.fields import Field
from assessments.mentoring.framework.papers.agreements import LEARNING
from assessments.mentoring.models import Agreement, Relationship, Signature
from assessments.mentoring.selectors import agreements
from assessments.mentoring.selectors.relationships import line_managers
from assessments.mentoring.services import ledger, pairs, signing, telling_pairs
from assessments.mentoring.services.agreements import UNCHECKED, missing
from assessments.mentoring.services.telling_pairs import tell
from training_site.people.models import User


class NotComplete(Exception):
    """Questions are open without which nobody can sign."""

    def __init__(self, fields: tuple[Field, ...]) -> None:
        super().__init__(", ".join(field.key for field in fields))
        self.fields = fields


class NotLookedThrough(Exception):
    """It was saved while somebody typed, and they have not decided about wordings that may identify somebody."""


class NothingToSign(Exception):
    """There is no draft, or nothing that a line manager could sign yet."""


class NotTheLineManager(Exception):
    """Only who manages the learner now signs the employer's part."""


class NoAgreementToDisagreeWith(Exception):
    """Whoever sees it differently changes the draft; a signature under an agreement agrees."""


@transaction.atomic
def sign(
    *, relationship: Relationship, by: User, seen_digest: str, outcome: str, comment: str, now: datetime
) -> Agreement:
    """One of the two signs the draft as they have read it. With the second signature it is in force, and the one before is superseded.

    Raises NothingToSign, NotLookedThrough, NotComplete, NoAgreementToDisagreeWith, ChangedMeanwhile, SignedAlready, WordsMissing, and NotOfThePair and
    NotActiveNow of `pairs`.
    """
    pair = pairs.acting(relationship, by=by, now=now)
    rows = agreements.versions(pair.pk)
    row = agreements.being_made(rows)
    if row is None:
        raise NothingToSign
    if outcome == Signature.Outcome.DISAGREE:
        raise NoAgreementToDisagreeWith
    if UNCHECKED in row.facts:
        raise NotLookedThrough
    if open_questions := missing(row, today=timezone.localdate(now)):
        raise NotComplete(open_questions)
    signing.sign(
        subject=row,
        content=agreements.content(row),
        seen_digest=seen_digest,
        signer=by,
        role=pairs.role_in(pair, by),
        outcome=outcome,
        comment=comment,
        method=Signature.Method.LOGIN,
        now=now,
    )
    if row.state == "draft":
        return _signed_first(pair, row, by=by, now=now)
    return _signed_by_both(pair, row, agreements.in_force(rows), by=by, now=now)


@transaction.atomic
def sign_as_employer(
    *, agreement: Agreement, by: User, seen_digest: str, outcome: str, comment: str, now: datetime
) -> Signature:
    """The line manager signs the facts. Raises NotTheLineManager, NothingToSign, ChangedMeanwhile, SignedAlready and WordsMissing."""
    row = ledger.lock(agreement)
    if by not in line_managers(row.relationship.learner_id):
        raise NotTheLineManager
    if row.state not in ("awaiting_other", *agreements.IN_FORCE):
        raise NothingToSign
    signature = signing.sign(
        subject=row,
        content=agreements.facts_content(row),
        seen_digest=seen_digest,
        signer=by,
        role="line_manager",
        outcome=outcome,
        comment=comment,
        method=Signature.Method.LOGIN,
        now=now,
        part=Signature.Part.FACTS,
    )
    telling_pairs.settle(row.relationship, kind="agreement_awaits_employer", person=by, now=now)
    return signature


def _signed_first(pair: Relationship, row: Agreement, *, by: User, now: datetime) -> Agreement:
    row = ledger.append(row, event="signed_first", by=by, now=now)
    facts = {"on": timezone.localdate(now)}
    other = [pairs.other(pair, by)]
    tell(pair, kind="agreement_awaits_signature", page="agreement", facts=facts, to=other, about=_about(row), now=now)
    if LEARNING in row.facts[agreements.AS_ASKED]["papers"]:
        to = line_managers(pair.learner_id)
        kind, page = "agreement_awaits_employer", "agreement_employer"
        tell(pair, kind=kind, page=page, facts=facts, to=to, about=_about(row), now=now)
    return row


def _signed_by_both(
    pair: Relationship, row: Agreement, before: Agreement | None, *, by: User, now: datetime
) -> Agreement:
    if before:
        ledger.append(before, event="superseded", by=by, now=now)
    row = ledger.append(row, event="signed", by=by, now=now)
    for kind in ("agreement_awaits_signature", "agreement_due"):
        telling_pairs.settle(pair, kind=kind, now=now)
    facts = {"review_on": row.review_on}
    tell(pair, kind="agreement_in_force", page="agreement", facts=facts, about=_about(row), now=now)
    return row


def _about(row: Agreement) -> str:
    return f"{row.version}.{row.revision}"
