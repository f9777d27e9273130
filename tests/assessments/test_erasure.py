"""A person who was everywhere on the site is erased: no word of theirs is left, and counts, verdicts and certificates hold."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from assessments.certification.services.checking import problems
from assessments.mentoring.models import PrivateNote, Relationship
from assessments.models import Attempt
from tests.factories import certification
from tests.factories.evidence import answered, plant_programme, sitting
from tests.factories.mentoring import TODAY, organisation, pair, record, session
from tests.factories.mentoring_log import commitment, entry
from tests.factories.notices import NoticeFactory
from tests.factories.people import PASSWORD, AdministratorFactory, LearnerFactory, SuperuserFactory
from tests.scanning import columns_with
from training_site.audit.services import checking, linking
from training_site.people.models import User
from training_site.privacy.models import ErasureProof
from training_site.privacy.services import erasing, requests

pytestmark = pytest.mark.django_db
NOW = certification.NOW + timedelta(days=40)
FIRST, LAST, NAME, EMAIL = "Oleksandrina", "Vytrebenko", "vytreba77", "vytreba77@example.org"
TYPED = "quillwort-in-the-answer"
LOGGED = "quillwort-in-the-log"
MEANT = "quillwort-in-the-commitment"
RECORDED = "quillwort-in-the-record"
WORDS = (FIRST, LAST, NAME, EMAIL, TYPED, LOGGED, MEANT, RECORDED)


@pytest.fixture
def everywhere() -> User:
    """A learner with a past in every app, who has signed in through the door."""
    place = organisation()
    person: User = LearnerFactory(in_organisation=place, username=NAME, first_name=FIRST, last_name=LAST, email=EMAIL)
    Client().post(reverse("account_login"), {"login": NAME, "password": PASSWORD})
    planted = plant_programme()
    answered(person, planted.lesson, "mine", {"answer": (TYPED,)})
    sitting(person, planted.quiz, handed_in=True, right=1)
    of = pair(learner=person, place=place)
    entry(of=of, words=LOGGED, shared=True)
    entry(of=of, words=LOGGED, draft=True)
    commitment(learner=person, words=MEANT)
    record(of=session(of=of, held_on=TODAY), shared=True, words={"reflection_summary": RECORDED, "salt": "s"})
    note = PrivateNote(session=session(of=of, held_on=TODAY), organisation=place, author=person, kind="reflection")
    note.body = RECORDED
    note.saved_at = NOW
    certification.credential(cycle=certification.certified(learner=person), name=f"{FIRST} {LAST}")
    NoticeFactory(person=person)
    return person


def erased(person: User) -> ErasureProof:
    wish = requests.ask(person=person, now=NOW)
    requests.look(wish=wish, by=SuperuserFactory(), now=NOW)
    return requests.carry_out(wish=wish, by=SuperuserFactory(), now=NOW)


def test_before_it_the_words_are_found_where_they_were_written(everywhere: User) -> None:
    found = {place.rsplit(": ", 1)[1] for place in columns_with(WORDS)}

    assert found == {word.casefold() for word in WORDS}


def test_no_personal_word_is_left_in_any_column_or_in_the_cache(
    everywhere: User, caplog: pytest.LogCaptureFixture
) -> None:
    erased(everywhere)

    assert columns_with(WORDS) == []
    assert [word for word in WORDS if word in str(vars(cache._connections[cache._alias]))] == []  # type: ignore[attr-defined]
    assert [word for word in WORDS if word in caplog.text] == []


def test_counts_verdicts_and_certificates_hold(everywhere: User) -> None:
    before = list(
        Attempt.objects.order_by("pk").values_list("pk", "verdict", "content_key", "try_number", "received_at")
    )
    credential = everywhere.credentials.get()

    erased(everywhere)

    after = list(
        Attempt.objects.order_by("pk").values_list("pk", "verdict", "content_key", "try_number", "received_at")
    )
    assert after == before
    assert Client().get(reverse("certification:verified", args=[credential.code])).status_code == 200
    assert FIRST not in Client().get(reverse("certification:verified", args=[credential.code])).content.decode()
    assert [str(problem) for problem in problems(now=NOW)] == []
    linking.link_waiting()
    assert not checking.check().broken


def test_every_door_is_closed_and_every_role_and_pair_has_ended(everywhere: User) -> None:
    client = Client()
    client.force_login(everywhere)

    erased(everywhere)

    everywhere.refresh_from_db()
    assert not everywhere.is_active
    assert everywhere.username.startswith("erased-")
    assert client.get(reverse("notices:list")).status_code == 302
    assert not everywhere.memberships.filter(until=None).exists()
    assert set(Relationship.objects.values_list("state", flat=True)) == {"ended"}


def test_the_proof_says_in_numbers_what_went_and_what_stayed_and_is_hashed(everywhere: User) -> None:
    proof = erased(everywhere)

    assert proof.report["removed"]["assessments.answers"]["answers"] >= 1
    assert proof.report["removed"]["certification.certificates"]["credentials"] == 1
    assert proof.report["stays"]["certification.certificates"]["certification.Credential"] == 1
    assert "notices.notices" not in proof.report["stays"]
    assert proof.sha256 == erasing.digest(proof.pk, proof.report)
    assert not any(word in str(proof.report) for word in WORDS)


def test_erasing_what_is_erased_finds_nothing_to_do(everywhere: User) -> None:
    by = AdministratorFactory()
    erasing.erase(person=everywhere, by=by, now=NOW)

    again: dict[str, Any] = erasing.erase(person=everywhere, by=by, now=NOW)["removed"]

    assert "assessments.answers" not in again
    assert set(again.pop("people.account")) == {"names"}
    assert set(again) <= {"mentoring.pairs", "certification.certificates"}
