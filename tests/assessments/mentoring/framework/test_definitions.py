"""Definitions are read strictly, and a mistake is named by file and line."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from assessments.mentoring.framework.definitions import BrokenDefinition, Table, latest, read_folder, without_empty
from tests.assessments.mentoring.framework.files import table, written


@dataclass(frozen=True)
class Thing:
    key: str
    version: int
    note: str


def build(source: Table) -> Thing:
    return Thing(source.word("key"), source.whole("version"), source.text("note", ""))


def test_a_folder_is_read_by_key_and_version_and_the_latest_of_each_is_known(tmp_path: Path) -> None:
    for version in (1, 2, 10):
        written(tmp_path, f'key = "visit"\nversion = {version}\nnote = "v{version}"', f"visit.{version}.toml")
    written(tmp_path, 'key = "call"\nversion = 1', "call.1.toml")

    found = read_folder(tmp_path, build)

    assert list(found) == [("call", 1), ("visit", 1), ("visit", 2), ("visit", 10)]
    assert latest(found) == {"call": Thing("call", 1, ""), "visit": Thing("visit", 10, "v10")}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("visit.toml", 'key = "visit"\nversion = 1', "visit.toml: a definition is called", id="no version"),
        pytest.param("Visit.1.toml", 'key = "visit"\nversion = 1', "Visit.1.toml: a definition", id="capital letter"),
        pytest.param("visit.1.toml", "key = = 1", "visit.1.toml: Invalid value (at line 1", id="no TOML"),
        pytest.param("visit.1.toml", 'key = "call"\nversion = 1', "holds call version 1", id="other key"),
        pytest.param("visit.1.toml", 'key = "visit"\nversion = 2', "holds visit version 2", id="other version"),
        pytest.param("visit.1.toml", 'key = "visit"', "visit.1.toml:1: version is missing", id="missing"),
        pytest.param(
            "visit.1.toml", 'key = "visit"\nversion = "1"', "visit.1.toml:2: version has to be a whole", id="type"
        ),
        pytest.param(
            "visit.1.toml", 'key = "visit"\nversion = true', "visit.1.toml:2: version has to be a whole", id="no number"
        ),
        pytest.param(
            "visit.1.toml", '\nkey = "a b"\nversion = 1', "visit.1.toml:2: key is written in small", id="word"
        ),
        pytest.param("visit.1.toml", 'key = ""', "visit.1.toml:1: key has to be a text", id="empty"),
        pytest.param(
            "visit.1.toml", 'key = "visit"\nversion = 1\nnoet = "x"', "visit.1.toml:3: noet is not known", id="unknown"
        ),
    ],
)
def test_a_mistake_is_named_by_file_and_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    written(tmp_path, text, name)

    with pytest.raises(BrokenDefinition) as caught:
        read_folder(tmp_path, build)

    assert message in str(caught.value)


def test_a_mistake_in_a_row_is_named_at_the_row(tmp_path: Path) -> None:
    rows = table(tmp_path, '[[row]]\nname = "a"\n\n[[row]]\nname = ""').tables("row")
    assert rows[0].text("name") == "a"

    with pytest.raises(BrokenDefinition, match=r"^thing\.1\.toml:5: name has to be a text$"):
        rows[1].text("name")
    with pytest.raises(BrokenDefinition, match=r"^thing\.1\.toml:4: size is missing$"):
        rows[1].whole("size")


def test_a_mistake_in_a_row_within_a_line_is_named_at_the_line(tmp_path: Path) -> None:
    (row,) = table(tmp_path, 'a = 1\nrow = [{ name = "x" }]').tables("row")

    with pytest.raises(BrokenDefinition, match=r"^thing\.1\.toml:2: size is missing$"):
        row.whole("size")


@pytest.mark.parametrize(
    ("text", "take", "message"),
    [
        pytest.param('row = ["a"]', lambda it: it.tables("row"), "row is a list of tables", id="tables"),
        pytest.param("row = [1]", lambda it: it.texts("row"), "row is a list of texts", id="texts"),
        pytest.param('row = "a"', lambda it: it.texts("row"), "row has to be a list", id="list"),
        pytest.param("row = 1", lambda it: it.truth("row"), "row has to be true or false", id="truth"),
        pytest.param('row = "a"', lambda it: it.one_of("row", ("b", "c")), "row is one of b, c, not 'a'", id="one of"),
    ],
)
def test_a_value_of_another_kind_is_refused(tmp_path: Path, text: str, take: object, message: str) -> None:
    with pytest.raises(BrokenDefinition, match=message):
        take(table(tmp_path, text))  # type: ignore[operator]


def test_what_is_left_out_takes_its_default(tmp_path: Path) -> None:
    empty = table(tmp_path, "")

    assert (empty.text("a", ""), empty.whole("b", 3), empty.truth("c", default=False)) == ("", 3, False)
    assert (empty.texts("d"), empty.tables("e")) == ((), ())


def test_nothing_said_is_nothing_counted() -> None:
    assert without_empty([("a", 1), ("b", None), ("c", ""), ("d", ()), ("e", False), ("f", "x")]) == {"a": 1, "f": "x"}
