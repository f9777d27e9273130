"""Documents are read strictly: what leaves room for a second meaning is no document."""

from typing import Any

import pytest

from assessments.certification.badges import documents
from assessments.certification.badges.documents import Unreadable
from tests.assessments.certification.badges import samples


def _deep(levels: int) -> dict[str, Any]:
    held: dict[str, Any] = {"name": "x"}
    for _ in range(levels):
        held = {"name": held}
    return held


def test_a_credential_is_read_as_it_was_written() -> None:
    signed = samples.signed()

    assert documents.read(documents.written(signed)) == signed
    assert documents.read(signed) == signed
    assert list(documents.read(documents.written(signed))) == list(signed)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'"text"', id="a text"),
        pytest.param(b'{"name": "x"', id="cut off"),
        pytest.param(b'{"name": "\xff"}', id="not UTF-8"),
        pytest.param(b'{"name": "x", "name": "y"}', id="a key twice"),
        pytest.param(b'{"issuer": {"name": "x", "name": "x"}}', id="a key twice, deeper"),
        pytest.param(b'{"n": 1.0}', id="a number with a point"),
        pytest.param(b'{"n": 1e3}', id="a number with an exponent"),
        pytest.param(b'{"n": NaN}', id="no number"),
        pytest.param(b'{"n": 9007199254740992}', id="a number that others round"),
        pytest.param(b'{"n": null}', id="null"),
        pytest.param(b'{"n": []}', id="an empty list"),
        pytest.param(b'{"n": [[]]}', id="an empty list in a list"),
        pytest.param(b'{"n": "a\\tb"}', id="a tab"),
        pytest.param(b'{"n": "a\\u0000b"}', id="a control character"),
        pytest.param(b'{"n": "\\ud83c"}', id="half a character"),
        pytest.param(b'{"": "x"}', id="a key without letters"),
        pytest.param(b'{"@id": "x"}', id="a keyword for a term"),
        pytest.param(b'{"issuer": {"@context": []}}', id="a context of its own, deeper"),
        pytest.param(b'{"https://schema.org/name": "x"}', id="an address for a term"),
        pytest.param(b'{"issuer": {"type": "https://schema.org/Thing"}}', id="an address for a type"),
        pytest.param(b'{"issuer": {"type": ["A", "https://schema.org/Thing"]}}', id="an address among types"),
        pytest.param(b'{"n": ' * 100_000 + b"1" + b"}" * 100_000, id="very deep"),
        pytest.param(b'{"n": "' + b"x" * documents.MOST_BYTES + b'"}', id="very long"),
    ],
)
def test_what_leaves_room_is_not_read(source: bytes) -> None:
    with pytest.raises(Unreadable):
        documents.read(source)


def test_depth_has_a_bound() -> None:
    documents.read(_deep(documents.MOST_DEPTH - 1))

    with pytest.raises(Unreadable):
        documents.read(_deep(documents.MOST_DEPTH))


def test_whole_numbers_truths_and_lines_are_read() -> None:
    said = {"ttl": 300_000, "less": -(2**53) + 1, "hashed": False, "narrative": "one\ntwo", "tag": ["ខ្មែរ"]}

    assert documents.read(documents.written(said)) == said


@pytest.mark.parametrize("value", [1.5, None, object(), (1,), b"x"], ids=lambda value: type(value).__name__)
def test_a_value_that_json_spells_in_several_ways_is_no_part_of_a_document(value: object) -> None:
    with pytest.raises(Unreadable):
        documents.read({"n": value})


def test_a_key_that_is_no_text_is_refused() -> None:
    with pytest.raises(Unreadable):
        documents.read({"n": {1: "x"}})
