"""Evidence: a mentor takes a read entry, a signed record, or work seen in the office as evidence for at most three indicators.

Reading, signing and validating are three acts. Being there shows nothing: every piece has a level and a reason. What a signed observation
shows is written down by observation_evidence. Nothing is uploaded, and nothing is changed afterwards (evidence_afterwards).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.mentoring.framework.pieces import CEILINGS
from assessments.mentoring.models import (
    Entry,
    Event,
    Evidence,
    Relationship,
    SessionRecord,
)
from assessments.mentoring.selectors.indicators import Framework, framework
from assessments.mentoring.services import ledger, pairs, telling_levels
from assessments.mentoring.services.decisions import REASON_LENGTH, RationaleTooShort, UnknownIndicator
from assessments.mentoring.services.evidence_afterwards import (
    NothingToApprove,
    NotTheirsToApprove,
    approve_fact,
    withdraw,
)
from training_site.people.models import User

__all__ = [
    "NotTheirsToApprove",
    "NothingToApprove",
    "RationaleTooShort",
    "UnknownIndicator",
    "approve_fact",
    "withdraw",
]

MOST = 3
"""Indicators that one source supports."""
OFFICE = (Evidence.Kind.WORK_PRODUCT, Evidence.Kind.FEEDBACK)
"""What a mentor sees or hears outside this site, and attests."""
SIGNED = ("signed", "amended", "in_review")


class NotTheMentor(Exception):
    """Only the mentor of an active pair validates."""


class NotRead(Exception):
    """An entry is read before it is judged."""


class NotAgreed(Exception):
    """Only a record that both have signed, and neither with a disagreement, is judged."""


class TooMany(Exception):
    """One source supports at most three indicators, each once."""


class NothingJudged(Exception):
    """No indicator was named."""


class AboveCeiling(Exception):
    """A level higher than this kind of evidence can show."""


class InTheFuture(Exception):
    """The day of the act has not come yet."""


class JudgedAlready(Exception):
    """The source was judged for the same indicator before."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a source shows in one indicator."""

    indicator: str
    level: int
    """0 (not yet) to 4."""
    rationale: str
    """Why, in at least 20 characters."""


@transaction.atomic
def validate_entry(*, entry: Entry, by: User, claims: Sequence[Claim], now: datetime) -> list[Evidence]:
    """Take a log entry that was read as evidence; the day of the act is the entry's. Raises NotRead, and as `validate_office`."""
    if entry.relationship is None:
        raise NotTheMentor
    pair = _mentor_of(entry.relationship, by=by, now=now)
    fresh = ledger.lock(entry)
    if fresh.relationship_id != pair.pk or fresh.state not in ("read", "validated"):
        raise NotRead
    ledger.append(fresh, event="validated", by=by, now=now)
    kind, day = Evidence.Kind.REFLECTION, fresh.occurred_on
    return _validate(pair, claims, kind=kind, acted_on=day, source=fresh.pk, by=by, now=now)


@transaction.atomic
def validate_record(*, record: SessionRecord, by: User, claims: Sequence[Claim], now: datetime) -> list[Evidence]:
    """Take a session as evidence that both signed in agreement; the day of the act is the session's.

    Raises NotAgreed, and as `validate_office`.
    """
    pair = _mentor_of(record.session.relationship, by=by, now=now)
    fresh = ledger.lock(record)
    if not is_agreed(fresh) or fresh.session.occurred_on is None:
        raise NotAgreed
    kind, day = Evidence.Kind.SESSION, fresh.session.occurred_on
    return _validate(pair, claims, kind=kind, acted_on=day, source=fresh.pk, by=by, now=now)


@transaction.atomic
def validate_office(
    *, pair: Relationship, kind: str, acted_on: date, by: User, claims: Sequence[Claim], now: datetime
) -> list[Evidence]:
    """Attest work seen in the office, or feedback that was heard.

    Raises NotTheMentor, pairs.NotActiveNow, TooMany, NothingJudged, RationaleTooShort, UnknownIndicator, AboveCeiling, InTheFuture,
    JudgedAlready, and ValueError for a kind that is not of OFFICE.
    """
    if kind not in OFFICE:
        raise ValueError("Only what a mentor sees or hears themself is attested.")
    return _validate(
        _mentor_of(pair, by=by, now=now), claims, kind=kind, acted_on=acted_on, source=None, by=by, now=now
    )


def is_agreed(record: SessionRecord) -> bool:
    """Whether both signed a record in agreement; amending it afterwards changes nothing about that (one query where it was amended)."""
    if record.state not in SIGNED:
        return False
    return not Event.objects.filter(subject=record.pk, kind="signed_with_disagreement").exists()


def _mentor_of(relationship: Relationship, *, by: User, now: datetime) -> Relationship:
    try:
        pair = pairs.acting(relationship, by=by, now=now)
    except pairs.NotOfThePair as error:
        raise NotTheMentor from error
    if pairs.role_in(pair, by) != pairs.MENTOR:
        raise NotTheMentor
    return pair


def _validate(
    pair: Relationship,
    claims: Sequence[Claim],
    *,
    kind: str,
    acted_on: date,
    source: UUID | None,
    by: User,
    now: datetime,
) -> list[Evidence]:
    known = framework(pair.programme_key)
    _check(claims, kind=kind, known=known)
    if acted_on > timezone.localdate(now):
        raise InTheFuture
    taken = Evidence.objects.filter(source=source, validator=by).count() if source else 0
    if taken + len(claims) > MOST:
        raise TooMany
    rows = _stored(
        claims,
        learner=pair.learner,
        organisation_id=pair.organisation_id,
        kind=kind,
        acted_on=acted_on,
        source=source,
        validator=by,
        first=taken + 1,
        version=known.version,
        now=now,
    )
    telling_levels.evidence_added(rows, now=now)
    return rows


def _check(claims: Sequence[Claim], *, kind: str, known: Framework) -> None:
    codes = [claim.indicator for claim in claims]
    if not codes:
        raise NothingJudged
    if len(codes) > MOST or len(set(codes)) < len(codes):
        raise TooMany
    if any(code not in known.indicators for code in codes):
        raise UnknownIndicator
    if any(len(claim.rationale.strip()) < REASON_LENGTH for claim in claims):
        raise RationaleTooShort
    if any(not 0 <= claim.level <= CEILINGS[kind] for claim in claims):
        raise AboveCeiling


def _stored(
    claims: Sequence[Claim],
    *,
    learner: User,
    organisation_id: int | None,
    kind: str,
    acted_on: date,
    source: UUID | None,
    validator: User,
    first: int,
    version: str,
    now: datetime,
) -> list[Evidence]:
    """The rows; `first` is the position of the first one."""
    rows = []
    for number, claim in enumerate(claims):
        row = Evidence(
            organisation_id=organisation_id,
            learner=learner,
            indicator=claim.indicator,
            kind=kind,
            level=claim.level,
            acted_on=acted_on,
            entered_at=now,
            validator=validator,
            source=source,
            position=first + number,
            framework_version=version,
        )
        row.rationale = claim.rationale.strip()
        rows.append(row)
    try:
        with transaction.atomic():
            for row in rows:
                row.save(force_insert=True)
    except IntegrityError as error:
        raise JudgedAlready from error
    return rows
