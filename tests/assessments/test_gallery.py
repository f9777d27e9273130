"""The gallery of activities is made from their examples, and holds together for a screen reader."""

from collections import Counter

import pytest
from django.middleware.csrf import get_token
from django.test import RequestFactory

from assessments.presenting.gallery import Row, rows
from modules.dialect.activities import KINDS
from modules.dialect.activities.quiz import Quiz
from tests.training_site.design.test_gallery import Outline


@pytest.fixture(scope="module")
def gallery() -> tuple[Row, ...]:
    return rows(get_token(RequestFactory().get("/design/activities/")))


@pytest.fixture(scope="module")
def html(gallery: tuple[Row, ...]) -> str:
    return "".join(shot.html for row in gallery for shot in row.shots)


@pytest.fixture(scope="module")
def outline(html: str) -> Outline:
    return Outline(html)


def test_every_kind_has_a_row_and_what_is_marked_has_every_state(gallery: tuple[Row, ...]) -> None:
    assert [row.kind for row in gallery] == [kind.kind for kind in KINDS]
    for row, kind in zip(gallery, KINDS, strict=True):
        shown = "".join(shot.html for shot in row.shots)
        states = {state for state in ("right", "error", "noted") if f"status is-{state}" in shown}
        assert states == ({"right", "error", "noted"} if kind.scored or kind is Quiz else states & {"noted"}), row.kind


def test_no_id_stands_twice_and_every_reference_leads_somewhere(outline: Outline) -> None:
    assert [name for name, times in Counter(outline.ids).items() if times > 1] == []
    assert set(outline.references) - set(outline.ids) == set()


def test_every_control_has_a_name_and_every_form_a_token(outline: Outline, html: str) -> None:
    assert outline.unnamed == []
    assert html.count("<form") == html.count("csrfmiddlewaretoken")


def test_a_number_in_a_picture_leads_to_its_answer(html: str, outline: Outline) -> None:
    assert 'href="#hotspots-0-answer-stove"' in html
    assert "hotspots-0-answer-stove" in outline.ids


def test_a_poll_shows_what_others_chose_only_when_enough_have_answered(gallery: tuple[Row, ...]) -> None:
    poll = next(row for row in gallery if row.kind == "poll")
    few, many = poll.shots[-2:]
    assert 'class="bars"' in many.html
    assert "50\u00a0%" in many.html
    assert "%" not in few.html.split("bars")[1]


def test_what_is_only_read_has_no_button(gallery: tuple[Row, ...]) -> None:
    for row in gallery:
        if row.kind in {"cards", "accordion", "tabs", "timeline", "glossary", "audio"}:
            assert "<button" not in "".join(shot.html for shot in row.shots), row.kind
