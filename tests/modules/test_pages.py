"""What each page shows to somebody who is not signed in."""

import pytest
from django.test import Client

from modules.models import FrameworkPage, GlossaryPage, LessonPage, ModulePage, ProgrammePage, ToolIndexPage, ToolPage
from modules.views import pages, reference
from tests.factories.curriculum import (
    FrameworkPageFactory,
    GlossaryPageFactory,
    LessonPageFactory,
    ModulePageFactory,
    ProgrammePageFactory,
    QuizPageFactory,
    ScenarioPageFactory,
    SourcesPageFactory,
    ToolIndexPageFactory,
    ToolPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> ProgrammePage:
    return ProgrammePageFactory(design=["No *real* children."])


@pytest.fixture
def framework(programme: ProgrammePage) -> FrameworkPage:
    return FrameworkPageFactory(
        parent=programme, rules={"certificate_rule": "Level 3.", "version": "1"}, sign_off=["Dated."]
    )


@pytest.fixture
def tools(programme: ProgrammePage) -> ToolIndexPage:
    return ToolIndexPageFactory(parent=programme, intro="Take them *along*.")


@pytest.fixture
def module(programme: ProgrammePage, framework: FrameworkPage, tools: ToolIndexPage) -> ModulePage:
    ToolPageFactory(parent=tools, title="Card", content_key="practice/t01", used_in=["m01"], summary="To carry.")
    ToolPageFactory(parent=tools, title="Log", content_key="practice/t02", used_in=["m01"], is_form=True)
    ToolPageFactory(parent=tools, title="Agreement", content_key="practice/t03", used_in=["mentoring"])
    ToolPageFactory(parent=tools, title="Loose", content_key="practice/t04")
    return ModulePageFactory(
        parent=programme,
        number=1,
        summary="Where to *begin*.",
        further_phases=["assessment"],
        before_you_start="Hard **things**.",
        audiences=["worker", "nobody"],
        outcomes=[{"key": "m01-lo1", "text": "Plan *lines*."}],
        outline=[{"number": 1, "title": "Where to begin", "minutes": 35, "text": "Assume *somebody*."}],
        questions=["What did you *promise*?"],
        practice_task="Draw **one**.",
        tools=["t01"],
        indicators=["D1.2"],
    )


def shown(client: Client, page: object) -> str:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def context(client: Client, page: object) -> dict[str, object]:
    return client.get(page.get_url()).context_data


def test_the_catalogue_leads_to_the_programmes(module: ModulePage, client: Client) -> None:
    html = client.get("/").content.decode()

    assert 'href="/practice/"' in html
    assert "1 module" in html
    assert "4 practice tools" in html
    assert "about 12 hours" in html


def test_a_programme_without_hours_says_nothing_of_them(client: Client) -> None:
    ProgrammePageFactory(pathways=[])

    assert "hours" not in client.get("/").content.decode()


def test_a_programme_shows_its_design_its_pathways_and_its_shelves(
    programme: ProgrammePage, module: ModulePage, client: Client
) -> None:
    GlossaryPageFactory(parent=programme)

    html = shown(client, programme)

    assert "Learn to <em>listen</em>." in html
    assert "No <em>real</em> children." in html
    assert "For all." in html
    for address in ("/practice/tools/", "/practice/competencies/", "/practice/glossary/", module.get_url()):
        assert f'href="{address}"' in html


def test_a_module_shows_phase_minutes_outcomes_and_what_it_takes(module: ModulePage, client: Client) -> None:
    found = context(client, module)
    html = shown(client, module)

    assert (found["phase"], found["phase_name"]) == ("tracing", "Tracing, Assessment")
    assert (found["number_text"], found["minutes_text"], found["audiences_text"]) == (
        "Module 1",
        "1\u00a0h\u00a040\u00a0min",
        "Worker",
    )
    for piece in (
        "Where to <em>begin</em>",
        "Hard <strong>things</strong>",
        "Plan <em>lines</em>",
        "Draw <strong>one</strong>",
    ):
        assert piece in html
    assert found["tools"] == [{"title": "T01 Card", "url": ToolPage.objects.get(title="Card").get_url()}]
    assert [row["code"] for row in found["indicators"]] == ["D1.2"]
    assert 'href="/practice/competencies/#D1.2"' in html
    assert "What did you <em>promise</em>?" in html


def test_a_shelf_of_tools_without_an_introduction_says_what_it_holds(programme: ProgrammePage, client: Client) -> None:
    shelf = ToolIndexPageFactory(parent=programme)
    assert "for work, on the screen or on paper" not in shown(client, programme)

    ToolPageFactory(parent=shelf)
    ToolPageFactory(parent=shelf)

    assert "2 forms, cards and checklists for work, on the screen or on paper." in shown(client, programme)


def test_an_outline_stands_in_for_lessons_until_they_are_written(module: ModulePage, client: Client) -> None:
    assert context(client, module)["outline"] == [
        {"title": "Where to begin", "note": "35\u00a0min", "html": "<p>Assume <em>somebody</em>.</p>\n"}
    ]
    LessonPageFactory(parent=module)

    assert context(client, module)["outline"] == []


def test_a_lesson_shows_its_parts_its_way_and_its_weight(module: ModulePage, client: Client) -> None:
    lesson = LessonPageFactory(parent=module, title="Tea")
    LessonPageFactory(parent=module, title="Milk")

    found = context(client, lesson)
    html = shown(client, lesson)

    assert (found["phase"], found["minutes_text"], found["weight_text"]) == ("tracing", "35\u00a0min", "≈ 9 kB")
    assert "What comes first?" in html
    assert "Milk" in html
    assert [link["title"] for link in found["trail"]] == ["Practice", module.title]


def test_a_lesson_gives_no_answer_away(module: ModulePage, client: Client) -> None:
    body = ":::choice{#q}\n\nWhich?\n\n- (x) One {#a}\n  > canary-right\n- ( ) Two {#b}\n  > canary-wrong\n\n> [!EXPLAIN]\n> canary-why\n\n:::\n"
    lesson = LessonPageFactory(parent=module, body=body)

    assert "canary" not in shown(client, lesson)


def test_a_scenario_begins_with_its_summary(module: ModulePage, client: Client) -> None:
    assert "<p>A story.</p>" in shown(client, ScenarioPageFactory(parent=module))


def test_a_quiz_can_be_read_about(module: ModulePage, client: Client) -> None:
    assert shown(client, QuizPageFactory(parent=module))


def test_the_shelf_of_tools_is_grouped_by_module(module: ModulePage, tools: ToolIndexPage, client: Client) -> None:
    groups = context(client, tools)["groups"]

    assert [group["title"] for group in groups] == [f"Module 1 · {module.title}", "For mentoring and every day"]
    assert [[tool["code"] for tool in group["tools"]] for group in groups] == [["T01", "T02"], ["T03", "T04"]]
    assert "Take them <em>along</em>." in shown(client, tools)


def test_a_tool_leads_to_its_module_and_its_neighbours(module: ModulePage, client: Client) -> None:
    found = context(client, ToolPage.objects.get(title="Log"))

    assert (found["code"], found["is_form"], found["phase"]) == ("T02", True, "tracing")
    assert found["used_in"] == [{"title": f"Module 1 · {module.title}", "url": module.get_url()}]
    assert (found["previous"]["title"], found["next"]["title"]) == ("T01 Card", "T03 Agreement")
    assert "☐" in found["body_html"]


def test_the_first_and_the_last_tool_have_one_neighbour(module: ModulePage, client: Client) -> None:
    assert context(client, ToolPage.objects.get(title="Card"))["previous"] is None
    last = context(client, ToolPage.objects.get(title="Loose"))
    assert (last["next"], last["phase"], last["used_in"]) == (None, "every", [])


def test_the_framework_shows_domains_levels_and_indicators(framework: FrameworkPage, client: Client) -> None:
    html = shown(client, framework)

    for piece in ('id="D1.2"', "Explains <em>why</em>.", "<b>Knows</b>: Knows.", "Level 3.", "Dated."):
        assert piece in html


def test_the_glossary_is_in_alphabetical_order_with_equivalents(programme: ProgrammePage, client: Client) -> None:
    page: GlossaryPage = GlossaryPageFactory(parent=programme)

    letters = context(client, page)["letters"]

    assert [(group["letter"], [term["term"] for term in group["terms"]]) for group in letters] == [
        ("K", ["Kin"]),
        ("T", ["Tracing"]),
    ]
    assert letters[1]["terms"][0]["equivalents"] == [
        {"lang": "nl", "language_name": "Dutch", "text": "opsporing", "note": ""}
    ]
    assert letters[0]["terms"][0]["equivalents"][0]["note"] == "to be checked by a native practitioner"


def test_the_sources_are_listed(programme: ProgrammePage, client: Client) -> None:
    html = shown(client, SourcesPageFactory(parent=programme))

    assert 'id="S01"' in html
    assert "Found at: a library" in html


def test_pages_of_a_programme_that_is_not_published_can_still_be_looked_at(rf: object) -> None:
    programme = ProgrammePageFactory(published=False)
    module = ModulePageFactory(
        parent=programme, audiences=["worker"], tools=["t01"], indicators=["D1.1"], published=False
    )
    shelf = ToolIndexPageFactory(parent=programme, published=False)
    request = rf.get("/")
    request.is_preview = True

    assert pages.programme(programme, request)["facts"] == []
    assert pages.module(module, request)["audiences_text"] == ""
    assert pages.lesson(LessonPageFactory(parent=module, published=False), request)["phase"] == "every"
    assert pages.tool_index(shelf, request)["groups"] == []
    assert pages.tool(ToolPageFactory(parent=shelf, used_in=["m01"], published=False), request)["next"] is None
    assert reference.framework(FrameworkPageFactory(parent=programme, published=False), request)["trail"] == []


def test_a_page_without_a_builder_has_wagtails_context(rf: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LessonPage, "context_builder", "")

    assert set(LessonPage(title="x", slug="x").get_context(rf.get("/"))) >= {"page", "self", "request"}
