"""Keys behind links and codes of tools become addresses of published pages where a text is shown, and never cost a query."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.views.answers import FRAGMENT
from modules import linking, rendering, selectors
from modules.models import LessonPage
from tests.factories.curriculum import (
    GlossaryPageFactory,
    LessonPageFactory,
    ModulePageFactory,
    ProgrammePageFactory,
    ScenarioPageFactory,
    ToolIndexPageFactory,
    ToolPageFactory,
)

URLS = {"t30": "/p/tools/t30-schedule/", "m01-s1": "/p/one/gate/", "glossary": "/p/glossary/"}

ACTIVITY = """\
:::choice[Tool T30]{#which}

Take tool T30 and read [the story](m01-s1).

- (x) T30 {#a}
  > T30 it is.
- ( ) Nothing {#b}

> [!EXPLAIN]
> See T30.

:::
"""


def shown(text: str) -> str:
    (part,) = linking.linked(rendering.compile_document(text), URLS).parts
    assert isinstance(part, str)
    return part


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Read [The gate](m01-s1).", '<p>Read <a href="/p/one/gate/">The gate</a>.</p>\n'),
        ("A [word](glossary#kin).", '<p>A <a href="/p/glossary/#kin">word</a>.</p>\n'),
        ("Not [there](m09-l9).", "<p>Not there.</p>\n"),
        ("Use tool T30 here.", '<p>Use <a href="/p/tools/t30-schedule/">tool T30</a> here.</p>\n'),
        ("Tool T30.", '<p><a href="/p/tools/t30-schedule/">Tool T30</a>.</p>\n'),
        ("The schedule (T30).", '<p>The schedule (<a href="/p/tools/t30-schedule/">T30</a>).</p>\n'),
        ("Tool T31.", "<p>Tool T31.</p>\n"),
        ("XT30, T305 and T30-b.", "<p>XT30, T305 and T30-b.</p>\n"),
        ("`T30`", "<p><code>T30</code></p>\n"),
        ("[about T30](m01-s1)", '<p><a href="/p/one/gate/">about T30</a></p>\n'),
        ("## T30", '<h2 id="s-t30">T30</h2>\n'),
        ("[above](#s)", '<p><a href="#s">above</a></p>\n'),
        ("[site](https://a.example/)", '<p><a href="https://a.example/" rel="noopener nofollow">site</a></p>\n'),
        ("| T30 |\n|---|\n| x |", None),
    ],
    ids=[
        "a story", "a word", "a key of nothing", "a tool", "a tool that opens a sentence", "a code alone", "a tool of nobody",
        "what only looks like a code", "code", "a code inside a link", "a heading", "an anchor", "another site", "a cell",
    ],
)  # fmt: skip
def test_what_is_named_is_linked(text: str, expected: str | None) -> None:
    if expected is None:
        assert '<a href="/p/tools/t30-schedule/">T30</a>' in shown(text)
    else:
        assert shown(text) == expected


def test_an_activity_links_what_is_read_and_not_what_is_pressed() -> None:
    (found,) = linking.linked(rendering.compile_document(ACTIVITY), URLS).activities
    link = '<a href="/p/tools/t30-schedule/">'

    assert f"{link}tool T30</a>" in found.html(found.activity.prompt)
    assert '<a href="/p/one/gate/">the story</a>' in found.html(found.activity.prompt)
    assert link in found.html("T30 it is.")
    assert link in found.html("See T30.")
    assert found.html("T30") == "<p>T30</p>\n"
    assert found.html("Tool T30") == "<p>Tool T30</p>\n"


def test_the_activities_of_a_quiz_in_a_lesson_are_linked_too() -> None:
    document = linking.linked(rendering.compile_document(f"::::quiz{{#all}}\n\nTake T30.\n\n{ACTIVITY}\n::::\n"), URLS)
    (quiz,) = document.parts

    assert not isinstance(quiz, str)
    assert "t30-schedule" in quiz.prompt
    assert "t30-schedule" in document.activities[0].html("See T30.")


@pytest.fixture
def lesson(db: None) -> LessonPage:
    programme = ProgrammePageFactory()
    shelf = ToolIndexPageFactory(parent=programme)
    ToolPageFactory(parent=shelf, title="Schedule", slug="t30-schedule", content_key="practice/t30")
    GlossaryPageFactory(parent=programme)
    module = ModulePageFactory(parent=programme)
    ScenarioPageFactory(parent=module, slug="gate", content_key="practice/m01-s1")
    return LessonPageFactory(
        parent=module, body=f"Use tool T30, read [The gate](m01-s1), look up [kin](glossary#kin).\n\n{ACTIVITY}"
    )


def test_a_lesson_leads_to_its_tools_stories_and_words(client: Client, lesson: LessonPage) -> None:
    html = client.get(lesson.get_url()).content.decode()

    assert '<a href="/practice/tools/t30-schedule/">tool T30</a>' in html
    assert f'<a href="{lesson.get_parent().get_url()}gate/">The gate</a>' in html
    assert '<a href="/practice/glossary/#kin">kin</a>' in html


def test_feedback_that_is_fetched_is_linked_like_the_page(client: Client, lesson: LessonPage) -> None:
    page = client.get(lesson.get_url())
    (activity,) = rendering.lesson_document(lesson).activities
    sent = {"version": activity.version, "client_id": str(uuid4()), "answer": "a"}

    reply = client.post(reverse("assessments:answer", args=[lesson.pk, "which"]), sent, headers={"accept": FRAGMENT})

    assert page.status_code == reply.status_code == 200
    assert '<a href="/practice/tools/t30-schedule/">T30</a> it is.' in reply.content.decode()


def test_links_cost_no_query_once_the_page_was_shown(
    lesson: LessonPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = linking.linked_document(lesson)

    with django_assert_num_queries(0):
        assert linking.linked_document(lesson) is first


def test_a_tool_that_moved_is_linked_where_it_is_now(client: Client, lesson: LessonPage) -> None:
    client.get(lesson.get_url())
    tool = lesson.get_parent().get_parent().get_descendants().get(slug="t30-schedule").specific
    tool.slug = "t30-visits"
    tool.save_revision().publish()

    html = client.get(lesson.get_url()).content.decode()

    assert "/practice/tools/t30-visits/" in html
    assert "t30-schedule" not in html


def test_a_page_outside_any_programme_shows_its_text_as_it_is(lesson: LessonPage) -> None:
    parent = lesson.get_parent().get_parent()
    parent.live = False
    parent.save()
    selectors.forget_outline()

    assert linking.linked_document(lesson) is rendering.lesson_document(lesson)


def test_what_is_remembered_has_an_end(lesson: LessonPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "MOST_REMEMBERED", 1)
    first = linking.linked_document(lesson)
    lesson.body += "\n\nMore."

    assert linking.linked_document(lesson, keep=False) is not first
    lesson.body = lesson.body.removesuffix("\n\nMore.")
    assert linking.linked_document(lesson) == first
