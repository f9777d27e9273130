"""A file for every code under which something is wrong with a file: the name of its format, and its bytes."""

import zlib

from tests.assessments.interop.codecs.test_archives import archive
from tests.assessments.interop.codecs.test_qti import declared


def moodle(question: str) -> tuple[str, bytes]:
    """A question of Moodle."""
    return "moodle-xml", f"<quiz>{question}</quiz>".encode()


def qti(body: str, declarations: str = "") -> tuple[str, bytes]:
    """An item of QTI."""
    return "qti", f'<assessmentItem identifier="a">{declarations}<itemBody>{body}</itemBody></assessmentItem>'.encode()


def damaged(data: bytes) -> bytes:
    """An archive of one member whose check sum is that of another one."""
    return archive(("h5p.json", data)).replace(zlib.crc32(data).to_bytes(4, "little"), b"\0\0\0\0")


STEPS = '<simpleChoice identifier="a">One</simpleChoice><simpleChoice identifier="b">Two</simpleChoice>'
END_OF_MANY = b"PK\x03\x04" + b"PK\x05\x06" + b"\0" * 6 + b"\xff\xff" + b"\0" * 10

FILES: dict[str, tuple[str, bytes]] = {
    "activity-too-long": ("gift", b"Q" * 90_000 + b" {T}"),
    "bad-answers": moodle('<question type="truefalse"><questiontext><text>Q</text></questiontext></question>'),
    "bad-archive": ("h5p", b"no archive"),
    "bad-json": ("h5p", archive(("h5p.json", b"{"), ("content/content.json", b"{"))),
    "bad-number": ("gift", b"Q {#ten}"),
    "bad-order": qti(
        f'<orderInteraction responseIdentifier="R">{STEPS}</orderInteraction>', declared("R", correct="a")
    ),
    "bad-pair": ("gift", b"Q {=a -> b =c}"),
    "bad-points": ("text2qti", b"Points: many\n1. Q\n*a) one\nb) two\n"),
    "bad-share": ("gift", b"Q {=%200%a ~b}"),
    "bad-xml": ("moodle-xml", b"<quiz>"),
    "code": ("text2qti", b"```{.python .run}\nprint(1)\n```\n"),
    "damaged": ("h5p", damaged(b"{}")),
    "document-type": ("moodle-xml", b"<!DOCTYPE quiz><quiz/>"),
    "double-name": ("h5p", archive(("h5p.json", b"{}"), ("H5P.json", b"{}"))),
    "empty-archive": ("h5p", archive()),
    "misplaced-id": ("gift", b"[id:a] Q {T}"),
    "mixed-answers": ("text2qti", b"1. Q\n*a) one\n[*] two\n"),
    "no-answer": ("aiken", b"Q\nA) one\nB) two\n"),
    "no-answers": ("text2qti", b"1. Q\n"),
    "no-body": ("qti", b'<assessmentItem identifier="a"/>'),
    "no-gaps": moodle('<question type="cloze"><questiontext><text>Q</text></questiontext></question>'),
    "no-item": ("qti", b"<other/>"),
    "no-member": ("h5p", archive(("other.txt", b"x"))),
    "no-question": ("aiken", b"A) one\n"),
    "no-quiz": ("moodle-xml", b"<other/>"),
    "no-sign": ("gift", b"Q {a =b}"),
    "no-such-option": ("aiken", b"Q\nA) one\nB) two\nANSWER: C\n"),
    "no-text": ("gift", b"Q\x00 {T}"),
    "not-kept": ("text2qti", b"Shuffle answers: true\n1. Q\n*a) one\nb) two\n"),
    "not-utf-8": ("gift", b"Q \xff {T}"),
    "one-option": ("aiken", b"Q\nA) one\nANSWER: A\n"),
    "one-pair": ("gift", b"Q {=a -> b}"),
    "stray-brace": ("gift", b"Q } {T}"),
    "too-large": ("gift", b"a" * 2_000_001),
    "too-many": ("gift", b"Q {T}\n\n" * 201),
    "too-many-members": ("h5p", END_OF_MANY),
    "too-many-options": ("gift", b"Q {=a " + b" ".join(b"~%d" % number for number in range(61)) + b"}"),
    "too-nested": ("moodle-xml", b"<quiz>" + b"<a>" * 200 + b"</a>" * 200 + b"</quiz>"),
    "two-answers": ("gift", b"Q {=a {b}}"),
    "unclosed-brace": ("gift", b"Q {=a"),
    "unclosed-name": ("gift", b"::Q {T}"),
    "unsafe-archive": ("h5p", archive(("../h5p.json", b"{}"))),
}
