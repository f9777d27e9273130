"""`reissue_credentials`: it says how far it got, and goes on where it was."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from assessments.certification.models import Credential
from assessments.certification.services import keys
from tests.factories import certification as make
from tests.factories.people import OrganisationFactory

pytestmark = pytest.mark.django_db

LATER = make.NOW + timedelta(days=30)


@pytest.fixture
def issuer_id() -> int:
    """Of an issuer that gave up the key of two certificates."""
    row = make.credential()
    make.credential(cycle=make.certified(version=row.cycle.version))
    keys.give_up(issuer=row.issuer, now=LATER)
    return row.issuer_id


def reissue(issuer_id: int, *words: str) -> str:
    said = StringIO()
    with time_machine.travel(LATER, tick=False):
        call_command("reissue_credentials", "--issuer", str(issuer_id), *words, stdout=said)
    return said.getvalue()


def test_it_only_counts_where_only_that_is_asked(issuer_id: int) -> None:
    assert reissue(issuer_id, "--count").strip() == "Certificates left whose signature does not count: 2."
    assert not Credential.objects.filter(reissued=True).exists()


def test_it_goes_on_where_it_was_until_nothing_is_left(issuer_id: int) -> None:
    for words, signed, left in ((("--most", "1"), 1, 1), ((), 1, 0), ((), 0, 0)):
        said = reissue(issuer_id, *words)
        assert f"{signed} certificates were signed anew" in said
        assert f"does not count: {left}." in said


def test_it_knows_the_issuers_number(db: None) -> None:
    with pytest.raises(CommandError, match="no organisation"):
        reissue(OrganisationFactory().pk + 1)
