"""Nothing that is written is carried out by a spreadsheet, and nothing that is written is lost."""

import csv
import json
import unicodedata
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from training_site.tables.writing import Row, Sheets, csv_chunks, harmless

DANGEROUS = "=+-@"


def as_csv(rows: list[Row]) -> str:
    return "".join(csv_chunks(rows))


def as_xlsx(rows: list[Row]) -> list[tuple[object, ...]]:
    file = BytesIO()
    sheets = Sheets()
    sheets.add("Rows", (), rows)
    sheets.save(file)
    return list(load_workbook(file, read_only=True).active.iter_rows(values_only=True))


def is_carried_out(text: str) -> bool:
    """As a spreadsheet looks: blanks and what has no width are skipped, full-width signs are plain ones."""
    seen = [letter for letter in text if not letter.isspace() and unicodedata.category(letter) not in ("Cf", "Cc")]
    return (bool(seen) and unicodedata.normalize("NFKC", seen[0])[:1] in DANGEROUS) or text[:1] in ("\t", "\r", "\n")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+31 6 1234",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        " =1+1",
        "\u00a0=1+1",  # a blank that does not break
        "\ufeff=1+1",  # a mark of byte order
        "\u200b=1+1",  # a blank without width
        "\uff1d1+1",  # full width
        "\uff0b1",
        "\uff0d1",
        "\uff20x",
        "\u2212 1",  # a real minus
        '=HYPERLINK("http://x","y")',
        "|calc",
        "%0A=1",
    ],
    ids=ascii,
)
def test_what_looks_like_a_formula_stays_a_text(text: str) -> None:
    assert harmless(text).startswith("'")
    assert harmless(harmless(text)) == harmless(text)


@pytest.mark.parametrize("text", ["Anna", "", "Марія Зразкова", "ភូមិ", "3 May 2027", "a=b", "'=1"], ids=ascii)
def test_what_does_not_is_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_what_a_sheet_cannot_hold_is_left_out() -> None:
    assert harmless("a\x00b\x1fc\ud800") == "abc"
    assert len(harmless("a" * 40_000)) == 32_767


def test_days_and_numbers_are_what_they_are() -> None:
    assert as_csv([["a", 1, date(2026, 5, 3), None]]) == "\ufeffa,1,2026-05-03,\r\n"
    cells = as_xlsx([["a", 1, date(2026, 5, 3), None]])[0]
    assert [str(cell) for cell in cells[:3]] == ["a", "1", "2026-05-03 00:00:00"]


def test_the_first_line_goes_at_once() -> None:
    asked = []

    def rows():  # type: ignore[no-untyped-def]  # a generator of a test
        for number in range(10):
            asked.append(number)
            yield [number]

    next(csv_chunks(rows()))

    assert asked == [0]


TEXT = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(["=1", " +1", "\ufeff@x", "\t-1"])


@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), max_size=6))
def test_no_text_at_all_is_carried_out_and_none_is_lost(rows: list[list[str]]) -> None:
    read = list(csv.reader(StringIO(as_csv([[*row, "end"] for row in rows])[1:], newline="")))

    assert read == [[*map(harmless, row), "end"] for row in rows]
    assert not any(is_carried_out(cell) for row in read for cell in row)


def test_both_kinds_of_file_say_the_same() -> None:
    rows: list[Row] = [["=1", "+1", " @x", "plain", "line\nbreak", "\uff1d1"]]

    in_csv = next(csv.reader(StringIO(as_csv(rows)[1:], newline="")))

    assert list(as_xlsx(rows)[0]) == in_csv


def test_strings_that_break_other_programs_break_nothing(corpora: Path) -> None:
    naughty = json.loads((corpora / "naughty" / "blns.json").read_text(encoding="utf-8"))
    cells = [
        row for file in sorted((corpora / "bad-csv").glob("*.csv")) for row in file.read_text("latin-1").split(",")
    ]
    rows: list[Row] = [[text] for text in [*naughty, *cells[:2000]]]

    read = list(csv.reader(StringIO(as_csv([[*row, "end"] for row in rows])[1:], newline="")))

    assert not any(is_carried_out(row[0]) for row in read)
    assert [row[0] for row in read] == [harmless(str(row[0])) for row in rows]
    assert len(as_xlsx(rows)) == len(rows)
