"""Sealing and opening: the laws, on any text there is."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.training_site.sealing.test_keyring import A, B, C
from training_site.sealing import sealing
from training_site.sealing.apps import SealingConfig
from training_site.sealing.keyring import Keyring
from training_site.sealing.sealing import (
    BrokenSeal,
    UnknownKey,
    canonical_json,
    is_current,
    open_json,
    open_sealed,
    seal,
    seal_json,
)

HERE: dict[str, Any] = {"organisation_id": 7, "context": "mentoring.entry:1c9a:body"}
untimed = settings(deadline=None)
texts = st.text(st.characters(codec=None), max_size=300)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@untimed
@given(texts)
def test_what_is_sealed_opens_as_it_was(text: str) -> None:
    assert open_sealed(seal(text, **HERE), **HERE) == text


@untimed
@given(values)
def test_a_json_value_opens_as_it_was(value: Any) -> None:
    assert open_json(seal_json(value, **HERE), **HERE) == value


@pytest.mark.parametrize("text", ["", "\0", "\x80", "a\0\0", "\ud800", "ខ្មែរ", "x" * 63, "x" * 64, "x" * 65])
def test_texts_at_the_edges_open_as_they_were(text: str) -> None:
    assert open_sealed(seal(text, **HERE), **HERE) == text


@untimed
@given(st.text(max_size=80), st.data())
def test_a_seal_with_any_bit_changed_does_not_open(text: str, data: st.DataObject) -> None:
    made = bytearray(seal(text, **HERE))
    place = data.draw(st.integers(0, len(made) - 1))
    made[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(BrokenSeal):
        open_sealed(bytes(made), **HERE)


@untimed
@given(st.binary(max_size=200))
def test_bytes_that_are_no_seal_do_not_open(data: bytes) -> None:
    with pytest.raises(BrokenSeal):
        open_sealed(data, **HERE)


@untimed
@given(st.text(max_size=80), st.data())
def test_a_seal_that_was_cut_or_lengthened_does_not_open(text: str, data: st.DataObject) -> None:
    made = seal(text, **HERE)
    cut = made[: data.draw(st.integers(0, len(made) - 1))]

    for other in (cut, made + b"\0"):
        with pytest.raises(BrokenSeal):
            open_sealed(other, **HERE)


@untimed
@given(texts, st.integers(0, 2**63 - 1).filter(lambda number: number != 7))
def test_a_seal_does_not_open_for_another_organisation(text: str, organisation_id: int) -> None:
    with pytest.raises(BrokenSeal):
        open_sealed(seal(text, **HERE), organisation_id=organisation_id, context=HERE["context"])


@untimed
@given(texts, st.text(max_size=40).filter(lambda other: other != HERE["context"]))
def test_a_seal_does_not_open_in_another_place(text: str, context: str) -> None:
    with pytest.raises(BrokenSeal):
        open_sealed(seal(text, **HERE), organisation_id=7, context=context)


@untimed
@given(texts)
def test_two_seals_of_one_text_differ(text: str) -> None:
    assert seal(text, **HERE) != seal(text, **HERE)


@untimed
@given(st.text(max_size=200), st.text(max_size=200))
def test_texts_of_about_one_length_have_seals_of_one_length(one: str, other: str) -> None:
    blocks = [len(text.encode()) // 64 for text in (one, other)]

    assert (len(seal(one, **HERE)) == len(seal(other, **HERE))) == (blocks[0] == blocks[1])


def test_the_text_does_not_stand_in_its_seal() -> None:
    assert b"Sokha" not in seal("Sokha walked home", **HERE)


def test_a_seal_is_written_as_the_format_says(settings: Any) -> None:
    settings.TEXT_KEYS = f"2026a:{A}"
    made = seal("a text", **HERE)
    header, nonce, hidden = made[:7], made[7:19], made[19:]
    bound = header + (7).to_bytes(8, "big") + b"mentoring.entry:1c9a:body"
    key = Keyring.read(f"2026a:{A}").current(7).derived(7)

    assert header == b"\x01\x052026a"
    assert AESGCM(key).decrypt(nonce, hidden, bound) == b"a text\x80" + bytes(57)


# Keys that come and go


def test_an_older_key_opens_and_the_first_one_seals(settings: Any) -> None:
    settings.TEXT_KEYS = f"old:{A}"
    old = seal("before", **HERE)
    settings.TEXT_KEYS = f"new:{B},old:{A}"

    assert open_sealed(old, **HERE) == "before"
    assert not is_current(old, organisation_id=7)
    assert is_current(seal("after", **HERE), organisation_id=7)


def test_a_key_that_is_gone_is_named(settings: Any) -> None:
    settings.TEXT_KEYS = f"old:{A}"
    old = seal("before", **HERE)
    settings.TEXT_KEYS = f"new:{B}"

    with pytest.raises(UnknownKey, match="no key old ") as missing:
        open_sealed(old, **HERE)
    assert missing.value.name == "old"


def test_a_key_that_came_back_with_another_secret_opens_nothing(settings: Any) -> None:
    settings.TEXT_KEYS = f"old:{A}"
    old = seal("before", **HERE)
    settings.TEXT_KEYS = f"old:{B}"

    with pytest.raises(BrokenSeal, match=r"mentoring.entry:1c9a:body does not open for organisation 7"):
        open_sealed(old, **HERE)


def test_a_key_of_one_organisation_does_not_open_for_another(settings: Any) -> None:
    settings.TEXT_KEYS = f"all:{A},7/own:{C}"
    made = seal("ours", **HERE)

    assert open_sealed(made, **HERE) == "ours"
    with pytest.raises(UnknownKey):
        open_sealed(made, organisation_id=8, context=HERE["context"])


@pytest.mark.parametrize("keys", ["", "2026a:short"], ids=["none", "unreadable"])
def test_a_site_that_cannot_seal_does_not_start(settings: Any, keys: str) -> None:
    settings.TEXT_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="TEXT_KEYS"):
        SealingConfig("training_site.sealing", sealing).ready()


# JSON


def test_one_value_has_one_canonical_text() -> None:
    assert (
        canonical_json({"b": [1, "é"], "a": None})
        == '{"a":null,"b":[1,"é"]}'
        == canonical_json({"a": None, "b": [1, "é"]})
    )


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, b"bytes"], ids=["not-a-number", "a-set", "bytes"])
def test_what_json_cannot_say_is_refused(value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        seal_json(value, **HERE)
