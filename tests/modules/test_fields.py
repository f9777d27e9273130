"""Lists line by line, tables as TOML: what is shown reads back as what was kept."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from modules.fields import LinesField, LinesFormField, MarkdownField, MarkdownFormField, TomlField, TomlFormField
from modules.models import FrameworkPage, LessonPage

NAMES = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
TABLES = st.dictionaries(
    NAMES, st.text(st.characters(exclude_categories=["Cs"])) | st.integers() | st.booleans(), min_size=1
)


@given(st.lists(TABLES))
def test_tables_read_back(rows: list[dict[str, object]]) -> None:
    field = TomlFormField(table="row")

    assert field.to_python(field.prepare_value(rows)) == rows
    assert not field.has_changed(rows, field.prepare_value(rows))


@given(TABLES)
def test_a_table_reads_back(table: dict[str, object]) -> None:
    field = TomlFormField()

    assert field.to_python(field.prepare_value(table)) == table


@pytest.mark.parametrize("value", [None, [], {}], ids=["none", "list", "table"])
def test_nothing_is_an_empty_text(value: object) -> None:
    assert TomlFormField(table="row").prepare_value(value) == ""
    assert LinesFormField().prepare_value(value) == ""


@pytest.mark.parametrize(
    "text", ["a = ", "b = 1", "row = 3", "row = [3]"], ids=["unreadable", "another key", "a number", "numbers"]
)
def test_what_is_not_a_list_of_tables_is_refused(text: str) -> None:
    field = TomlFormField(table="row")

    with pytest.raises(ValidationError):
        field.clean(text)
    assert field.has_changed([], text)
    assert field.prepare_value(text) == text


def test_lines_are_trimmed_and_empty_ones_left_out() -> None:
    field = LinesFormField()

    assert field.to_python(" one \r\n\r\ntwo\n") == ["one", "two"]
    assert field.to_python(None) == []
    assert field.prepare_value(["one", "two"]) == "one\ntwo"
    assert field.prepare_value("as typed\n") == "as typed\n"
    assert field.has_changed(["one"], "one\ntwo")
    assert not field.has_changed(None, "")


def test_a_text_keeps_its_blanks() -> None:
    assert MarkdownFormField().clean("  one\r\rtwo \n") == "  one\n\ntwo \n"


@pytest.mark.parametrize(
    ("field", "path"),
    [
        (MarkdownField(), "django.db.models.TextField"),
        (LinesField(), "django.db.models.JSONField"),
        (TomlField(table="row"), "django.db.models.JSONField"),
    ],
    ids=["text", "lines", "tables"],
)
def test_migrations_know_nothing_of_the_editor(field: object, path: str) -> None:
    _name, found, args, kwargs = field.deconstruct()

    assert (found, args, kwargs) == (path, [], {})


def test_pages_use_the_fields_in_their_forms() -> None:
    assert isinstance(LessonPage._meta.get_field("body").formfield(), MarkdownFormField)
    assert isinstance(LessonPage._meta.get_field("outcomes").formfield(), LinesFormField)
    assert FrameworkPage._meta.get_field("domains").formfield().table == "domain"
