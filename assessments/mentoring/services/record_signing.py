"""Two people sign a record: each with their own sign-in, or the second with their own PIN on the first one's phone.

A record that is only shared is frozen by its first signature: whoever signs closes the words. The first signature starts the clock of
the policy; when it runs out, the record lapses.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.models import Relationship, SessionRecord, Signature
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.selectors.records import RELEASED, content, has_open_remarks, signatures_of
from assessments.mentoring.services import actions, circulation, ledger, pairs, pins, signing, telling
from training_site.people.models import User

REMIND_ON_DAYS = (3, 7, 12)
"""Days after the first signature."""


class TooLateToSign(Exception):
    """The days for the second signature are over."""


@transaction.atomic
def sign(
    *,
    record: SessionRecord,
    by: User,
    seen_digest: str,
    outcome: str,
    comment: str,
    now: datetime,
    release: bool = False,
    method: str = Signature.Method.LOGIN,
) -> SessionRecord:
    """Sign what one has read. `release`: the learner lets the organisation read the feedback that is meant for it.

    Raises signing.ChangedMeanwhile, signing.SignedAlready, signing.WordsMissing, circulation.OpenRemarks, TooLateToSign,
    pairs.NotOfThePair, pairs.NotActiveNow, and ledger.NotNow where the record is not there to be signed.
    """
    pair = pairs.acting(record.session.relationship, by=by, now=now)
    fresh = _frozen(ledger.lock(record), by=by, seen_digest=seen_digest, now=now)
    if fresh.sign_by and fresh.sign_by < timezone.localdate(now):
        raise TooLateToSign
    before = signatures_of(fresh)
    role = pairs.role_in(pair, by)
    signing.sign(
        subject=fresh,
        content=content(fresh),
        seen_digest=seen_digest,
        signer=by,
        role=role,
        outcome=outcome,
        comment=comment,
        method=method,
        now=now,
    )
    reason = RELEASED if release and role == pairs.LEARNER else ""
    earlier = [one.outcome for one in before if one.digest == fresh.digest]
    if not earlier:
        return _signed_first(fresh, pair, by=by, reason=reason, now=now)
    return _signed_by_both(fresh, pair, by=by, disagree="disagree" in (*earlier, outcome), reason=reason, now=now)


def sign_here(
    *,
    record: SessionRecord,
    phone_of: User,
    pin: str,
    seen_digest: str,
    outcome: str,
    comment: str,
    now: datetime,
    release: bool = False,
) -> SessionRecord:
    """The other of the pair signs on the phone of the first, with a PIN of their own; nobody else's sign-in comes into it.

    Raises as `sign`, and pins.NoPin, pins.WrongPin, pins.PinLocked. It opens its own transactions: a wrong try counts whatever follows.
    """
    pair = record.session.relationship
    with transaction.atomic():
        pairs.acting(pair, by=phone_of, now=now)
    signer = pairs.other(pair, phone_of)
    pins.check_pin(person=signer, pin=pin, now=now)
    return sign(
        record=record,
        by=signer,
        seen_digest=seen_digest,
        outcome=outcome,
        comment=comment,
        now=now,
        release=release,
        method=Signature.Method.PIN,
    )


def lapse(*, now: datetime) -> int:
    """Let every record lapse whose days for the second signature are over; how many. For the clock of the site."""
    today = timezone.localdate(now)
    waiting = SessionRecord.objects.filter(state="part_signed", sign_by__lt=today)
    return sum(_lapse(record, now=now) for record in waiting.select_related("session__relationship"))


def remind(*, now: datetime) -> int:
    """Remind whoever has not signed yet, on the days of REMIND_ON_DAYS or the next run after; how many anew. For the clock."""
    waiting = SessionRecord.objects.filter(state="part_signed", sign_by__gte=timezone.localdate(now))
    return sum(_remind(record, now=now) for record in waiting.select_related("session__relationship"))


def _frozen(record: SessionRecord, *, by: User, seen_digest: str, now: datetime) -> SessionRecord:
    if record.state != "shared":
        return record
    if has_open_remarks(record):
        raise circulation.OpenRemarks
    frozen = circulation.freeze(record=record, by=by, now=now)
    if frozen.digest != seen_digest:
        raise signing.ChangedMeanwhile
    return frozen


def _signed_first(record: SessionRecord, pair: Relationship, *, by: User, reason: str, now: datetime) -> SessionRecord:
    policy = policy_for(pair.organisation_id, pair.programme_key)
    sign_by = timezone.localdate(now) + timedelta(days=policy.signature_deadline_days)
    signed = ledger.append(record, event="signed_first", by=by, now=now, reason=reason, sign_by=sign_by)
    actions.agree(record=signed, pair=pair, by=by, now=now)
    telling.take_back(f"mentoring.record:{record.pk}", now=now)
    _tell(signed, pairs.other(pair, by), "mentoring.record_awaits_signature", about="sign:0", by=sign_by, now=now)
    return signed


def _signed_by_both(
    record: SessionRecord, pair: Relationship, *, by: User, disagree: bool, reason: str, now: datetime
) -> SessionRecord:
    event = "signed_with_disagreement" if disagree else "signed"
    signed = ledger.append(record, event=event, by=by, now=now, reason=reason)
    telling.take_back(f"mentoring.record:{record.pk}", now=now)
    _tell(signed, pairs.other(pair, by), "mentoring.record_signed", about="signed", now=now)
    if disagree:
        on = {"on": record.session.occurred_on}
        key = f"mentoring.disagreed:{record.pk}"
        telling.coordinators(pair, kind="mentoring.record_disagreed", key=key, facts=on, now=now)
    return signed


@transaction.atomic
def _lapse(record: SessionRecord, *, now: datetime) -> bool:
    pair = ledger.lock(record.session.relationship)
    fresh = ledger.lock(record)
    if fresh.state != "part_signed":
        return False
    ledger.append(fresh, event="lapsed", by=None, now=now, reason="deadline")
    telling.take_back(f"mentoring.record:{fresh.pk}", now=now)
    for person in (pair.learner, pair.mentor):
        _tell(record, person, "mentoring.record_lapsed", about="lapsed", now=now)
    return True


@transaction.atomic
def _remind(record: SessionRecord, *, now: datetime) -> bool:
    first = signatures_of(record)[-1]
    elapsed = (timezone.localdate(now) - timezone.localdate(first.signed_at)).days
    day = max((day for day in REMIND_ON_DAYS if day <= elapsed), default=0)
    pair = record.session.relationship
    if not day or first.signer is None or pair.state != "active":
        return False
    person = pairs.other(pair, first.signer)
    kind = "mentoring.record_awaits_signature"
    return _tell(record, person, kind, about=f"sign:{day}", by=record.sign_by, now=now)


def _tell(record: SessionRecord, person: User, kind: str, *, about: str, now: datetime, **facts: object) -> bool:
    return telling.tell(
        person,
        kind=kind,
        key=f"mentoring.record:{record.pk}:{about}",
        link=reverse("mentoring:record", args=[record.pk]),
        facts={"on": record.session.occurred_on, **facts},
        now=now,
    )
