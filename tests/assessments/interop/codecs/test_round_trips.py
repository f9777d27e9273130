"""What is written is read again as the same question: the same words, the same right answers, the same worth."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interop.codecs import moodle_xml, moodle_xml_writing, qti, qti_writing
from assessments.interop.codecs.into_dialect import MARKUP, Became, convert
from assessments.interop.codecs.items import Item, Kind, Text
from assessments.interop.codecs.out_of_dialect import items_of
from assessments.interop.codecs.texts import leaf
from assessments.interop.codecs.xml_tree import parse as parse_xml
from modules.dialect.markup import render
from modules.dialect.numbers import parse_target
from modules.dialect.parser import parse
from tests.assessments.interop.codecs.strategies import ROUND_TRIPS

Essence = tuple[object, ...]
AS_CHOICE = {"true": "True", "false": "False"}


def essence(item: Item) -> Essence:
    """What a learner reads and what is right, whatever it was written in. Pairs have no order."""
    answers = [
        (
            _number(answer.text.text) if item.kind is Kind.NUMBER else _seen(answer.text),
            round(float(answer.worth), 6),
            _seen(answer.partner),
            _seen(answer.feedback),
            answer.fixed,
        )
        for answer in item.answers
    ]
    return (
        item.kind,
        item.single,
        _seen(item.stem),
        *(sorted(answers, key=str) if item.kind is Kind.MATCH else answers),
        tuple((note.label, _seen(note.text)) for note in item.notes),
    )


def _seen(text: Text | None) -> str:
    """The characters without their markup: other systems have quotes and lists of their own."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", render(leaf(text).text))).split()) if text else ""


def _number(written: str) -> object:
    target = parse_target(written)
    return (target.low, target.high) if target else written


def began(data: st.DataObject, kind: Kind) -> Became | None:
    """A question as a lesson has it, whose markup means the same there."""
    became = next(convert([data.draw(ROUND_TRIPS[kind])]))
    is_plain = became.is_whole and became.markdown and MARKUP not in became.lost and "![" not in became.markdown
    return became if is_plain else None


def _as_qti(item: Item) -> Item:
    """QTI has no statement: it is a choice between two words."""
    if item.kind is not Kind.TRUE_FALSE:
        return item
    answers = [
        type(answer)(text=Text(text=AS_CHOICE[answer.text.text]), right=answer.right, feedback=answer.feedback)
        for answer in item.answers
    ]
    return type(item)(kind=Kind.CHOICE, stem=item.stem, answers=tuple(answers), notes=item.notes)


@pytest.mark.parametrize("kind", ROUND_TRIPS, ids=str)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_qti_gives_back_the_question_that_went_out(kind: Kind, data: st.DataObject) -> None:
    became = began(data, kind)
    if became is None:
        return
    items = [*items_of(parse(became.markdown))]
    files, losses = qti_writing.write(items)
    if losses:
        return

    reading = qti.read(next(iter(files.values())).encode())

    assert not reading.findings
    assert [essence(item) for item in reading.items] == [essence(_as_qti(item)) for item in items]


@pytest.mark.parametrize("kind", ROUND_TRIPS, ids=str)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_moodle_xml_gives_back_the_question_that_went_out(kind: Kind, data: st.DataObject) -> None:
    became = began(data, kind)
    if became is None:
        return
    items = [*items_of(parse(became.markdown))]
    written = moodle_xml_writing.write(items)
    if written.losses:
        return

    reading = moodle_xml.read(written.text.encode())

    assert not reading.findings
    assert [essence(item) for item in reading.items] == [essence(item) for item in items]


INTERACTIONS = {
    "qti-choice-interaction": {"response-identifier", "shuffle", "max-choices"},
    "qti-match-interaction": {"response-identifier", "shuffle", "max-associations"},
    "qti-order-interaction": {"response-identifier", "shuffle"},
    "qti-hottext-interaction": {"response-identifier", "max-choices"},
    "qti-inline-choice-interaction": {"response-identifier", "shuffle"},
    "qti-text-entry-interaction": {"response-identifier"},
    "qti-extended-text-interaction": {"response-identifier"},
}
CHOICES = {"qti-simple-choice", "qti-hottext", "qti-inline-choice", "qti-simple-associable-choice"}
REQUIRED = {
    "qti-assessment-item": {"identifier", "title", "adaptive", "time-dependent"},
    "qti-response-declaration": {"identifier", "cardinality", "base-type"},
    "qti-outcome-declaration": {"identifier", "cardinality", "base-type"},
    "qti-map-entry": {"map-key", "mapped-value"},
    "qti-modal-feedback": {"outcome-identifier", "identifier", "show-hide"},
    "qti-simple-associable-choice": {"identifier", "match-max"},
    **{name: {"identifier"} for name in CHOICES - {"qti-simple-associable-choice"}},
    **INTERACTIONS,
}
ORDER = [
    "qti-response-declaration",
    "qti-outcome-declaration",
    "qti-item-body",
    "qti-response-processing",
    "qti-modal-feedback",
]


@pytest.mark.parametrize("kind", ROUND_TRIPS, ids=str)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_an_item_of_qti_keeps_the_rules_of_its_standard(kind: Kind, data: st.DataObject) -> None:
    files, _ = qti_writing.write([data.draw(ROUND_TRIPS[kind])])
    for text in files.values():
        root = parse_xml(text.encode())
        every = [*root.walk()]
        declared = {each.get("identifier") for each in root.all("qti-response-declaration")}
        asked = {each.get("response-identifier") for each in every if each.name in INTERACTIONS}
        choices = [each.get("identifier") for each in every if each.name in CHOICES]
        keys = {
            part for each in every if each.name == "qti-map-entry" and choices for part in each.get("map-key").split()
        }
        outcomes = {"SCORE", *(each.get("identifier") for each in root.all("qti-outcome-declaration"))}

        assert [each.name for each in root.elements] == sorted((each.name for each in root.elements), key=ORDER.index)
        assert all(REQUIRED.get(each.name, set()) <= set(each.attributes) for each in every)
        assert asked == declared
        assert len(choices) == len(set(choices)) or kind is Kind.BLANKS
        assert keys <= set(choices)
        assert {each.get("identifier") for each in every if each.name == "qti-set-outcome-value"} <= outcomes
        assert all(each.get("outcome-identifier") in outcomes for each in root.all("qti-modal-feedback"))
