"""System checks hold the house rules of the pages."""

import pytest
from django.core.checks import run_checks

from modules import checks
from modules.models import HomePage, LessonPage, Phase
from modules.services.content_kinds import PAGES, PHASES


def ids(messages: object) -> list[str]:
    return [message.id for message in messages]


def test_this_site_passes() -> None:
    assert [message for message in run_checks() if str(message.id).startswith("modules.")] == []


def test_a_page_without_a_template_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LessonPage, "template", "modules/nothing.html")

    (message,) = checks.every_page_has_its_template_and_context()
    assert (message.id, message.obj) == ("modules.E001", LessonPage)


@pytest.mark.parametrize(
    "builder", ["", "modules.views.pages.nothing", "nowhere.at_all"], ids=["none", "function", "module"]
)
def test_a_page_without_a_builder_is_named(monkeypatch: pytest.MonkeyPatch, builder: str) -> None:
    monkeypatch.setattr(HomePage, "context_builder", builder)

    assert ids(checks.every_page_has_its_template_and_context()) == ["modules.E002"]


def test_phases_that_differ_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PHASES", PHASES[1:])

    assert ids(checks.every_phase_is_a_phase_of_the_files()) == ["modules.E003"]


def test_a_kind_that_becomes_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "get_page_models", lambda: [HomePage])

    assert ids(checks.every_page_kind_is_a_model()) == ["modules.E004"] * len(PAGES)


@pytest.mark.parametrize("phase", Phase, ids=Phase.values)
def test_every_phase_has_a_colour(phase: Phase) -> None:
    assert phase.colour == phase.value.removesuffix("-phase")
