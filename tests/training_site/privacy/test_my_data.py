"""My data: read, downloaded, corrected."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from tests.factories.people import PASSWORD, LearnerFactory, MembershipFactory
from training_site.audit.models import AuditEvent
from training_site.people.models import User
from training_site.privacy.archive import PAGE, archive
from training_site.privacy.holdings import Holding, register, registered
from training_site.privacy.notice import current
from training_site.privacy.services import consents

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def unpacked(person: User) -> dict[str, str]:
    with ZipFile(BytesIO(b"".join(archive(person, made_text="today")))) as file:
        assert file.testzip() is None
        return {name: file.read(name).decode() for name in file.namelist()}


def test_the_archive_has_a_file_for_every_holding_and_a_page_to_read() -> None:
    person: User = LearnerFactory(first_name="Lina", last_name="<b>Sorensen</b>", email="lina@example.org")

    files = unpacked(person)

    assert set(files) == {*(f"{key}.json" for key in registered), PAGE}
    account = json.loads(files["people.account.json"])
    (row,) = account["tables"]["people.User (pk)"]
    assert (row["first_name"], row["email"]) == ("Lina", "lina@example.org")
    assert "password" not in row
    assert account["purpose"]
    assert "&lt;b&gt;Sorensen&lt;/b&gt;" in files[PAGE]
    assert "<b>Sorensen" not in files[PAGE]


def test_the_archive_names_nobody_else() -> None:
    person, other = LearnerFactory(), LearnerFactory(first_name="Vytrebenko")
    consents.agree(person=other, sha256=current().sha256, now=MembershipFactory().user.date_joined)

    text = "".join(unpacked(person).values())

    assert "Vytrebenko" not in text
    assert other.username not in text


def test_it_is_downloaded_after_the_password_once_more_and_that_is_recorded() -> None:
    person: User = LearnerFactory()
    client = signed_in(person)
    assert client.post("/privacy/download/")["Location"].startswith("/accounts/reauthenticate/")

    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    response: Any = client.post("/privacy/download/")
    content = b"".join(response.streaming_content)

    assert response["Content-Type"] == "application/zip"
    assert ZipFile(BytesIO(content)).testzip() is None
    assert AuditEvent.objects.get(act="privacy.exported").actor == person
    assert client.get("/privacy/download/")["Location"] == "/privacy/"


def test_a_name_is_corrected_and_a_name_that_is_too_long_is_said_at_its_field() -> None:
    person: User = LearnerFactory(first_name="Lnia")
    client = signed_in(person)

    assert client.post("/privacy/", {"first_name": "Lina", "last_name": "S"})["Location"] == "/privacy/"
    refused = client.post("/privacy/", {"first_name": "x" * 151})

    person.refresh_from_db()
    assert (person.first_name, person.last_name) == ("Lina", "S")
    assert 'id="form-errors"' in refused.content.decode()


def test_the_page_says_what_is_kept_and_why() -> None:
    page = signed_in(LearnerFactory()).get("/privacy/").content.decode()

    assert all(str(holding.purpose) in page or "&#x27;" in page for holding in registered.values())


def test_two_holdings_cannot_have_one_key() -> None:
    with pytest.raises(ValueError, match=r"people\.account"):
        register(Holding(key="people.account", title="x", purpose="y"))
