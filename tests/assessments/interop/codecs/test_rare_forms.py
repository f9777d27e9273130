"""What files may say, and seldom do: each is read, written, or refused in words."""

import struct

import pytest

from assessments.interop.codecs import (
    aiken,
    archives,
    gift,
    gift_writing,
    h5p,
    moodle_xml,
    moodle_xml_writing,
    qti,
    qti_writing,
    sources,
    text2qti,
    xml_tree,
)
from assessments.interop.codecs.archives import Archive
from assessments.interop.codecs.into_dialect import Became, convert, renamed
from assessments.interop.codecs.items import Answer, Gap, Item, Kind, Text
from assessments.interop.codecs.out_of_dialect import items_of
from assessments.interop.codecs.sources import Refused
from modules.dialect.parser import parse
from modules.dialect.shown import gap_mark
from tests.assessments.interop.codecs.test_archives import archive
from tests.assessments.interop.codecs.test_h5p import INNER, package


def became(source: bytes) -> Became:
    """What a question in GIFT becomes."""
    (one,) = convert(gift.read(source).items)
    return one


def test_a_category_is_kept_by_what_knows_categories_and_named_by_what_does_not() -> None:
    (category,) = gift.read(b"$CATEGORY: doors/first visit\n").items
    in_moodle = moodle_xml_writing.write([category])

    assert gift_writing.write([category]).text == "$CATEGORY: doors/first visit\n"
    assert "$course$/top/doors//first visit" in in_moodle.text
    assert moodle_xml.read(in_moodle.text.encode()).items[0].kind is Kind.CATEGORY
    assert str(qti_writing.write([category])[1][0].what) == "its name: items of QTI stand beside each other"
    assert [str(lost) for one in convert([category]) for lost in one.lost] == [
        "the category 'doors/first visit': it names a place in the other system"
    ]


def test_several_answers_each_of_which_was_enough_become_boxes() -> None:
    one = became(b"Q {=a =b ~c}")

    assert "- [x] a" in one.markdown
    assert any("each of several answers was enough" in lost for lost in one.lost)


@pytest.mark.parametrize(
    ("stem", "prompt"),
    [("Read this.\n\nIt is so.", "Read this."), ("Read this:\n\n- one\n- two", "")],
    ids=["a paragraph of its own", "nothing that stands alone"],
)
def test_the_last_paragraph_of_a_question_is_the_statement(stem: str, prompt: str) -> None:
    (found,) = convert([Item(kind=Kind.TRUE_FALSE, stem=Text(text=stem, format="markdown"), answers=TRUTHS)])

    assert parse(found.markdown).activities[0].prompt == prompt


TRUTHS = gift.read(b"Q {T}").items[0].answers


def test_an_answer_without_a_question_is_told_at_its_line() -> None:
    assert [str(finding) for finding in aiken.read(b"\nANSWER: A\n").findings] == [
        "line 2: error[no-question]: an answer stands here without a question; write the question above it"
    ]


EMPTY = b"PK\x03\x04" + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, 0, 4, 0)


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"PK\x03\x04 and nothing more", "bad-archive", "cut off"),
        (EMPTY, "empty-archive", "the archive is empty"),
        (archive(("a" * (archives.MAX_NAME + 1), b"")), "unsafe-archive", "too long or too deep"),
        (archive(("a.txt", b"x")).replace(b"\x08\x00", b"\x0c\x00"), "unsafe-archive", "a way nobody uses here"),
    ],
    ids=["cut off", "nothing in it", "a name without end", "another way of packing"],
)
def test_an_archive_that_is_none_says_why(data: bytes, code: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        Archive(data)

    assert refused.value.finding.code == code


def test_an_archive_with_a_secret_in_it_is_refused() -> None:
    data = bytearray(archive(("a.txt", b"x")))
    data[data.find(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(Refused, match="encrypted"):
        Archive(bytes(data))


def test_text_behind_the_answers_belongs_to_the_question() -> None:
    assert gift.read(b"The {=cat ~dog} sleeps.").items[0].stem.text.endswith("sleeps.")


@pytest.mark.parametrize(
    ("key", "in_gift", "in_cloze"),
    [
        ("200 \u00b1 10%", "=180..220", "=200:20"),
        ("9..11", "=9..11", "=10:1"),
        ("10 \u00b1 1", "=10:1", "=10:1"),
    ],
)
def test_numbers_are_written_as_the_other_system_writes_them(key: str, in_gift: str, in_cloze: str) -> None:
    source = f":::number{{#a}}\n\nHow many?\n\n- = {key}\n- != *\n  > No.\n\n:::\n\n:::blanks{{#b}}\n\nIn [[= {key}]] hours.\n\n:::\n"
    items = list(items_of(parse(source)))
    written = gift_writing.write(items).text

    assert in_gift in written
    assert "~#" in written
    assert f"NUMERICAL:{in_cloze}" in moodle_xml_writing.write(items).text


def test_any_number_may_be_right_and_words_of_a_bank_are_chosen() -> None:
    source = ":::number{#a}\n\nHow many?\n\n- = *\n\n:::\n\n:::blanks{#b bank}\n\nFirst [[listen]].\n\n- judge\n\n:::\n"
    items = list(items_of(parse(source)))

    assert "=*" in gift_writing.write(items).text
    assert "{1:MULTICHOICE:" in moodle_xml_writing.write(items).text


def test_a_blank_that_takes_any_number_is_written_as_it_stands() -> None:
    gap = Gap(kind="number", answers=(Answer(text=Text(text="*")),))
    item = Item(kind=Kind.BLANKS, stem=Text(text=f"In {gap_mark(0)} hours.", format="markdown"), gaps=(gap,))

    assert "{1:NUMERICAL:=*}" in moodle_xml_writing.write([item]).text


def test_a_number_nobody_can_read_is_written_as_it_stands() -> None:
    (item,) = items_of(parse(":::number{#a}\n\nHow many?\n\n- = 4\n- != *\n  > No.\n\n:::\n"))

    assert "<text>*</text>" in moodle_xml_writing.write([item]).text


def test_every_other_number_may_have_its_answer_in_gift() -> None:
    (item,) = gift.read(b"Q {#=4 ~*#No.}").items

    assert [answer.text.text for answer in item.answers] == ["4", "*"]


def test_a_band_without_its_ends_is_left_out() -> None:
    ends = {
        "overallFeedback": [
            {"from": "none", "to": 50, "feedback": "Low."},
            {"from": 51, "to": 100, "feedback": "High."},
        ]
    }
    content = {"questions": [INNER, INNER], "endGame": ends}

    (quiz,) = h5p.read(package("H5P.QuestionSet", content)).items

    assert [note.label for note in quiz.notes] == ["SCORE 51-100"]


def test_what_only_declares_something_is_no_text() -> None:
    assert became(b"[html]<?php x ?><!DOCTYPE a><p>Q</p> {T}").markdown.count("php") == 0


def test_several_texts_without_a_name_stand_beside_each_other() -> None:
    found = list(convert(text2qti.read(b"Text: One.\n\nText: Two.\n").items))

    assert [one.key for one in found] == ["", ""]
    assert [one.markdown for one in found] == ["One.\n", "Two.\n"]


def test_what_needs_no_name_gets_none_however_many_there_are() -> None:
    cards = ":::cards\n\n- Front\n  > Back\n\n:::\n"

    assert renamed([cards, cards], taken=["cards"]) == [cards, cards]


def test_boxes_of_text2qti_take_a_wrong_tick_from_a_right_one() -> None:
    (one,) = convert(text2qti.read(b"1. Q\n[*] one\n[ ] two\n").items)

    assert "- [x] one" in one.markdown
    assert one.is_whole


def test_a_group_is_no_question_and_its_end_says_nothing() -> None:
    reading = text2qti.read(b"GROUP\npick: 1\n1. Q\n*a) one\n... Yes.\nb) two\nEND_GROUP\n")

    assert [finding.severity for finding in reading.findings] == ["warning", "warning"]
    assert reading.items[0].answers[0].feedback is not None


@pytest.mark.parametrize(
    ("line", "number"),
    [("= 1_000", "1000"), ("= 5 +- 1", "5 \u00b1 1"), ("= 5 +- 10%", "5 \u00b1 10%"), ("= [1_0, 2_0]", "10..20")],
)
def test_numbers_of_text2qti_are_those_of_the_dialect(line: str, number: str) -> None:
    assert text2qti.read(f"1. Q\n{line}\n".encode()).items[0].answers[0].text.text == number


def test_a_word_and_a_number_that_is_none() -> None:
    assert text2qti.read(b"1. Q\n* two*\n").items[0].answers[0].text.text == "two\\*"
    assert [finding.code for finding in text2qti.read(b"1. Q\n= ten\n").findings] == ["bad-number"]


def test_a_file_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "MAX_ELEMENTS", 2)

    (finding,) = qti.read(b"<a><b/><c/></a>").findings
    assert (finding.code, "more than 2 elements" in finding.message) == ("too-large", True)


def test_a_file_in_utf_16_is_told_how_to_save_it() -> None:
    with pytest.raises(Refused, match="UTF-16; save it as UTF-8"):
        sources.decode("Q {T}".encode("utf-16"))
