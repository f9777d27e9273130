"""GIFT is read as Moodle reads it, and what cannot be read is told by line."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from assessments.interop.codecs import gift
from assessments.interop.codecs.items import Answer, Item, Kind, Text

TYPES = {
    Kind.CHOICE: "MC",
    Kind.TRUE_FALSE: "TF",
    Kind.SHORT: "Short",
    Kind.NUMBER: "Numerical",
    Kind.MATCH: "Matching",
    Kind.ESSAY: "Essay",
    Kind.TEXT: "Description",
}


def golden(item: Item) -> dict[str, Any]:
    """The item as the golden files of the GIFT grammar write it."""
    if item.kind is Kind.CATEGORY:
        return {"type": "Category", "title": item.name}
    read: dict[str, Any] = {
        "id": item.ident or None,
        "tags": list(item.tags) or None,
        "type": TYPES[item.kind],
        "title": item.name or None,
        "stem": text(item.stem),
        "hasEmbeddedAnswers": item.embedded,
    }
    if item.kind is Kind.TEXT:
        return read
    read["globalFeedback"] = text(item.said("EXPLAIN"))
    if item.kind in {Kind.CHOICE, Kind.SHORT}:
        read["choices"] = [choice(answer, text(answer.text)) for answer in item.answers]
    elif item.kind is Kind.NUMBER:
        read["choices"] = numbers(item.answers)
    elif item.kind is Kind.MATCH:
        read["matchPairs"] = [
            {"subquestion": text(answer.text), "subanswer": answer.partner and answer.partner.text}
            for answer in item.answers
        ]
    elif item.kind is Kind.TRUE_FALSE:
        true, false = item.answers
        read |= {"isTrue": true.right, "trueFeedback": text(true.feedback), "falseFeedback": text(false.feedback)}
    return read


def text(found: Text | None) -> dict[str, str] | None:
    return {"format": found.format, "text": found.text} if found else None


def choice(answer: Answer, read: object) -> dict[str, Any]:
    weight = None if answer.share is None else float(answer.share * 100)
    return {"isCorrect": answer.right, "weight": weight, "text": read, "feedback": text(answer.feedback)}


def numbers(answers: tuple[Answer, ...]) -> object:
    """One number without a sign stands for itself; several are choices, in which a number without a tolerance has none."""
    if len(answers) == 1 and answers[0].text.text[-4:] != " ± 0":
        return number(answers[0].text.text)
    return [choice(answer, number(answer.text.text, alone=False)) for answer in answers]


def number(written: str, *, alone: bool = True) -> dict[str, Any]:
    if written == "*":
        return {"format": "moodle", "text": "*"}
    low, dots, high = written.partition("..")
    if dots:
        return {"type": "high-low", "numberHigh": float(high), "numberLow": float(low)}
    value, sign, reach = written.partition(" ± ")
    if sign or not alone:
        return {"type": "range", "number": float(value), "range": float(reach or 0)}
    return {"type": "simple", "number": float(value)}


def test_every_file_of_the_grammar_is_read_as_its_golden_file_says(corpora: Path) -> None:
    files = sorted((corpora / "gift").glob("*.gift"))
    different = [
        file.stem
        for file in files
        if [golden(item) for item in gift.read(file.read_bytes()).items]
        != json.loads(file.with_suffix(".json").read_text("utf-8"))
    ]

    assert len(files) == 34
    assert different == ["TFTwoFeedback"]  # where Moodle's own rule wins, see below


def test_the_first_feedback_of_a_statement_is_that_of_the_wrong_answer() -> None:
    true, false = gift.read(b"Q {TRUE#wrong#right}").items[0].answers

    assert (true.feedback, false.feedback) == (Text(text="right", format="moodle"), Text(text="wrong", format="moodle"))


def test_every_example_of_moodle_is_read(corpora: Path) -> None:
    reading = gift.read((corpora / "moodle" / "gift" / "examples.txt").read_bytes())

    assert not reading.findings
    assert len(reading.items) == 43  # as many as closing braces


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("A {=a} b {=c}", 1, "two-answers"),
        ("Q {={a}}", 1, "two-answers"),
        ("Q }", 1, "stray-brace"),
        ("Q {=a} }", 1, "stray-brace"),
        ("// comment\n\nQ\n{=a\n\n}", 4, "unclosed-brace"),  # the blank line ends the question
        ("::Q {T}", 1, "unclosed-name"),
        ("Q {\n~%150%a\n~%-200%b}", 2, "bad-share"),
        ("Q {#NaN:inf}", 1, "bad-number"),
        ("Q {#5..1}", 1, "bad-number"),
        ("Q {#}", 1, "bad-number"),
        ("Q {#1:-1}", 1, "bad-number"),
        ("Q {=a->b}", 1, "one-pair"),
        ("Q {\n=a->b\n=c}", 3, "bad-pair"),
        ("Q {words\n=a ~b}", 1, "no-sign"),
        ("[id:x] Q {T}", 1, "misplaced-id"),
        ("Q {T}\n\nQ\x00 {T}", 3, "no-text"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(source: str, line: int, code: str) -> None:
    finding = gift.read(source.encode()).findings[0]

    assert (finding.code, finding.place.line) == (code, line)


def test_the_other_questions_of_a_file_with_a_mistake_are_read() -> None:
    reading = gift.read(b"One {T}\n\nTwo {=\n\nThree {=a ~%50%b}")

    assert [(item.stem.text, item.place.line) for item in reading.items] == [("One", 1), ("Three", 5)]
    assert reading.items[1].answers[1].worth == Fraction(1, 2)


def test_a_file_in_another_encoding_is_refused_with_its_line() -> None:
    reading = gift.read("Q {T}\n\nПривет {T}".encode("cp1251"))

    assert [(finding.code, finding.place.line) for finding in reading.findings] == [("not-utf-8", 3)]
    assert not reading.items
