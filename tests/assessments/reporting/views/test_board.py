"""The board page: its numbers, its people, its addresses; and nobody of another branch anywhere on it."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.certification.models import CertificationVersion
from assessments.reporting.selectors import board
from assessments.reporting.services import rebuilding
from tests.factories.certification import certification
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    MentorFactory,
    OrganisationFactory,
    SuperuserFactory,
    TrainerFactory,
    UserFactory,
)
from tests.factories.reporting import on_the_board
from training_site.people.models import Organisation, User
from training_site.people.roles import Role

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


class Town:
    """A country with two regions, an organisation in each, and people in both."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.country = OrganisationFactory(name="Country")
        self.north, self.south = (OrganisationFactory(name=name, below=self.country) for name in ("North", "South"))
        self.here = OrganisationFactory(name="Lantern House", below=self.north)
        self.there = OrganisationFactory(name="River House", below=self.south)
        self.version: CertificationVersion = certification(issuer=self.country)
        self.person(self.here, "Anna Certified", until=self.today + 300 * DAY)
        self.person(self.here, "Bela Soon", until=self.today + 20 * DAY, opens=self.today - DAY)
        self.person(self.here, "Cleo Expired", until=self.today - DAY)
        self.person(self.here, "Dana Underway")
        self.person(self.here, "Emil Late", due_on=self.today - DAY)
        self.person(self.there, "Foreign Person", until=self.today + 300 * DAY)

    def person(self, place: Organisation, name: str, **states: date) -> None:
        on_the_board(self.version, place, name=name, today=self.today, **states)

    def coordinator(self, place: Organisation) -> User:
        return CoordinatorFactory(in_organisation=place)


@pytest.fixture
def town() -> Town:
    return Town()


def read(client: Client, viewer: User, query: str = "") -> str:
    client.force_login(viewer)
    response = client.get(reverse("reporting:board") + query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_coordinator_sees_the_numbers_of_their_unit(client: Client, town: Town) -> None:
    client.force_login(town.coordinator(town.here))
    tiles = client.get(reverse("reporting:board")).context["tiles"]

    assert {tile.text: tile.number for tile in tiles} == {
        "Certified": 1,
        "Certified, can be renewed": 1,
        "Expires within 90 days": 1,
        "Expired": 1,
        "On the way": 1,
        "Overdue": 1,
        "Stalled for a month": 2,
        "Suspended": 0,
    }


def test_the_forecast_says_how_many_expire_in_which_month(client: Client, town: Town) -> None:
    client.force_login(town.coordinator(town.here))
    context = client.get(reverse("reporting:board")).context
    expected = Counter((day.year, day.month) for day in (town.today + 20 * DAY, town.today + 300 * DAY))
    first = 12 * town.today.year + town.today.month - 1
    months = [(number // 12, number % 12 + 1) for number in range(first, first + 13)]

    assert [one.number for one in context["forecast"]] == [expected[month] for month in months]
    assert context["forecast_total"] == 2


def test_what_no_tally_answers_is_counted_only_so_far(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "MOST_COUNTED", 1)
    client.force_login(town.coordinator(town.here))

    def said(query: str) -> str:
        return str(client.get(reverse("reporting:board") + query).context["count_text"])

    assert said("?order=since") == said("?waits=learner") == "more than 1 people"
    assert said("?status=stalled&order=since") == "2 people"


@pytest.mark.parametrize(
    ("status", "names"),
    [
        ("certified", {"Anna Certified"}),
        ("window_open", {"Bela Soon"}),
        ("expiring_30", {"Bela Soon"}),
        ("expired", {"Cleo Expired"}),
        ("on_the_way", {"Dana Underway"}),
        ("overdue", {"Emil Late"}),
        ("suspended", set()),
        ("no such thing", {"Anna Certified", "Bela Soon", "Cleo Expired", "Dana Underway", "Emil Late"}),
    ],
)
def test_every_number_leads_to_its_people(client: Client, town: Town, status: str, names: set[str]) -> None:
    client.force_login(town.coordinator(town.here))
    lines = client.get(reverse("reporting:board"), {"status": status}).context["lines"]

    assert {line.name for line in lines} == names


def test_nobody_of_another_branch_is_shown_counted_or_offered(client: Client, town: Town) -> None:
    viewer = town.coordinator(town.north)

    for query in (
        "",
        f"?unit={town.here.pk}",
        "?status=certified",
        "?order=since",
        f"?unit={town.north.pk}&waits=learner",
    ):
        said = read(client, viewer, query)
        assert "Foreign" not in said
        assert "River House" not in said
        assert "South" not in said
    assert "5 people are certified or on the way" in read(client, viewer)


@pytest.mark.parametrize("unit", ["south", "there", "country"])
def test_a_unit_outside_the_scope_is_not_there(client: Client, town: Town, unit: str) -> None:
    client.force_login(town.coordinator(town.north))

    assert client.get(reverse("reporting:board"), {"unit": getattr(town, unit).pk}).status_code == 404


@pytest.mark.parametrize(
    "factory", [LearnerFactory, MentorFactory, AdministratorFactory, SuperuserFactory, UserFactory]
)
def test_the_board_is_not_there_for_whoever_sees_no_progress(client: Client, town: Town, factory: type) -> None:
    client.force_login(factory())

    assert client.get(reverse("reporting:board")).status_code == 404


def test_a_country_drills_down_to_its_organisations(client: Client, town: Town) -> None:
    viewer = town.coordinator(town.country)
    client.force_login(viewer)
    units = client.get(reverse("reporting:board")).context["units"]

    assert [(unit.name, unit.people) for unit in units] == [("North", 5), ("South", 1)]
    north = client.get(reverse("reporting:board") + units[0].url).context
    assert [unit.name for unit in north["units"]] == ["Lantern House"]
    assert [one.title for one in north["trail"]] == ["Country"]


def test_somebody_who_answers_for_two_branches_finds_both(client: Client, town: Town) -> None:
    viewer = town.coordinator(town.here)
    MembershipFactory(user=viewer, role=Role.COORDINATOR, organisation=town.there)
    said = read(client, viewer)

    assert "You also answer for:" in said
    assert "River House" in said
    assert "Foreign Person" in read(client, viewer, f"?unit={town.there.pk}")


def test_an_ended_membership_opens_nothing_any_more(client: Client, town: Town) -> None:
    viewer = town.coordinator(town.here)
    viewer.memberships.update(until=town.today)
    client.force_login(viewer)

    assert client.get(reverse("reporting:board")).status_code == 404


def test_a_row_written_before_its_organisation_moved_opens_nothing_to_the_old_branch(
    client: Client, town: Town
) -> None:
    Organisation.objects.get(pk=town.here.pk).move(Organisation.objects.get(pk=town.south.pk), pos="last-child")

    assert "Anna Certified" not in read(client, town.coordinator(town.north))


def test_who_waits_says_for_what_and_since_when(client: Client, town: Town) -> None:
    said = read(client, town.coordinator(town.here), "?order=since")

    assert "nothing done since Oct. 5, 2026" in said


def test_mentoring_is_shown_to_those_who_see_its_facts(client: Client, town: Town) -> None:
    for number in range(5):
        town.person(town.here, f"Learner {number}")

    assert "have a mentor" in read(client, town.coordinator(town.here))
    assert "have a mentor" not in read(client, TrainerFactory(in_organisation=town.here))


def test_pages_follow_one_another_without_a_gap(client: Client, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessments.reporting.selectors.board.page.__kwdefaults__", {"size": 2})
    client.force_login(town.coordinator(town.here))
    url, names = reverse("reporting:board"), []
    while url:
        context = client.get(url).context
        names += [line.name for line in context["lines"]]
        url = context["next_url"] and reverse("reporting:board") + context["next_url"]

    assert names == ["Anna Certified", "Bela Soon", "Cleo Expired", "Dana Underway", "Emil Late"]


def test_the_numbers_are_those_of_the_rows_for_every_question(client: Client, town: Town) -> None:
    client.force_login(town.coordinator(town.country))
    for tile in client.get(reverse("reporting:board")).context["tiles"]:
        assert len(client.get(reverse("reporting:board") + tile.url).context["lines"]) == tile.number, tile.text
    assert not rebuilding.check(today=town.today).anything


def test_the_board_asks_no_more_than_ten_questions(
    client: Client, town: Town, django_assert_max_num_queries: object
) -> None:
    client.force_login(town.coordinator(town.country))
    with django_assert_max_num_queries(10):  # type: ignore[operator]  # a fixture of pytest-django
        client.get(reverse("reporting:board"))
