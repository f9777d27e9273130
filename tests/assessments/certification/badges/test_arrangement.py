"""A signature covers statements, not their arrangement: what says the same in another arrangement does not pass."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from assessments.certification.badges import proofs, verifying
from assessments.certification.badges.verdict import Result
from tests.assessments.certification.badges import samples

Document = dict[str, Any]

STATUS = "https://www.w3.org/2018/credentials#credentialStatus"


def _said(**changes: Any) -> Document:
    bare = {term: value for term, value in samples.signed().items() if term != "proof"}
    return {term: value for term, value in {**bare, **changes}.items() if value is not None}


def _result(document: Document) -> Result:
    lists = samples.lists(withdrawn=(samples.INDEX,))
    return verifying.verify(document, samples.keyring(), lists, samples.NOW).result


def _move_status(document: Document) -> None:
    document[STATUS] = document.pop("credentialStatus")


def _unwrap(term: str) -> Callable[[Document], None]:
    return lambda document: document.update({term: [document[term]]})


@pytest.mark.parametrize(
    ("rearrange", "result"),
    [
        pytest.param(_move_status, Result.UNREADABLE, id="the status under its full address"),
        pytest.param(lambda held: held.update({"@graph": [{}]}), Result.UNREADABLE, id="a keyword beside it"),
        pytest.param(_unwrap("credentialSubject"), Result.UNREADABLE, id="the subject in a list"),
        pytest.param(_unwrap("validUntil"), Result.UNREADABLE, id="the end in a list"),
        pytest.param(_unwrap("issuer"), Result.UNKNOWN_KEY, id="the issuer in a list"),
        pytest.param(lambda held: held["credentialStatus"].reverse(), Result.WITHDRAWN, id="entries the other way"),
        pytest.param(
            lambda held: held["credentialStatus"].append(held["credentialStatus"][0]["id"]),
            Result.UNREADABLE,
            id="an entry named once more",
        ),
    ],
)
def test_the_same_statements_arranged_otherwise_do_not_hide_a_withdrawal(
    rearrange: Callable[[Document], None], result: Result
) -> None:
    document = copy.deepcopy(samples.signed())
    rearrange(document)

    assert _result(document) is result


ENTRY = samples.signed()["credentialStatus"][0]
SUBJECT = samples.signed()["credentialSubject"]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(_said(credentialStatus={**ENTRY, "statusSize": 2}), id="a status of two bits"),
        pytest.param(_said(credentialStatus={**ENTRY, "statusPurpose": "message"}), id="a status with messages"),
        pytest.param(_said(credentialStatus={**ENTRY, "statusListIndex": "007"}), id="an index of another spelling"),
        pytest.param(_said(credentialStatus={**ENTRY, "statusListIndex": 7}), id="a number for an index"),
        pytest.param(_said(credentialStatus={"id": ENTRY["id"], "type": ENTRY["type"]}), id="half a status"),
        pytest.param(
            _said(credentialStatus={"id": "https://training.example/list", "type": "1EdTechRevocationList"}),
            id="another kind of status",
        ),
        pytest.param(_said(credentialStatus="https://training.example/list"), id="a status that is only named"),
        pytest.param(_said(type=["VerifiableCredential"]), id="a credential of another kind"),
        pytest.param(_said(id=None), id="no address"),
        pytest.param(_said(validFrom="2026-10-05"), id="a day for a moment"),
        pytest.param(
            _said(credentialSubject={**SUBJECT, "achievement": SUBJECT["achievement"]["id"]}), id="only named"
        ),
        pytest.param(
            _said(credentialSubject={**SUBJECT, "achievement": {**SUBJECT["achievement"], "name": ["a", "b"]}}),
            id="two titles",
        ),
    ],
)
def test_what_is_signed_but_not_as_we_issue_it_is_not_read(document: Document) -> None:
    signed = proofs.signed(document, key=samples.KEY, created=samples.SIGNED)

    assert _result(signed) is Result.UNREADABLE


def test_single_types_and_a_single_status_are_read() -> None:
    achievement = {**SUBJECT["achievement"], "type": "Achievement"}
    document = _said(credentialSubject={**SUBJECT, "achievement": achievement}, credentialStatus=ENTRY)

    assert _result(proofs.signed(document, key=samples.KEY, created=samples.SIGNED)) is Result.WITHDRAWN


def test_a_certificate_signed_by_another_issuer_we_know_is_not_this_issuers() -> None:
    signed = proofs.signed(_said(), key=samples.STRANGER, created=samples.SIGNED)
    keys = samples.keyring(samples.KEY, samples.STRANGER)

    assert verifying.verify(signed, keys, samples.lists(), samples.NOW).result is Result.UNKNOWN_KEY


def test_a_name_that_is_said_is_read() -> None:
    signed = samples.signed(samples.award(certificate_name="Name of the Person"))
    found = verifying.verify(signed, samples.keyring(), samples.lists(), samples.NOW)

    assert found.claims is not None
    assert found.claims.name == "Name of the Person"


@pytest.mark.parametrize("source", [b"", b"{}", b"[]", {}, {"proof": {}}], ids=repr)
def test_what_is_no_certificate_is_unreadable(source: Any) -> None:
    assert verifying.verify(source, samples.keyring(), [], samples.NOW).result is Result.UNREADABLE


def test_an_issuer_named_by_its_address_alone_has_keys_but_no_certificate() -> None:
    signed = proofs.signed(_said(issuer=samples.DID), key=samples.KEY, created=samples.SIGNED)

    assert _result(signed) is Result.UNREADABLE
