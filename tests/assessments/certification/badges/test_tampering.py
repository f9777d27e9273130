"""One byte changed anywhere, and it is found out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.certification.badges import documents, verifying
from assessments.certification.badges.lists_at_hand import ListsAtHand
from assessments.certification.badges.verdict import SIGNATURE_HOLDS, Result
from tests.assessments.certification.badges import samples

SIGNED = documents.written(samples.signed(samples.award(certificate_name="Ім'я Зразкове")))
TOKEN = samples.signed_token()
LISTS = [documents.written(held) for held in samples.lists(withdrawn=(samples.INDEX,))]
KEYS = samples.keyring()
OPENED = ListsAtHand.opened(LISTS, KEYS, now=samples.NOW)


def _changed(data: bytes, place: int, change: int) -> bytes:
    return data[:place] + bytes([data[place] ^ change]) + data[place + 1 :]


def _finding(data: bytes) -> Result:
    return verifying.verify(data, KEYS, OPENED, samples.NOW).result


def test_unchanged_they_are_what_they_are() -> None:
    assert _finding(SIGNED) is Result.WITHDRAWN
    assert verifying.verify_token(TOKEN, KEYS, OPENED, samples.NOW).result is Result.WITHDRAWN


@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
@settings(deadline=None, max_examples=150)
def test_a_changed_byte_of_a_credential_is_found(place: int, change: int) -> None:
    assert _finding(_changed(SIGNED, place, change)) not in SIGNATURE_HOLDS


@given(st.integers(0, len(SIGNED) - 2), st.integers(1, 40))
@settings(deadline=None, max_examples=50)
def test_missing_bytes_of_a_credential_are_found(place: int, length: int) -> None:
    assert _finding(SIGNED[:place] + SIGNED[place + length :]) not in SIGNATURE_HOLDS


@given(st.integers(0, len(TOKEN) - 1), st.integers(1, 255))
@settings(deadline=None, max_examples=300)
def test_a_changed_letter_of_a_token_is_found(place: int, change: int) -> None:
    text = _changed(TOKEN.encode(), place, change).decode("latin-1")

    assert verifying.verify_token(text, KEYS, OPENED, samples.NOW).result not in SIGNATURE_HOLDS


@given(st.integers(0, len(LISTS[0]) - 1), st.integers(1, 255))
@settings(deadline=None, max_examples=60)
def test_a_changed_byte_of_a_status_list_is_found(place: int, change: int) -> None:
    lists = [_changed(LISTS[0], place, change), LISTS[1]]

    assert verifying.verify_token(TOKEN, KEYS, lists, samples.NOW).result is Result.STATUS_LIST_TAMPERED


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_nonsense_is_never_taken_for_a_certificate(data: bytes) -> None:
    assert verifying.verify(data, KEYS, OPENED, samples.NOW).result is Result.UNREADABLE
    assert verifying.verify_token(data.decode("latin-1"), KEYS, OPENED, samples.NOW).result is Result.UNREADABLE


@pytest.mark.nightly
def test_every_byte_of_a_credential_matters() -> None:
    passed = [place for place in range(len(SIGNED)) if _finding(_changed(SIGNED, place, 1)) in SIGNATURE_HOLDS]

    assert passed == []


def test_every_letter_of_a_token_matters() -> None:
    passed = [
        place
        for place in range(len(TOKEN))
        for letter in "AHQX27"
        if letter != TOKEN[place]
        and verifying.verify_token(f"{TOKEN[:place]}{letter}{TOKEN[place + 1 :]}", KEYS, OPENED, samples.NOW).result
        in SIGNATURE_HOLDS
    ]

    assert passed == []
