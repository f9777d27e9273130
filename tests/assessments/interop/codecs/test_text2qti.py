"""The Markdown of text2qti, by the examples of its own documentation."""

import re
from pathlib import Path

import pytest

from assessments.interop.codecs import text2qti
from assessments.interop.codecs.into_dialect import convert
from assessments.interop.codecs.items import Kind


@pytest.fixture(scope="module")
def examples(corpora: Path) -> list[str]:
    """The blocks of the documentation that are questions."""
    readme = (corpora / "text2qti" / "README.md").read_text("utf-8")
    return [
        block
        for block in re.findall(r"^```\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
        if re.search(r"^1\.", block, re.MULTILINE)
    ]


def test_every_example_of_the_documentation_is_read_and_becomes_something(examples: list[str]) -> None:
    readings = [text2qti.read(block.encode()) for block in examples if "|" not in block]
    items = [item for reading in readings for item in reading.items]

    assert not [finding for reading in readings for finding in reading.findings if finding.severity == "error"]
    assert [item.kind for item in items] == [
        Kind.CHOICE, Kind.CHOICE, Kind.CHOICE, Kind.NUMBER, Kind.NUMBER, Kind.NUMBER, Kind.SHORT, Kind.ESSAY, Kind.UNKNOWN,
        Kind.CHOICE, Kind.CHOICE,
    ]  # fmt: skip
    assert all(became.is_whole and became.markdown for became in convert(items))


SOURCE = """\
Title: An addition question
Points: 2
1.  What is **2+3**?

    Think.
... General.
+   Right!
-   Wrong!
a)  6
... Too much.
*c) 5
"""


def test_a_question_keeps_its_feedback_its_points_and_its_paragraphs() -> None:
    (became,) = convert(text2qti.read(SOURCE.encode()).items)

    assert (
        became.markdown
        == """\
:::choice{#an-addition-question points=2}

What is **2+3**?

Think.

- ( ) 6 {#jpd}
  > Too much.
- (x) 5 {#jnq}

> [!EXPLAIN]
> General.

> [!CORRECT]
> Right!

> [!WRONG]
> Wrong!

:::
"""
    )
    assert became.lost == ()


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("1. Q\n*a) a\n[ ] b", 1, "mixed-answers"),
        ("1. Q\n\n2. R\n*a) a\nb) b", 1, "no-answers"),
        ("a) a", 1, "no-question"),
        ("1. Q\n*a) a\nb) b\nmore", 4, "no-sign"),
        ("```{.python .run}\nprint()\n```", 1, "code"),
        ("Points: many\n1. Q\n*a) a\nb) b", 1, "bad-points"),
        ("1. Q\n=  1 +- x", 2, "bad-number"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(source: str, line: int, code: str) -> None:
    finding = text2qti.read(source.encode()).findings[0]

    assert (finding.code, finding.place.line) == (code, line)


def test_comments_say_nothing_and_what_is_said_about_the_quiz_is_named() -> None:
    source = "% a remark\nCOMMENT\n1. no\nEND_COMMENT\nQuiz title: A\nText: Read **this**.\n1. Q\n*a) a\nb) b\n"

    reading = text2qti.read(source.encode())

    assert [item.kind for item in reading.items] == [Kind.TEXT, Kind.CHOICE]
    assert [(finding.place.line, finding.severity) for finding in reading.findings] == [(5, "warning")]
