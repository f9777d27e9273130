"""What the database itself refuses, and what a row says about itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories.people import LearnerFactory, MembershipFactory, OrganisationFactory, UserFactory
from training_site.people.models import Contact, Membership, User, interface_languages, read_contact
from training_site.people.roles import Role

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({"username": "sophea"}, {"username": "Sophea"}, id="user names in two cases"),
        pytest.param({"email": "a@example.org"}, {"email": "A@Example.org"}, id="addresses in two cases"),
    ],
)
def test_two_people_cannot_have_one_name(first: dict[str, str], second: dict[str, str]) -> None:
    User.objects.create(**{"username": "one"} | first)

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(**{"username": "two"} | second)


def test_many_people_have_no_address() -> None:
    User.objects.create(username="one")
    User.objects.create(username="two")

    assert User.objects.filter(email="").count() == 2


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        pytest.param(User(username="dara", first_name="Dara", last_name="Sok"), "Dara Sok", id="a full name"),
        pytest.param(User(username="dara"), "dara", id="a user name alone"),
    ],
)
def test_a_person_is_called_by_name(person: User, shown: str) -> None:
    assert person.display_name == str(person) == shown


def test_the_languages_offered_are_those_of_the_settings() -> None:
    assert [code for code, _name in interface_languages()] == ["en", "nl", "uk", "km"]


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        pytest.param("Duty officer, 116 111", Contact("Duty officer", "116 111"), id="function and phone"),
        pytest.param("Officer, nights, 116 111", Contact("Officer, nights", "116 111"), id="a comma in the function"),
        pytest.param("Go to the police post", Contact("Go to the police post", ""), id="no phone"),
    ],
)
def test_a_contact_is_read_from_its_line(line: str, contact: Contact) -> None:
    assert read_contact(line) == contact


def test_empty_lines_are_no_contacts() -> None:
    organisation = OrganisationFactory(name="North", danger_contacts="\n Duty officer, 116 111 \n\n")

    assert organisation.contacts == (Contact("Duty officer", "116 111"),)
    assert str(organisation) == "North"


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        pytest.param(MONDAY - timedelta(days=1), False, id="the day before it begins"),
        pytest.param(MONDAY, True, id="its first day"),
        pytest.param(FRIDAY - timedelta(days=1), True, id="its last day"),
        pytest.param(FRIDAY, False, id="the day it ends"),
    ],
)
def test_a_membership_holds_from_its_first_day_and_not_on_its_end(day: date, holds: bool) -> None:
    MembershipFactory(since=MONDAY, until=FRIDAY)

    assert Membership.objects.active_on(day).exists() is holds


def test_an_open_membership_holds_for_ever() -> None:
    MembershipFactory(since=MONDAY)

    assert Membership.objects.active_on(date.max).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"until": MONDAY - timedelta(days=1)}, id="an end before its beginning"),
        pytest.param({"role": "king"}, id="an unknown role"),
    ],
)
def test_the_database_refuses_a_membership_with(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            **{"user": UserFactory(), "organisation": OrganisationFactory(), "role": Role.LEARNER, "since": MONDAY}
            | wrong
        )


def test_a_second_open_membership_of_one_kind_is_refused() -> None:
    open_one = MembershipFactory(since=MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(user=open_one.user, organisation=open_one.organisation, since=FRIDAY)


def test_an_ended_membership_leaves_room_for_a_new_one() -> None:
    ended = MembershipFactory(since=MONDAY, until=FRIDAY)

    MembershipFactory(user=ended.user, organisation=ended.organisation, since=FRIDAY)

    assert Membership.objects.count() == 2


def test_a_membership_says_who_is_what_and_where() -> None:
    learner = LearnerFactory(username="dara", in_organisation=OrganisationFactory(name="North"))

    assert str(learner.memberships.get()) == "dara · Learner · North"


@pytest.mark.parametrize(
    "wrong", [pytest.param({"kind": "planet"}, id="an unknown kind"), pytest.param({"name": ""}, id="no name")]
)
def test_the_database_refuses_an_organisation_with(wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(**wrong)
