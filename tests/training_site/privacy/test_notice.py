"""The privacy notice: read at any time, asked about at sign-in, again when it changes, and a word on it stays."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from tests.factories.people import PASSWORD, LearnerFactory
from training_site.people.models import User
from training_site.privacy import notice as notices
from training_site.privacy.models import Consent
from training_site.privacy.notice import current, read
from training_site.privacy.services import consents

pytestmark = pytest.mark.django_db
AGREE = "/privacy/notice/agree/"
NOW = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)


def at_the_door(person: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": person.username, "password": PASSWORD})
    return client


@pytest.fixture
def second_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "1.en.md").write_text("# Notice\n\nOne.\n", encoding="utf-8")
    (tmp_path / "1.uk.md").write_text("# Повідомлення\n\n*Давніше*\n", encoding="utf-8")
    (tmp_path / "2.nl.md").write_text(
        "# Verklaring\n\nTwee.\n\n## Wat er veranderd is\n\nMentoren lezen minder.\n", encoding="utf-8"
    )
    (tmp_path / "2.en.md").write_text(
        "# Notice\n\nTwo.\n\n## What has changed\n\nMentors *read less*.\n", encoding="utf-8"
    )
    monkeypatch.setattr(notices, "FOLDER", tmp_path)


def test_whoever_signs_in_reads_it_once_and_goes_where_they_wanted() -> None:
    person: User = LearnerFactory()
    client = at_the_door(person)
    led = client.get("/notices/?page=1")
    assert led["Location"] == f"{AGREE}?next=%2Fnotices%2F%3Fpage%3D1"
    assert current().sha256 in client.get(led["Location"]).content.decode()

    done = client.post(AGREE, {"sha256": current().sha256, "next": "/notices/?page=1"})

    assert done["Location"] == "/notices/?page=1"
    assert client.get("/notices/").status_code == 200
    assert at_the_door(person).get("/notices/").status_code == 200
    assert Consent.objects.get().version == current().version


def test_it_keeps_nobody_from_help_from_the_way_out_or_from_the_notice() -> None:
    client = at_the_door(LearnerFactory())

    assert [client.get(path).status_code for path in ("/child-in-danger/", "/privacy/notice/", "/sw.js")] == [200] * 3
    assert client.post("/notices/preference/", {"by_email": "no"})["Location"] == "/notices/"
    assert client.get("/accounts/logout/").status_code == 200


def test_everybody_reads_it_without_signing_in() -> None:
    assert current().title in Client().get("/privacy/notice/").content.decode()


def test_it_is_asked_again_when_it_changes_and_says_what_changed(second_version: None) -> None:
    person: User = LearnerFactory()
    Consent.objects.create(person=person, version=1, sha256="0" * 64, language="en", at=NOW)

    client = at_the_door(person)

    assert client.get("/notices/")["Location"].startswith(AGREE)
    page = client.get(AGREE).content.decode()
    assert "Mentors <em>read less</em>." in page
    assert "has changed" in page


def test_what_was_read_is_what_is_agreed_to() -> None:
    client = at_the_door(LearnerFactory())

    page = client.post(AGREE, {"sha256": "0" * 64})

    assert (page.status_code, Consent.objects.count()) == (200, 0)


def test_nobody_is_led_off_the_site() -> None:
    client = at_the_door(LearnerFactory())

    assert client.post(AGREE, {"sha256": current().sha256, "next": "https://elsewhere.example/"})["Location"] == "/"


def test_a_word_on_it_is_never_changed_or_lost() -> None:
    person: User = LearnerFactory()
    assert consents.agree(person=person, sha256=current().sha256, now=NOW) == consents.agree(
        person=person, sha256=current().sha256, now=NOW
    )

    for change in (lambda: Consent.objects.update(version=9), lambda: Consent.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_a_text_cannot_bring_in_markup() -> None:
    hostile = read("# T\n\n<script>x</script> [a](javascript:x)\n", version=1, language="en")

    assert "<script" not in hostile.html
    assert "href" not in hostile.html
    assert notices.FILE.fullmatch("draft.md") is None


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_everybody_reads_the_whole_notice_in_their_own_language(language: str) -> None:
    page = Client(headers={"accept-language": language}).get("/privacy/notice/").content.decode()

    text, source = current(language), current()
    assert text.language == language
    assert f'<article lang="{language}">' in page
    assert text.title in page
    assert ('role="note"' in page) == (language != "en")
    assert [text.html.count(tag) for tag in ("<h2>", "<li>", "<strong>")] == [
        source.html.count(tag) for tag in ("<h2>", "<li>", "<strong>")
    ]


def test_a_translation_says_so_and_leads_to_the_source() -> None:
    client = Client(headers={"accept-language": "uk"})
    assert 'href="/privacy/notice/?in=en"' in client.get("/privacy/notice/").content.decode()

    page = client.get("/privacy/notice/?in=en").content.decode()

    assert '<article lang="en">' in page
    assert '<html lang="uk"' in page
    assert client.get("/privacy/notice/?in=xx").status_code == 200


def test_agreement_remembers_the_version_and_the_language_in_which_it_was_read() -> None:
    person: User = LearnerFactory(language="km")
    client = at_the_door(person)
    page = client.get(AGREE).content.decode()
    assert current("km").sha256 in page
    assert '<div lang="km">' in page

    client.post(AGREE, {"sha256": current("km").sha256})

    said = Consent.objects.get()
    assert (said.version, said.language, said.sha256) == (current().version, "km", current("km").sha256)


def test_who_agreed_in_one_language_is_not_asked_in_another() -> None:
    person: User = LearnerFactory(language="nl")
    consents.agree(person=person, sha256=current("nl").sha256, now=NOW)
    User.objects.filter(pk=person.pk).update(language="uk")

    assert at_the_door(person).get("/notices/").status_code == 200


def test_a_new_version_is_read_in_english_until_it_is_translated(second_version: None) -> None:
    ukrainian, dutch = current("uk"), current("nl")

    assert (ukrainian.version, ukrainian.language) == (2, "en")
    assert (dutch.version, dutch.changes_title) == (2, "Wat er veranderd is")
    assert "Mentoren lezen minder." in dutch.changes_html
    assert "Wat er veranderd is" not in dutch.html
