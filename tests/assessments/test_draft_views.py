"""Keeping what is typed through its door, and finding it again in the page."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from assessments.models import AnswerDraft, Attempt
from modules.models import LessonPage, ToolPage
from tests.assessments.test_answer_views import card, door, form
from tests.assessments.test_quizzes_in_lessons import quiz, version
from tests.factories.evidence import Planted, answered, edit
from tests.factories.people import LearnerFactory, TrainerFactory
from tests.factories.texts import ask_for_texts, handed
from training_site.people.models import User
from training_site.privacy.archive import archive

NOT_SENT = "Not yet sent: what you typed on"


def type_in(client: Client, page: LessonPage | ToolPage, key: str, **fields: object) -> HttpResponse:
    response: HttpResponse = client.post(
        f"{door(page, key)}draft/", form(page, key, **fields), headers={"Accept": "application/json"}
    )
    return response


def shown(client: Client, page: LessonPage, key: str, query: str = "") -> str:
    return card(client.get(f"{page.get_url()}{query}"), key)


def test_what_is_typed_comes_back_in_the_page_with_a_word_that_it_is_not_sent(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    assert type_in(signed_in, planted.lesson, "tea", answer="c").status_code == 204

    tea = shown(signed_in, planted.lesson, "tea")
    assert 'id="tea-answer-c" checked' in tea
    assert NOT_SENT in tea
    assert "FEEDBACK" not in tea
    assert NOT_SENT not in shown(signed_in, planted.lesson, "bag")
    assert not Attempt.objects.exists()
    other = Client()
    other.force_login(LearnerFactory())
    assert NOT_SENT not in shown(other, planted.lesson, "tea")


def test_it_is_gone_once_it_is_answered(signed_in: Client, planted: Planted) -> None:
    type_in(signed_in, planted.lesson, "tea", answer="c")

    signed_in.post(door(planted.lesson, "tea"), form(planted.lesson, "tea", answer="a"))

    tea = shown(signed_in, planted.lesson, "tea")
    assert NOT_SENT not in tea
    assert 'id="tea-answer-a" checked' in tea


def test_what_is_typed_after_an_answer_stands_in_the_form_and_its_tries_and_hints_stay(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    answered(learner, planted.lesson, "tea", {"answer": ("a",)})
    type_in(signed_in, planted.lesson, "tea", answer="c")

    tea = shown(signed_in, planted.lesson, "tea")
    assert 'id="tea-answer-c" checked' in tea
    assert "FEEDBACK-ADVICE" not in tea
    assert "HINT-ONE" in tea
    assert "1 try left" in tea


def test_a_question_that_is_settled_shows_its_answer_and_the_draft_only_when_it_is_begun_anew(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    answered(learner, planted.lesson, "tea", {"answer": ("b",)})
    type_in(signed_in, planted.lesson, "tea", answer="c")

    assert 'id="tea-answer-b" checked' in shown(signed_in, planted.lesson, "tea")
    assert 'id="tea-answer-c" checked' in shown(signed_in, planted.lesson, "tea", "?again=tea")


def test_an_answer_that_cannot_be_graded_comes_back_as_it_was_sent(signed_in: Client, planted: Planted) -> None:
    type_in(signed_in, planted.lesson, "tea", answer="c")

    response = signed_in.post(door(planted.lesson, "tea"), form(planted.lesson, "tea"))

    assert "Choose or write an answer first." in card(response, "tea")
    assert 'id="tea-answer-c" checked' in shown(signed_in, planted.lesson, "tea")


def test_a_device_whose_typing_is_older_changes_nothing(signed_in: Client, planted: Planted) -> None:
    type_in(signed_in, planted.lesson, "tea", answer="c", age=1_000)
    assert type_in(signed_in, planted.lesson, "tea", answer="a", age=60_000).status_code == 204

    draft = AnswerDraft.objects.get()
    assert draft.response.opened() == {"answer": ["c"]}
    assert draft.kept_at - draft.typed_at == timedelta(seconds=1)


def test_questions_of_one_form_are_kept_each_and_come_back_together(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz("feedback=deferred"))
    sent = {"version": version(planted, "all"), "client_id": str(uuid4()), "q1.answer": "yes", "q3.answer": "no"}

    assert signed_in.post(f"{door(planted.lesson, 'all')}draft/", sent).status_code == 204

    assert set(AnswerDraft.objects.values_list("activity_key", flat=True)) == {"q1", "q3"}
    html = signed_in.get(planted.lesson.get_url()).content.decode()
    assert html.count(NOT_SENT) == 1
    assert [key in html for key in ('q1-answer-yes" checked', 'q3-answer-no" checked', "SAID-")] == [True, True, False]


@pytest.mark.parametrize(
    ("key", "fields", "status", "said"),
    [
        ("tea", {"answer": "nonsense"}, 400, "does not belong"),
        ("tea", {"answer": "a", "client_id": "none"}, 400, "does not belong"),
        ("tea", {"answer": "a", "version": "old"}, 409, "edited"),
        ("mine", {"prompt-who": "quillwort"}, 404, "nothing at this address"),
    ],
    ids=["no option", "no id", "another text", "written for oneself"],
)
def test_what_cannot_be_kept_is_refused_in_words_and_leaves_nothing(
    signed_in: Client, planted: Planted, key: str, fields: dict[str, object], status: int, said: str
) -> None:
    response = type_in(signed_in, planted.lesson, key, **fields)

    assert response.status_code == status
    assert said in response.json()["error"]
    assert not AnswerDraft.objects.exists()


def test_what_no_field_of_a_form_holds_is_refused(signed_in: Client, planted: Planted) -> None:
    response = type_in(signed_in, planted.second, "words", **{"gap-1": "x" * 10_001})

    assert response.status_code == 400
    assert not AnswerDraft.objects.exists()


def test_more_than_a_draft_holds_is_said(signed_in: Client, planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessments.services.drafts.LONGEST", 10)

    response = type_in(signed_in, planted.lesson, "tea", answer="a")

    assert (response.status_code, response.json()["error"]) == (
        413,
        "It is still in the form: shorten it, or send it now.",
    )


def test_what_arrives_after_the_answer_of_its_form_is_told_so(signed_in: Client, planted: Planted) -> None:
    sent = form(planted.lesson, "tea", answer="b")
    signed_in.post(door(planted.lesson, "tea"), sent)

    assert signed_in.post(f"{door(planted.lesson, 'tea')}draft/", sent).status_code == 410
    assert not AnswerDraft.objects.exists()


def test_a_text_that_waits_for_its_mark_shows_no_draft(planted: Planted) -> None:
    learner: User = LearnerFactory(in_organisation=TrainerFactory().memberships.get().organisation)
    client = Client()
    client.force_login(learner)
    ask_for_texts(planted.lesson)
    handed(learner, planted.lesson)

    type_in(client, planted.lesson, "note", answer="quillwort")

    assert "quillwort" not in shown(client, planted.lesson, "note")


def test_visitors_and_private_pages_have_no_drafts(client: Client, learner: User, planted: Planted) -> None:
    assert type_in(client, planted.lesson, "tea", answer="a").status_code == 401

    client.force_login(learner)
    PageViewRestriction.objects.create(page=planted.module, restriction_type=PageViewRestriction.LOGIN)
    assert type_in(client, planted.lesson, "tea", answer="a").status_code == 404
    assert not AnswerDraft.objects.exists()


def test_a_form_of_another_site_is_not_taken(learner: User, planted: Planted) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)

    assert type_in(client, planted.lesson, "tea", answer="a").status_code == 403


def test_a_draft_of_the_page_that_is_tried_says_where_nothing_is_kept(planted: Planted, admin_client: Client) -> None:
    html = admin_client.get(reverse("assessments:try", args=[planted.lesson.pk])).content.decode()

    assert "<answer-draft hidden></answer-draft>" in html
    assert "data-to" not in html


def test_keeping_costs_six_queries(signed_in: Client, planted: Planted) -> None:
    type_in(signed_in, planted.lesson, "tea", answer="a")

    with CaptureQueriesContext(connection) as asked:
        type_in(signed_in, planted.lesson, "tea", answer="c")

    # Inside the transaction of a test the service's own is a savepoint.
    queries = [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(queries) <= 6


def test_what_is_typed_is_in_the_archive_of_its_writer_alone(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    type_in(signed_in, planted.second, "words", **{"gap-1": "quillwort"})

    def words(person: User) -> str:
        with ZipFile(BytesIO(b"".join(archive(person, made_text="today")))) as file:
            return file.read("assessments.drafts.json").decode()

    assert "quillwort" in words(learner)
    assert "quillwort" not in words(LearnerFactory())


def test_a_page_with_the_tools_of_practice_keeps_what_is_typed_too(signed_in: Client, planted: Planted) -> None:
    tool = ToolPage(title="Tool", slug="tool", content_key="practice/t30", body=planted.lesson.body)
    planted.programme.add_child(instance=tool)

    assert type_in(signed_in, tool, "tea", answer="c").status_code == 204
    assert AnswerDraft.objects.get().content_key == "practice/t30"
