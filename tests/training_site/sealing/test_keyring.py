"""The keyring: what TEXT_KEYS may say, and what it says about mistakes without ever showing a secret."""

import base64

import pytest

from training_site.sealing.keyring import Keyring, NoSuchKey, UnreadableKeys


def secret(letter: str, length: int = 32) -> str:
    return base64.b64encode(letter.encode() * length).decode()


A, B, C, D = (secret(letter) for letter in "ABCD")


def test_the_first_general_key_is_the_current_one() -> None:
    ring = Keyring.read(f"2026b:{B},2026a:{A}")

    assert ring.current(5).label == "2026b"
    assert ring.named("2026a", 5).secret == b"A" * 32


def test_an_organisation_with_keys_of_its_own_uses_the_first_of_them() -> None:
    ring = Keyring.read(f"2026a:{A}, 12/2026c:{C}, 12/2026b:{B}")

    assert ring.current(12).label == "12/2026c"
    assert ring.current(13).label == "2026a"
    assert ring.named("2026a", 12).label == "2026a"


@pytest.mark.parametrize(("label", "organisation_id"), [("gone", 12), ("12/2026b", 13), ("12/2026b", 1)])
def test_a_key_that_is_not_there_for_an_organisation_is_not_given(label: str, organisation_id: int) -> None:
    with pytest.raises(NoSuchKey):
        Keyring.read(f"2026a:{A},12/2026b:{B}").named(label, organisation_id)


def test_every_organisation_seals_with_bytes_of_its_own() -> None:
    key = Keyring.read(f"2026a:{A}").current(1)

    derived = {key.derived(organisation_id) for organisation_id in range(100)}

    assert len(derived) == 100
    assert key.secret not in derived


def test_the_derivation_is_the_one_of_rfc_5869() -> None:
    # Computed by hand, with HMAC alone: extract with a salt of zeros, then one block of expand.
    import hashlib
    import hmac

    extracted = hmac.digest(bytes(32), b"A" * 32, hashlib.sha256)
    expected = hmac.digest(extracted, b"organisation:7" + b"\x01", hashlib.sha256)

    assert Keyring.read(f"2026a:{A}").current(7).derived(7) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "it is empty", id="empty"),
        pytest.param(" \n", "it is empty", id="blank"),
        pytest.param(f"2026a:{A},", "entry 2 does not begin with a name", id="comma-at-the-end"),
        pytest.param(A, "entry 1 does not begin with a name", id="no-name"),
        pytest.param(f"{A}:2026a", "entry 1 does not begin with a name", id="the-wrong-way-round"),
        pytest.param(f"ключ:{A}", "entry 1 does not begin with a name", id="name-not-ascii"),
        pytest.param(f"0/x:{A}", "entry 1 does not begin with a name", id="organisation-zero"),
        pytest.param(f"{'n' * 33}:{A}", "entry 1 does not begin with a name", id="name-too-long"),
        pytest.param(f"2026a:{A[:-2]}*=", "the secret of 2026a is not base64", id="not-base64"),
        pytest.param("2026a:ключ", "the secret of 2026a is not base64", id="not-ascii"),
        pytest.param(f"2026a:{secret('S', 16)}", "the secret of 2026a has 16 bytes instead of 32", id="too-short"),
        pytest.param(f"2026a:{secret('S', 33)}", "the secret of 2026a has 33 bytes instead of 32", id="too-long"),
        pytest.param("2026a:", "the secret of 2026a has 0 bytes instead of 32", id="no-secret"),
        pytest.param(f"2026a:{A},2026a:{B}", "two keys are called 2026a", id="name-twice"),
        pytest.param(f"12/a:{A},12/a:{B}", "two keys are called 12/a", id="name-twice-in-an-organisation"),
        pytest.param(f"2026a:{A},2026b:{A}", "2026a and 2026b have the same secret", id="secret-twice"),
        pytest.param(f"12/2026a:{A}", "there is no general key", id="no-general-key"),
    ],
)
def test_a_mistake_is_named_and_no_secret_is_shown(text: str, says: str) -> None:
    with pytest.raises(UnreadableKeys) as refused:
        Keyring.read(text)

    assert says in str(refused.value)
    assert not any(shown in str(refused.value) for shown in (A, B, A[:-2], secret("S", 16), secret("S", 33)))
    assert refused.value.__cause__ is None


def test_a_ring_does_not_show_its_secrets() -> None:
    ring = Keyring.read(f"2026a:{A}")

    assert "2026a" in repr(ring)
    assert "AAAA" not in repr(ring)
    assert A not in repr(ring)
