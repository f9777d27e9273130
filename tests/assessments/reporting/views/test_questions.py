"""Item analysis on a page: for those who see progress, in their unit, and never about a handful of people."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.factories.evidence import Planted, plant_programme, sitting
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MentorFactory,
    OrganisationFactory,
    TrainerFactory,
)
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db
HIDDEN = "fewer than 5, or hidden"


class School:
    """A quiz, and two houses in a country whose people took it."""

    def __init__(self) -> None:
        self.planted: Planted = plant_programme()
        self.country = OrganisationFactory(name="Country")
        self.house = OrganisationFactory(below=self.country, name="House")
        self.small = OrganisationFactory(below=self.country, name="Small house")
        self.trainer = TrainerFactory(in_organisation=self.country)
        self.taken_by(self.house, [4, 4, 4, 3, 3, 3, 1, 1, 1, 1, 0, 0])
        self.taken_by(self.small, [4, 0, 1])

    def taken_by(self, house: Organisation, rights: Sequence[int]) -> None:
        for right in rights:
            sitting(LearnerFactory(in_organisation=house), self.planted.quiz, handed_in=True, right=right)

    def url(self) -> str:
        return reverse("reporting:questions", args=[self.planted.quiz.pk])


@pytest.fixture(scope="module")
def school(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[School]:
    """The same for every test of the module, gone when it ends."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield School()
        transaction.set_rollback(True)


def opened(client: Client, viewer: User, url: str, **query: object):
    client.force_login(viewer)
    return client.get(url, query)


def test_a_trainer_reads_what_the_questions_do(client: Client, school: School) -> None:
    page = opened(client, school.trainer, school.url())

    assert page.status_code == 200
    assert [line.number for line in page.context["questions"]] == ["1", "2", "3", "4"]
    right = [dict(line.cells)["Right"] for line in page.context["questions"]]
    assert right == ["80 %", "47 %", "47 %", "27 %"]
    assert page.context["counted_text"] == "The first sittings of 15 people were counted."
    assert len(page.context["dots"]) == 4
    assert "Question 1?" in page.content.decode()


def test_options_are_counted_and_the_few_are_hidden(client: Client, school: School) -> None:
    page = opened(client, school.trainer, school.url(), unit=school.house.pk)
    (table,) = page.context["questions"][1].choices

    assert [(line.text, line.right, line.number_text) for line in table.lines] == [
        ("RIGHT-2", True, "6"),
        ("Wrong 2", False, "6"),
        ("Also wrong 2", False, "0"),
    ]
    (hidden,) = page.context["questions"][0].choices
    assert [line.number_text for line in hidden.lines] == [HIDDEN, HIDDEN, "0"]


def test_nothing_is_shown_of_fewer_than_five(client: Client, school: School) -> None:
    page = opened(client, school.trainer, school.url(), unit=school.small.pk)

    assert page.context["too_few"]
    assert "questions" not in page.context
    assert "%" not in page.content.decode().split("<main")[1].split("</main")[0]


def test_columns_with_few_people_are_hidden_together_with_what_gives_them_away(client: Client, school: School) -> None:
    columns = opened(client, school.trainer, school.url()).context["columns"]

    assert {one.number_text for one in columns} <= {"0", HIDDEN, "5", "15"}
    assert sum(one.is_hidden for one in columns) >= 2


def test_quizzes_are_listed_with_how_many_took_them(client: Client, school: School) -> None:
    page = opened(client, school.trainer, reverse("reporting:quizzes"))

    assert [(one["title"], one["people_text"]) for one in page.context["quizzes"]] == [("Quiz", "15 people")]


@pytest.mark.parametrize("factory", [LearnerFactory, MentorFactory])
def test_who_sees_no_progress_finds_nothing_here(client: Client, school: School, factory: type) -> None:
    viewer = factory(in_organisation=school.country)

    assert opened(client, viewer, school.url()).status_code == 404
    assert opened(client, viewer, reverse("reporting:quizzes")).status_code == 404


def test_whoever_looks_after_the_curriculum_comes_from_here_to_no_board(client: Client, school: School) -> None:
    page = opened(client, AdministratorFactory(in_organisation=school.country), reverse("reporting:quizzes"))

    assert [(tab.title, tab.is_here) for tab in page.context["tabs"]] == [("Quizzes", True)]


def test_a_coordinator_sees_people_and_not_what_questions_do(client: Client, school: School) -> None:
    coordinator = CoordinatorFactory(in_organisation=school.country)

    assert opened(client, coordinator, school.url()).status_code == 404
    assert "Quizzes" not in [
        tab.title for tab in opened(client, coordinator, reverse("reporting:board")).context["tabs"]
    ]


def test_a_trainer_of_one_house_sees_nothing_of_the_other(client: Client, school: School) -> None:
    trainer = TrainerFactory(in_organisation=school.house)

    assert opened(client, trainer, school.url(), unit=school.small.pk).status_code == 404
    assert opened(client, trainer, school.url()).context["counted_text"].startswith("The first sittings of 12 people")
