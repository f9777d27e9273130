"""Words through the doors: asked for by the learner, answered by whoever is in the role, found where each of them looks."""

from datetime import timedelta

from django.urls import reverse

from assessments.certification.models import Attestation
from tests.assessments.certification.holder.conftest import SignIn
from tests.assessments.certification.holder.reading import text
from tests.factories.certification import TODAY, assigned
from tests.factories.certification_requests import learning
from tests.factories.certification_words import REASON, STATEMENT, WORD, asked_person, given, manager, word
from tests.factories.people import CoordinatorFactory, LearnerFactory

WAITING = reverse("certification:waiting")
ASK = reverse("certification:vouch", args=["reintegration-practice", "visits"])


def desk(row: Attestation) -> str:
    return reverse("certification:answer", args=["attestation", row.pk])


def test_a_learner_reads_what_is_asked_of_whom_and_asks(sign_in: SignIn) -> None:
    cycle = assigned(learning(WORD))
    client = sign_in(cycle.learner)
    assert "Nobody can be asked yet" in text(client.get(ASK))
    assert client.post(ASK)["Location"] == ASK
    person = manager(cycle)

    assert ASK in client.get(reverse("certification:way", args=["reintegration-practice"])).content.decode()
    said = text(client.get(ASK))
    assert STATEMENT in said
    assert person.display_name in said
    assert "Version 1 of the rules" in said
    page = client.post(ASK)["Location"]

    said = text(client.get(page))
    assert "it waits for their word" in said
    assert person.display_name in said
    assert client.get(ASK)["Location"] == page
    assert "Word of your line manager" in text(client.get(reverse("certification:requests")))
    assert sign_in(LearnerFactory()).get(page).status_code == 404
    assert sign_in(LearnerFactory()).get(ASK).status_code == 404


def test_whoever_is_asked_finds_it_reads_the_wording_and_says_yes(sign_in: SignIn) -> None:
    row = word()
    client = sign_in(asked_person(row))
    assert desk(row) in client.get(WAITING).content.decode()
    assert STATEMENT in text(client.get(desk(row)))
    yes = {"outcome": "give", "acted_on": (TODAY - timedelta(days=3)).isoformat(), "words": REASON}
    assert client.post(desk(row), yes | {"words": "Yes."}).status_code == 400
    tomorrow = {"acted_on": (TODAY + timedelta(days=1)).isoformat()}
    assert "This day has not come yet." in text(client.post(desk(row), yes | tomorrow))
    assert client.post(desk(row), yes | {"words": f"{REASON} Ring 012 345 678."}).status_code == 422

    assert client.post(desk(row), yes)["Location"] == WAITING

    said = text(sign_in(row.learner).get(reverse("certification:attestation", args=[row.pk])))
    assert "Yes: it is vouched for." in said
    assert "Oct. 2, 2026" in said
    assert REASON in said


def test_a_no_is_read_by_the_learner_who_can_ask_again(sign_in: SignIn) -> None:
    row = word()
    sign_in(asked_person(row)).post(desk(row), {"outcome": "decline", "words": REASON})

    client = sign_in(row.learner)
    assert "No: it is not vouched for." in text(client.get(reverse("certification:attestation", args=[row.pk])))
    assert "No: it is not vouched for." in text(client.get(ASK))
    assert client.post(ASK).status_code == 302
    assert Attestation.objects.filter(state="asked").count() == 1


def test_what_was_said_is_found_again_and_taken_back(sign_in: SignIn) -> None:
    row = given()
    client = sign_in(asked_person(row))
    assert desk(row) in client.get(WAITING).content.decode()

    client.post(desk(row), {"outcome": "take_back", "words": REASON})

    row.refresh_from_db()
    assert row.state == "taken_back"


def test_a_learner_no_longer_asks(sign_in: SignIn) -> None:
    row = word()
    sign_in(row.learner).post(reverse("certification:attestation_withdraw", args=[row.pk]))

    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_for_everybody_else_the_question_is_not_there(sign_in: SignIn) -> None:
    row = word()
    stranger = sign_in(CoordinatorFactory(in_organisation=row.cycle.certification.issuer))
    for client in (stranger, sign_in(row.learner), sign_in(LearnerFactory())):
        assert client.get(desk(row)).status_code == 404
        assert client.post(desk(row), {"outcome": "give", "words": REASON}).status_code == 404
    assert desk(row) not in stranger.get(WAITING).content.decode()


def test_a_coordinator_who_is_asked_finds_it_among_the_questions(sign_in: SignIn) -> None:
    cycle = assigned(learning({**WORD, "role": "coordinator"}))
    person = CoordinatorFactory(in_organisation=cycle.certification.issuer)
    row = word(cycle=cycle)

    assert desk(row) in sign_in(person).get(reverse("certification:answers")).content.decode()
    assert desk(row) not in sign_in(CoordinatorFactory()).get(reverse("certification:answers")).content.decode()
