"""A file that a spreadsheet opens without carrying anything out."""

import csv
from io import StringIO

import pytest

from assessments.mentoring.board_export import as_csv, harmless


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@A1",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1",
        " =1",
        "\ufeff=1",
        "\u00a0+1",
        "\u200b@x",
        "|x",
        "\tplain",
    ],
    ids=ascii,
)
def test_what_could_be_a_formula_is_made_a_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Lina", "3 of 4", "75 % kept", "ក", "a=b", "x-y"], ids=ascii)
def test_everything_else_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_the_file_is_read_back_as_it_was() -> None:
    rows = [["Learner", "Mentor"], ['Lina "L", Sorensen', "a\nb"]]
    text = as_csv(rows)
    assert text.startswith("\ufeff")
    assert list(csv.reader(StringIO(text.removeprefix("\ufeff")))) == rows
