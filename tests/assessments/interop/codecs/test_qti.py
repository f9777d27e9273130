"""Items of QTI 2 and 3 are read by their interactions, and what they cannot tell is named."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interop.codecs import qti, qti_writing
from assessments.interop.codecs.formats import guess
from assessments.interop.codecs.into_dialect import Became, convert
from assessments.interop.codecs.items import Kind
from assessments.interop.codecs.out_of_dialect import items_of
from modules.dialect.document import Document
from modules.dialect.parser import parse
from tests.dialect.strategies import KINDS


def became(body: str, declarations: str = "") -> Became:
    """What an item of QTI 2.1 becomes; there must be one, without a mistake."""
    xml = f"""<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="visit" title="Visit">
        {declarations}<itemBody>{body}</itemBody></assessmentItem>"""
    assert guess("item.xml", xml.encode()) == "qti"
    reading = qti.read(xml.encode())
    assert not reading.findings
    (one,) = convert(reading.items)
    return one


def declared(name: str, *, base: str = "identifier", many: str = "single", correct: str = "", mapping: str = "") -> str:
    values = "".join(f"<value>{value}</value>" for value in correct.split("|"))
    entries = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{value}"/>'
        for key, value in (pair.split("=") for pair in mapping.split() if pair)
    )
    return f"""<responseDeclaration identifier="{name}" cardinality="{many}" baseType="{base}"><correctResponse>{values}</correctResponse>
        {f"<mapping>{entries}</mapping>" if entries else ""}</responseDeclaration>"""


def test_a_choice_keeps_its_shares_its_feedback_and_what_is_fixed() -> None:
    one = became(
        """<p>Look at the <b>door</b>.</p><choiceInteraction responseIdentifier="R" shuffle="true"><prompt>And then?</prompt>
        <simpleChoice identifier="A">Knock<feedbackInline identifier="A">Yes.</feedbackInline></simpleChoice>
        <simpleChoice identifier="B">Wait</simpleChoice><simpleChoice identifier="C" fixed="true">Leave</simpleChoice></choiceInteraction>""",
        declared("R", correct="A", mapping="A=2 B=1"),
    )

    assert (
        one.markdown
        == """\
:::choice{#visit shuffle}

Look at the **door**.

And then?

- (x) Knock {#fpx}
  > Yes.
- ( ) Wait {#vxg credit=50%}
- ( ) Leave {#rkj fixed}

:::
"""
    )


def test_blanks_stand_in_their_sentence() -> None:
    one = became(
        """<p>We <inlineChoiceInteraction responseIdentifier="A"><inlineChoice identifier="x">listen</inlineChoice>
        <inlineChoice identifier="y">judge</inlineChoice></inlineChoiceInteraction>, then
        <textEntryInteraction responseIdentifier="B"/> within <textEntryInteraction responseIdentifier="C"/> hours.</p>""",
        declared("A", correct="x")
        + declared("B", base="string", correct="ask", mapping="ask=0.5 answer=0.5")
        + declared("C", base="integer", correct="24"),
    )

    assert "We [[(x) listen | ( ) judge]], then [[ask|answer]] within [[= 24]] hours." in one.markdown


@pytest.mark.parametrize(
    ("body", "declarations", "kind", "piece"),
    [
        (
            ('<orderInteraction responseIdentifier="R"><simpleChoice identifier="A">two</simpleChoice>'
            '<simpleChoice identifier="B">one</simpleChoice></orderInteraction>'),
            declared("R", many="ordered", correct="B|A"), "order", "1. one",
        ),
        (
            ('<matchInteraction responseIdentifier="R"><simpleMatchSet><simpleAssociableChoice identifier="A">cat</simpleAssociableChoice>'
            '</simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="B">miaow</simpleAssociableChoice>'
            '<simpleAssociableChoice identifier="C">bark</simpleAssociableChoice></simpleMatchSet></matchInteraction>'),
            declared("R", many="multiple", base="directedPair", correct="A B"), "match", "- -> bark",
        ),
        ('<p>Pi?</p><p><textEntryInteraction responseIdentifier="R"/></p>', declared("R", base="float", correct="3.14"), "number", "- = 3.14"),
        ('<p>Who?</p><p><textEntryInteraction responseIdentifier="R"/></p>', declared("R", base="string", correct="a*"), "short", "- = a\\*"),
        ('<p>Write.</p><extendedTextInteraction responseIdentifier="R"/>', "", "essay", "Write."),
        ("<p>Read.</p>", "", "text", "Read."),
        ('<p>Draw.</p><drawingInteraction responseIdentifier="R"/>', "", "text", "Draw."),
    ],
)  # fmt: skip
def test_every_interaction_finds_its_activity(body: str, declarations: str, kind: str, piece: str) -> None:
    one = became(body, declarations)

    assert one.kind == kind
    assert piece in one.markdown.replace("{#", "\n{#")
    assert one.is_whole


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<assessmentItem/>", "no-body"),
        ("<quiz/>", "no-item"),
        ("<!DOCTYPE a><assessmentItem/>", "document-type"),
        (
            '<assessmentItem><itemBody><orderInteraction><simpleChoice identifier="A"/></orderInteraction></itemBody></assessmentItem>',
            "bad-order",
        ),
        ("<assessmentItem><itemBody><matchInteraction/></itemBody></assessmentItem>", "bad-pair"),
        ("<assessmentItem><itemBody><p>a <textEntryInteraction/></p></itemBody></assessmentItem>", "no-answer"),
    ],
)
def test_what_cannot_be_read_is_told(source: str, code: str) -> None:
    assert [finding.code for finding in qti.read(source.encode()).findings] == [code]


@pytest.mark.parametrize("kind", ["choice", "match", "order", "blanks", "short", "truefalse", "reflect"])
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_as_the_same_kind(kind: str, data: st.DataObject) -> None:
    # One blank that stands alone in its paragraph or its cell is a field like any other.
    alone = {"blanks": {Kind.BLANKS, Kind.SHORT, Kind.NUMBER}, "truefalse": {Kind.CHOICE}, "reflect": {Kind.ESSAY}}
    wanted = alone.get(kind) or {Kind(kind)}
    files, _ = qti_writing.write(items_of(Document(nodes=(data.draw(KINDS[kind]),))))

    for text in files.values():
        reading = qti.read(text.encode())
        assert not reading.findings
        assert [item.kind in wanted for item in reading.items] == [True]


def test_numbers_between_two_ends_come_back_with_what_they_are_worth() -> None:
    files, _ = qti_writing.write(
        items_of(parse(":::number{#a}\n\nHow many?\n\n- = 1..3\n- = 5 {credit=50%}\n- != *\n\n:::"))
    )
    (text,) = files.values()

    (item,) = qti.read(text.encode()).items

    assert item.lost == ()
    assert [(answer.text.text, answer.worth) for answer in item.answers] == [
        ("1..3", 1),
        ("5", Fraction(1, 2)),
        ("*", 0),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "<responseIf><gte><variable identifier='R'/></gte></responseIf>",
        "<responseIf><and><gte/><lte/></and><setOutcomeValue/></responseIf>",
        "<responseElse><not/><setOutcomeValue/></responseElse>",
        "<responseIf><not><isNull/></not><setOutcomeValue identifier='SCORE'><sum><baseValue>1</baseValue></sum></setOutcomeValue></responseIf>",
        "<responseIf><equal/><setOutcomeValue identifier='OTHER'/></responseIf>",
        "",
    ],
)
def test_marking_of_its_own_is_named(rule: str) -> None:
    processing = f"<responseProcessing><responseCondition>{rule}</responseCondition></responseProcessing>"
    source = f"<assessmentItem><itemBody><p>Read.</p></itemBody>{processing}</assessmentItem>"

    (item,) = qti.read(source.encode()).items

    assert item.lost == ("rules of marking of its own",)


def test_words_that_can_be_ticked_are_words_to_mark() -> None:
    one = became(
        """<p>Which judge?</p><hottextInteraction responseIdentifier="R"><p>The <hottext identifier="A">lazy</hottext> mother
        <hottext identifier="B">was asleep</hottext>.</p></hottextInteraction>""",
        declared("R", many="multiple", correct="A"),
    )

    assert (one.kind, one.lost) == ("mark", ())
    assert "The [[lazy]] mother [[-was asleep]]." in one.markdown


def test_several_answers_without_a_mapping_count_right_ticks_minus_wrong_ones() -> None:
    options = "".join(f'<simpleChoice identifier="{name}">{name}</simpleChoice>' for name in "ABC")
    one = became(
        f'<choiceInteraction responseIdentifier="R">{options}</choiceInteraction>',
        declared("R", many="multiple", correct="A|B"),
    )

    assert one.markdown.startswith(":::choice{#visit}\n\n- [x] A")


def test_sides_that_are_paired_among_themselves_become_pairs() -> None:
    sides = "".join(f'<simpleAssociableChoice identifier="{name}">{name}</simpleAssociableChoice>' for name in "ABCD")
    one = became(
        f'<associateInteraction responseIdentifier="R">{sides}</associateInteraction>',
        declared("R", many="multiple", base="pair", correct="A B|C D"),
    )

    assert "- A -> B" in one.markdown
    assert one.is_whole


def test_an_item_with_several_interactions_keeps_its_text() -> None:
    one = became("<p>Two.</p><extendedTextInteraction/><p>Or.</p><uploadInteraction/>")

    assert one.markdown == "Two.\n\nOr.\n"
    assert one.lost[0] == "the item holds several interactions; only its text is kept"


def test_a_number_that_is_none_is_told() -> None:
    source = f"""<assessmentItem>{declared("R", base="float", correct="x")}<itemBody><textEntryInteraction responseIdentifier="R"/></itemBody>
        </assessmentItem>"""

    assert [finding.code for finding in qti.read(source.encode()).findings] == ["bad-number"]
