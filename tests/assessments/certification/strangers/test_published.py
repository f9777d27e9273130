"""What machines fetch: badges, identities, keys, lists and achievements, for any page of any site."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessments.certification.badges import documents, proofs
from assessments.certification.badges.award import Purpose
from assessments.certification.badges.keyring import Keyring
from assessments.certification.badges.verdict import Result
from assessments.certification.badges.verifying import verify, verify_token
from assessments.certification.models import Credential, IssuerKey
from assessments.certification.services import issuing, keys, removing, status_lists
from tests.factories import certification as make
from tests.factories.people import OrganisationFactory

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 12, 1, 14, 2, tzinfo=UTC)


def fetched(address: str, *, at: datetime = LATER, accept: str = "*/*") -> Any:
    """A document as it is published at a moment."""
    with time_machine.travel(at, tick=False):
        response = Client().get(address, headers={"accept": accept})
    assert response.status_code == 200, address
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    return documents.read(response.content) if "/achievements/" not in address else json.loads(response.content)


def published(row: Credential, *, at: datetime = LATER) -> tuple[Keyring, list[dict[str, Any]]]:
    """The keys and lists of an issuer, as a stranger has them."""
    keyring = Keyring.from_published(fetched(f"/issuers/{row.issuer_id}/keys.json", at=at))
    return keyring, [fetched(f"/status/{row.issuer_id}/{purpose}.json", at=at) for purpose in Purpose]


def both(row: Credential, *, at: datetime = LATER) -> set[Result]:
    """What a stranger finds out about the badge and about the printed token, from published documents alone."""
    keyring, lists = published(row, at=at)
    return {verify(row.badge or {}, keyring, lists, at).result, verify_token(row.token, keyring, lists, at).result}


def test_what_is_published_is_enough_to_find_a_certificate_genuine() -> None:
    assert both(make.credential()) == {Result.GENUINE}


def test_the_first_certificate_is_not_older_than_its_key() -> None:
    row = make.credential(now=make.NOW + timedelta(microseconds=700_000))

    assert both(row) == {Result.GENUINE}


@pytest.mark.parametrize(
    ("kind", "result"), [("suspended", Result.SUSPENDED), ("revoked", Result.WITHDRAWN), ("superseded", Result.GENUINE)]
)
def test_a_list_says_it_from_the_day_on_where_the_issuer_is(kind: str, result: Result) -> None:
    row = make.credential()
    make.changed(row, kind, on=date(2026, 12, 2))

    assert both(row, at=datetime(2026, 12, 1, 21, 50, tzinfo=UTC)) == {Result.GENUINE}
    assert both(row, at=datetime(2026, 12, 1, 22, 0, tzinfo=UTC)) == {result}


def test_what_was_reinstated_is_taken_off_the_list() -> None:
    row = make.credential()
    make.changed(row, "suspended", on=date(2026, 11, 3))
    make.changed(row, "reinstated", on=date(2026, 11, 20))

    assert both(row) == {Result.GENUINE}


def test_what_was_corrected_is_withdrawn_and_its_correction_genuine() -> None:
    row = make.credential()
    new = issuing.correct(credential=row, name="Марія Зразкова-Друга", by=row.holder, now=LATER)

    assert both(row) == {Result.WITHDRAWN}
    assert both(new) == {Result.GENUINE}


def test_the_list_of_one_issuer_says_nothing_of_another() -> None:
    row = make.credential()
    other = make.credential(version=make.certification(code="other", issuer=OrganisationFactory()))
    make.changed(row, "revoked", on=date(2026, 11, 3))

    assert both(other) == {Result.GENUINE}


def test_a_list_is_made_once_in_a_few_minutes(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    row, client = make.credential(), Client()
    address = f"/status/{row.issuer_id}/revocation.json"
    first = fetched(address)
    make.changed(row, "revoked", on=date(2026, 11, 3))

    with (
        time_machine.travel(LATER + status_lists.KEPT - timedelta(seconds=1), tick=False),
        django_assert_num_queries(1),
    ):
        again = client.get(address)
    with (
        time_machine.travel(LATER + status_lists.KEPT + timedelta(seconds=1), tick=False),
        django_assert_num_queries(2),
    ):
        anew = client.get(address)

    assert documents.read(again.content) == first
    assert documents.read(anew.content) != first
    assert again["Cache-Control"] == "public, max-age=150"
    assert status_lists.KEPT + timedelta(seconds=150) <= timedelta(minutes=5)


def test_a_list_costs_the_same_however_many_were_withdrawn(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version = make.certification()
    for _ in range(3):
        make.changed(make.credential(version=version), "revoked", on=date(2026, 11, 3))

    with django_assert_num_queries(2):
        fetched(f"/status/{version.certification.issuer_id}/revocation.json")
    with django_assert_num_queries(2):
        Client().get("/verify/offline/")


def test_a_rotated_key_signs_the_list_at_once() -> None:
    row = make.credential()
    fetched(f"/status/{row.issuer_id}/revocation.json")
    keys.rotate(issuer=row.issuer, now=LATER)

    assert fetched(f"/status/{row.issuer_id}/revocation.json")["proof"]["verificationMethod"].endswith("#key-2")


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "application/vc+ld+json"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/vc+ld+json"),
    ],
)
def test_a_badge_is_given_as_it_is_stored_under_the_name_that_is_asked_for(accept: str, given: str) -> None:
    row = make.credential()

    response = Client().get(f"/credentials/{row.pk}.json", headers={"accept": accept})

    assert response["Content-Type"] == given
    assert "Accept" in response["Vary"]
    assert documents.read(response.content) == row.badge
    assert make.NAME not in response.content.decode()


def test_a_badge_names_addresses_that_answer() -> None:
    badge = make.credential().badge
    assert badge is not None
    subject, entries = badge["credentialSubject"], badge["credentialStatus"]

    for address in (badge["id"], subject["achievement"]["id"], *(entry["statusListCredential"] for entry in entries)):
        fetched(address.removeprefix("http://127.0.0.1:8000"), accept="application/json")


def test_a_badge_is_gone_once_the_holders_data_are() -> None:
    row = make.credential()
    removing.remove(holder=row.holder, by=None, reason="erasure_request", now=make.NOW)

    response = Client().get(f"/credentials/{row.pk}.json")

    assert response.status_code == 404
    assert json.loads(response.content) == {"error": "not found"}


@pytest.mark.parametrize(
    "address",
    [
        "/credentials/6f1a2f0e-5d0c-4f3e-9a52-3d0f5f1c7b11.json",
        "/issuers/999999/did.json",
        "/issuers/99999999999999999999/keys.json",
        "/status/999999/revocation.json",
        "/status/99999999999999999999/revocation.json",
        "/status/{issuer}/message.json",
        "/achievements/nothing/1/",
        "/achievements/reintegration-practice/99999999999999999999/",
    ],
)
def test_what_is_not_there_is_said_to_programs_as_to_people(address: str) -> None:
    row = make.credential()

    response = Client().get(address.format(issuer=row.issuer_id), headers={"accept": "application/json"})

    assert response.status_code == 404
    assert json.loads(response.content) == {"error": "not found"}
    assert "Cookie" not in response["Vary"]


def test_an_organisation_that_never_signed_has_no_identity_and_gets_no_key() -> None:
    place = OrganisationFactory()

    assert {Client().get(f"/{door}").status_code for door in _doors(place.pk)} == {404}
    assert not IssuerKey.objects.exists()


def _doors(issuer: int) -> list[str]:
    return [f"issuers/{issuer}/did.json", f"issuers/{issuer}/keys.json", f"status/{issuer}/revocation.json"]


def test_an_identity_lists_every_key_and_no_secret() -> None:
    row = make.credential()
    secret = keys.signing(row.key).multibase
    keys.rotate(issuer=row.issuer, now=LATER)

    said = [json.dumps(fetched(f"/{door}")) for door in _doors(row.issuer_id)]
    identity = json.loads(said[0])

    assert identity["id"] == f"did:web:127.0.0.1%3A8000:issuers:{row.issuer_id}"
    assert [method["id"].rpartition("#")[2] for method in identity["verificationMethod"]] == ["key-1", "key-2"]
    assert all(secret not in text and "sealed" not in text for text in said)


def test_the_signature_of_a_list_holds_over_its_bytes() -> None:
    row = make.credential()
    keyring, lists = published(row)

    for document in lists:
        proof = proofs.proof_of(document)
        key = keyring.by_id(proof.key_id)
        assert key is not None
        assert proofs.holds(document, proof, key.key)


def test_an_achievement_is_a_page_for_people_and_a_document_for_programs() -> None:
    row = make.credential()
    address = "/achievements/reintegration-practice/1/"

    page = Client().get(address, headers={"accept": "text/html,*/*;q=0.8"}).content.decode()
    document = fetched(address, accept="application/ld+json")

    assert "Reintegration practice" in page
    assert "A declaration that was signed" in page
    assert "1 year" in page
    assert document["id"] == f"http://127.0.0.1:8000{address}"
    assert document["id"] == (row.badge or {})["credentialSubject"]["achievement"]["id"]
    assert document["achievementType"] == "Certification"


def test_a_draft_is_nobodys_business() -> None:
    make.certification(code="draft", published=False)

    assert Client().get("/achievements/draft/1/", headers={"accept": "text/html"}).status_code == 404


def test_the_framework_leads_to_nowhere_where_there_is_none() -> None:
    assert Client().get("/framework/").status_code == 404
