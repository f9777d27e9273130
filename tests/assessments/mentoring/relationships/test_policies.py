"""Which policy holds where."""

import pytest
from pytest_django import DjangoAssertNumQueries

from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import PolicyVersion
from assessments.mentoring.selectors.policies import policies_for, policy_for, version_for
from tests.factories.mentoring import NOW, PROGRAMME, organisation
from training_site.people.models import Organisation

pytestmark = pytest.mark.django_db


def decides(place: Organisation, *, load: int, number: int = 1, programme: str = PROGRAMME) -> PolicyVersion:
    return PolicyVersion.objects.create(
        organisation=place, programme_key=programme, number=number, values={"mentor_load_most": load}, made_at=NOW
    )


@pytest.fixture
def place() -> Organisation:
    return organisation()


@pytest.fixture
def district(place: Organisation) -> Organisation:
    return place.get_parent()


def load_at(place: Organisation | None) -> int:
    return policy_for(place, PROGRAMME).mentor_load_most


def test_the_default_holds_where_nobody_decided(place: Organisation) -> None:
    assert policy_for(place, PROGRAMME) == policy_for(None, PROGRAMME) == Policy()


def test_what_is_decided_above_holds_below(place: Organisation, district: Organisation) -> None:
    decides(district, load=4)
    assert load_at(place) == load_at(district) == 4


def test_the_nearest_organisation_wins_over_a_newer_version_above(place: Organisation, district: Organisation) -> None:
    decides(place, load=3)
    decides(district, load=4, number=9)
    assert (load_at(place), load_at(district)) == (3, 4)


def test_the_newest_version_of_an_organisation_holds(place: Organisation) -> None:
    decides(place, load=3)
    decides(place, load=5, number=2)
    assert load_at(place) == 5


def test_what_is_decided_below_or_beside_or_for_another_programme_does_not_hold(
    place: Organisation, district: Organisation
) -> None:
    decides(place, load=3, programme="other")
    decides(organisation(), load=2)
    decides(place, load=4)
    assert load_at(district) == Policy().mentor_load_most
    assert load_at(place) == 4


def test_the_stored_version_is_named_where_there_is_one(place: Organisation, district: Organisation) -> None:
    stored = decides(district, load=4)
    assert version_for(place, PROGRAMME) == stored
    assert version_for(None, PROGRAMME) is None


def test_a_policy_takes_one_query(place: Organisation, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        policy_for(place.pk, PROGRAMME)


def test_policies_of_many_places_are_those_of_each(
    place: Organisation, district: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    decides(district, load=4)
    decides(place, load=3)
    other = organisation()
    decides(other, load=2, programme="other")
    places = [(one.pk, key) for one in (place, district, other) for key in (PROGRAMME, "other")] + [(None, PROGRAMME)]
    with django_assert_num_queries(2):
        found = policies_for(places)
    assert found == {one: policy_for(*one) for one in places}


def test_policies_of_nowhere_take_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert policies_for([(None, PROGRAMME)]) == {(None, PROGRAMME): Policy()}
