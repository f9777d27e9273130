"""A text is parsed once, when it is published; learners are served what was compiled."""

import json
import logging
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modules import compiled, rendering
from modules.compiled import CompiledActivity, CompiledQuiz
from modules.dialect.activities.choice import Choice
from modules.models import CompiledText, LessonPage
from tests.factories.curriculum import QUESTION, UNCLOSED, WITHOUT_ID, LessonPageFactory, ScenarioPageFactory

QUIZ = (
    f"::::quiz[Five minutes]{{#check}}\n\nTwo *questions*.\n\n{QUESTION}\n{QUESTION.replace('first', 'second')}\n::::\n"
)
TEXT = f"## A heading\n\nSome *words*.\n\n{QUESTION}\nMore.\n\n## A heading\n\n{QUIZ}"


@pytest.fixture
def no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a learner's request parses nothing")

    monkeypatch.setattr(rendering, "parse", fail)
    monkeypatch.setattr(rendering.markup, "render", fail)
    monkeypatch.setattr(rendering.markup, "render_prose", fail)


def test_the_parts_come_in_reading_order() -> None:
    parts = rendering.compile_document(TEXT).parts

    assert [type(part).__name__ for part in parts] == ["SafeString", "CompiledActivity", "SafeString", "CompiledQuiz"]
    assert parts[0] == '<h2 id="s-a-heading">A heading</h2>\n<p>Some <em>words</em>.</p>\n'


def test_an_activity_comes_with_its_version_and_every_leaf_rendered() -> None:
    found = rendering.compile_document(TEXT).activity("first-question")

    assert found is not None
    assert isinstance(found.activity, Choice)
    assert (found.kind, len(found.version)) == ("choice", 64)
    assert {leaf: found.fragments[leaf] for leaf in found.activity.leaves()} == dict(found.fragments)
    assert (found.html("Safety"), found.inline("Safety"), found.inline("unknown")) == ("<p>Safety</p>\n", "Safety", "")


def test_the_activities_of_a_quiz_are_found_like_any_other() -> None:
    document = rendering.compile_document(QUIZ)

    (quiz,) = document.parts
    assert isinstance(quiz, CompiledQuiz)
    assert (quiz.key, quiz.title, quiz.prompt) == ("check", "Five minutes", "<p>Two <em>questions</em>.</p>\n")
    assert [found.key for found in document.activities] == ["first-question", "second-question"]
    assert document.activity("second-question") is quiz.parts[1]
    assert document.activity("check") is None
    assert document.activity("") is None


def test_headings_are_named_for_coming_back() -> None:
    headings = rendering.compile_document("## Tea & *milk*\n\nx\n\n## Tea & milk\n").headings

    assert [heading.title for heading in headings] == ["Tea & milk", "Tea & milk"]
    assert len({heading.anchor for heading in headings}) == 2


def test_an_activity_with_errors_is_shown_as_its_prompt_alone() -> None:
    parts = rendering.compile_document(QUESTION.replace("( ) Speed", "[ ] Speed")).parts

    assert all(isinstance(part, str) for part in parts)
    assert "What comes first?" in "".join(map(str, parts))
    assert "Safety" not in "".join(map(str, parts))


def test_activities_without_an_id_get_keys_that_nobody_else_has() -> None:
    text = f"{WITHOUT_ID}\n{QUESTION.replace('first-question', 'part-1')}\n" + QUIZ.replace("{#check}", "").replace(
        "{#first-question}", ""
    )

    document = rendering.compile_document(text)

    assert [part.key for part in document.parts if not isinstance(part, str)] == ["part-2", "part-1", "part-3"]
    assert [found.key for found in document.activities] == ["part-2", "part-1", "part-4", "second-question"]


def test_the_weight_is_that_of_what_is_read() -> None:
    assert rendering.compile_document("Word. " * 400).weight < rendering.compile_document(QUIZ).weight < 2_000


@pytest.mark.parametrize(
    "text", [TEXT, QUIZ, UNCLOSED, WITHOUT_ID, ""], ids=["lesson", "quiz", "error", "no id", "empty"]
)
def test_a_document_survives_json(text: str) -> None:
    document = rendering.compile_document(text)

    assert compiled.load(document.digest, json.loads(json.dumps(compiled.dump(document)))) == document


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_text_makes_compiling_fail(text: str) -> None:
    document = rendering.compile_document(text)

    assert compiled.load(document.digest, json.loads(json.dumps(compiled.dump(document)))) == document


def test_another_renderer_gives_another_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rendering.text_digest("x")
    monkeypatch.setattr(rendering, "RENDERER", "next")

    assert rendering.text_digest("x") != before


@pytest.mark.parametrize(
    ("html", "inline"),
    [
        ("<p>One</p>\n", "One"),
        ("<p>One</p>\n<p>Two</p>\n", "<p>One</p>\n<p>Two</p>"),
        ("<ul><li>One</li></ul>", "<ul><li>One</li></ul>"),
    ],
    ids=["a paragraph", "two", "a list"],
)
def test_one_paragraph_stands_inside_a_label_without_its_element(html: str, inline: str) -> None:
    assert compiled.inline(html) == inline


@pytest.mark.django_db
class TestPages:
    def test_publishing_compiles(self) -> None:
        page = LessonPageFactory(body=TEXT)

        assert CompiledText.objects.filter(digest=rendering.text_digest(TEXT)).exists()
        assert rendering.lesson_document(page).activity("first-question") is not None

    def test_a_draft_is_not_compiled(self) -> None:
        LessonPageFactory(body=TEXT, published=False)

        assert not CompiledText.objects.filter(digest=rendering.text_digest(TEXT)).exists()

    def test_a_new_text_of_a_published_page_is_compiled_when_it_is_published(self) -> None:
        page = LessonPageFactory()
        page.body = "Other words.\n"
        page.save_revision().publish()

        assert CompiledText.objects.filter(digest=rendering.text_digest("Other words.\n")).exists()

    @pytest.mark.parametrize("factory", [LessonPageFactory, ScenarioPageFactory], ids=["lesson", "scenario"])
    def test_a_request_parses_nothing(self, factory: Any, request: pytest.FixtureRequest, client: Client) -> None:
        page = factory(body=TEXT)
        rendering.forget()
        request.getfixturevalue("no_parser")

        response = client.get(page.get_url())

        assert response.status_code == 200
        assert "Some <em>words</em>" in response.content.decode()
        assert 'id="first-question"' in response.content.decode()

    def test_a_text_is_loaded_once_in_a_process(self, django_assert_num_queries: Any) -> None:
        page = LessonPageFactory(body=TEXT)
        rendering.forget()

        with django_assert_num_queries(1):
            first = rendering.lesson_document(page)
            assert rendering.lesson_document(page) is first

    def test_a_missing_text_is_repaired_and_reported(self, caplog: pytest.LogCaptureFixture) -> None:
        page = LessonPageFactory(body=TEXT)
        CompiledText.objects.all().delete()
        rendering.forget()

        with caplog.at_level(logging.INFO):
            assert rendering.lesson_document(page).activities

        assert "had not been compiled" in caplog.text
        assert CompiledText.objects.filter(digest=rendering.text_digest(TEXT)).exists()

    def test_a_preview_keeps_nothing(self) -> None:
        page = LessonPage(body=TEXT)

        assert rendering.lesson_document(page, keep=False).activities
        assert rendering.leaves_html(["*One*", ""], keep=False) == {"*One*": "<p><em>One</em></p>\n"}
        assert not CompiledText.objects.exists()

    def test_short_texts_are_kept_like_long_ones(self, request: pytest.FixtureRequest) -> None:
        assert rendering.leaves_html(["*One*", "Two", "Two"]) == {
            "*One*": "<p><em>One</em></p>\n",
            "Two": "<p>Two</p>\n",
        }
        rendering.forget()
        request.getfixturevalue("no_parser")

        assert rendering.leaves_html(["*One*", "Two"])["Two"] == "<p>Two</p>\n"

    def test_a_compiled_text_is_named_by_its_digest(self) -> None:
        rendering.store(TEXT)

        assert str(CompiledText.objects.get()) == rendering.text_digest(TEXT)[:12]

    def test_compiling_twice_keeps_one_row(self) -> None:
        rendering.store(TEXT)
        rendering.store(TEXT)
        rendering.store_leaves(["One"])
        rendering.store_leaves(["One"])

        assert CompiledText.objects.count() == 2


def test_every_activity_of_a_document_is_compiled() -> None:
    assert all(isinstance(found, CompiledActivity) for found in rendering.compile_document(TEXT).activities)
