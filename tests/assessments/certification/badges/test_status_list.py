"""A status list gives back the bits that were set, and nothing that is none is read as one."""

import gzip
import random
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.certification.badges import documents, multibase, status_list
from assessments.certification.badges.award import Purpose
from assessments.certification.badges.status_list import LONGEST, SHORTEST, ListFull, UnusableList
from tests.assessments.certification.badges import samples

indexes = st.sets(st.integers(0, SHORTEST - 1), max_size=50)

# The encoded list of 131 072 unset bits in the standard's own example, section "Example of a BitstringStatusListCredential".
W3C_EMPTY = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"


@given(indexes)
@settings(deadline=None, max_examples=25)
def test_the_bits_that_were_set_are_set_and_no_others(withdrawn: set[int]) -> None:
    bits = status_list.decoded(status_list.encoded(status_list.packed(withdrawn)))

    assert len(bits) == SHORTEST // 8
    assert {index for index in range(SHORTEST) if bits[index // 8] >> (7 - index % 8) & 1} == withdrawn


def test_the_first_entry_is_the_leftmost_bit() -> None:
    assert status_list.packed([0])[:2] == b"\x80\x00"
    assert status_list.packed([7, 8])[:2] == b"\x01\x80"
    assert status_list.packed([SHORTEST - 1])[-1] == 1


def test_the_standards_own_empty_list_is_read() -> None:
    assert status_list.decoded(W3C_EMPTY) == status_list.packed([])


def test_no_clock_is_packed_with_the_bits() -> None:
    assert status_list.encoded(status_list.packed([5])) == status_list.encoded(status_list.packed([5]))


def test_what_was_published_is_read_back() -> None:
    [published, _] = samples.lists(withdrawn=(3, 94_567))
    held = status_list.said(published)

    assert (held.address, held.issuer, held.purpose) == (samples.REVOCATIONS, samples.DID, Purpose.REVOCATION)
    assert (held.valid_from, held.valid_until) == (samples.NOW, samples.NOW + timedelta(days=7))
    assert [held.says(index) for index in (3, 4, 94_567)] == [True, False, True]
    assert held.tag == status_list.tag(samples.REVOCATIONS)


def test_a_list_says_how_soon_to_ask_again() -> None:
    assert samples.lists()[0]["credentialSubject"]["ttl"] == 300_000


@pytest.mark.parametrize("index", [-1, SHORTEST])
def test_there_is_nothing_outside_a_list(index: int) -> None:
    with pytest.raises(UnusableList):
        status_list.packed([index])
    with pytest.raises(UnusableList):
        status_list.said(samples.lists()[0]).says(index)


@pytest.mark.parametrize("length", [SHORTEST - 8, SHORTEST + 1, LONGEST + 8])
def test_a_list_has_a_crowd_to_hide_in_and_an_end(length: int) -> None:
    with pytest.raises(UnusableList):
        status_list.packed([], length=length)


def test_a_longer_list_may_be_chosen() -> None:
    assert (
        len(status_list.decoded(status_list.encoded(status_list.packed([LONGEST - 1], length=LONGEST)))) == LONGEST // 8
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("z123", id="another spelling"),
        pytest.param(multibase.base64url(b"nonsense"), id="not packed"),
        pytest.param(status_list.encoded(bytes(SHORTEST // 8 - 1)), id="too short"),
        pytest.param(status_list.encoded(bytes(LONGEST // 8 + 1)), id="too long"),
        pytest.param(status_list.encoded(bytes(50_000_000)), id="a bomb"),
        pytest.param(multibase.base64url(gzip.compress(bytes(SHORTEST // 8))[:-9]), id="cut off"),
        pytest.param(multibase.base64url(gzip.compress(bytes(SHORTEST // 8)) + b"more"), id="something after it"),
    ],
)
def test_what_cannot_be_unpacked_to_a_list_is_refused(text: str) -> None:
    with pytest.raises(UnusableList):
        status_list.decoded(text)


def _subject(**changes: Any) -> dict[str, Any]:
    [published, _] = samples.lists()
    return {**published, "credentialSubject": {**published["credentialSubject"], **changes}}


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({}, id="nothing"),
        pytest.param(samples.signed(), id="a certificate"),
        pytest.param(_subject(type="Something"), id="another kind of subject"),
        pytest.param({**_subject(), "type": ["VerifiableCredential"]}, id="another kind of document"),
        pytest.param(_subject(statusPurpose="refresh"), id="another purpose"),
        pytest.param(_subject(encodedList=5), id="a number for bits"),
        pytest.param({**_subject(), "issuer": {"id": samples.DID}}, id="another arrangement"),
        pytest.param({**_subject(), "validUntil": "soon"}, id="no moment"),
        pytest.param({**_subject(), "credentialSubject": [5]}, id="a list for a subject"),
    ],
)
def test_what_is_no_status_list_is_not_read_as_one(document: dict[str, Any]) -> None:
    with pytest.raises(UnusableList):
        status_list.said(document)


def test_an_index_is_given_by_chance_and_never_twice() -> None:
    chance = random.Random(1)  # a test
    taken: set[int] = set()
    for _ in range(40):
        index = status_list.unused_index(taken, chance=chance)
        assert index not in taken
        taken.add(index)

    given = sorted(taken)
    assert given[0] < SHORTEST // 4
    assert given[-1] > SHORTEST * 3 // 4
    assert status_list.unused_index(taken) not in taken


def test_the_last_free_index_is_found_and_then_a_new_list_is_needed() -> None:
    everything = set(range(SHORTEST))

    assert status_list.unused_index(everything - {70_000}) == 70_000
    with pytest.raises(ListFull):
        status_list.unused_index(everything)


def test_a_list_is_small_however_full() -> None:
    chance = random.Random(1)  # a test
    dense = tuple(index for index in range(SHORTEST) if chance.random() < 0.5)

    assert len(documents.written(samples.lists()[0])) < 1_000
    assert len(documents.written(samples.lists(withdrawn=dense)[0])) < 24_000
