"""`rotate_issuer_key`: it asks first, and says what it did without showing a key."""

import io
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from assessments.certification.models import Credential, IssuerKey
from assessments.certification.services import keys
from tests.factories import certification as make
from tests.factories.people import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued() -> Credential:
    return make.credential()


def rotate(*words: str, typed: str | None = None) -> str:
    """What the command says; `typed` is what somebody answers, None where nobody sits there."""
    said = io.StringIO()
    answer: dict[str, Any] = {"side_effect": EOFError} if typed is None else {"return_value": typed}
    with patch("builtins.input", **answer):
        call_command("rotate_issuer_key", *words, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("by", ["name", "number"])
def test_a_key_is_replaced_once_the_name_was_typed(issued: Credential, by: str) -> None:
    said = rotate("--issuer", issued.issuer.name if by == "name" else str(issued.issuer_id), typed=issued.issuer.name)

    assert IssuerKey.objects.get(retired_at=None).name == "key-2"
    assert "What the old one signed stays good" in said
    assert "#key-2" in said


@pytest.mark.parametrize("typed", [None, "", "yes", "y"])
def test_nothing_is_replaced_without_the_name(issued: Credential, typed: str | None) -> None:
    with pytest.raises(CommandError, match="Nothing was changed"):
        rotate("--issuer", issued.issuer.name, typed=typed)

    assert IssuerKey.objects.get().retired_at is None


def test_a_key_that_somebody_else_knows_is_given_up(issued: Credential) -> None:
    said = rotate("--issuer", str(issued.issuer_id), "--compromised", "--yes")

    assert IssuerKey.objects.get(name="key-1").compromised_at is not None
    assert "nothing it signed" in said
    assert "no longer counts: 1" in said


def test_an_old_key_can_be_given_up_by_name(issued: Credential) -> None:
    rotate("--issuer", str(issued.issuer_id), "--yes")

    rotate("--issuer", str(issued.issuer_id), "--compromised", "--key", "key-1", "--yes")

    assert list(IssuerKey.objects.filter(compromised_at__isnull=False).values_list("name", flat=True)) == ["key-1"]
    assert IssuerKey.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--issuer", "Nobody"], "There are 0 organisations called Nobody"),
        (["--issuer", "999999"], "There are 0 organisations"),
        (["--issuer", "{issuer}", "--key", "key-1"], "--key goes with --compromised"),
        (["--issuer", "{issuer}", "--compromised", "--key", "key-9"], "no key called key-9"),
        (["--issuer", "{other}"], "has never signed"),
        (["--issuer", "Twins"], "There are 2 organisations called Twins"),
    ],
)
def test_what_cannot_be_done_is_explained(issued: Credential, words: list[str], why: str) -> None:
    places = {"issuer": issued.issuer_id, "other": OrganisationFactory().pk}
    OrganisationFactory(name="Twins")
    OrganisationFactory(name="Twins")

    with pytest.raises(CommandError, match=why):
        rotate(*(word.format(**places) for word in words), "--yes")


def test_no_key_is_printed(issued: Credential) -> None:
    secrets = [keys.signing(IssuerKey.objects.get()).multibase]
    said = rotate("--issuer", str(issued.issuer_id), "--yes")
    secrets.append(keys.signing(IssuerKey.objects.get(retired_at=None)).multibase)

    assert not [secret for secret in secrets if secret in said]
