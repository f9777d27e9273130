"""Content has one spelling, so that a signature names it whatever way it came in."""

import json
import unicodedata
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.mentoring.canonical import NotCanonical, canonical, digest

TEXT = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\r\né\u0301កំ")))
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), TEXT)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)


def spelled_otherwise(value: Any) -> Any:
    """The same content as another program would hand it over."""
    if isinstance(value, str):
        return unicodedata.normalize("NFD", value).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    if isinstance(value, dict):
        return MappingProxyType({spelled_otherwise(key): spelled_otherwise(value[key]) for key in reversed(value)})
    if isinstance(value, list):
        return tuple(spelled_otherwise(item) for item in value)
    return value


@given(content=st.dictionaries(TEXT, VALUES, max_size=4))
def test_equal_content_gives_equal_bytes(content: dict[str, Any]) -> None:
    # Two names that differ only in spelling are one name, and which of their values is kept is not asked here.
    if len(json.loads(canonical(content))) < len(content):
        return

    assert canonical(MappingProxyType(content)) == canonical(content)
    assert digest(json.loads(canonical(content))) == digest(content)


@given(text=TEXT)
def test_a_text_is_the_same_however_its_letters_and_lines_are_put_together(text: str) -> None:
    assert canonical({"text": spelled_otherwise(text)}) == canonical({"text": text})


@given(value=VALUES)
def test_order_and_kinds_of_collections_make_no_difference(value: Any) -> None:
    written = json.dumps(value, ensure_ascii=False)
    # Of two names that differ only in spelling one is left, and which is not asked here.
    if "\\r" not in written and unicodedata.is_normalized("NFC", written):
        assert canonical({"of": spelled_otherwise(value)}) == canonical({"of": value})


@pytest.mark.parametrize(
    "value", [0.5, b"abc", bytearray(b"abc"), {1, 2}], ids=["a float", "bytes", "a bytearray", "a set"]
)
def test_what_has_no_one_spelling_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical({"of": [value]})
