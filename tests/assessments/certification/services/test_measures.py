"""Measures: what makes a certificate worth less takes two people, and nobody outside learns why."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from assessments.certification.laws.standing import status
from assessments.certification.models import Change, Credential, Cycle, Measure
from assessments.certification.services import measures
from tests.factories.certification import NOW, TODAY, changed, credential
from tests.factories.people import CoordinatorFactory
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db


def responsible(row: Credential) -> User:
    """Somebody who answers for the issuer's certificates."""
    return CoordinatorFactory(in_organisation=row.issuer)


def proposed(row: Credential, kind: str = "suspend", *, by: User | None = None) -> Measure:
    return measures.propose(
        credential=row,
        kind=kind,
        reason="evidence_invalid",
        note="Seen by two of us.",
        effective_on=TODAY,
        by=by or responsible(row),
        now=NOW,
    )


def result(row: Credential) -> str:
    return status(
        row.changes.order_by("number"), valid_from=row.valid_from, valid_until=row.valid_until, on=TODAY
    ).result


def test_a_suspension_holds_once_somebody_else_confirms_it() -> None:
    row = credential()
    measure = proposed(row)
    assert result(row) == "valid"

    measures.confirm(measure=measure, by=responsible(row), now=NOW)

    assert result(row) == "suspended"
    assert Cycle.objects.get().state == "suspended"
    assert Notice.objects.filter(person=row.holder, kind="certification.measure").count() == 1


def test_nobody_confirms_or_refuses_their_own_proposal() -> None:
    row = credential()
    person = responsible(row)
    measure = proposed(row, by=person)

    for act in (measures.confirm, measures.refuse):
        with pytest.raises(measures.SamePerson):
            act(measure=measure, by=person, now=NOW)


def test_a_suspension_is_lifted_by_two_as_well() -> None:
    row = credential()
    measures.confirm(measure=proposed(row), by=responsible(row), now=NOW)

    measures.confirm(measure=proposed(row, "reinstate"), by=responsible(row), now=NOW)

    assert result(row) == "valid"
    assert Cycle.objects.get().state == "certified"


def test_what_was_revoked_is_never_reinstated() -> None:
    row = credential()
    measures.confirm(measure=proposed(row, "revoke"), by=responsible(row), now=NOW)
    assert Cycle.objects.get().state == "revoked"

    with pytest.raises(measures.DoesNotFollow):
        proposed(row, "reinstate")


def test_the_holder_and_people_from_elsewhere_propose_nothing() -> None:
    row = credential()

    for person in (row.holder, CoordinatorFactory()):
        with pytest.raises(measures.NotAllowed):
            proposed(row, by=person)


def test_a_measure_about_a_day_to_come_waits_for_it() -> None:
    row = credential()
    measure = measures.propose(
        credential=row,
        kind="revoke",
        reason="issuer_withdrawn",
        note="",
        effective_on=TODAY + timedelta(days=30),
        by=responsible(row),
        now=NOW,
    )
    measures.confirm(measure=measure, by=responsible(row), now=NOW)

    assert result(row) == "valid"


def test_one_measure_is_open_at_a_time() -> None:
    row = credential()
    proposed(row)

    with pytest.raises(measures.ProposedAlready):
        proposed(row)


def test_the_database_asks_for_two_people_and_changes_nothing_that_is_written() -> None:
    row = credential()
    change = changed(row, "suspended", on=TODAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(
            credential=row, number=3, kind="revoked", effective_on=TODAY, reason="fraud", by=change.by, at=NOW
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(effective_on=TODAY)
