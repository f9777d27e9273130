"""A text that only a machine has helped to translate says so wherever it is shown."""

import pytest
from django.test import Client

from modules import wording
from modules.models import CurriculumPage
from modules.services.planting import home_page
from tests.factories.curriculum import (
    GlossaryPageFactory,
    LessonPageFactory,
    ModulePageFactory,
    ProgrammePageFactory,
    QuizPageFactory,
    ScenarioPageFactory,
    ToolIndexPageFactory,
    ToolPageFactory,
)
from tests.factories.people import LearnerFactory

SENTENCE = "achine-assisted draft, awaiting review by a practitioner"
MACHINE = "machine-assisted"


def grown(*, programme: str = "", module: str = "") -> dict[str, CurriculumPage]:
    top = ProgrammePageFactory(details={"review": programme} if programme else {})
    part = ModulePageFactory(parent=top, review=module)
    shelf = ToolIndexPageFactory(parent=top)
    return {
        "home": top.get_parent().specific,
        "programme": top,
        "module": part,
        "lesson": LessonPageFactory(parent=part),
        "scenario": ScenarioPageFactory(parent=part),
        "quiz": QuizPageFactory(parent=part),
        "tools": shelf,
        "tool": ToolPageFactory(parent=shelf),
        "glossary": GlossaryPageFactory(parent=top),
    }


EVERYWHERE = ["home", "programme", "module", "lesson", "scenario", "quiz", "tools", "tool", "glossary"]


@pytest.mark.parametrize("where", EVERYWHERE)
def test_a_programme_that_is_a_draft_says_so_on_every_page(client: Client, db: None, where: str) -> None:
    page = grown(programme=MACHINE)[where]

    assert SENTENCE in client.get(page.get_url()).content.decode()


@pytest.mark.parametrize("where", EVERYWHERE)
def test_a_reviewed_programme_says_nothing_of_the_kind(client: Client, db: None, where: str) -> None:
    page = grown()[where]

    assert SENTENCE not in client.get(page.get_url()).content.decode()


@pytest.mark.parametrize(
    ("where", "is_said"),
    [("module", True), ("lesson", True), ("scenario", True), ("quiz", True), ("programme", True), ("tool", False)],
)
def test_a_module_that_is_a_draft_says_so_on_its_pages_and_its_card(
    client: Client, db: None, where: str, is_said: bool
) -> None:
    page = grown(module=MACHINE)[where]

    assert (SENTENCE in client.get(page.get_url()).content.decode()) is is_said


def test_a_quiz_says_so_while_it_is_taken_and_in_its_result(client: Client, db: None) -> None:
    quiz = grown(module=MACHINE)["quiz"]
    client.force_login(LearnerFactory())
    paper = client.post(client.get(quiz.get_url()).context["quiz"].start_url)
    shown = client.get(paper["Location"])
    sent = {"client_id": shown.context["attempt"].client_id, "sequence": "1", "first-question.answer": "a"}
    client.post(shown.context["attempt"].hand_in_url, sent)

    assert SENTENCE in shown.content.decode()
    result = client.get(paper["Location"])
    assert "result" in result.context
    assert SENTENCE in result.content.decode()


@pytest.mark.parametrize(
    ("reviews", "expected"), [(("",), ""), (("", MACHINE), SENTENCE), ((MACHINE, ""), SENTENCE), (("other",), "")]
)
def test_the_first_state_that_asks_for_it_is_said(reviews: tuple[str, ...], expected: str) -> None:
    assert wording.draft_text(*reviews).removeprefix("m") == expected


def test_a_quiz_that_is_a_draft_in_one_language_says_so_there_and_is_called_as_there(client: Client, db: None) -> None:
    first = grown()["quiz"]
    home = home_page(language="uk")
    top = ProgrammePageFactory(parent=home, locale=home.locale, details={"review": MACHINE})
    part = ModulePageFactory(parent=top, locale=home.locale, content_key="practice/m01")
    quiz = QuizPageFactory(parent=part, locale=home.locale, title="Тест", content_key=first.content_key)
    client.force_login(LearnerFactory())

    paper = client.get(client.post(client.get(quiz.get_url()).context["quiz"].start_url)["Location"])

    assert paper.context["attempt"].title == "Тест"
    assert SENTENCE in paper.content.decode()
