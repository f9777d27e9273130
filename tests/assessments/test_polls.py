"""A poll tells what others chose once five people have answered, in steps of five, and counts first answers."""

from uuid import uuid4

import pytest
from django.test import Client

from assessments import selectors
from assessments.services import attempts
from modules.models import LessonPage
from modules.rendering import lesson_document
from tests.assessments.test_answer_views import card, door
from tests.factories.evidence import NOW, Planted
from tests.factories.people import LearnerFactory
from training_site.people.models import User

POLL = ":::poll{#hard}\n\nWhat is hardest?\n\n- ( ) Beginning {#begin}\n- ( ) Saying no {#no}\n\n:::\n"


@pytest.fixture
def lesson(planted: Planted) -> LessonPage:
    planted.lesson.body = POLL
    planted.lesson.save_revision().publish()
    planted.lesson.refresh_from_db()
    return planted.lesson


def choose(lesson: LessonPage, learner: User, option: str) -> None:
    compiled = lesson_document(lesson).activity("hard")
    assert compiled is not None
    attempts.record(
        learner=learner, content_key=lesson.content_key, compiled=compiled, answer={"answer": (option,)},
        client_id=uuid4(), language="en", now=NOW,
    )  # fmt: skip


def test_people_are_counted_in_steps_of_five_by_their_first_answer(lesson: LessonPage) -> None:
    people = LearnerFactory.create_batch(11)
    counted = []
    for number, person in enumerate(people):
        choose(lesson, person, "no" if number % 2 else "begin")
        counted.append(selectors.poll(content_key=lesson.content_key, activity_key="hard"))
    choose(lesson, people[0], "no")
    assert [found[0] for found in counted] == [0] * 4 + [5] * 5 + [10] * 2
    assert counted[4] == (5, {"begin": 3, "no": 2})
    assert selectors.poll(content_key=lesson.content_key, activity_key="hard") == (10, {"begin": 5, "no": 5})


def test_only_who_has_answered_sees_what_others_chose(lesson: LessonPage, signed_in: Client, learner: User) -> None:
    for person in LearnerFactory.create_batch(4):
        choose(lesson, person, "no")
    before = card(signed_in.get(lesson.get_url()), "hard")
    assert "Saying no" in before
    assert "counted" not in before
    choose(lesson, learner, "begin")
    after = card(signed_in.get(lesson.get_url()), "hard")
    assert "5 answers counted" in after
    assert "80\u00a0%" in after
    assert "<button" not in after


def test_a_visitor_is_told_nothing_and_an_empty_form_is_a_slip(lesson: LessonPage, client: Client) -> None:
    for person in LearnerFactory.create_batch(5):
        choose(lesson, person, "no")
    form = {"version": lesson_document(lesson).activities[0].version, "client_id": str(uuid4())}
    tried = card(client.post(door(lesson, "hard"), {**form, "answer": "no"}), "hard")
    assert "counted" not in tried
    assert "not recorded" in tried
    assert "Choose or write an answer first." in card(client.post(door(lesson, "hard"), form), "hard")
