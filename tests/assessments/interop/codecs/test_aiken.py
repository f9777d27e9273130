"""Aiken is read line by line, and every mistake is told on its line."""

from pathlib import Path

import pytest

from assessments.interop.codecs import aiken
from assessments.interop.codecs.into_dialect import convert


def test_the_file_with_errors_gives_four_messages_and_the_two_good_questions(corpora: Path) -> None:
    reading = aiken.read((corpora / "moodle" / "aiken" / "aiken_errors.txt").read_bytes())

    assert [(finding.place.line, finding.code) for finding in reading.findings] == [
        (3, "one-option"),
        (5, "no-question"),
        (7, "no-question"),
        (18, "no-answer"),
    ]
    assert [item.stem.text for item in reading.items] == ["A good question", "A second good question"]


def test_moodles_good_file_becomes_choices_that_show_every_sign(corpora: Path) -> None:
    reading = aiken.read((corpora / "moodle" / "aiken" / "questions.aiken.txt").read_bytes())
    first, second = convert(reading.items)

    assert not reading.findings
    assert "- (x) Martin Dougiamas" in first.markdown
    assert '\\<html class="cool"> & images:' in second.markdown


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("Q\nA) a\nB) b\nANSWER: C", 4, "no-such-option"),
        ("Q\nA) a\nB) b", 3, "no-answer"),  # the end of the file
        ("Q\nA) a\nB) b\nANSWER:", 4, "no-such-option"),
        ("Q\n\nB. b\n\x00", 4, "no-text"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(source: str, line: int, code: str) -> None:
    finding = aiken.read(source.encode()).findings[0]

    assert (finding.code, finding.place.line) == (code, line)


def test_a_question_may_have_several_lines_and_points_after_its_letters() -> None:
    (item,) = aiken.read(b"First line\nsecond line\nA. a\nB. b\nANSWER: B").items

    assert item.stem.text == "First line\nsecond line"
    assert [answer.right for answer in item.answers] == [False, True]
