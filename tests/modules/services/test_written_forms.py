"""What is written reads back as the same."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules import toml_text
from modules.services import front_matter

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t:#[]{},'\"-"))
PRINTED = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"])
    | st.sampled_from(":#[]{},'\"-&*!|>%@` \n\t")
)


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), PRINTED | st.lists(PRINTED)), TEXTS)
def test_a_head_reads_back(values: dict[str, front_matter.Value], body: str) -> None:
    page = front_matter.read(front_matter.write(values, body))

    assert (page.values, page.body) == (values, body)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Why: a question", 'title: "Why: a question"'),
        ("no", "title: no"),
        ("3 # and more", 'title: "3 # and more"'),
        (["a", "b, c"], 'title: [a, "b, c"]'),
        (["m01-l1"], "title: [m01-l1]"),
        ("", "title: "),
    ],
    ids=["a colon", "a word YAML might read", "a hash", "a comma in a list", "plain keys", "nothing"],
)
def test_a_value_is_quoted_only_where_it_must_be(value: front_matter.Value, line: str) -> None:
    assert front_matter.write({"title": value}, "").split("\n")[1] == line


def test_the_body_begins_after_one_empty_line() -> None:
    page = front_matter.read("---\nkey: a\n---\n\nOne.\n")

    assert (page.body, page.body_line, page.lines) == ("One.\n", 5, {"key": 2})


def test_the_empty_line_may_be_missing() -> None:
    page = front_matter.read("---\nkey: a\n---\nOne.\n")

    assert (page.body, page.body_line) == ("One.\n", 4)


VALUES = TEXTS | st.integers() | st.booleans() | st.lists(TEXTS)
NAMES = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
TABLES = st.dictionaries(NAMES, VALUES, min_size=1)


@given(st.dictionaries(NAMES, VALUES | TABLES | st.lists(TABLES, min_size=1)))
def test_a_table_reads_back(table: dict[str, object]) -> None:
    assert tomllib.loads(toml_text.write(table)) == table


def test_control_characters_are_written_by_number() -> None:
    assert tomllib.loads(toml_text.write({"a": '\x00\x1b\t\\"'})) == {"a": '\x00\x1b\t\\"'}
