"""Which key was in force when."""

from datetime import UTC, datetime
from typing import Any

import pytest

from assessments.certification.badges.keyring import IssuerKey, Keyring, Standing, UnusableKeyring
from assessments.certification.badges.keys import SigningKey
from tests.assessments.certification.badges import samples

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
RETIRED = datetime(2026, 6, 1, tzinfo=UTC)
SECOND_BEFORE = datetime(2026, 5, 31, 23, 59, 59, tzinfo=UTC)
MARCH, JULY = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)


def _key(**dates: datetime) -> IssuerKey:
    return IssuerKey(key=samples.KEY.public, **{"not_before": SINCE, **dates})


@pytest.mark.parametrize(
    ("key", "signed_at", "now", "standing"),
    [
        pytest.param(_key(), SINCE, JULY, Standing.IN_FORCE, id="in force from its first moment"),
        pytest.param(_key(), datetime(2025, 12, 31, tzinfo=UTC), JULY, Standing.BEFORE_ITS_TIME, id="too early"),
        pytest.param(_key(retired_at=RETIRED), MARCH, MARCH, Standing.IN_FORCE, id="will be retired"),
        pytest.param(_key(retired_at=RETIRED), MARCH, JULY, Standing.RETIRED_SINCE, id="retired since"),
        pytest.param(_key(retired_at=RETIRED), SECOND_BEFORE, RETIRED, Standing.RETIRED_SINCE, id="its last second"),
        pytest.param(
            _key(retired_at=RETIRED), RETIRED, JULY, Standing.AFTER_RETIREMENT, id="the moment it was retired"
        ),
        pytest.param(_key(retired_at=RETIRED), JULY, MARCH, Standing.AFTER_RETIREMENT, id="dated ahead"),
        pytest.param(_key(compromised_at=RETIRED), MARCH, JULY, Standing.COMPROMISED, id="compromised after signing"),
        pytest.param(
            _key(retired_at=RETIRED, compromised_at=JULY),
            MARCH,
            JULY,
            Standing.COMPROMISED,
            id="compromised when retired",
        ),
    ],
)
def test_a_signature_is_worth_what_its_key_was_then(
    key: IssuerKey, signed_at: datetime, now: datetime, standing: Standing
) -> None:
    assert key.standing(signed_at=signed_at, now=now) is standing


def test_keys_are_found_by_address_and_by_fingerprint() -> None:
    ring = samples.keyring(samples.KEY, samples.OTHER_KEY)

    assert ring.by_id(samples.OTHER_KEY.id).key == samples.OTHER_KEY.public
    assert ring.by_fingerprint(samples.OTHER_KEY.public.fingerprint).key == samples.OTHER_KEY.public
    assert ring.by_id(samples.STRANGER.id) is None
    assert ring.by_fingerprint(samples.STRANGER.public.fingerprint) is None


def test_the_published_list_reads_back_with_its_dates() -> None:
    ring = Keyring(
        [
            _key(retired_at=RETIRED),
            IssuerKey(key=samples.OTHER_KEY.public, not_before=RETIRED, compromised_at=JULY),
            IssuerKey(key=samples.STRANGER.public, not_before=JULY),
        ]
    )
    published = ring.published()

    assert published["keys"][0] == {
        "id": "did:web:training.example#2026",
        "publicKeyMultibase": samples.KEY.public.multibase,
        "notBefore": "2026-01-01T00:00:00Z",
        "retiredAt": "2026-06-01T00:00:00Z",
    }
    assert Keyring.from_published(published).keys == ring.keys


def test_a_key_cannot_be_retired_before_its_time() -> None:
    with pytest.raises(UnusableKeyring):
        _key(not_before=JULY, retired_at=RETIRED)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(SigningKey.from_bytes(bytes(32), key_id=samples.KEY.id), id="one address for two keys"),
        pytest.param(
            SigningKey.from_bytes(bytes(range(32)), key_id=samples.OTHER_KEY.id), id="one key at two addresses"
        ),
    ],
)
def test_a_key_must_be_told_from_every_other(second: SigningKey) -> None:
    with pytest.raises(UnusableKeyring):
        samples.keyring(samples.KEY, second)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({}, id="no keys"),
        pytest.param({"keys": None}, id="nothing for keys"),
        pytest.param({"keys": ["z6Mk"]}, id="a text for a key"),
        pytest.param(
            {"keys": [{"id": samples.KEY.id, "publicKeyMultibase": samples.KEY.public.multibase}]}, id="no date"
        ),
        pytest.param(
            {"keys": [{"id": samples.KEY.id, "publicKeyMultibase": 5, "notBefore": "2026-01-01T00:00:00Z"}]},
            id="a number for a key",
        ),
        pytest.param(
            {"keys": [{"id": samples.KEY.id, "publicKeyMultibase": "z6Mk", "notBefore": "2026-01-01T00:00:00Z"}]},
            id="half a key",
        ),
    ],
)
def test_what_is_no_list_of_keys_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(UnusableKeyring):
        Keyring.from_published(document)
