"""What is counted: blocks of plain text with their lines, sentences that end where people end them, words."""

import pytest

from modules.services.strict.passages import Passage, passages, sentences, words

TEXT = """\
# Title

A *first* line
and `its` second, [linked](m01).

> [!NOTE]
> **Default.** One.
>
> Two.

> A quote.

| Head | |
|---|---|
| cell | ![A house](h.png) |

- item
  1. inner
"""


def test_every_block_comes_with_its_line_and_kind() -> None:
    found = [
        (each.kind, each.text, each.line, each.level, each.alert, each.callout) for each in passages(TEXT, first=11)
    ]

    assert found == [
        ("heading", "Title", 11, 1, "", 0),
        ("text", "A first line and its second, linked.", 13, 0, "", 0),
        ("text", "Default. One.", 16, 0, "NOTE", 16),
        ("text", "Two.", 19, 0, "NOTE", 16),
        ("text", "A quote.", 21, 0, "", 0),
        ("cell", "Head", 23, 0, "", 0),
        ("cell", "cell", 25, 0, "", 0),
        ("cell", "A house", 25, 0, "", 0),
        ("text", "item", 27, 0, "", 0),
        ("text", "inner", 28, 0, "", 0),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four… Five.", ["One.", "Two!", "Three?", "Four…", "Five."]),
        ('"Are you in?" she asks. "Yes."', ['"Are you in?" she asks.', '"Yes."']),
        ('He said: "Go." Then he went.', ['He said: "Go."', "Then he went."]),
        ("Mr. Black saw S. Green, e.g. at noon.", ["Mr. Black saw S. Green, e.g. at noon."]),
        ("It costs 3.50 a day. Not more.", ["It costs 3.50 a day.", "Not more."]),
        ("No end", ["No end"]),
        ("(First.) Second.", ["(First.)", "Second."]),
    ],
)
def test_sentences_end_where_people_end_them(text: str, expected: list[str]) -> None:
    assert [each.text for each in sentences(Passage(kind="text", text=text, line=1))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The aunt's well-being, 3.50 and S01: yes.", ["The", "aunt's", "well-being", "3.50", "and", "S01", "yes"]),
        ("… !", []),
        ("l\u2019eau", ["l\u2019eau"]),
    ],
)
def test_words_are_what_holds_a_letter_or_a_digit(text: str, expected: list[str]) -> None:
    assert words(text) == expected
