"""Moodle XML is read with its Cloze, and written so that it comes back as it went out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interop.codecs import moodle_xml, moodle_xml_writing
from assessments.interop.codecs.cloze import read_cloze
from assessments.interop.codecs.into_dialect import Became, convert
from assessments.interop.codecs.items import Kind
from assessments.interop.codecs.out_of_dialect import items_of
from modules.dialect.document import Document
from modules.dialect.parser import parse
from modules.dialect.shown import gap_mark
from modules.dialect.writer import write
from tests.assessments.interop.codecs.strategies import GIFT_ITEMS
from tests.dialect.graded_strategies import GRADED

NOT_IN_MOODLE = {"mark"}


def became(question: str) -> Became:
    """What a question becomes; there must be one, without a mistake."""
    reading = moodle_xml.read(f"<quiz>{question}</quiz>".encode())
    assert not reading.findings
    (one,) = convert(reading.items)
    return one


def test_moodles_own_file_is_read_whole(corpora: Path) -> None:
    reading = moodle_xml.read((corpora / "moodle" / "xml" / "nested_categories_with_questions.xml").read_bytes())

    assert not reading.findings
    assert [item.kind for item in reading.items] == [
        Kind.CATEGORY, Kind.TRUE_FALSE, Kind.CATEGORY, Kind.ESSAY, Kind.TRUE_FALSE, Kind.CATEGORY, Kind.TRUE_FALSE, Kind.CATEGORY,
        Kind.TRUE_FALSE,
    ]  # fmt: skip
    assert [str(item.place) for item in reading.items[:2]] == ["question 1, line 4", "question 2, line 15"]


def test_cloze_becomes_blanks_and_what_no_blank_can_hold_is_told() -> None:
    one = became("""
        <question type="cloze"><name><text>Capitals</text></name><questiontext format="html"><text><![CDATA[
        <p>Look.</p><p>France: {1:SHORTANSWER:=Paris#Good~%50%Marseille~*#No}. Colour: {2:MC:red~=blue \\} or so}.
        Pi: {:NM:=3.14:0.005}. Both {1:MR:=a~=b}.</p>]]></text></questiontext></question>""")

    assert (
        one.markdown
        == """\
:::blanks{#capitals}

Look.

France: [[Paris]]. Colour: [[( ) red | (x) blue } or so]]. Pi: [[= 3.14 ± 0.005]]. Both {1:MR:=a\\~=b}.

:::
"""
    )
    assert one.lost == (
        "the weights of the blanks: each counts the same",
        "the blank {1:MR:=a~=b}: its answers cannot be read, or several of them are to be chosen",
        "answers of a blank that were worth a part of the mark",
        "feedback at the answers of a blank",
    )


def test_a_choice_keeps_its_shares_its_hints_and_its_feedback() -> None:
    one = became("""
        <question type="multichoice"><questiontext format="markdown"><text>Which **two**?</text></questiontext>
        <defaultgrade>3</defaultgrade><penalty>0.25</penalty><single>false</single><shuffleanswers>1</shuffleanswers>
        <answer fraction="50"><text>a</text><feedback><text><![CDATA[<b>Yes</b>]]></text></feedback></answer>
        <answer fraction="50"><text>b</text></answer><answer fraction="-100"><text>c</text></answer>
        <correctfeedback><text>All.</text></correctfeedback><hint format="html"><text>Think.</text></hint>
        <tags><tag><text>capitals</text></tag></tags></question>""")

    assert (
        one.markdown
        == """\
:::choice{#q01 credit=weights penalty=25% points=3 shuffle}

Which **two**?

- [x] a {#xts credit=50%}
  > **Yes**
- [x] b {#zvr credit=50%}
- [ ] c {#npj credit=-100%}

> [!HINT]
> Think.

> [!CORRECT]
> All.

:::
"""
    )
    assert one.lost == ("tags: capitals",)


@pytest.mark.parametrize(
    ("cloze", "markdown"),
    [
        ("a {1:NM:=x} {1:SA:=b}", "a {1:NM:=x} [[b]]"),  # no number
        ("a {1:SA:} {1:SA:b} {1:SA:=c}", "a {1:SA:} {1:SA:b} [[c]]"),  # no answer, no right one
        ("a {1:NM:=3~*#No}", "a [[3]]"),
        ("a {1:MWC:=B}", "a [[B]]"),
        ("a {1:SA:=} {1:SA:=c", "a {1:SA:=} {1:SA:=c"),  # empty, and never closed
    ],
)
def test_what_is_no_blank_stays_text(cloze: str, markdown: str) -> None:
    read = read_cloze(cloze, "plain")

    shown = read.text
    for number, gap in enumerate(read.gaps):
        shown = shown.replace(gap_mark(number), f"[[{gap.answers[0].text.text}]]")
    assert shown == markdown


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><quiz/>', 1, "document-type"),
        ("<quiz>\n<question>", 2, "bad-xml"),
        ("<html/>", 1, "no-quiz"),
        ("", 1, "bad-xml"),
        ('<quiz>\n<question type="truefalse"><answer><text>yes</text></answer></question></quiz>', 2, "bad-answers"),
        ('<quiz>\n\n<question type="numerical"><answer><text>x</text></answer></question></quiz>', 3, "bad-number"),
        ('<quiz><question type="shortanswer"><answer fraction="101"/></question></quiz>', 1, "bad-share"),
        ('<quiz><question type="cloze"/></quiz>', 1, "no-gaps"),
        ("<a>" * 50, 1, "too-nested"),
        ('<?xml version="1.0" encoding="x-none"?><quiz/>', 1, "bad-xml"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(source: str, line: int, code: str) -> None:
    finding = moodle_xml.read(source.encode()).findings[0]

    assert (finding.code, finding.place.line) == (code, line)


def test_a_type_nobody_knows_is_kept_as_its_text_and_told() -> None:
    one = became('<question type="ddmarker"><questiontext><text>Where?</text></questiontext></question>')

    assert (one.kind, one.markdown) == ("text", "Where?\n")
    assert one.lost[0] == "a question of the type 'ddmarker'"


@pytest.mark.parametrize("kind", GIFT_ITEMS, ids=str)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_from_items_into_the_dialect_and_back_is_stable(kind: Kind, data: st.DataObject) -> None:
    first = next(convert([data.draw(GIFT_ITEMS[kind])]))
    if first.is_whole and first.markdown:
        again = _round(first.markdown)
        # Moodle knows a number by its middle: two ends come back as one number with a tolerance, and stay so.
        assert again == (_round(again) if kind is Kind.NUMBER else first.markdown)


@pytest.mark.parametrize("kind", sorted(GRADED.keys() - NOT_IN_MOODLE))
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_every_graded_activity_is_written_and_read(kind: str, data: st.DataObject) -> None:
    document = Document(nodes=(data.draw(GRADED[kind]),))
    written = moodle_xml_writing.write(items_of(document))
    reading = moodle_xml.read(written.text.encode())

    assert not reading.findings
    assert len(reading.items) == 1


@pytest.mark.parametrize("kind", sorted(NOT_IN_MOODLE))
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_what_moodle_does_not_have_is_named_and_left_out(kind: str, data: st.DataObject) -> None:
    written = moodle_xml_writing.write(items_of(Document(nodes=(data.draw(GRADED[kind]),))))

    assert moodle_xml.read(written.text.encode()).items == ()
    assert [kind in loss.what for loss in written.losses] == [True]


def _round(markdown: str) -> str:
    written = moodle_xml_writing.write(items_of(parse(markdown)))
    reading = moodle_xml.read(written.text.encode())
    assert not reading.findings
    return write(parse("\n".join(one.markdown for one in convert(reading.items))))


def test_what_moodle_has_no_question_for_is_named() -> None:
    written = moodle_xml_writing.write(items_of(parse(":::cards\n\n- front\n  > back\n\n:::")))

    assert [loss.what for loss in written.losses] == ["left out, because Moodle has no question like 'cards'"]
