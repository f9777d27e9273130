"""Bytes as text and back, with the vectors of the drafts that define the spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.certification.badges import multibase
from assessments.certification.badges.multibase import NotMultibase


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"Hello World!", "z2NEpo7TZRRrLZSi2U", id="the base58 draft's first"),
        pytest.param(
            b"The quick brown fox jumps over the lazy dog.",
            "zUSm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
            id="its second",
        ),
        pytest.param(bytes.fromhex("0000287fb4cd"), "z11233QC4", id="its third: zeros in front"),
        pytest.param(b"", "z", id="nothing"),
        pytest.param(b"\0", "z1", id="one zero"),
    ],
)
def test_base58_is_spelled_as_the_draft_has_it(data: bytes, text: str) -> None:
    assert multibase.base58(data) == text
    assert multibase.from_base58(text, length=len(data)) == data


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"Multibase is awesome! \\o/", "uTXVsdGliYXNlIGlzIGF3ZXNvbWUhIFxvLw", id="the Multibase draft's"),
        pytest.param(b"\xfb\xff", "u-_8", id="the two letters that differ"),
        pytest.param(b"", "u", id="nothing"),
    ],
)
def test_base64url_is_spelled_as_the_draft_has_it(data: bytes, text: str) -> None:
    assert multibase.base64url(data) == text
    assert multibase.from_base64url(text) == data


@given(st.binary(max_size=80))
def test_every_bytes_come_back(data: bytes) -> None:
    assert multibase.from_base58(multibase.base58(data), length=len(data)) == data
    assert multibase.from_base64url(multibase.base64url(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2NEpo7TZRRrLZSi2U", id="no prefix"),
        pytest.param("z2NEpo7TZRRrLZSi2O", id="a letter that base58 leaves out"),
        pytest.param("z2NEpo7TZRRrLZSi2é", id="a letter of no base"),
        pytest.param("z" + "1" * 25, id="too many letters"),
        pytest.param("z" + "z" * 17, id="too large a number"),
        pytest.param("z2NEpo7", id="too few bytes"),
        pytest.param("z1" + "2NEpo7TZRRrLZSi2U", id="one zero too many"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_not_base58_of_that_length_is_refused(text: str) -> None:
    with pytest.raises(NotMultibase):
        multibase.from_base58(text, length=12)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("mTXVs", id="another prefix"),
        pytest.param("", id="nothing"),
        pytest.param("uA", id="half a byte"),
        pytest.param("uAB", id="bits left over"),
        pytest.param("uAA==", id="padding"),
        pytest.param("u+/8", id="the other base64"),
        pytest.param("uA A", id="a space"),
        pytest.param("uéé", id="letters of no base"),
    ],
)
def test_what_is_not_base64url_is_refused(text: str) -> None:
    with pytest.raises(NotMultibase):
        multibase.from_base64url(text)
