"""Keys as everybody writes them, and the secret half kept out of sight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.certification.badges import multibase
from assessments.certification.badges.keys import NotAKey, PublicKey, SigningKey
from tests.assessments.certification.badges import samples

ID = samples.KEY.id
# RFC 8032, section 7.1, tests 1 and 2.
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
]


@pytest.mark.parametrize(("secret", "public", "data", "signature"), RFC_8032, ids=["test 1", "test 2"])
def test_signatures_are_those_of_the_rfc(secret: str, public: str, data: str, signature: str) -> None:
    key = SigningKey.from_bytes(bytes.fromhex(secret), key_id=ID)

    assert key.public.data.hex() == public
    assert key.signature(bytes.fromhex(data)).hex() == signature
    assert key.public.verifies(bytes.fromhex(signature), bytes.fromhex(data))
    assert not key.public.verifies(bytes.fromhex(signature), b"other")
    assert not key.public.verifies(b"short", bytes.fromhex(data))


@given(st.binary(min_size=32, max_size=32))
def test_a_key_comes_back_from_its_spelling(secret: bytes) -> None:
    key = SigningKey.from_bytes(secret, key_id=ID)

    assert key.public.multibase.startswith("z6Mk")
    assert PublicKey.from_multibase(key.public.multibase, key_id=ID) == key.public
    assert SigningKey.from_multibase(key.multibase, key_id=ID).public == key.public


def test_new_keys_differ_and_their_fingerprints_too() -> None:
    one, other = SigningKey.generated(key_id=ID), SigningKey.generated(key_id=ID)

    assert one.public != other.public
    assert one.public.fingerprint != other.public.fingerprint
    assert len(one.public.fingerprint) == 8


def test_a_key_knows_whose_it_is() -> None:
    assert samples.KEY.public.controller == samples.DID


def test_a_secret_is_never_shown() -> None:
    shown = repr(samples.KEY)

    assert "hidden" in shown
    assert samples.KEY.multibase not in shown
    assert str(bytes(range(32))) not in shown


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(samples.KEY.multibase, id="a secret key"),
        pytest.param(samples.KEY.public.multibase[:-1], id="cut off"),
        pytest.param("z6Mk", id="the beginning alone"),
        pytest.param("nonsense", id="nonsense"),
        pytest.param(multibase.base58(b"\x80\x24" + bytes(32)), id="a key of another kind"),
    ],
)
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(NotAKey):
        PublicKey.from_multibase(text, key_id=ID)


@pytest.mark.parametrize(
    "key_id",
    [
        pytest.param("did:web:training.example", id="no key named"),
        pytest.param("https://training.example/#key", id="another scheme"),
        pytest.param("did:web:training.example#a b", id="a space"),
        pytest.param("did:web:training.example#a#b", id="two names"),
        pytest.param("did:key:z6Mk1#z6Mk2", id="two keys"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_key_needs_an_address(key_id: str) -> None:
    with pytest.raises(NotAKey):
        SigningKey.generated(key_id=key_id)


def test_a_key_has_thirty_two_bytes() -> None:
    with pytest.raises(NotAKey):
        SigningKey.from_bytes(bytes(31), key_id=ID)
    with pytest.raises(NotAKey):
        PublicKey(id=ID, data=bytes(33))
