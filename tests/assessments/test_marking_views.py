"""The pages on which texts are marked, and what their writers see."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import HandedText, Judgement, JudgementDraft, PeerTask
from tests.assessments.test_answer_views import card, door, form
from tests.factories import cohorts
from tests.factories.evidence import NOW, Planted
from tests.factories.people import LearnerFactory, OrganisationFactory, TrainerFactory
from tests.factories.texts import WORDS, ask_for_texts, handed, judged
from training_site.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> User:
    return LearnerFactory(in_organisation=OrganisationFactory(), first_name="Qqwriterqq", last_name="Name")


@pytest.fixture
def trainer(writer: User) -> User:
    return TrainerFactory(in_organisation=writer.memberships.get().organisation, first_name="Qqtrainerqq")


@pytest.fixture
def asked(planted: Planted) -> Planted:
    ask_for_texts(planted.lesson)
    return planted


def as_(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_door(text: HandedText) -> str:
    return reverse("assessments:mark_text", args=[text.pk])


def html(response: HttpResponse) -> str:
    return response.content.decode()


def test_what_is_handed_in_is_closed_and_shown_with_where_it_stands(asked: Planted, writer: User) -> None:
    client = as_(writer)
    sent = client.post(door(asked.lesson, "note"), form(asked.lesson, "note", answer=WORDS))

    assert sent.status_code == 302
    shown = card(client.get(asked.lesson.get_url()), "note")
    assert "Handed in. A trainer marks it" in shown
    assert WORDS in shown
    assert "SAMPLE-NOTE" not in shown
    assert "<button" not in shown


def test_an_empty_text_is_not_handed_in(asked: Planted, writer: User) -> None:
    response = as_(writer).post(door(asked.lesson, "note"), form(asked.lesson, "note"))

    assert "Choose or write an answer first." in html(response)
    assert not HandedText.objects.exists()


def test_another_text_meanwhile_is_refused_and_given_back(asked: Planted, writer: User) -> None:
    handed(writer, asked.lesson)
    response = as_(writer).post(door(asked.lesson, "note"), form(asked.lesson, "note", answer="A SECOND TRY"))

    assert response.status_code == 409
    assert "A SECOND TRY" in html(response)


def test_the_queue_counts_by_question_and_names_nobody(asked: Planted, writer: User, trainer: User) -> None:
    text = handed(writer, asked.lesson)
    queue = html(as_(trainer).get(reverse("assessments:marking")))
    listed = html(as_(trainer).get(f"{reverse('assessments:marking')}?page=practice/m03-l1&question=note"))
    shown = html(as_(trainer).get(text_door(text)))

    assert "1 text waits" in queue
    assert "Tea" in queue
    assert text_door(text) in listed
    assert WORDS in shown
    assert "SEEN-SOME" in shown
    assert "Qqwriterqq" not in queue + listed + shown


def test_half_a_judgement_comes_back_and_a_signed_one_goes_to_the_writer(
    asked: Planted, writer: User, trainer: User
) -> None:
    text, client = handed(writer, asked.lesson), as_(trainer)
    kept = client.post(text_door(text), {"part": "first", "act": "keep", "level_0": "1", "overall": "HALF-SAID"})
    assert kept["Location"] == text_door(text)
    assert "HALF-SAID" in html(client.get(text_door(text)))
    assert "SAMPLE-NOTE" not in html(as_(writer).get(reverse("assessments:own_text", args=[text.pk])))

    gap = client.post(text_door(text), {"part": "first", "act": "sign", "level_0": "1"})
    assert gap.status_code == 400
    assert "Choose a level." in html(gap)
    said = {"part": "first", "act": "sign", "level_0": "1", "level_1": "1", "comment_0": "WHY-SO", "overall": "IN-ALL"}
    assert client.post(text_door(text), said).status_code == 302

    own = html(as_(writer).get(reverse("assessments:own_text", args=[text.pk])))
    for seen in ("2 of 3 points", "SEEN-SOME", "WHY-SO", "IN-ALL", "SAMPLE-NOTE", WORDS):
        assert seen in own
    assert "Qqtrainerqq" not in own
    lesson = card(as_(writer).get(asked.lesson.get_url()), "note")
    assert "Read what was said" in lesson
    assert "again=note" in lesson
    assert not JudgementDraft.objects.exists()


def test_who_comes_too_late_is_told_and_keeps_what_they_wrote(asked: Planted, writer: User, trainer: User) -> None:
    text = handed(writer, asked.lesson)
    late = TrainerFactory(in_organisation=text.organisation)
    judged(text, trainer, 2, 1)
    said = {"part": "first", "act": "sign", "level_0": "0", "level_1": "0", "overall": "LATE-WORDS"}
    response = as_(late).post(text_door(text), said)

    assert response.status_code == 409
    assert "This text has its mark." in html(response)
    assert "LATE-WORDS" in html(response)
    assert Judgement.objects.count() == 1


def test_whoever_moderates_reads_both_and_nobody_else_does(planted: Planted, writer: User, trainer: User) -> None:
    ask_for_texts(planted.lesson, markers="2")
    text = handed(writer, planted.lesson)
    second, third = (TrainerFactory(in_organisation=text.organisation) for _number in range(2))
    judged(text, trainer, 2, 1)
    assert "OVERALL-SAID" not in html(as_(second).get(text_door(text)))
    judged(text, second, 0, 0)

    shown = html(as_(third).get(text_door(text)))
    assert shown.count("OVERALL-SAID") == 2
    queue = html(as_(third).get(reverse("assessments:marking")))
    assert "two marks lie far apart: 1" in queue
    assert html(as_(second).get(text_door(text))).count("OVERALL-SAID") == 1


def test_a_marked_text_can_be_written_anew(asked: Planted, writer: User, trainer: User) -> None:
    judged(handed(writer, asked.lesson), trainer, 2, 1)
    client = as_(writer)

    assert "<button" in card(client.get(f"{asked.lesson.get_url()}?again=note"), "note")
    sent = client.post(
        door(asked.lesson, "note"), form(asked.lesson, "note", answer="ONCE-MORE") | {"client_id": str(uuid4())}
    )
    assert sent.status_code == 302
    assert HandedText.objects.filter(state="waiting").count() == 1


def test_colleagues_find_what_they_are_asked_to_judge_and_sign_it(planted: Planted, writer: User) -> None:
    ask_for_texts(planted.lesson, by="peer", peers="1")
    place = writer.memberships.get().organisation
    cohort, people = cohorts.CohortFactory(organisation=place), [writer]
    people += [LearnerFactory(in_organisation=place) for _number in range(2)]
    for person in people:
        cohorts.member(cohort, person, since=NOW - timedelta(days=1))
        handed(person, planted.lesson)
    task = PeerTask.objects.exclude(judge=writer).exclude(text__learner=writer).get()
    client = as_(task.judge)

    assert text_door(task.text) in html(client.get(reverse("assessments:colleagues")))
    said = {"part": "peer", "act": "sign", "level_0": "2", "level_1": "1", "overall": "FROM-A-COLLEAGUE"}
    assert client.post(text_door(task.text), said)["Location"] == reverse("assessments:colleagues")
    assert "Done" in html(client.get(reverse("assessments:colleagues")))
    own = html(as_(task.text.learner).get(reverse("assessments:own_text", args=[task.text.pk])))
    assert "FROM-A-COLLEAGUE" in own
    assert as_(writer).get(text_door(task.text)).status_code == 404


def test_who_marks_their_own_text_chooses_levels_beside_the_sample(planted: Planted, writer: User) -> None:
    ask_for_texts(planted.lesson, by="self")
    client = as_(writer)
    client.post(door(planted.lesson, "note"), form(planted.lesson, "note", answer=WORDS))
    shown = card(client.get(planted.lesson.get_url()), "note")
    assert "SAMPLE-NOTE" in shown
    assert 'type="radio" name="rubric-seen" value="2"' in shown

    client.post(
        door(planted.lesson, "note"),
        form(planted.lesson, "note", answer=WORDS, **{"rubric-seen": "2", "rubric-next": "0"}),
    )
    assert "You give your text 2 of 3 points." in card(client.get(planted.lesson.get_url()), "note")
    assert not HandedText.objects.exists()
