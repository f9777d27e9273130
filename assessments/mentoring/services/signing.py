"""Signing: one person, one content, one moment. What a signature is bound to is given by the caller as content, and kept as its digest."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from assessments.mentoring.canonical import Json, digest
from assessments.mentoring.models import Held, Invitation, Ledgered, Signature
from training_site.people.models import User

STATEMENT = "2026-1"
"""Version of the sentence above the button: "I have read this and it says what we did.\""""


class ChangedMeanwhile(Exception):
    """What the signer had on screen is not what is stored now."""


class SignedAlready(Exception):
    """The same person has signed this very content before."""


class WordsMissing(Exception):
    """A remark or a disagreement needs words."""


def salt() -> str:
    """A random text to put into sealed content, so that nobody guesses short words from their digest."""
    return secrets.token_hex(16)


@transaction.atomic
def sign(
    *,
    subject: Ledgered,
    content: dict[str, Json],
    seen_digest: str,
    signer: User | None,
    role: str,
    outcome: str,
    comment: str,
    method: str,
    now: datetime,
    invitation: Invitation | None = None,
    part: str = Signature.Part.WHOLE,
) -> Signature:
    """Bind a person to content. `seen_digest` is what their page was made of.

    Raises ChangedMeanwhile when the content is another by now, SignedAlready for a second signature of one person, and WordsMissing
    for a disagreement or remark without words.
    """
    if digest(content) != seen_digest:
        raise ChangedMeanwhile
    if outcome != Signature.Outcome.AGREE and not comment.strip():
        raise WordsMissing
    signature = Signature(
        organisation_id=subject.organisation_id,
        subject=subject.pk,
        machine=subject.machine.name,
        part=part,
        signer=signer,
        invitation=invitation,
        role=role,
        unit=_unit(subject),
        statement=STATEMENT,
        outcome=outcome,
        digest=seen_digest,
        method=method,
        signed_at=now,
    )
    signature.comment = comment.strip()
    try:
        with transaction.atomic():
            signature.save(force_insert=True)
    except IntegrityError as error:
        raise SignedAlready from error
    return signature


def _unit(row: Held) -> str:
    return row.organisation.name if row.organisation else ""
