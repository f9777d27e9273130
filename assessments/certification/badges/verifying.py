"""Is this certificate genuine? For the signed document and for the token of the QR code, by the same rules, without a connection. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessments.certification.badges import documents, presented, proofs, token
from assessments.certification.badges.keyring import IssuerKey, Keyring, Standing
from assessments.certification.badges.lists_at_hand import ListsAtHand
from assessments.certification.badges.token import StatusMark
from assessments.certification.badges.verdict import Claims, Result, Verdict

_BY_KEY = {
    Standing.COMPROMISED: Result.KEY_COMPROMISED,
    Standing.BEFORE_ITS_TIME: Result.SIGNED_BEFORE_KEY,
    Standing.AFTER_RETIREMENT: Result.SIGNED_AFTER_RETIREMENT,
}

_BY_STATUS = (Result.WITHDRAWN, Result.SUSPENDED)
_GAPS = (Result.STATUS_LIST_TAMPERED, Result.STATUS_LIST_TOO_OLD, Result.STATUS_UNKNOWN)
"""Each from what matters most to what matters least. A date is certain, so it is told before a gap."""


@dataclass(frozen=True, kw_only=True)
class _Signed:
    """What a key has signed, and where to ask about it."""

    claims: Claims
    marks: tuple[StatusMark, ...]
    key: IssuerKey


def verify(
    credential: bytes | Mapping[str, Any],
    keys: Keyring,
    status_lists: ListsAtHand | Iterable[bytes | Mapping[str, Any]],
    now: datetime,
) -> Verdict:
    """The finding about a credential. The lists may be given as signed documents, or opened before."""
    try:
        document = documents.read(credential)
        proof = proofs.proof_of(document)
    except (documents.Unreadable, proofs.NoProof):
        return Verdict(result=Result.UNREADABLE)
    key = keys.by_id(proof.key_id)
    if key is None or presented.issuer_of(document) != key.key.controller:
        return Verdict(result=Result.UNKNOWN_KEY, key_id=proof.key_id)
    if not proofs.holds(document, proof, key.key):
        return Verdict(result=Result.TAMPERED, key_id=proof.key_id)
    try:
        claims, marks = presented.claims_of(document, proof), presented.marks_of(document)
    except presented.NotACertificate:
        return Verdict(result=Result.UNREADABLE, key_id=proof.key_id)
    return _judged(_Signed(claims=claims, marks=marks, key=key), _lists(status_lists, keys, now), now)


def verify_token(
    text: str,
    keys: Keyring,
    status_lists: ListsAtHand | Iterable[bytes | Mapping[str, Any]],
    now: datetime,
) -> Verdict:
    """The finding about a token, bare or in a link."""
    try:
        read = token.read(text)
    except token.NotAToken:
        return Verdict(result=Result.UNREADABLE)
    key = keys.by_fingerprint(read.fingerprint)
    if key is None:
        return Verdict(result=Result.UNKNOWN_KEY)
    if not key.key.verifies(read.signature, token.signed_bytes(read)):
        return Verdict(result=Result.TAMPERED, key_id=key.key.id)
    claims = Claims(
        id=read.code,
        title=read.title,
        name=read.name,
        issuer=key.key.controller,
        begins=read.begins,
        ends=read.ends,
        signed_at=read.signed_at,
    )
    return _judged(_Signed(claims=claims, marks=read.marks, key=key), _lists(status_lists, keys, now), now)


def _lists(given: ListsAtHand | Iterable[bytes | Mapping[str, Any]], keys: Keyring, now: datetime) -> ListsAtHand:
    return given if isinstance(given, ListsAtHand) else ListsAtHand.opened(given, keys, now=now)


def _judged(signed: _Signed, lists: ListsAtHand, now: datetime) -> Verdict:
    standing = signed.key.standing(signed_at=signed.claims.signed_at, now=now)
    if standing in _BY_KEY:
        return Verdict(result=_BY_KEY[standing], key_id=signed.key.key.id, key_retired_at=signed.key.retired_at)
    answer = lists.ask(signed.marks, issuer=signed.claims.issuer, now=now)
    return Verdict(
        result=_result(signed.claims, answer.results, standing, now),
        claims=signed.claims,
        key_id=signed.key.key.id,
        key_retired_at=signed.key.retired_at if standing is Standing.RETIRED_SINCE else None,
        status_as_of=answer.as_of,
    )


def _result(claims: Claims, status: frozenset[Result], standing: Standing, now: datetime) -> Result:
    found = [result for result in _BY_STATUS if result in status]
    if now < claims.begins:
        found.append(Result.NOT_YET_VALID)
    if claims.ends is not None and now.replace(microsecond=0) > claims.ends:
        found.append(Result.EXPIRED)
    found += [result for result in _GAPS if result in status]
    in_order = Result.GENUINE if standing is Standing.IN_FORCE else Result.GENUINE_KEY_RETIRED_SINCE
    return found[0] if found else in_order
