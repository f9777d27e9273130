"""Whatever people send as a table is understood and said, or refused for one reason; no file makes the reader fail."""

from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.files import workbook
from training_site.tables import files, letters
from training_site.tables.columns import Columns, Table
from training_site.tables.unreadable import Unreadable

COLUMNS = Columns(
    names={"email": {"e-mail"}, "first_name": {"first name", "ім'я"}, "last_name": {"surname"}, "since": set()},
    needed=("first_name",),
    most_rows=20,
)
HEAD = "email,first_name,last_name\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
MOST = 2_000_000


def table(data: bytes | str) -> Table:
    return files.read(data if isinstance(data, bytes) else data.encode(), COLUMNS, most_bytes=MOST)


def refusal(data: bytes | str) -> tuple[str, str]:
    with pytest.raises(Unreadable) as refused:
        table(data)
    return refused.value.code, refused.value.found


@pytest.mark.parametrize(
    ("data", "encoding", "separator"),
    [
        ((HEAD + "a@x.org,Zoë,Müller\n").encode(), "UTF-8", "comma"),
        ((HEAD + "a@x.org,Zoë,Müller\n").encode("utf-8-sig"), "UTF-8 with a mark", "comma"),
        ((HEAD + "a@x.org,Zoë,Müller\n").encode("utf-16"), "UTF-16", "comma"),
        ((HEAD + "a@x.org,Zoë,Müller\n").encode("utf-16-le"), "UTF-16", "comma"),
        ((HEAD + "a@x.org,Zoë,Müller\n").encode("utf-16-be"), "UTF-16", "comma"),
        ((HEAD + "a@x.org,Zoë,Müller\n").replace(",", ";").encode(), "UTF-8", "semicolon"),
        ((HEAD + "a@x.org,Zoë,Müller\n").replace(",", "\t").encode(), "UTF-8", "tabulator"),
        ((HEAD + "a@x.org,Zoë,Müller\n").replace("\n", "\r").encode(), "UTF-8", "comma"),
        ((HEAD + 'a@x.org,"Zoë","Müller"\n').encode(), "UTF-8", "comma"),
    ],
    ids=["plain", "mark", "UTF-16", "little end", "big end", "semicolons", "tabulators", "returns", "quotes"],
)
def test_how_a_text_is_written_is_found_out_and_said(data: bytes, encoding: str, separator: str) -> None:
    found = table(data)

    assert (found.sheet.encoding, found.sheet.separator) == (encoding, separator)
    assert found.records[0].cells == {"email": "a@x.org", "first_name": "Zoë", "last_name": "Müller"}


@pytest.mark.parametrize(
    "name",
    ["Олена,Марчук", "Ігор,Ґудзь", "Дмитро,Щербак", "ОЛЕНА,ЄВТУШЕНКО"],
    ids=["Olena", "Ihor", "Dmytro", "CAPITALS"],
)
def test_windows_1251_is_read_where_it_is_certain(name: str) -> None:
    found = table((HEAD + f"a@x.org,{name}\n").encode("cp1251"))

    assert found.sheet.encoding == "Windows-1251"
    assert ",".join(list(found.records[0].cells.values())[1:]) == name


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + "a@x.org,Zoë,Müller\n").encode("cp1252"),
        (HEAD + "a@x.org,Олена,Марчук\n").encode("koi8-u"),
        (HEAD + "a@x.org,Αλέξανδρος,Παπαδόπουλος\n").encode("cp1253"),
        (HEAD + "a@x.org,José,Núñez\n").encode("mac-roman"),
        HEAD.encode() + b"a@x.org,\x98\xff,\xfe\n",
    ],
    ids=["cp1252", "KOI8-U", "cp1253", "Mac", "no letters"],
)
def test_letters_that_are_not_certain_are_refused_and_never_turned_into_others(data: bytes) -> None:
    assert refusal(data) == ("encoding", "")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", ("empty", "")),
        (b"  \n\n", ("empty", "")),
        (HEAD, ("no_rows", "")),
        (PNG, ("not_a_table", "")),
        (b"%PDF-1.7 and more", ("not_a_table", "")),
        (b"PK\x03\x04 no archive", ("not_a_table", "")),
        (HEAD + "a\0b,c,d\n", ("not_text", "")),
        ("email,last_name\na@x.org,B\n", ("missing_column", "first_name")),
        ("email,first name,First_Name\na,b,c\n", ("column_twice", "first_name")),
        (",".join(f"c{number}" for number in range(10_000)) + "\n1\n", ("too_many_columns", "100")),
        (HEAD + "a,b,c\n" * 21, ("too_many", "20")),
        (HEAD + 'a,"open,c\n', ("quotes", "2")),
        (HEAD + f"a,{'x' * 1_000_000},c\n", ("quotes", "2")),
        (b"x" * (MOST + 1), ("too_large", "2")),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else "file",
)
def test_what_cannot_be_understood_is_refused_for_one_reason(data: bytes | str, reason: tuple[str, str]) -> None:
    assert refusal(data) == reason


def test_forty_columns_of_which_three_are_known_are_read_and_the_others_said() -> None:
    more = [f"extra {number}" for number in range(37)]
    found = table("E-mail,First name,Surname," + ",".join(more) + "\n" + "a@x.org,A,B" + ",x" * 37 + "\n")

    assert found.columns == ("email", "first_name", "last_name")
    assert found.ignored == tuple(more)
    assert found.records[0].cells == {"email": "a@x.org", "first_name": "A", "last_name": "B"}


def test_columns_that_would_give_power_mean_nothing() -> None:
    found = table("first_name,is_superuser,role,password\nA,1,admin,x\n")

    assert found.records[0].cells == {"first_name": "A"}
    assert found.ignored == ("is_superuser", "role", "password")


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("a@x.org,A", "cells"),
        ("a@x.org,A,B,admin,is_superuser=1", "cells"),
        ("a@x.org,A\u202egnp.exe,B", "hidden"),
        ('a@x.org,"A\nB",C', "hidden"),
        ("a@x.org,=cmd|' /C calc'!A0,B", "formula"),
        ("a@x.org,@SUM(A1),B", "formula"),
        (f"a@x.org,{'x' * 501},B", "long"),
        ("a@x.org,A,B", ""),
        ("a@x.org,محمد,שָׁלוֹם", ""),
    ],
    ids=["few", "many", "turned round", "two lines", "formula", "at sign", "long", "good", "from the right"],
)
def test_a_row_that_is_wrong_as_such_says_so_and_the_others_are_read(row: str, wrong: str) -> None:
    found = table(HEAD + f"{row}\nb@x.org,C,D\n")

    assert [record.wrong for record in found.records] == [wrong, ""]


def test_a_spreadsheet_is_read_as_values_and_says_which_sheet() -> None:
    rows = [
        ["Email", "First name", "Since", "Number"],
        ["a@x.org", "Zoë", datetime(2026, 3, 5, tzinfo=None), 7.0],
        [None, "Ann"],
    ]
    found = table(workbook(rows, more_sheets=2))

    assert (found.sheet.title, found.sheet.others, found.ignored) == ("People", 2, ("Number",))
    assert [record.cells for record in found.records] == [
        {"email": "a@x.org", "first_name": "Zoë", "since": "2026-03-05"},
        {"email": "", "first_name": "Ann", "since": ""},
    ]
    assert [record.wrong for record in found.records] == ["", ""]


def test_numbers_and_days_of_a_spreadsheet_become_what_a_text_would_say() -> None:
    found = table(workbook([["first_name", "since"], [41.0, date(2026, 3, 5)], [True, 1.5]]))

    assert [tuple(record.cells.values()) for record in found.records] == [("41", "2026-03-05"), ("True", "1.5")]


def test_a_formula_in_a_spreadsheet_is_named_and_not_carried_out() -> None:
    found = table(workbook([["first_name", "other"], ["=1+1", "x"], ["Ann", "=2+2"]]))

    assert [record.wrong for record in found.records] == ["formula", ""]


def _archive(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (_archive(other=b"x"), "not_a_table"),
        (_archive(xl__workbook=b"<broken"), "not_a_table"),
        (_archive(xl__workbook=b"x", xl__bomb=b"0" * 50_000_000), "too_much_inside"),
        (_archive(xl__workbook=b"x", **{f"part{number}": b"" for number in range(501)}), "too_much_inside"),
        (workbook([["first_name"], ["A"]])[:400], "not_a_table"),
        (workbook([]), "empty"),
    ],
    ids=["no book", "broken", "bomb", "many parts", "cut off", "empty sheet"],
)
def test_an_archive_that_is_no_spreadsheet_is_refused_before_it_is_opened(data: bytes, code: str) -> None:
    assert refusal(data)[0] == code


def test_a_sheet_that_breaks_off_inside_is_refused() -> None:
    whole = BytesIO(workbook([["first_name"], ["A"], ["B"]]))
    out = BytesIO()
    with ZipFile(whole) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[:-60] if name.endswith("sheet1.xml") else content)

    assert refusal(out.getvalue()) == ("not_a_table", "")


def test_every_foreign_file_is_understood_or_refused(corpora: Path) -> None:
    columns = Columns(names=dict.fromkeys(("email", "first_name", "last_name", "organisation"), ()))
    said = {}
    for file in sorted((corpora / "bad-csv").glob("*.csv")):
        try:
            found = files.read(file.read_bytes(), columns, most_bytes=MOST)
        except Unreadable as error:
            said[file.stem] = error.code
        else:
            said[file.stem] = " ".join(record.wrong or "read" for record in found.records)

    assert said == {
        "10k_columns": "too_many_columns",
        "bidi": "hidden",
        "cp1252": "encoding",
        "cr_only": "read",
        "dup_rows": "read read read",
        "embedded_newline": "hidden",
        "empty": "empty",
        "extra_col": "cells",
        "header_only": "no_rows",
        "homoglyph": "read read",
        "mass_assign": "read",
        "missing_col": "read",
        "nul": "not_text",
        "other_org": "read",
        "rtl_names": "read",
        "semicolon": "read",
        "tabs": "read",
        "utf16le": "read",
        "utf8_bom": "read",
    }


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    with suppress(Unreadable):
        assert table(data).records


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20), min_size=1, max_size=5))
def test_what_was_written_as_utf_8_comes_out_as_it_was(words: list[str]) -> None:
    text = "x" + " ".join(words)

    assert letters.decode(text.encode(), cyrillic=True)[0] == text
