"""Events in their order, words to look up, and how a text leads to them."""

import pytest

from modules.dialect.activities.glossary import Glossary, Term
from modules.dialect.shown import Panel
from modules.dialect.terms import link_terms
from modules.rendering import compile_document
from tests.dialect.reading import activity, problems

ANCHORS = {"genogram": "w-gen", "eco-map": "w-eco", "eco-maps": "w-eco", "កូន": "w-kon", "a < b": "w-less"}


def test_an_event_opens_where_something_is_said_about_it() -> None:
    found = activity(
        ":::timeline\n\n- **1989** Convention\n  > Adopted.\n\n  > Ratified.\n- **2009** Guidelines\n\n:::"
    )
    assert found.panels() == (
        Panel(title="**1989** Convention", text="Adopted.\n\nRatified."),
        Panel(title="**2009** Guidelines", text=""),
    )


def test_a_word_has_a_meaning_and_other_forms() -> None:
    found = activity(
        ":::glossary\n\n- **kin**: family {#kin also='kinship,  kin   carer'}\n- **ward** \u2013\n  > A child.\n\n:::"
    )
    assert isinstance(found, Glossary)
    kin, ward = found.terms()
    assert kin == Term(key="kin", word="kin", also=("kinship", "kin carer"), meaning="family")
    assert ward.meaning == "A child."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":::timeline\nNothing.\n:::", ["1 no-answers"]),
        (":::glossary\nNothing.\n:::", ["1 no-answers"]),
        (":::glossary\n- word meaning\n:::", ["2 no-term"]),
        (":::glossary\n- **word**\n:::", ["2 no-term"]),
        (":::glossary\n- **word** one\n- **Word** two\n:::", ["3 duplicate-term"]),
        (":::glossary\n- **word** one {also=other}\n- **other** two\n:::", ["3 duplicate-term"]),
    ],
)
def test_what_is_wrong_is_told(source: str, expected: list[str]) -> None:
    assert problems(source) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>A Genogram</p>", '<p>A <a class="term" href="#w-gen">Genogram</a></p>', id="whatever-the-case"),
        pytest.param("<p>genograms</p>", "<p>genograms</p>", id="whole-words-only"),
        pytest.param("<p>eco-maps</p>", '<p><a class="term" href="#w-eco">eco-maps</a></p>', id="the-longest-form"),
        pytest.param('<a href="/genogram">genogram</a>', '<a href="/genogram">genogram</a>', id="not-in-a-link"),
        pytest.param("<h2>genogram</h2><code>genogram</code>", "<h2>genogram</h2><code>genogram</code>", id="not-in-headings-and-code"),
        pytest.param("<p>ខ្ញុំកូនគេ</p>", '<p>ខ្ញុំ<a class="term" href="#w-kon">កូន</a>គេ</p>', id="without-spaces"),
        pytest.param("<p>a &lt; b</p>", '<p><a class="term" href="#w-less">a &lt; b</a></p>', id="as-it-is-escaped"),
    ],
)  # fmt: skip
def test_a_word_in_the_text_leads_to_its_meaning(html: str, expected: str) -> None:
    assert [*link_terms([html], ANCHORS)] == [expected]


def test_a_word_is_linked_once_in_a_text_however_often_and_in_whatever_form() -> None:
    first, second = link_terms(["<p>eco-map, eco-maps</p>", "<p>eco-map</p>"], ANCHORS)
    assert first.count("<a ") == 1
    assert second == "<p>eco-map</p>"


def test_the_prose_of_a_lesson_leads_to_the_glossary_of_the_lesson() -> None:
    document = compile_document(
        "The **genogram**.\n\n:::glossary{#w}\n\n- **genogram** a map {#gen}\n\n:::\n\nA genogram."
    )
    before, _glossary, after = document.parts
    assert before == '<p>The <strong><a class="term" href="#w-gen">genogram</a></strong>.</p>\n'
    assert after == "<p>A genogram.</p>\n"


def test_a_text_without_a_glossary_stays_as_it_is() -> None:
    assert [*link_terms(["<p>eco-map</p>"], {})] == ["<p>eco-map</p>"]
