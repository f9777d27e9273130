"""What to do when a child is in danger."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from training_site.people.danger import Place
from training_site.people.models import Organisation
from training_site.people.phones import Phone

pytestmark = pytest.mark.django_db

PAGE = "/child-in-danger/"


@pytest.fixture
def district() -> Organisation:
    country = OrganisationFactory(name="Highland", danger_contacts="Child helpline, 116 111")
    OrganisationFactory(name="Elsewhere", below=country, danger_contacts="Wrong one, 999")
    return OrganisationFactory(
        name="North", below=country, kind=Organisation.Kind.DISTRICT, danger_contacts="Duty officer, +380 44 (1) 2"
    )


def _places(client: Client) -> list[Place]:
    response = client.get(PAGE)
    assert response.status_code == 200
    places: list[Place] = response.context["places"]
    return places


def test_a_visitor_gets_guidance_and_no_contacts_and_nothing_is_stored(client: Client, district: Organisation) -> None:
    assert _places(client) == []
    assert not Session.objects.exists()
    assert not client.cookies


def test_a_learner_sees_the_contacts_of_their_organisations_nearest_first(
    client: Client, district: Organisation
) -> None:
    client.force_login(LearnerFactory(in_organisation=district))

    assert [(place.name, [(one.name, one.phones) for one in place.callees]) for place in _places(client)] == [
        ("North", [("Duty officer", (Phone("+380 44 (1) 2", "tel:+3804412"),))]),
        ("Highland", [("Child helpline", (Phone("116 111", "tel:116111"),))]),
    ]


def test_a_call_is_one_tap_and_comes_before_everything_that_is_to_be_read(
    client: Client, district: Organisation
) -> None:
    client.force_login(LearnerFactory(in_organisation=district))

    page = client.get(PAGE).content.decode()

    assert page.index('href="tel:+3804412"') < page.index('href="tel:116111"') < page.index("<ol>")


@pytest.mark.parametrize(
    ("line", "numbers", "note"),
    [
        pytest.param("Police post, ask at the gate", [], "ask at the gate", id="no number"),
        pytest.param("Police post, 112", ["112"], "", id="a number alone"),
        pytest.param("Police post, 112 (day and night)", ["112"], "112 (day and night)", id="more than a number"),
        pytest.param("Police post, 112 or 113", ["112", "113"], "112 or 113", id="two numbers"),
    ],
)
def test_nothing_is_lost_of_what_stands_beside_a_number(
    line: str, numbers: list[str], note: str, client: Client
) -> None:
    client.force_login(LearnerFactory(in_organisation=OrganisationFactory(danger_contacts=line)))

    ((callee,),) = [place.callees for place in _places(client)]

    assert ([phone.text for phone in callee.phones], callee.note) == (numbers, note)
    assert note in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "state", [pytest.param({"ended": True}, id="ended"), pytest.param({"to_come": True}, id="to come")]
)
def test_a_membership_that_does_not_hold_today_names_nobody(
    state: dict[str, bool], client: Client, district: Organisation
) -> None:
    client.force_login(MembershipFactory(organisation=district, **state).user)

    assert _places(client) == []


def test_a_learner_without_organisation_gets_the_guidance(client: Client) -> None:
    client.force_login(UserFactory())

    assert _places(client) == []


def test_the_page_costs_at_most_four_queries(
    client: Client, district: Organisation, django_assert_max_num_queries: Any
) -> None:
    client.force_login(LearnerFactory(in_organisation=district))

    with django_assert_max_num_queries(4):
        client.get(PAGE)


# Whether somebody answers there


@pytest.mark.parametrize(
    ("checked_on", "said"),
    [
        pytest.param(None, "Numbers not checked yet", id="never"),
        pytest.param(date(2026, 5, 3), "Numbers checked on May 3, 2026", id="today"),
        pytest.param(date(2026, 1, 31), "Numbers checked on Jan. 31, 2026", id="a quarter ago"),
        pytest.param(date(2026, 1, 30), "Numbers not checked since Jan. 30, 2026", id="more than a quarter ago"),
    ],
)
def test_the_page_says_when_the_numbers_were_last_rung(
    checked_on: date | None, said: str, client: Client, district: Organisation
) -> None:
    Organisation.objects.filter(pk=district.pk).update(contacts_checked_on=checked_on)
    learner = LearnerFactory(in_organisation=district)

    with time_machine.travel(date(2026, 5, 3), tick=False):
        client.force_login(learner)
        response = client.get(PAGE)

    assert response.context["places"][0].checked_text == said
    assert said in response.content.decode()


def _rang(organisation: Organisation) -> str:
    return reverse("people:confirm_contacts", args=[organisation.pk])


def test_a_coordinator_says_that_the_numbers_were_rung_and_the_page_names_the_day(
    client: Client, district: Organisation
) -> None:
    client.force_login(CoordinatorFactory(in_organisation=district))
    own, above = _places(client)
    assert (own.confirm_url, above.confirm_url) == (_rang(district), "")

    with time_machine.travel(date(2026, 5, 3), tick=False):
        response = client.post(own.confirm_url, {"mark": own.mark})

    assert (response.status_code, response["Location"]) == (302, PAGE)
    district.refresh_from_db()
    assert district.contacts_checked_on == date(2026, 5, 3)


@pytest.mark.parametrize(
    "factory",
    [pytest.param(CoordinatorFactory, id="coordinator"), pytest.param(AdministratorFactory, id="administrator")],
)
def test_the_button_stands_exactly_where_it_works(factory: Any, client: Client, district: Organisation) -> None:
    client.force_login(factory(in_organisation=district))
    country = district.get_parent()

    offered = {place.name: place.confirm_url for place in _places(client)}
    works = {
        place.name: client.post(_rang(place), {"mark": place.contacts_mark}).status_code == 302
        for place in (district, country)
    }

    assert {name: bool(url) for name, url in offered.items()} == works == {"North": True, "Highland": False}


def test_a_learner_is_not_asked_and_the_door_is_not_there(client: Client, district: Organisation) -> None:
    client.force_login(LearnerFactory(in_organisation=district))

    assert [place.confirm_url for place in _places(client)] == ["", ""]
    assert client.get(_rang(district)).status_code == 404
    assert client.post(_rang(district), {"mark": district.contacts_mark}).status_code == 404
    assert client.post(reverse("people:confirm_contacts", args=[999_999])).status_code == 404


def test_whoever_signed_in_too_long_ago_comes_back_to_the_question(client: Client, district: Organisation) -> None:
    response = client.post(_rang(district), {"mark": district.contacts_mark})

    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={_rang(district)}")
    district.refresh_from_db()
    assert district.contacts_checked_on is None


def test_where_no_numbers_are_there_is_nothing_to_confirm(client: Client) -> None:
    place = OrganisationFactory(danger_contacts=" ")
    client.force_login(CoordinatorFactory(in_organisation=place))

    assert _places(client) == []
    assert client.get(_rang(place)).status_code == 404


def test_numbers_that_came_in_meanwhile_are_shown_instead_of_being_confirmed(
    client: Client, district: Organisation
) -> None:
    client.force_login(CoordinatorFactory(in_organisation=district))
    seen = client.get(_rang(district)).context["place"]
    Organisation.objects.filter(pk=district.pk).update(danger_contacts="Duty officer, 119")

    response = client.post(_rang(district), {"mark": seen.mark})

    page = response.content.decode()
    assert response.status_code == 409
    assert "The numbers have changed" in page
    assert "tel:119" in page
    district.refresh_from_db()
    assert district.contacts_checked_on is None
