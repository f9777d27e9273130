"""The pages of organisations and people: only what lies in the viewer's scope, whatever the population costs the same."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.people import (
    AdministratorFactory,
    AuthorityFactory,
    LearnerFactory,
    MembershipFactory,
    MentorFactory,
    OrganisationFactory,
    TrainerFactory,
    UserFactory,
)
from training_site.people.models import Organisation, User
from training_site.people.organisations import directory

pytestmark = pytest.mark.django_db

HOME = "/organisations/"


def _reads(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


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


@pytest.mark.parametrize(
    ("factory", "names"),
    [
        (LearnerFactory, set()),
        (TrainerFactory, {"reporting:board", "reporting:quizzes"}),
        (AuthorityFactory, {"reporting:sums"}),
        (
            AdministratorFactory,
            {
                *("reporting:sums", "reporting:quizzes", "duplicates:list", "second_factor:people"),
                *("privacy:requests", "audit:trail", "operations:home"),
            },
        ),
    ],
    ids=["learner", "trainer", "authority", "administrator"],
)
def test_from_the_tree_one_comes_to_every_room_that_opens_and_to_no_other(
    client: Client, country: Organisation, factory: type[UserFactory], names: set[str]
) -> None:
    client.force_login(factory(in_organisation=country))

    urls = {room.url for room in client.get(HOME).context["tree"].rooms}

    assert urls == {reverse(name) for name in names}
    assert [url for url in urls if client.get(url).status_code != 200] == []


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
