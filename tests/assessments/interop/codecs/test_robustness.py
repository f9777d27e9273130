"""No bytes make a reader fail, and none cost much more than they weigh."""

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interop.codecs.formats import READERS, guess
from assessments.interop.codecs.into_dialect import convert
from assessments.interop.codecs.items import Finding
from assessments.interop.codecs.sources import MAX_ITEMS
from tests.assessments.interop.codecs.strategies import WORDS
from tests.assessments.interop.codecs.test_h5p import package

PIECES = [
    *WORDS, "{", "}", "{=", "~", "####", "{#", "{1:SA:=", "ANSWER: A", "A) ", "B) ", "1. ", "a) ", "*b) ", "[*] ", "... ", "=  ", "___",
    "<quiz>", "</quiz>", '<question type="cloze">', '<question type="multichoice">', "</question>", "<questiontext>", "<text>", "</text>",
    "<![CDATA[", "]]>", '<answer fraction="100">', "</answer>", "<!DOCTYPE a>", "&#0;", "\x00", "\x1b", "\ue000", "\ue000" + "0\ue001", "\ufeff",
    "\r\n", "\n\n",
]  # fmt: skip
files = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=30).map(lambda pieces: "".join(pieces).encode()),
    st.lists(st.sampled_from(PIECES), max_size=30).map(
        lambda pieces: (
            f"<quiz><question type='cloze'><questiontext>{' '.join(pieces)}</questiontext></question></quiz>".encode()
        )
    ),
)
SIZE = 20_000
SECONDS = 0.5


def xml(kind: str, inside: str) -> str:
    return f'<quiz><question type="{kind}"><questiontext format="html"><text><![CDATA[{inside}]]></text></questiontext></question></quiz>'


def item(body: str) -> str:
    declared = (
        '<responseDeclaration identifier="R"><correctResponse><value>a</value></correctResponse></responseDeclaration>'
    )
    return f"<assessmentItem>{declared}<itemBody>{body}</itemBody></assessmentItem>"


HOSTILE: dict[str, tuple[str, Callable[[int], str]]] = {
    "open braces": ("gift", lambda n: "{" * n),
    "closed braces": ("gift", lambda n: "Q {=" + "}" * n),
    "tildes": ("gift", lambda n: "Q {" + "~a" * (n // 2) + "}"),
    "arrows": ("gift", lambda n: "Q {" + "=a->b" * (n // 5) + "}"),
    "hashes": ("gift", lambda n: "Q {=a" + "#" * n + "}"),
    "escapes": ("gift", lambda n: "\\" * n),
    "many questions": ("gift", lambda n: "Q {T}\n\n" * (n // 7)),
    "many broken questions": ("gift", lambda n: "Q {\n\n" * (n // 5)),
    "stars": ("gift", lambda n: "*a_ " * (n // 4)),
    "blank lines": ("gift", lambda n: "a\n" * (n // 2) + "{=a}"),
    "unclosed tags": ("gift", lambda n: "[html]" + "<b" * (n // 2)),
    "open emphasis": ("gift", lambda n: "[html]" + "<b>a" * (n // 4)),
    "closed emphasis": ("gift", lambda n: "[html]" + "<b>" * (n // 8) + "</i>" * (n // 8)),
    "comments": ("gift", lambda n: "[html]" + "<!--" * (n // 4)),
    "declarations": ("gift", lambda n: "[html]" + "<![CDATA[" * (n // 9)),
    "lists": ("gift", lambda n: "[html]" + "<ul><li>a" * (n // 9)),
    "attributes": ("gift", lambda n: "[html]<a " + "b\\=c " * (n // 5) + ">"),
    "quotes in attributes": ("gift", lambda n: "[html]<a b\\='" * (n // 8)),
    "entities": ("gift", lambda n: "[html]" + "&" * n),
    "open brackets": ("gift", lambda n: "[markdown]" + "![" * (n // 2) + "{}"),
    "gaps": ("moodle-xml", lambda n: xml("cloze", "{1:SA:=a}" * (n // 9))),
    "open gaps": ("moodle-xml", lambda n: xml("cloze", "{1:SA:" * (n // 6))),
    "backslashes in gaps": ("moodle-xml", lambda n: xml("cloze", "{1:SA:" + "\\" * n)),
    "elements": ("moodle-xml", lambda n: "<quiz>" + "<a/>" * (n // 4) + "</quiz>"),
    "deep elements": ("moodle-xml", lambda n: "<quiz>" * (n // 6)),
    "questions": ("moodle-xml", lambda n: "<quiz>" + '<question type="essay"/>' * (n // 24) + "</quiz>"),
    "entity expansion": ("moodle-xml", lambda n: f'<!DOCTYPE a [<!ENTITY b "{"c" * n}">]><quiz>&b;</quiz>'),
    "choices of QTI": ("qti", lambda n: item("<choiceInteraction>" + "<simpleChoice/>" * (n // 15) + "</choiceInteraction>")),
    "fields of QTI": ("qti", lambda n: item("<p>a " + '<textEntryInteraction responseIdentifier="R"/>' * (n // 44) + "</p>")),
    "mark-up of QTI": ("qti", lambda n: item("<p><b>a</b></p>" * (n // 15))),
    "names of QTI": ("qti", lambda n: item("<a" + "-a" * (n // 2) + "/>")),
    "options": ("aiken", lambda n: "Q\n" + "A) a\n" * (n // 5) + "ANSWER: A"),
    "stems": ("aiken", lambda n: "Q\n" * (n // 2)),
    "questions of Aiken": ("aiken", lambda n: "Q\nA) a\nB) b\nANSWER: A\n" * (n // 22)),
    "pieces": ("text2qti", lambda n: "1. a\n*a) b\n" + "b) c\n" * (n // 5)),
    "feedback": ("text2qti", lambda n: "1. a\n*a) b\n" + "... c\n" * (n // 6)),
    "indented": ("text2qti", lambda n: "1. a\n" + "  b\n" * (n // 4)),
}  # fmt: skip


@pytest.mark.parametrize("file_format", READERS)
@settings(max_examples=100, deadline=None)
@given(data=files)
def test_any_bytes_give_a_reading_or_a_refusal(file_format: str, data: bytes) -> None:
    reading = READERS[file_format](data)

    for one in convert(reading.items):
        assert one.markdown or one.lost or one.findings
    assert all(isinstance(finding, Finding) and finding.place.line >= 1 for finding in reading.findings)
    assert guess("file.txt", data) in READERS


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_of_twenty_kilobytes_takes_half_a_second(name: str) -> None:
    file_format, make = HOSTILE[name]
    data = make(SIZE).encode()

    # The best of three: a busy machine makes the same work look dearer, never cheaper.
    assert min(_seconds(file_format, data) for _ in range(3)) < SECONDS


def _seconds(file_format: str, data: bytes) -> float:
    began = process_time()
    list(convert(READERS[file_format](data).items))
    return process_time() - began


MANY: dict[str, Callable[[int], bytes]] = {
    "gift": lambda n: b"Q {T}\n\n" * n,
    "aiken": lambda n: b"Q\nA) a\nB) b\nANSWER: A\n" * n,
    "text2qti": lambda n: b"Text: a\n" * (n + 1),
    "moodle-xml": lambda n: b"<quiz>" + b'<question type="essay"/>' * n + b"</quiz>",
    "qti": lambda n: b"<a>" + b"<assessmentItem><itemBody>a</itemBody></assessmentItem>" * n + b"</a>",
    "h5p": lambda n: package("H5P.SingleChoiceSet", {"choices": [{"question": "Q", "answers": ["a", "b"]}] * n}),
}


@pytest.mark.parametrize("file_format", READERS)
def test_a_file_with_more_items_than_a_page_holds_gives_the_first_ones_and_says_so(file_format: str) -> None:
    reading = READERS[file_format](MANY[file_format](MAX_ITEMS + 1))

    assert [finding.code for finding in reading.findings] == ["too-many"]
    assert MAX_ITEMS <= len(reading.items) <= MAX_ITEMS + 1


@pytest.mark.parametrize("file_format", READERS)
def test_a_file_larger_than_any_honest_one_is_refused(file_format: str) -> None:
    data = b"PK\x03\x04" + b"0" * 50_000_001 if file_format == "h5p" else b" " * 20_000_001

    assert [finding.code for finding in READERS[file_format](data).findings] == ["too-large"]
