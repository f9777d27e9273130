"""An issuer's identity at its own address, through changes of keys."""

from datetime import UTC, datetime

import pytest

from assessments.certification.badges import did_web, linked_data
from assessments.certification.badges.did_web import NoAddress
from assessments.certification.badges.keyring import IssuerKey, Keyring
from tests.assessments.certification.badges import samples

SINCE, THEN = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "identity", "location"),
    [
        pytest.param(
            "https://training.example", samples.DID, "https://training.example/.well-known/did.json", id="a host"
        ),
        pytest.param(
            "https://training.example/issuers/7/",
            "did:web:training.example:issuers:7",
            "https://training.example/issuers/7/did.json",
            id="a path",
        ),
        pytest.param(
            "https://localhost:8443/a",
            "did:web:localhost%3A8443:a",
            "https://localhost:8443/a/did.json",
            id="a port",
        ),
    ],
)
def test_an_identity_is_served_where_its_name_says(address: str, identity: str, location: str) -> None:
    assert did_web.did(address) == identity
    assert did_web.location(identity) == location


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("http://training.example", id="not encrypted"),
        pytest.param("training.example", id="no scheme"),
        pytest.param("https://", id="no host"),
        pytest.param("https://Training.example", id="capitals"),
        pytest.param("https://user@training.example", id="a user"),
        pytest.param("https://training.example/a:b", id="a colon"),
        pytest.param("https://training.example/?a", id="a query"),
        pytest.param("https://training.example/#a", id="a place"),
    ],
)
def test_an_address_that_cannot_be_an_identity_is_refused(address: str) -> None:
    with pytest.raises(NoAddress):
        did_web.did(address)


@pytest.mark.parametrize("identity", ["did:key:z6Mk", "did:web:", "training.example", "x did:web:training.example"])
def test_what_is_no_such_identity_has_no_location(identity: str) -> None:
    with pytest.raises(NoAddress):
        did_web.location(identity)


def _ring() -> Keyring:
    third = samples.SigningKey.from_bytes(bytes(32), key_id=f"{samples.DID}#old")
    return Keyring(
        [
            IssuerKey(key=third.public, not_before=SINCE, compromised_at=THEN),
            IssuerKey(key=samples.KEY.public, not_before=SINCE, retired_at=THEN),
            IssuerKey(key=samples.OTHER_KEY.public, not_before=THEN),
            IssuerKey(key=samples.STRANGER.public, not_before=SINCE),
        ]
    )


def test_the_document_names_every_key_and_what_each_may_do() -> None:
    document = did_web.document(samples.DID, _ring())
    methods = {method["id"].partition("#")[2]: method for method in document["verificationMethod"]}

    assert document["id"] == samples.DID
    assert list(methods) == ["old", "2026", "2027"]
    assert methods["2026"] == {
        "id": "did:web:training.example#2026",
        "type": "Multikey",
        "controller": "did:web:training.example",
        "publicKeyMultibase": samples.KEY.public.multibase,
    }
    assert methods["old"]["revoked"] == "2026-06-01T00:00:00Z"
    assert document["assertionMethod"] == ["did:web:training.example#2026", "did:web:training.example#2027"]


def test_every_word_of_the_document_is_defined() -> None:
    text = linked_data.canonical(did_web.document(samples.DID, _ring()))

    assert text.count("https://w3id.org/security#publicKeyMultibase") == 3


def test_the_document_may_say_where_the_dates_of_the_keys_are() -> None:
    address = "https://training.example/keys.json"

    assert "service" not in did_web.document(samples.DID, _ring())
    assert did_web.document(samples.DID, _ring(), keys_address=address)["service"] == [
        {"id": "did:web:training.example#keys", "type": "IssuerKeys", "serviceEndpoint": address}
    ]
