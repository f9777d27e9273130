"""A country with a district and two organisations, and who looks after them."""

import pytest
from django.test import Client

from tests.factories.people import AdministratorFactory, CoordinatorFactory, OrganisationFactory
from training_site.people.models import Organisation, User


@pytest.fixture
def country() -> Organisation:
    return OrganisationFactory(name="Tavenia")


@pytest.fixture
def district(country: Organisation) -> Organisation:
    return OrganisationFactory(below=country, kind="district", name="Mereby district")


@pytest.fixture
def centre(district: Organisation) -> Organisation:
    return OrganisationFactory(below=district, name="Family centre")


@pytest.fixture
def outreach(district: Organisation) -> Organisation:
    return OrganisationFactory(below=district, name="Outreach")


@pytest.fixture
def coordinator(client: Client, district: Organisation) -> User:
    person = CoordinatorFactory(in_organisation=district)
    client.force_login(person)
    return person


@pytest.fixture
def administrator(client: Client, country: Organisation) -> User:
    person = AdministratorFactory(in_organisation=country)
    client.force_login(person)
    return person
