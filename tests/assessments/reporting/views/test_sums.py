"""An authority sees how many, never who, and nothing about fewer than five."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.assessments.reporting.views.test_board import DAY, Town
from tests.factories.people import (
    AdministratorFactory,
    AuthorityFactory,
    CoordinatorFactory,
    OrganisationFactory,
    SuperuserFactory,
    UserFactory,
)
from training_site.people.models import User

pytestmark = pytest.mark.django_db
HIDDEN = "fewer than 5, or hidden"


@pytest.fixture
def town() -> Town:
    found = Town()
    for number in range(6):
        found.person(found.here, f"Holder {number}", until=found.today + 300 * DAY)
        found.person(found.there, f"Foreign holder {number}", until=found.today + 300 * DAY)
    return found


def lines(client: Client, viewer: User, **query: object) -> dict[str, list[str]]:
    client.force_login(viewer)
    context = client.get(reverse("reporting:sums"), query).context
    return {line.name: [text for _heading, text in line.cells] for line in context["lines"]}


def test_an_authority_sees_sums_of_its_units(client: Client, town: Town) -> None:
    found = lines(client, AuthorityFactory(in_organisation=town.country))

    assert found["All of Country"] == ["14", HIDDEN, HIDDEN, HIDDEN, HIDDEN]
    assert [found[name][0] for name in ("North", "South")] == ["7", "7"]


def test_no_person_is_named_and_no_board_opens(client: Client, town: Town) -> None:
    client.force_login(AuthorityFactory(in_organisation=town.country))

    assert "Certified</a>" not in client.get(reverse("reporting:sums")).content.decode()
    assert "Anna" not in client.get(reverse("reporting:sums")).content.decode()
    for name in ("board", "views", "exports"):
        assert client.get(reverse(f"reporting:{name}")).status_code == 404


@pytest.mark.parametrize("factory", [AdministratorFactory, SuperuserFactory])
def test_who_looks_after_accounts_sees_the_same_numbers_and_no_board(
    client: Client, town: Town, factory: type[UserFactory]
) -> None:
    viewer = factory(in_organisation=town.country) if factory is AdministratorFactory else factory()

    assert lines(client, viewer) == lines(client, AuthorityFactory(in_organisation=town.country))
    client.force_login(viewer)
    assert client.get(reverse("reporting:board")).status_code == 404


def test_an_authority_sees_nothing_of_another_region(client: Client, town: Town) -> None:
    viewer = AuthorityFactory(in_organisation=town.north)

    assert set(lines(client, viewer)) == {"All of North", "Lantern House"}
    for outside in (town.south, town.there, town.country):
        assert client.get(reverse("reporting:sums"), {"unit": outside.pk}).status_code == 404


def test_everybody_sees_the_same_of_a_unit_wherever_their_scope_begins(client: Client, town: Town) -> None:
    small = OrganisationFactory(name="Small", below=town.north)
    town.person(small, "One Person", until=town.today + 300 * DAY)
    national, regional = (AuthorityFactory(in_organisation=place) for place in (town.country, town.north))

    assert lines(client, national, unit=town.north.pk) == lines(client, regional)
    assert lines(client, regional)["Small"][0] == HIDDEN


def test_a_coordinator_has_the_board_instead(client: Client, town: Town) -> None:
    client.force_login(CoordinatorFactory(in_organisation=town.country))

    assert client.get(reverse("reporting:sums")).status_code == 404
