"""Writes about people, their places and their roles."""

from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError

from tests.factories.people import (
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    OrganisationFactory,
    TrainerFactory,
    UserFactory,
)
from training_site.people import services
from training_site.people.models import Membership, Organisation, User
from training_site.people.permissions import VIEW_PROGRESS
from training_site.people.roles import Role
from training_site.people.selectors import memberships_on, people_visible_to, roles_of
from training_site.people.services import MembershipRefused, OrganisationRefused, PersonRefused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 4)
Kind = Organisation.Kind


def test_a_registered_person_can_sign_in_with_the_password_and_owns_the_address() -> None:
    person = services.register_person(
        username="dara", password="a-long-one-42", email=" Dara@Example.org ", first_name="Dara", language="km"
    )

    assert person.check_password("a-long-one-42")
    assert person.email == "dara@example.org"
    assert [(one.email, one.verified, one.primary) for one in person.emailaddress_set.all()] == [
        ("dara@example.org", True, True)
    ]
    assert not person.is_staff


def test_a_person_without_password_cannot_sign_in_yet() -> None:
    assert not services.register_person(username="dara").has_usable_password()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param({"username": "DARA"}, "__all__", id="a user name in use, in another case"),
        pytest.param({"username": "a b"}, "username", id="a user name with a space"),
        pytest.param({"username": ""}, "username", id="no user name"),
        pytest.param({"email": "dara@EXAMPLE.org"}, "email", id="an address in use, in another case"),
        pytest.param({"email": "not an address"}, "email", id="something that is no address"),
        pytest.param({"language": "xx"}, "language", id="a language the site does not speak"),
    ],
)
def test_a_person_is_refused_with(given: dict[str, str], field: str) -> None:
    UserFactory(username="dara", email="dara@example.org")

    with pytest.raises(PersonRefused) as refused:
        services.register_person(**{"username": "other"} | given)

    assert list(refused.value.errors) == [field]
    assert str(refused.value)
    assert User.objects.count() == 1


def test_two_registrations_of_one_name_at_the_same_moment_leave_one_person() -> None:
    with patch.object(User, "save", side_effect=IntegrityError), pytest.raises(PersonRefused, match="user name"):
        services.register_person(username="dara")


def test_a_confirmed_address_of_somebody_else_is_taken_even_when_it_is_not_their_first() -> None:
    UserFactory().emailaddress_set.create(email="second@example.org", verified=True)

    with pytest.raises(PersonRefused, match="e-mail"):
        services.register_person(username="dara", email="second@example.org")


def test_a_change_leaves_what_is_not_given() -> None:
    person = UserFactory(username="dara", email="dara@example.org", first_name="Dara", last_name="Sok")

    services.change_person(person=person, last_name="Chan", language="uk")

    person.refresh_from_db()
    assert (person.username, person.email, person.display_name, person.language) == (
        "dara",
        "dara@example.org",
        "Dara Chan",
        "uk",
    )
    assert person.emailaddress_set.count() == 1


@pytest.mark.parametrize(
    ("email", "addresses"),
    [pytest.param("new@example.org", ["new@example.org"], id="another"), pytest.param("", [], id="none")],
)
def test_a_changed_address_replaces_the_old_one(email: str, addresses: list[str]) -> None:
    person = UserFactory(email="old@example.org")

    services.change_person(person=person, username="dara", email=email, first_name="D")

    assert User.objects.get(username="dara").email == email
    assert [one.email for one in person.emailaddress_set.all()] == addresses


def test_a_person_who_leaves_keeps_their_memberships() -> None:
    learner = LearnerFactory()

    services.deactivate_person(person=learner)

    assert not User.objects.get(pk=learner.pk).is_active
    assert learner.memberships.count() == 1


# Organisations


def test_the_tree_grows_from_a_country_down() -> None:
    country = services.create_organisation(name="Highland", kind=Kind.COUNTRY)
    region = services.create_organisation(name="  North   shore ", kind=Kind.REGION, parent=country)
    charity = services.create_organisation(
        name="Open Door", kind=Kind.ORGANISATION, parent=region, danger_contacts="Duty, 1"
    )
    services.create_organisation(name="Day centre", kind=Kind.ORGANISATION, parent=charity)

    assert [(one.depth, one.name) for one in Organisation.objects.all()] == [
        (1, "Highland"),
        (2, "North shore"),
        (3, "Open Door"),
        (4, "Day centre"),
    ]


@pytest.mark.parametrize(
    ("kind", "parent_kind"),
    [
        pytest.param(Kind.REGION, None, id="a region below nothing"),
        pytest.param(Kind.COUNTRY, Kind.COUNTRY, id="a country below a country"),
        pytest.param(Kind.REGION, Kind.DISTRICT, id="a region below a district"),
        pytest.param(Kind.DISTRICT, Kind.ORGANISATION, id="a district below an organisation"),
    ],
)
def test_the_tree_refuses(kind: Kind, parent_kind: Kind | None) -> None:
    parent = OrganisationFactory(kind=parent_kind) if parent_kind else None

    with pytest.raises(OrganisationRefused, match="cannot lie below"):
        services.create_organisation(name="Misplaced", kind=kind, parent=parent)


@pytest.mark.parametrize("name", [pytest.param("NORTH ", id="a name in use"), pytest.param("  ", id="no name")])
@pytest.mark.parametrize("below", [pytest.param(True, id="below a country"), pytest.param(False, id="at the top")])
def test_an_organisation_is_refused_with(name: str, below: bool) -> None:
    parent = OrganisationFactory(name="Top") if below else None
    OrganisationFactory(name="North", below=parent)

    with pytest.raises(OrganisationRefused, match="name"):
        services.create_organisation(name=name, kind=Kind.DISTRICT if below else Kind.COUNTRY, parent=parent)


def test_one_name_may_stand_in_two_places() -> None:
    for country in (OrganisationFactory(), OrganisationFactory()):
        services.create_organisation(name="North", kind=Kind.REGION, parent=country)

    assert Organisation.objects.filter(name="North").count() == 2


def test_a_change_of_an_organisation_leaves_what_is_not_given() -> None:
    organisation = OrganisationFactory(name="North", danger_contacts="Duty, 1")

    services.change_organisation(organisation=organisation, name="NORTH")
    services.change_organisation(organisation=organisation, danger_contacts="Duty, 2")

    organisation.refresh_from_db()
    assert (organisation.name, organisation.danger_contacts) == ("NORTH", "Duty, 2")


def test_contacts_are_confirmed_on_a_day() -> None:
    place = OrganisationFactory(danger_contacts="Duty, 1")

    services.confirm_contacts(organisation=place, by=CoordinatorFactory(in_organisation=place), today=TODAY)

    place.refresh_from_db()
    assert place.contacts_checked_on == TODAY


@pytest.mark.parametrize(
    ("change", "checked_on"),
    [
        pytest.param({"danger_contacts": "Duty, 2"}, None, id="another number"),
        pytest.param({"danger_contacts": "Duty, 1"}, TODAY, id="the same number"),
        pytest.param({"name": "North"}, TODAY, id="another name"),
    ],
)
def test_numbers_that_nobody_has_rung_are_not_called_checked(change: dict[str, str], checked_on: date | None) -> None:
    place = OrganisationFactory(danger_contacts="Duty, 1", contacts_checked_on=TODAY)

    services.change_organisation(organisation=place, **change)

    place.refresh_from_db()
    assert place.contacts_checked_on == checked_on


@pytest.mark.parametrize(
    ("contacts", "mark"),
    [
        pytest.param("Duty, 1", "of other contacts", id="others than those that were rung"),
        pytest.param(" \n", None, id="none"),
    ],
)
def test_contacts_are_not_confirmed_when_they_are(contacts: str, mark: str | None) -> None:
    place = OrganisationFactory(danger_contacts=contacts)

    with pytest.raises(services.ContactsChanged):
        services.confirm_contacts(
            organisation=place, by=CoordinatorFactory(in_organisation=place), today=TODAY, mark=mark
        )


def test_a_coordinator_does_not_speak_for_the_contacts_of_another_place() -> None:
    place = OrganisationFactory(danger_contacts="Duty, 1")
    below = OrganisationFactory(below=place)

    with pytest.raises(services.NotTheirsToConfirm):
        services.confirm_contacts(organisation=place, by=CoordinatorFactory(in_organisation=below), today=TODAY)


def test_a_move_takes_the_subtree_along_and_changes_who_sees_it() -> None:
    here, there = OrganisationFactory(name="Here"), OrganisationFactory(name="There")
    district = OrganisationFactory(below=here, kind=Kind.DISTRICT)
    learner = LearnerFactory(in_organisation=OrganisationFactory(below=district))
    before, after = CoordinatorFactory(in_organisation=here), CoordinatorFactory(in_organisation=there)

    moved = services.move_organisation(organisation=district, parent=there)

    assert moved.get_parent() == there
    assert VIEW_PROGRESS.allows(after, learner, today=TODAY)
    assert not VIEW_PROGRESS.allows(before, learner, today=TODAY)


def test_a_country_is_moved_to_the_end_of_the_countries() -> None:
    first, _second = OrganisationFactory(name="First"), OrganisationFactory(name="Second")

    services.move_organisation(organisation=first, parent=None)

    assert [one.name for one in Organisation.objects.all()] == ["Second", "First"]


def test_an_organisation_cannot_be_moved_below_itself() -> None:
    top = OrganisationFactory()
    below = OrganisationFactory(below=top)

    for parent in (top, below):
        with pytest.raises(OrganisationRefused, match="below itself"):
            services.move_organisation(organisation=top, parent=parent)


def test_a_move_is_refused_where_the_name_is_in_use() -> None:
    here, there = OrganisationFactory(name="Here"), OrganisationFactory(name="There")
    moving = OrganisationFactory(name="North", below=here)
    OrganisationFactory(name="north", below=there)

    with pytest.raises(OrganisationRefused, match="name"):
        services.move_organisation(organisation=moving, parent=there)


# Memberships


def _add(**given: Any) -> Membership:
    return services.add_membership(**{"role": Role.LEARNER, "since": TODAY, "today": TODAY} | given)


def test_a_membership_asked_for_twice_is_one() -> None:
    person, organisation = UserFactory(), OrganisationFactory()

    first = _add(user=person, organisation=organisation)
    second = _add(user=person, organisation=organisation, since=TODAY + timedelta(days=3))

    assert first == second
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        pytest.param(-9, -5, False, id="before the first"),
        pytest.param(-9, -4, True, id="into the first"),
        pytest.param(0, 9, False, id="right after it"),
        pytest.param(-2, None, True, id="open, from within the first"),
        pytest.param(3, 2, True, id="ending before it begins"),
    ],
)
def test_two_memberships_of_one_kind_do_not_overlap(since: int, until: int | None, refused: bool) -> None:
    present = MembershipFactory(since=TODAY - timedelta(days=5), until=TODAY)
    days = {
        "since": TODAY + timedelta(days=since),
        "until": None if until is None else TODAY + timedelta(days=until),
    }

    if refused:
        with pytest.raises(MembershipRefused):
            _add(user=present.user, organisation=present.organisation, **days)
    else:
        _add(user=present.user, organisation=present.organisation, **days)

    assert Membership.objects.count() == (1 if refused else 2)


def test_an_end_takes_effect_on_its_day_and_deletes_nothing() -> None:
    membership = MembershipFactory(role=Role.COORDINATOR)

    services.end_membership(membership=membership, until=TODAY, today=TODAY)

    assert roles_of(membership.user, today=TODAY) == frozenset()
    assert roles_of(membership.user, today=TODAY - timedelta(days=1)) == {Role.COORDINATOR}
    assert Membership.objects.get().until == TODAY


def test_a_membership_that_has_ended_keeps_its_day() -> None:
    membership = MembershipFactory(until=TODAY - timedelta(days=9))

    services.end_membership(membership=membership, until=TODAY, today=TODAY)

    assert Membership.objects.get().until == TODAY - timedelta(days=9)


def test_an_end_before_the_beginning_is_refused() -> None:
    membership = MembershipFactory(since=TODAY)

    with pytest.raises(MembershipRefused):
        services.end_membership(membership=membership, until=TODAY - timedelta(days=1), today=TODAY)


# Reads


def test_roles_are_read_in_one_query(django_assert_num_queries: Any) -> None:
    person = TrainerFactory()
    MembershipFactory(user=person, role=Role.MENTOR)
    MembershipFactory(user=person, role=Role.MENTOR)

    with django_assert_num_queries(1):
        assert roles_of(person, today=TODAY) == {Role.TRAINER, Role.MENTOR}


def test_those_who_left_are_not_listed() -> None:
    country = OrganisationFactory()
    coordinator = CoordinatorFactory(in_organisation=country)
    LearnerFactory(in_organisation=country, is_active=False)
    learner = LearnerFactory(in_organisation=country)

    assert set(people_visible_to(coordinator, today=TODAY)) == {coordinator, learner}


def test_memberships_of_a_day_come_with_person_and_place(django_assert_num_queries: Any) -> None:
    MembershipFactory()
    MembershipFactory(ended=True, until=TODAY)

    with django_assert_num_queries(1):
        assert [(one.user.username, one.organisation.name) for one in memberships_on(TODAY)]
    assert memberships_on(TODAY).count() == 1
