"""The pages on which memberships and the tree are changed: a mistake is said at its field."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.people import (
    AdministratorFactory,
    LearnerFactory,
    MembershipFactory,
    OrganisationFactory,
    SuperuserFactory,
    UserFactory,
)
from training_site.people.models import Membership, Organisation, User

pytestmark = pytest.mark.django_db

HOME = "/organisations/"


def _reads(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def _post(client: Client, address: str, **form: Any) -> Any:
    return client.post(address, {name: str(value) for name, value in form.items()})


def test_a_coordinator_gives_a_role_and_ends_it(
    client: Client, coordinator: User, centre: Organisation, outreach: Organisation
) -> None:
    person = LearnerFactory(in_organisation=centre)
    today = timezone.localdate()

    given = _post(client, f"{HOME}people/{person.pk}/give/", role="mentor", organisation=outreach.pk, since=today)
    row = Membership.objects.get(user=person, role="mentor")
    assert (given.status_code, row.organisation, row.since, row.until) == (302, outreach, today, None)

    _post(client, f"{HOME}memberships/{row.pk}/end/", last=today - timedelta(days=1))
    row.refresh_from_db()
    assert row.until == today


def test_the_last_day_of_a_role_is_still_a_day_of_it(client: Client, coordinator: User, centre: Organisation) -> None:
    person, today = LearnerFactory(in_organisation=centre), timezone.localdate()

    _post(
        client,
        f"{HOME}people/{person.pk}/give/",
        role="mentor",
        organisation=centre.pk,
        since=today,
        until=today + timedelta(days=6),
    )

    assert Membership.objects.get(user=person, role="mentor").until == today + timedelta(days=7)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        pytest.param({"role": "coordinator"}, "role", id="a role that is not theirs to give"),
        pytest.param({"since": "yesterday"}, "since", id="a day that is none"),
        pytest.param({"until": "2020-01-01"}, "until", id="an end before the beginning"),
        pytest.param({"organisation": "999999"}, "organisation", id="a place that is not theirs"),
        pytest.param({"role": "learner"}, "__all__", id="a role that is held already"),
    ],
)
def test_a_mistake_is_said_at_its_field(
    form: dict[str, str], field: str, client: Client, coordinator: User, centre: Organisation
) -> None:
    person = LearnerFactory(in_organisation=centre)
    until = {"until": "2099-01-01"} if field == "__all__" else {}

    response = _post(
        client,
        f"{HOME}people/{person.pk}/give/",
        **{"role": "mentor", "organisation": centre.pk, "since": "2026-01-01", **until, **form},
    )

    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]


def test_a_coordinator_moves_somebody_within_their_district(
    client: Client, coordinator: User, centre: Organisation, outreach: Organisation
) -> None:
    row = MembershipFactory(organisation=centre)
    day = timezone.localdate() + timedelta(days=3)

    response = _post(client, f"{HOME}memberships/{row.pk}/move/", organisation=outreach.pk, on=day)

    assert response.status_code == 302
    row.refresh_from_db()
    assert row.until == Membership.objects.get(user=row.user, organisation=outreach).since == day


def test_a_move_before_the_beginning_is_refused(
    client: Client, coordinator: User, centre: Organisation, outreach: Organisation
) -> None:
    row = MembershipFactory(organisation=centre, since=timezone.localdate())

    response = _post(client, f"{HOME}memberships/{row.pk}/move/", organisation=outreach.pk, on="2020-01-01")

    assert response.status_code == 400
    assert list(response.context["form"].errors) == ["on"]
    assert Membership.objects.filter(user=row.user).count() == 1


def test_an_end_before_the_beginning_is_refused(client: Client, coordinator: User, centre: Organisation) -> None:
    row = MembershipFactory(organisation=centre, since=timezone.localdate())

    for last, field in (("2020-01-01", "last"), ("soon", "last")):
        response = _post(client, f"{HOME}memberships/{row.pk}/end/", last=last)
        assert list(response.context["form"].errors) == [field]


def test_an_administrator_makes_renames_and_moves_an_organisation(
    client: Client, administrator: User, country: Organisation, district: Organisation
) -> None:
    made = _post(client, f"{HOME}{district.pk}/new/", name="New door", kind="organisation")
    row = Organisation.objects.get(name="New door")
    assert made["Location"] == f"{HOME}{row.pk}/"

    _post(client, f"{HOME}{row.pk}/change/", name="Open door", danger_contacts="Duty officer, 555 0100")
    other = OrganisationFactory(below=country, kind="district")
    moved = _post(client, f"{HOME}{row.pk}/hang/", parent=other.pk)

    row.refresh_from_db()
    assert (moved.status_code, row.name, row.get_parent().pk) == (302, "Open door", other.pk)
    assert "Duty officer" in _reads(client, f"{HOME}{row.pk}/")


def test_a_name_that_is_taken_is_said_at_the_name(
    client: Client, administrator: User, district: Organisation, centre: Organisation, outreach: Organisation
) -> None:
    forms = {
        f"{HOME}{district.pk}/new/": {"name": "outreach", "kind": "organisation"},
        f"{HOME}{centre.pk}/change/": {"name": "Outreach", "danger_contacts": ""},
    }
    for address, form in forms.items():
        response = _post(client, address, **form)
        assert response.status_code == 400
        assert list(response.context["form"].errors) == ["name"]


@pytest.mark.parametrize("form", [{"name": "", "kind": "organisation"}, {"name": "A", "kind": "planet"}])
def test_an_organisation_without_name_or_of_no_kind_is_not_made(
    form: dict[str, str], client: Client, administrator: User, district: Organisation
) -> None:
    assert _post(client, f"{HOME}{district.pk}/new/", **form).status_code == 400


def test_what_would_leave_somebody_elses_branch_stays(
    client: Client, country: Organisation, district: Organisation, centre: Organisation
) -> None:
    own = OrganisationFactory(below=country, kind="district")
    person = AdministratorFactory(in_organisation=own)
    MembershipFactory(user=person, role="administrator", organisation=centre)
    client.force_login(person)

    response = _post(client, f"{HOME}{centre.pk}/hang/", parent=own.pk)

    assert response.status_code == 400
    assert "not after what it would leave" in " ".join(response.content.decode().split())


def test_a_superuser_makes_the_first_country(client: Client) -> None:
    client.force_login(SuperuserFactory())
    assert "Make a country" in _reads(client, HOME)

    _post(client, f"{HOME}new/", name="Tavenia", kind="country")

    assert Organisation.objects.get(name="Tavenia").is_root()


def test_nobody_else_makes_a_country(client: Client, administrator: User) -> None:
    assert client.get(f"{HOME}new/").status_code == 404


def test_a_page_stays_in_no_browser(client: Client, coordinator: User) -> None:
    assert "no-store" in client.get(HOME)["Cache-Control"]


def test_a_person_without_place_reads_so(client: Client) -> None:
    client.force_login(UserFactory())

    assert "You belong to no organisation" in _reads(client, HOME)
