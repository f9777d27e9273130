"""The gallery shows every component; what it shows holds together for a screen reader."""

from collections import Counter
from html.parser import HTMLParser

import pytest
from django.http import Http404, HttpRequest
from django.test import RequestFactory

from training_site.design.gallery import GalleryView
from training_site.design.gallery_activities import activities

STATES = {"", "right", "wrong", "partly", "noted", "error"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "form")


class Visitor:
    """Somebody who looks at the gallery, without a database."""

    is_authenticated = True
    pk = 1

    def __init__(self, *, is_staff: bool) -> None:
        self.is_staff = is_staff

    def get_username(self) -> str:
        return "visitor"


class Outline(HTMLParser):
    """Ids, references, headings and named controls of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.references: list[str] = []
        self.headings: list[int] = []
        self.unnamed: list[dict[str, str | None]] = []
        self._labels = 0
        self._labelled: set[str] = set()
        self._controls: list[dict[str, str | None]] = []
        self.feed(html)
        self.unnamed = [control for control in self._controls if control.get("id") not in self._labelled]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        for name in REFERENCES:
            self.references.extend((found.get(name) or "").split())
        if tag == "label":
            self._labels += 1
            self._labelled.add(found.get("for") or "")
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        if tag in {"input", "select", "textarea"} and found.get("type") != "hidden" and not self._labels:
            self._controls.append(found)

    def handle_endtag(self, tag: str) -> None:
        self._labels -= tag == "label"


def _visit(*, is_staff: bool) -> HttpRequest:
    request = RequestFactory().get("/design/gallery/")
    request.user = Visitor(is_staff=is_staff)  # type: ignore[assignment] — a visitor without a database
    return request


@pytest.fixture
def html() -> str:
    response = GalleryView.as_view()(_visit(is_staff=True))
    response.render()
    return response.content.decode()


@pytest.fixture
def outline(html: str) -> Outline:
    return Outline(html)


def test_the_gallery_does_not_exist_for_visitors_of_a_site_in_service() -> None:
    with pytest.raises(Http404):
        GalleryView.as_view()(_visit(is_staff=False))


def test_the_gallery_is_open_on_a_developers_machine(settings: object) -> None:
    settings.DEBUG = True

    assert GalleryView.as_view()(_visit(is_staff=False)).status_code == 200


def test_every_kind_and_every_state_is_shown() -> None:
    kinds = {activity["kind"] for activity in activities()}

    assert kinds == {
        "choice", "truefalse", "blanks", "match", "order", "sort", "number", "short", "reflect", "checklist", "cards",
        "accordion", "tabs", "scenario", "quiz",
    }  # fmt: skip
    assert {activity["status"] for activity in activities()} == STATES


def test_no_id_stands_twice(outline: Outline) -> None:
    assert not [name for name, times in Counter(outline.ids).items() if times > 1]


def test_every_reference_leads_somewhere(outline: Outline) -> None:
    assert outline.references
    assert not set(outline.references) - set(outline.ids)


def test_every_control_has_a_name(outline: Outline) -> None:
    assert not outline.unnamed


def test_no_level_of_headings_is_skipped(outline: Outline) -> None:
    jumps = [(one, two) for one, two in zip(outline.headings, outline.headings[1:], strict=False) if two > one + 1]

    assert outline.headings.count(1) == 1
    assert not jumps


def test_every_form_is_posted_with_a_token(html: str) -> None:
    assert html.count("<form") == html.count("csrfmiddlewaretoken")


def test_a_mark_is_said_in_words_and_not_by_colour_alone(html: str) -> None:
    for word in ("Right", "Not yet", "Partly right", "Something is missing"):
        assert word in html


def test_an_unfinished_check_would_be_found() -> None:
    outline = Outline('<h1></h1><h3></h3><input name="a"><label for="nowhere"></label>')

    assert outline.unnamed
    assert outline.references == ["nowhere"]
    assert outline.headings == [1, 3]
