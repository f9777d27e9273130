"""Applying: for what one's pathway and place allow, once, and what was done before counts."""

import pytest

from assessments.certification.models import Assignment, CertificationVersion, Cycle
from assessments.certification.selectors.applying import offers
from assessments.certification.services import applying, assigning
from assessments.progress.models import Enrolment
from tests.factories.certification import NOW, TODAY, certification
from tests.factories.people import LearnerFactory, OrganisationFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db


def follower(version: CertificationVersion, *, pathway: str = "social-worker", programme: str = "practice") -> User:
    """Somebody who learns below the issuer and follows a pathway."""
    place = OrganisationFactory(below=version.certification.issuer)
    person: User = LearnerFactory(in_organisation=place)
    Enrolment.objects.create(learner=person, programme_key=programme, pathway=pathway, since=NOW)
    return person


def offered(person: User) -> list[str]:
    return [each.certification.code for each in offers(person.pk, today=TODAY)]


def test_whoever_follows_the_programme_below_the_issuer_may_apply() -> None:
    version = certification()
    person = follower(version)

    assert offered(person) == [version.certification.code]
    row = applying.apply(learner=person, code=version.certification.code, now=NOW)
    assert (row.basis, row.assigned_by, row.organisation) == (
        Assignment.Basis.APPLICATION,
        person,
        person.memberships.get().organisation,
    )
    assert Cycle.objects.get().learner == person
    assert offered(person) == []


def test_sent_twice_it_is_one_application() -> None:
    version = certification()
    person = follower(version)
    rows = [applying.apply(learner=person, code=version.certification.code, now=NOW) for _ in range(2)]

    assert rows[0].pk == rows[1].pk
    assert Cycle.objects.count() == 1


def test_whoever_was_no_longer_asked_for_it_may_apply_again() -> None:
    version = certification()
    person = follower(version)
    row = applying.apply(learner=person, code=version.certification.code, now=NOW)
    assigning.end(assignment=row, reason="moved", now=NOW)

    assert applying.apply(learner=person, code=version.certification.code, now=NOW).pk != row.pk


def test_not_on_another_pathway() -> None:
    version = certification()
    person = follower(version, pathway="official")
    version.certification.pathways = ["social-worker"]
    version.certification.save()

    assert offered(person) == []
    with pytest.raises(applying.NotOffered):
        applying.apply(learner=person, code=version.certification.code, now=NOW)


@pytest.mark.parametrize("why", ["another programme", "another place", "a draft", "retired"])
def test_not_where_it_is_not_offered(why: str) -> None:
    version = certification(published=why != "a draft")
    person = follower(version, programme="other" if why == "another programme" else "practice")
    if why == "another place":
        person.memberships.update(organisation=OrganisationFactory())
    if why == "retired":
        version.certification.retired_at, version.certification.retired_by = NOW, person
        version.certification.save()

    assert offered(person) == []
    with pytest.raises(applying.NotOffered):
        applying.apply(learner=person, code=version.certification.code, now=NOW)


def test_somebody_who_follows_nothing_is_offered_nothing() -> None:
    certification()

    assert offered(LearnerFactory()) == []
