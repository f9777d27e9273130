"""The pages of organisations and people: only what lies in the viewer's scope, whatever the population costs the same."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    MentorFactory,
    OrganisationFactory,
    SuperuserFactory,
    UserFactory,
)
from training_site.people.models import Membership, Organisation, User
from training_site.people.organisations import directory

pytestmark = pytest.mark.django_db

HOME = "/organisations/"


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


def _reads(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def _post(client: Client, address: str, **form: Any) -> Any:
    return client.post(address, {name: str(value) for name, value in form.items()})


# Seeing


def test_the_tree_begins_with_ones_own_organisation_and_counts_what_lies_below(
    client: Client, coordinator: User, country: Organisation, centre: Organisation
) -> None:
    LearnerFactory(in_organisation=centre)
    LearnerFactory(in_organisation=centre)
    MentorFactory(in_organisation=centre)
    LearnerFactory(in_organisation=OrganisationFactory(below=country, name="Far away"))

    branch = client.get(HOME).context["tree"].branches[0]

    assert (branch.top.name, branch.top.counts) == ("Mereby district", "2 learners · 1 mentor · 1 coordinator")
    assert [(one.name, one.counts) for one in branch.below] == [("Family centre", "2 learners · 1 mentor")]
    assert "Far away" not in _reads(client, HOME)


def test_who_looks_after_nobody_reads_where_they_belong(client: Client, centre: Organisation) -> None:
    client.force_login(LearnerFactory(in_organisation=centre))

    page = _reads(client, HOME)

    assert "Family centre" in page
    assert "Find somebody" not in page


def test_the_page_of_an_organisation_shows_who_is_there_who_comes_and_who_was(
    client: Client, coordinator: User, centre: Organisation
) -> None:
    here = LearnerFactory(in_organisation=centre, first_name="Ada")
    coming = MembershipFactory(user__first_name="Bela", organisation=centre, to_come=True)
    gone = MembershipFactory(user__first_name="Cleo", organisation=centre, ended=True)
    address = f"{HOME}{centre.pk}/"

    def names(query: str) -> list[str]:
        return [line.name for line in client.get(address + query).context["organisation"].members]

    assert names("") == ["Ada"] == [str(here)]
    assert names("?when=coming") == [str(coming.user)]
    assert names("?when=past") == [str(gone.user)]
    assert names("?role=mentor") == []
    assert names("?when=never&role=king&after=x") == ["Ada"]


def test_of_a_person_only_what_lies_in_ones_own_scope_is_shown(
    client: Client, coordinator: User, country: Organisation, centre: Organisation
) -> None:
    person = LearnerFactory(in_organisation=centre)
    MembershipFactory(user=person, role="mentor", organisation=OrganisationFactory(below=country, name="Far away"))

    page = _reads(client, f"{HOME}people/{person.pk}/")

    assert "Family centre" in page
    assert "Far away" not in page


def test_who_has_left_is_found_with_their_history_and_can_be_given_nothing(
    client: Client, coordinator: User, centre: Organisation
) -> None:
    person = MembershipFactory(organisation=centre, ended=True).user

    shown = client.get(f"{HOME}people/{person.pk}/").context["person"]

    assert [line.state for line in shown.lines] == ["Over"]
    assert shown.give_url == ""
    assert shown.lines[0].end_url == ""


@pytest.mark.parametrize(
    "address",
    [
        "{place}/",
        "{place}/new/",
        "{place}/change/",
        "{place}/hang/",
        "people/{person}/",
        "people/{person}/give/",
        "memberships/{membership}/end/",
        "memberships/{membership}/move/",
    ],
)
def test_nothing_of_a_foreign_branch_is_there(client: Client, coordinator: User, address: str) -> None:
    row = MembershipFactory()
    address = HOME + address.format(place=row.organisation_id, person=row.user_id, membership=row.pk)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code in (404, 405)


def test_people_of_a_foreign_branch_are_neither_found_nor_counted_nor_offered(
    client: Client, coordinator: User, centre: Organisation
) -> None:
    foreign = LearnerFactory(first_name="Zelda", in_organisation=OrganisationFactory(name="Far away"))
    own = LearnerFactory(in_organisation=centre)

    assert "Nobody in your organisations matches" in _reads(client, f"{HOME}people/?q=zelda")
    assert "Far away" not in _reads(client, f"{HOME}people/{own.pk}/give/")
    assert str(foreign) not in _reads(client, f"{HOME}people/")


@pytest.mark.parametrize("words", ["ada", "LOVE", "Ada Love", "love ada", "countess"])
def test_somebody_is_found_by(words: str, client: Client, coordinator: User, centre: Organisation) -> None:
    LearnerFactory(in_organisation=centre, first_name="Ada", last_name="Lovelace", username="countess")
    LearnerFactory(in_organisation=centre, first_name="Grace", last_name="Hopper")

    lines = client.get(f"{HOME}people/", {"q": words}).context["people"].lines

    assert [line.name for line in lines] == ["Ada Lovelace"]


def test_a_name_in_another_script_is_found_whatever_the_case(
    client: Client, coordinator: User, centre: Organisation
) -> None:
    LearnerFactory(in_organisation=centre, first_name="Олена", last_name="Марчук")

    assert "Марчук" in _reads(client, f"{HOME}people/?q=марчук")


def test_every_person_stands_on_exactly_one_page(
    client: Client, coordinator: User, centre: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "PER_PAGE", 3)
    wanted = {str(LearnerFactory(in_organisation=centre, first_name=name)) for name in "ABCDAAB"}
    wanted.add(str(coordinator))

    seen: list[str] = []
    address = f"{HOME}people/"
    while address:
        page = client.get(address).context["people"]
        seen += [line.username for line in page.lines]
        address = page.next_url and f"{HOME}people/{page.next_url}"

    assert len(seen) == len(set(seen)) == 8


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_no_page_costs_more_than_ten_queries_whatever_the_population(
    client: Client, coordinator: User, centre: Organisation, district: Organisation
) -> None:
    person = LearnerFactory(in_organisation=centre)
    pages = ("", "people/?q=p", f"people/{person.pk}/", f"{centre.pk}/", f"{district.pk}/", f"people/{person.pk}/give/")
    few = [_queries(client, HOME + page) for page in pages]
    for _number in range(5):
        place = OrganisationFactory(below=district)
        for _other in range(4):
            MembershipFactory(user=LearnerFactory(in_organisation=place), role="mentor", organisation=centre)

    assert [_queries(client, HOME + page) for page in pages] == few
    assert max(few) <= 12  # session and person beside the ten


# Changing


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
