"""A person who was everywhere on the site is erased: no word of theirs is left, and counts, verdicts and certificates hold.

One site is made, and one person erased, for all tests of this file; what they read is gone when it ends.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, TestCase, override_settings
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import PageLogEntry

from assessments.certification.services.checking import problems
from assessments.mentoring.models import Relationship
from assessments.models import Attempt
from assessments.progress.services import rebuilding
from assessments.reporting.models import BoardRow
from assessments.reporting.services import projecting
from tests.factories.everywhere import FIRST, NOW, WORDS, Everywhere, everywhere
from tests.factories.people import AdministratorFactory, SuperuserFactory
from tests.scanning import cached_with, columns_with, files_with
from training_site.audit.services import checking, linking
from training_site.people.models import User
from training_site.privacy.models import ErasureProof
from training_site.privacy.services import erasing, requests

pytestmark = pytest.mark.django_db
NO_DIFFERENCE = projecting.Differences(stored=[], wanted=[], everything=[])
ATTEMPT = ("pk", "verdict", "content_key", "try_number", "received_at")


@dataclass(frozen=True)
class Site:
    """What was there before, and what is there afterwards."""

    person: User
    folder: Path
    client: Client
    words_before: set[str]
    files_before: set[str]
    attempts_before: list[tuple[Any, ...]]
    uploads_before: int
    proof: ErasureProof
    said: str
    """By the loggers, meanwhile."""


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A site with somebody who was everywhere, and who is erased; its files lie in a folder."""
    folder = tmp_path_factory.mktemp("erasure")
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    stores = {
        "default": kept | {"OPTIONS": {"location": str(folder / "media")}},
        "exports": kept | {"OPTIONS": {"location": str(folder / "exports")}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=stores, VAR_DIR=folder), django_db_blocker.unblock(), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            past = everywhere()
        connection.run_on_commit.clear()  # they have run
        yield _erased(past, folder)
        transaction.set_rollback(True)


def _erased(past: Everywhere, folder: Path) -> Site:
    client = Client()
    client.force_login(past.person)
    before = {
        "words_before": {place.rsplit(": ", 1)[1] for place in columns_with(WORDS)},
        "files_before": {found.partition("/")[0] for found in files_with(WORDS, folder)},
        "attempts_before": list(Attempt.objects.order_by("pk").values_list(*ATTEMPT)),
        "uploads_before": Image.objects.count() + Document.objects.count(),
    }
    with _heard() as said, TestCase.captureOnCommitCallbacks(execute=True):
        wish = requests.ask(person=past.person, now=NOW)
        requests.look(wish=wish, by=SuperuserFactory(), now=NOW)
        proof = requests.carry_out(wish=wish, by=SuperuserFactory(), now=NOW)
    past.person.refresh_from_db()
    return Site(person=past.person, folder=folder, client=client, proof=proof, said="\n".join(said), **before)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Whatever any logger says."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]  # as a test's own
    logging.getLogger().addHandler(handler)
    yield said
    logging.getLogger().removeHandler(handler)


def test_before_it_every_word_is_found_and_in_files_too(site: Site) -> None:
    assert site.words_before == {word.casefold() for word in WORDS}
    assert site.files_before == {"media", "exports"}


def test_no_personal_word_is_left_in_any_column_of_any_table(site: Site) -> None:
    assert columns_with(WORDS) == []


def test_no_personal_word_is_left_in_any_file_or_the_name_of_one(site: Site) -> None:
    assert files_with(WORDS, site.folder) == []


def test_no_personal_word_is_left_in_the_cache_or_was_logged(site: Site) -> None:
    assert cached_with(WORDS) == []
    assert [word for word in WORDS if word in site.said] == []


def test_counts_verdicts_and_certificates_hold(site: Site) -> None:
    assert list(Attempt.objects.order_by("pk").values_list(*ATTEMPT)) == site.attempts_before
    credential = site.person.credentials.order_by("pk").first()
    page = Client().get(reverse("certification:verified", args=[credential.code]))
    assert page.status_code == 200
    assert FIRST not in page.content.decode()
    assert [str(problem) for problem in problems(now=NOW)] == []
    assert rebuilding.differences([site.person.pk]) == ()
    linking.link_waiting()
    assert not checking.check().broken


def test_pages_and_their_pictures_stay_without_the_name(site: Site) -> None:
    uploads = [*Image.objects.all(), *Document.objects.all()]

    assert len(uploads) == site.uploads_before
    for upload, begins in zip(uploads, (b"\x89PNG", b"A tool"), strict=True):
        with upload.file.open("rb") as file:
            assert file.read().startswith(begins)
    assert PageLogEntry.objects.filter(action="wagtail.comments.create", user=site.person).exists()


def test_the_board_has_no_name_and_is_what_the_ledgers_say(site: Site) -> None:
    names = set(BoardRow.objects.filter(learner=site.person).values_list("name", flat=True))

    assert names <= {site.person.username}
    assert projecting.differences([site.person.pk], today=timezone.localdate()) == NO_DIFFERENCE


def test_every_door_is_closed_and_every_role_and_pair_has_ended(site: Site) -> None:
    assert not site.person.is_active
    assert site.person.username.startswith("erased-")
    assert site.client.get(reverse("notices:list")).status_code == 302
    assert not site.person.memberships.filter(until=None).exists()
    assert set(Relationship.objects.filter(learner=site.person).values_list("state", flat=True)) == {"ended"}


def test_the_proof_says_in_numbers_what_went_and_what_stayed_and_is_hashed(site: Site) -> None:
    proof = site.proof

    assert proof.report["removed"]["assessments.answers"]["answers"] >= 2
    assert proof.report["removed"]["assessments.drafts"] == {"assessments.AnswerDraft": 1}
    assert proof.report["removed"]["certification.certificates"]["credentials"] >= 1
    assert proof.report["removed"]["people.account"]["names"] == 2
    assert proof.report["removed"]["desk.edits"]["names of files"] == 2
    assert proof.report["stays"]["certification.certificates"]["certification.Credential"] >= 1
    assert set(proof.report["stays"]["notices.notices"]) == {"notices.Message"}
    assert proof.sha256 == erasing.digest(proof.pk, proof.report)
    assert not any(word in str(proof.report) for word in WORDS)


def test_erasing_what_is_erased_finds_nothing_to_do(site: Site) -> None:
    again: dict[str, Any] = erasing.erase(person=site.person, by=AdministratorFactory(), now=NOW)["removed"]

    assert "assessments.answers" not in again
    assert set(again.pop("people.account")) == {"names"}
    assert set(again) <= {"mentoring.pairs", "certification.certificates", "notices.notices", "desk.edits"}
