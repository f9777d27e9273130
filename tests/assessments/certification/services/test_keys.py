"""Keys: rotated in good order, given up, and never brought back."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from assessments.certification.badges.verdict import Result
from assessments.certification.badges.verifying import verify, verify_token
from assessments.certification.models import Credential, IssuerKey
from assessments.certification.selectors import issuers
from assessments.certification.services import keys
from assessments.certification.services.status_lists import at_hand
from tests.factories import certification as make
from tests.factories.people import OrganisationFactory

pytestmark = pytest.mark.django_db

LATER = make.NOW + timedelta(days=30, microseconds=250_000)


def found(row: Credential) -> set[Result]:
    """What a stranger finds out from keys and lists as they are published a day later."""
    now = LATER + timedelta(days=1)
    keyring, lists = issuers.keyring(row.issuer_id), at_hand(now=now).lists
    return {verify(row.badge or {}, keyring, lists, now).result, verify_token(row.token, keyring, lists, now).result}


def test_what_a_rotated_key_signed_stays_good() -> None:
    row = make.credential()
    keys.rotate(issuer=row.issuer, now=LATER)
    new = make.credential(cycle=make.certified(version=row.cycle.version), now=LATER)

    assert found(row) == {Result.GENUINE_KEY_RETIRED_SINCE}
    assert found(new) == {Result.GENUINE}
    assert new.key.name == "key-2"


def test_what_was_signed_in_the_second_of_the_rotation_stays_good_on_both_sides() -> None:
    row = make.credential(now=LATER)
    keys.rotate(issuer=row.issuer, now=LATER + timedelta(milliseconds=300))
    new = make.credential(cycle=make.certified(version=row.cycle.version), now=LATER + timedelta(milliseconds=301))

    assert found(row) == {Result.GENUINE_KEY_RETIRED_SINCE}
    assert found(new) == {Result.GENUINE}


def test_nothing_counts_that_a_key_signed_which_somebody_else_knows() -> None:
    row = make.credential()
    keys.give_up(issuer=row.issuer, now=LATER)
    new = make.credential(cycle=make.certified(version=row.cycle.version), now=LATER)

    assert found(row) == {Result.KEY_COMPROMISED}
    assert found(new) == {Result.GENUINE}


def test_the_public_page_tells_the_truth_whatever_became_of_the_key() -> None:
    row = make.credential(until=None)
    keys.give_up(issuer=row.issuer, now=LATER)
    assert b"<h1>Valid</h1>" in Client().get(f"/verify/{row.code}/").content

    make.changed(row, "revoked", on=timezone.localdate() - timedelta(days=1))
    assert b"<h1>Withdrawn by the issuer</h1>" in Client().get(f"/verify/{row.code}/").content


def test_a_key_that_was_retired_long_ago_can_still_be_given_up() -> None:
    row = make.credential()
    keys.rotate(issuer=row.issuer, now=LATER)

    current = keys.give_up(issuer=row.issuer, now=LATER + timedelta(hours=1), name="key-1")

    assert found(row) == {Result.KEY_COMPROMISED}
    assert current.name == "key-2"
    assert current.retired_at is None


def test_giving_up_twice_changes_nothing_more() -> None:
    row = make.credential()
    keys.give_up(issuer=row.issuer, now=LATER, name="key-1")
    first = IssuerKey.objects.get(name="key-1").compromised_at

    keys.give_up(issuer=row.issuer, now=LATER + timedelta(hours=1), name="key-1")

    assert IssuerKey.objects.get(name="key-1").compromised_at == first
    assert IssuerKey.objects.count() == 2


def test_the_private_half_is_sealed_and_goes_with_the_key() -> None:
    row = make.credential()
    assert keys.signing(row.key).public.multibase == row.key.public
    assert row.key.public.encode() not in bytes(IssuerKey.objects.get().private_sealed)

    keys.rotate(issuer=row.issuer, now=LATER)

    assert IssuerKey.objects.get(name="key-1").private_sealed is None


@pytest.mark.parametrize("replace", [keys.rotate, keys.give_up])
def test_who_never_signed_has_no_key_to_replace(replace: object) -> None:
    assert callable(replace)

    with pytest.raises(keys.NoCurrentKey):
        replace(issuer=OrganisationFactory(), now=LATER)


def test_a_key_nobody_has_cannot_be_given_up() -> None:
    row = make.credential()

    with pytest.raises(keys.NoSuchKey):
        keys.give_up(issuer=row.issuer, now=LATER, name="key-9")
    assert IssuerKey.objects.get().retired_at is None


@pytest.mark.parametrize(
    "change",
    [
        {"name": "key-7"},
        {"public": "z6Mk"},
        {"not_before": make.NOW},
        {"retired_at": None, "compromised_at": None},
        {"retired_at": LATER + timedelta(days=9)},
        {"compromised_at": None},
        {"compromised_at": LATER + timedelta(days=9)},
    ],
    ids=str,
)
def test_the_database_refuses_to_make_another_of_a_key(change: dict[str, object]) -> None:
    row = make.credential(now=LATER)
    keys.give_up(issuer=row.issuer, now=LATER)

    with pytest.raises((DatabaseError, IntegrityError), match="evidence is never changed"), transaction.atomic():
        IssuerKey.objects.filter(name="key-1").update(**change)


@pytest.mark.parametrize("until", [None, make.TODAY + timedelta(days=9)])
def test_the_database_refuses_another_last_day(until: object) -> None:
    row = make.credential()

    with pytest.raises((DatabaseError, IntegrityError), match="evidence is never changed"), transaction.atomic():
        Credential.objects.filter(pk=row.pk).update(valid_until=until)
