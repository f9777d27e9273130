"""A translation that is still growing: what it lacks is there in the first language and says so; nobody is done too early."""

import pytest
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from assessments.progress import overview, selectors
from modules.models import ModulePage
from modules.selectors import catalogue
from modules.services.planting import home_page
from tests.factories.curriculum import (
    FrameworkPageFactory,
    LessonPageFactory,
    ModulePageFactory,
    ProgrammePageFactory,
    QuizPageFactory,
    ToolIndexPageFactory,
    ToolPageFactory,
)

PATHWAYS = [{"key": "worker", "title": "Worker", "hours": 1, "required": ["m01", "m02"], "optional": []}]


@pytest.fixture
def ukrainian(db: None) -> ModulePage:
    """A programme of two modules in English, of which one lesson of the first is there in Ukrainian, and a module of its own."""
    english = ProgrammePageFactory(pathways=PATHWAYS)
    for number in (1, 2):
        module = ModulePageFactory(parent=english, number=number, content_key=f"practice/m0{number}")
        LessonPageFactory(parent=module, slug="one", content_key=f"practice/m0{number}-l1")
        LessonPageFactory(parent=module, slug="two", content_key=f"practice/m0{number}-l2")
        QuizPageFactory(parent=module, content_key=f"practice/m0{number}-quiz")
    ToolPageFactory(parent=ToolIndexPageFactory(parent=english), content_key="practice/t01")
    FrameworkPageFactory(parent=english)
    other = ProgrammePageFactory(
        parent=home_page(language="uk"), locale=Locale.objects.get(language_code="uk"), pathways=PATHWAYS
    )
    locale = other.locale
    module = ModulePageFactory(parent=other, number=1, title="Перший", content_key="practice/m01", locale=locale)
    LessonPageFactory(parent=module, slug="one", title="Урок", content_key="practice/m01-l1", locale=locale)
    ModulePageFactory(parent=other, number=9, title="Свій", slug="own", content_key="practice/m09", locale=locale)
    return module


def test_the_outline_holds_what_only_the_first_language_has(ukrainian: ModulePage) -> None:
    (programme,) = catalogue(locale_id=ukrainian.locale_id)
    first, second, own = programme.modules

    assert [(module.key, module.language) for module in programme.modules] == [("m01", ""), ("m02", "en"), ("m09", "")]
    assert [(step.key, step.language) for step in first.steps] == [("m01-l1", ""), ("m01-l2", "en"), ("m01-quiz", "en")]
    assert {step.language for step in second.steps} == {"en"}
    assert own.steps == ()
    assert [(tool.key, tool.language) for tool in programme.tools] == [("t01", "en")]
    assert {shelf.language for shelf in programme.shelves} == {"en"}
    assert [indicator.code for indicator in programme.indicators] == ["D1.1", "D1.2"]


def test_the_first_language_borrows_nothing(ukrainian: ModulePage) -> None:
    (programme,) = catalogue(locale_id=Locale.objects.get(language_code="en").pk)

    assert [(module.key, module.language) for module in programme.modules] == [("m01", ""), ("m02", "")]


def test_nobody_is_done_because_the_rest_is_not_translated(ukrainian: ModulePage) -> None:
    with translation.override("uk"):
        programme = selectors.programme("practice")
        assert programme is not None
        required = [module.key for module in programme.modules if module.key in PATHWAYS[0]["required"]]
        cards = overview.visitors_state(programme).cards

    assert required == ["m01", "m02"]
    assert [card.language for card in cards] == ["", "en", ""]
    assert all(card.language_text for card in cards if card.language)


def test_a_module_from_elsewhere_says_its_language_on_its_card(client: Client, ukrainian: ModulePage) -> None:
    html = client.get(ukrainian.get_parent().get_url()).content.decode()

    assert '<h3 lang="en"><a href="/practice/module-2/">' in html
    assert "Перший" in html
