"""Cohorts in the states that tests speak of: `CohortFactory(seats=2)`, `JoinCodeFactory(closed=True)`, `member(cohort, learner)`."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import factory

from assessments.certification.laws import codes
from assessments.cohorts.models import Cohort, CohortMember, CohortPlace, Invitation, JoinCode
from tests.factories.people import LearnerFactory, OrganisationFactory
from training_site.people.models import Organisation, User

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
TODAY = NOW.date()


class CohortFactory(factory.django.DjangoModelFactory[Cohort]):
    """A cohort of an organisation, begun a month ago, without an end."""

    class Meta:
        model = Cohort

    class Params:
        over = factory.Trait(ends_on=TODAY - timedelta(days=1))

    name = factory.Sequence(lambda number: f"Cohort {number}")
    organisation = factory.SubFactory(OrganisationFactory)
    programme_key = "practice"
    begins_on = TODAY - timedelta(days=30)
    made_at = NOW


class JoinCodeFactory(factory.django.DjangoModelFactory[JoinCode]):
    """A code that is open today."""

    class Meta:
        model = JoinCode

    class Params:
        closed = factory.Trait(closes_on=TODAY - timedelta(days=1))
        to_come = factory.Trait(opens_on=TODAY + timedelta(days=1))

    cohort = factory.SubFactory(CohortFactory)
    organisation = factory.SelfAttribute("cohort.organisation")
    code = factory.LazyFunction(codes.fresh)
    opens_on = TODAY - timedelta(days=7)
    closes_on = TODAY + timedelta(days=7)
    made_at = NOW


def taking_part(cohort: Cohort, organisation: Organisation, *, since: date = TODAY) -> CohortPlace:
    """Another organisation of the cohort."""
    return CohortPlace.objects.create(cohort=cohort, organisation=organisation, since=since)


def member(cohort: Cohort, learner: User | None = None, **fields: Any) -> CohortMember:
    """Somebody in the cohort, a learner of its organisation unless said otherwise."""
    place = fields.pop("organisation", cohort.organisation)
    usual = {"since": NOW, "basis": "hand"} | fields
    return CohortMember.objects.create(
        cohort=cohort, organisation=place, learner=learner or LearnerFactory(in_organisation=place), **usual
    )


def invitation(cohort: Cohort, email: str = "maria@example.org", **fields: Any) -> Invitation:
    """Somebody is asked at an address."""
    usual = {"organisation": cohort.organisation, "invited_at": NOW, "expires_on": TODAY + timedelta(days=30)}
    return Invitation.objects.create(cohort=cohort, email=email, **usual | fields)
