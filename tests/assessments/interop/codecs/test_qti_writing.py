"""Every activity that QTI 3.0 has an interaction for is written as well-formed XML with its key; the others are named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interop.codecs import qti_writing
from assessments.interop.codecs.out_of_dialect import items_of
from assessments.interop.codecs.xml_tree import Element, parse
from modules.dialect.document import Document
from modules.dialect.parser import parse as parse_lesson
from tests.dialect.strategies import KINDS

WRITTEN = {"choice", "truefalse", "blanks", "match", "order", "sort", "number", "short", "reflect", "essay", "mark"}

HOLDS_QUESTIONS = {"audio", "video"}


def item(markdown: str) -> Element:
    """The one item that a lesson is written as."""
    files, _ = qti_writing.write(items_of(parse_lesson(markdown)))
    (text,) = files.values()
    return parse(text.encode())


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"quiz"}))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_activity_is_written_well_formed_or_named_as_left_out(kind: str, data: st.DataObject) -> None:
    files, losses = qti_writing.write(items_of(Document(nodes=(data.draw(KINDS[kind]),))))

    for text in files.values():
        assert parse(text.encode()).name == "qti-assessment-item"
    if kind not in HOLDS_QUESTIONS:
        assert bool(files) is (kind in WRITTEN)
    assert kind in WRITTEN or losses[0].what.startswith("left out")


def test_a_choice_carries_its_shares_its_key_and_what_is_said() -> None:
    root = item(
        ":::choice{#a}\n\nQ?\n\n- (x) yes\n  > Right.\n- ( ) perhaps {credit=50%}\n- ( ) no\n\n> [!EXPLAIN]\n> So.\n\n:::"
    )
    entries = [(each.get("map-key"), each.get("mapped-value")) for each in root.walk() if each.name == "qti-map-entry"]
    correct = [each.text for each in root.walk() if each.name == "qti-correct-response"]
    said = [(each.get("identifier"), each.text.strip()) for each in root.walk() if each.name == "qti-modal-feedback"]

    assert entries == [("A1", "1"), ("A2", "0.5"), ("A3", "0")]
    assert [text.strip() for text in correct] == ["A1"]
    assert said == [("A1", "Right."), ("SHOWN", "So.")]


def test_blanks_stand_in_their_sentence_and_share_the_mark() -> None:
    root = item(":::blanks{#a}\n\nOne [[word]] and [[(x) a | ( ) b]] and [[= 1..3]].\n\n:::")
    names = [each.name for each in root.walk() if each.name.endswith("-interaction")]
    worth = [each.get("mapped-value") for each in root.walk() if each.name == "qti-map-entry"]

    assert names == ["qti-text-entry-interaction", "qti-inline-choice-interaction", "qti-text-entry-interaction"]
    assert worth == ["0.333333333333", "0.333333333333"]


def test_the_manifest_names_every_item() -> None:
    root = parse(qti_writing.manifest(["items/item-0001.xml", "items/item-0002.xml"]).encode())

    assert [each.get("href") for each in root.walk() if each.name == "file"] == [
        "items/item-0001.xml",
        "items/item-0002.xml",
    ]


def test_any_number_is_a_condition_of_its_own_and_an_asterisk_for_words_is_named() -> None:
    root = item(":::number{#a}\n\nHow many?\n\n- = 3\n- = * {credit=50%}\n\n:::")
    _, losses = qti_writing.write(items_of(parse_lesson(":::short{#a}\n\nWho?\n\n- = a\n- = b* {credit=50%}\n\n:::")))

    assert [each.name for each in root.walk() if each.name in {"qti-and", "qti-is-null"}] == ["qti-and", "qti-is-null"]
    assert [str(loss) for loss in losses] == ["line 1: a: answers with '*' for any text"]
