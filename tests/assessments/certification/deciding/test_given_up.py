"""Signing anew at the screen: the next fifty of an issuer, for whoever answers for its certificates."""

import pytest
from django.urls import reverse

from assessments.certification.models import Credential
from assessments.certification.services import keys, reissuing
from tests.assessments.certification.deciding.asking import page, send
from tests.factories import certification as make
from tests.factories.people import CoordinatorFactory

pytestmark = pytest.mark.django_db
HERE, MEASURES = reverse("certification:given_up"), reverse("certification:measures")


def given_up() -> Credential:
    row = make.credential()
    make.credential(cycle=make.certified(version=row.cycle.version))
    keys.give_up(issuer=row.issuer, now=make.NOW)
    return row


def test_what_waits_stands_where_certificates_are_answered_for() -> None:
    row = given_up()
    person = CoordinatorFactory(in_organisation=row.issuer)

    assert "2 certificates have to be signed anew" in page(person, MEASURES)
    assert "2 certificates have a signature that no longer counts." in page(person, HERE)
    assert "key-1, given up on Oct. 5, 2026" in page(person, HERE)


def test_it_is_signed_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reissuing, "AT_ONCE", 1)
    row = given_up()
    person = CoordinatorFactory(in_organisation=row.issuer)

    for left in (1, 0, 0):
        send(person, HERE, {"issuer": str(row.issuer_id)})
        assert Credential.objects.filter(reissued=True).count() == 2 - left
    assert "Everything that has to be was signed anew." in page(person, HERE)
    assert "to be signed anew" not in page(person, MEASURES)


def test_foreign_issuers_and_nonsense_are_not_there() -> None:
    row = given_up()
    foreign = CoordinatorFactory()

    assert "No key of an issuer you answer for" in page(foreign, HERE)
    for issuer in (str(row.issuer_id), "", "x"):
        send(foreign, HERE, {"issuer": issuer}, status=404)
    page(row.holder, HERE, status=404)
    assert not Credential.objects.filter(reissued=True).exists()
