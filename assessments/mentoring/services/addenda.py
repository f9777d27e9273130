"""Adding to a signed record without touching it: the author signs by writing, the other agrees or does not; both stay beside it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from assessments.mentoring.canonical import Json, digest
from assessments.mentoring.models import Addendum, SessionRecord, Signature
from assessments.mentoring.selectors.addenda import addendum_content
from assessments.mentoring.services import ledger, pairs, signing, telling
from training_site.people.models import User

SIGNED = ("signed", "signed_with_disagreement", "amended", "in_review")


class NoReason(Exception):
    """An addendum says why it is added, by one of the codes."""


@transaction.atomic
def write(*, record: SessionRecord, by: User, reason: str, body: str, now: datetime) -> Addendum:
    """Add to a signed record, and sign what is added. The same words added twice while they wait are one.

    Raises NoReason, signing.WordsMissing, pairs.NotOfThePair, pairs.NotActiveNow, and ledger.NotNow before both have signed.
    """
    pair = pairs.acting(record.session.relationship, by=by, now=now)
    fresh = ledger.lock(record)
    if fresh.state not in SIGNED:
        raise ledger.NotNow(fresh.machine.name, fresh.state, "amended")
    if reason not in Addendum.Reason:
        raise NoReason
    if not body.strip():
        raise signing.WordsMissing
    waiting = Addendum.objects.filter(subject=fresh.pk, author=by, reason=reason, state="awaiting_other")
    same = next((one for one in waiting if one.body.opened() == body.strip()), None)
    if same is not None:
        return same
    addendum = Addendum(
        organisation_id=fresh.organisation_id,
        subject=fresh.pk,
        subject_machine=fresh.machine.name,
        author=by,
        reason=reason,
    )
    addendum.body = body.strip()
    what = addendum_content(addendum, fresh)
    addendum.digest = digest(what)
    ledger.begin(addendum, event="written", by=by, now=now)
    _sign(addendum, what, by=by, role=pairs.role_in(pair, by), outcome=Signature.Outcome.AGREE, comment="", now=now)
    telling.tell(
        pairs.other(pair, by),
        kind="mentoring.addendum_awaits_signature",
        key=f"mentoring.addendum:{addendum.pk}",
        link=reverse("mentoring:record", args=[fresh.pk]),
        facts={"on": fresh.session.occurred_on},
        now=now,
    )
    return addendum


@transaction.atomic
def sign(*, addendum: Addendum, by: User, seen_digest: str, outcome: str, comment: str, now: datetime) -> Addendum:
    """The other of the pair signs what was added; the record is amended by it, whatever they say.

    Raises signing.ChangedMeanwhile, signing.SignedAlready, signing.WordsMissing, ledger.NotNow, and as `write`.
    """
    record = SessionRecord.objects.select_related("session__relationship").get(pk=addendum.subject)
    pair = pairs.acting(record.session.relationship, by=by, now=now)
    record = ledger.lock(record)
    fresh = ledger.lock(addendum)
    if by.pk == fresh.author_id:
        raise signing.SignedAlready
    event = "disagreed" if outcome == Signature.Outcome.DISAGREE else "agreed"
    signed = ledger.append(fresh, event=event, by=by, now=now)
    what = addendum_content(fresh, record)
    role = pairs.role_in(pair, by)
    _sign(fresh, what, by=by, role=role, outcome=outcome, comment=comment, seen=seen_digest, now=now)
    ledger.append(record, event="amended_in_review" if record.state == "in_review" else "amended", by=by, now=now)
    telling.take_back(f"mentoring.addendum:{fresh.pk}", now=now)
    return signed


def _sign(
    addendum: Addendum,
    what: dict[str, Json],
    *,
    by: User,
    role: str,
    outcome: str,
    comment: str,
    now: datetime,
    seen: str = "",
) -> None:
    signing.sign(
        subject=addendum,
        content=what,
        seen_digest=seen or addendum.digest,
        signer=by,
        role=role,
        outcome=outcome,
        comment=comment,
        method=Signature.Method.LOGIN,
        now=now,
    )
