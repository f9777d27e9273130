"""Somebody else's implementation agrees: @digitalbazaar/vc reads what we sign, refuses what was changed, and signs what we read."""

import copy
from datetime import UTC, datetime
from typing import Any

from assessments.certification.badges import credential, did_web, verifying
from assessments.certification.badges.keyring import IssuerKey, Keyring
from assessments.certification.badges.keys import SigningKey
from assessments.certification.badges.verdict import Result
from tests.assessments.certification.badges import samples
from tests.assessments.certification.badges.conftest import Ask


def _documents(keyring: Keyring, lists: list[dict[str, Any]]) -> dict[str, Any]:
    """What the judge may look up: the issuer's identity, its keys, its status lists."""
    identity = did_web.document(samples.DID, keyring)
    methods = {
        method["id"]: {"@context": "https://w3id.org/security/multikey/v1", **method}
        for method in identity["verificationMethod"]
    }
    return {samples.DID: identity, **methods, **{held["id"]: held for held in lists}}


def _question(
    signed: dict[str, Any], keyring: Keyring | None = None, lists: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    return {"verify": signed, "documents": _documents(keyring or samples.keyring(), lists or samples.lists())}


def _changed(signed: dict[str, Any], change: Any) -> dict[str, Any]:
    changed = copy.deepcopy(signed)
    change(changed)
    return changed


HARD_TEXT = 'Quotes " and \\ and <tags> & a\nnew line; Ukrainian ґєїІ\u0027, Khmer សមាហរណកម្ម\u200b, a flag 🇰🇭'


def test_it_accepts_what_we_sign(judge: Ask) -> None:
    plain = samples.award()
    hard = samples.award(
        certificate_name="Ім'я Зразкове",
        achievement=samples.replace(samples.ACHIEVEMENT, name=HARD_TEXT, criteria=HARD_TEXT, tags=("a", "b", "a b")),
    )
    bare = samples.award(
        id="urn:uuid:0b4f7f6e-5a0c-4f0e-9d5e-6a1f5e1c2d3b",
        status=(),
        refresh_address="",
        valid_until=None,
        achievement=samples.replace(samples.ACHIEVEMENT, level="", tags=(), indicators=(), version=""),
    )
    one_entry = samples.award(status=samples.ENTRIES[:1])

    answers = judge([_question(samples.signed(award)) for award in (plain, hard, bare, one_entry)], samples.NOW)

    assert [(answer["verified"], answer["error"]) for answer in answers] == [(True, "")] * 4
    assert answers[0]["statuses"] == {"revocation": False, "suspension": False}
    assert answers[3]["statuses"] == {"revocation": False}


def test_it_refuses_what_was_changed(judge: Ask) -> None:
    signed = samples.signed()
    changes = [
        _changed(signed, lambda held: held["credentialSubject"]["achievement"].update(name="Another certificate")),
        _changed(signed, lambda held: held.update(validUntil="2037-10-04T23:59:59+03:00")),
        _changed(signed, lambda held: held["credentialStatus"].pop()),
        _changed(signed, lambda held: held["proof"].update(created="2026-10-05T09:30:01Z")),
        samples.signed(key=SigningKey.from_bytes(bytes(32), key_id=samples.KEY.id)),
    ]

    answers = judge([_question(changed) for changed in changes], samples.NOW)

    assert [answer["verified"] for answer in answers] == [False] * 5


def test_it_reads_the_same_bits_in_our_status_lists(judge: Ask) -> None:
    index = samples.INDEX
    cases = {
        "withdrawn": samples.lists(withdrawn=(index,)),
        "suspended": samples.lists(suspended=(index,)),
        "neighbours": samples.lists(withdrawn=(index - 1, index + 1), suspended=(0, 131_071)),
    }

    answers = judge([_question(samples.signed(), lists=lists) for lists in cases.values()], samples.NOW)

    said = {case: answer["statuses"] for case, answer in zip(cases, answers, strict=True)}
    assert said == {
        "withdrawn": {"revocation": True, "suspension": False},
        "suspended": {"revocation": False, "suspension": True},
        "neighbours": {"revocation": False, "suspension": False},
    }


def test_it_refuses_a_status_list_that_was_changed(judge: Ask) -> None:
    lists = samples.lists(withdrawn=(samples.INDEX,))
    lists[0]["credentialSubject"]["encodedList"] = samples.lists()[0]["credentialSubject"]["encodedList"]

    [answer] = judge([_question(samples.signed(), lists=lists)], samples.NOW)

    assert answer["verified"] is False


def test_it_accepts_what_a_retired_key_signed_and_refuses_a_compromised_one(judge: Ask) -> None:
    since, then = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 10, 20, tzinfo=UTC)
    new = IssuerKey(key=samples.OTHER_KEY.public, not_before=then)
    retired = Keyring([IssuerKey(key=samples.KEY.public, not_before=since, retired_at=then), new])
    compromised = Keyring([IssuerKey(key=samples.KEY.public, not_before=since, compromised_at=then), new])
    lists = samples.lists(key=samples.OTHER_KEY)

    answers = judge([_question(samples.signed(), ring, lists) for ring in (retired, compromised)], samples.NOW)

    assert [answer["verified"] for answer in answers] == [True, False]


def test_it_refuses_one_that_has_expired(judge: Ask) -> None:
    late = datetime(2027, 10, 6, tzinfo=UTC)

    [answer] = judge([_question(samples.signed(), lists=samples.lists(made=late))], late)

    assert answer["verified"] is False
    assert 'is after "validUntil"' in answer["error"]


def test_what_it_signs_we_accept_byte_for_byte_as_we_would_have_signed(judge: Ask) -> None:
    key = {
        "id": samples.KEY.id,
        "controller": samples.DID,
        "publicKeyMultibase": samples.KEY.public.multibase,
        "secretKeyMultibase": samples.KEY.multibase,
    }
    [answer] = judge(
        [{"sign": credential.unsigned(samples.award()), "key": key, "date": "2026-10-05T09:30:00Z"}], samples.NOW
    )

    theirs, ours = answer["signed"], samples.signed()
    assert theirs["proof"]["proofValue"] == ours["proof"]["proofValue"]
    assert verifying.verify(theirs, samples.keyring(), samples.lists(), samples.NOW).result is Result.GENUINE
    theirs["name"] += "!"
    assert verifying.verify(theirs, samples.keyring(), samples.lists(), samples.NOW).result is Result.TAMPERED
