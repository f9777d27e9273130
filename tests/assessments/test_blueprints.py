"""What a quiz asks for, counted; and the page on which an editor looks at it as a whole."""

from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from assessments.blueprints import Asked, asked_in, blueprint
from assessments.drawing import Candidate
from assessments.models import ActivityVersion, QuizAttempt, QuizPage
from assessments.papers import item_key, layout
from assessments.services.terms import accommodate
from modules.rendering import compile_document
from tests.factories.evidence import NOW, Planted, edit
from tests.factories.people import LearnerFactory, OrganisationFactory, TrainerFactory
from tests.factories.questions import bank, question, source
from training_site.people.models import User

TEXT = f"""\
{source("own", options="outcome=lo1 thinking=recall points=2")}

:::draw{{bank=doors number=2 outcome=lo2 points=3}}
:::

:::draw{{bank=doors question=gate}}
:::
"""
POOL = [
    Candidate(key=item_key("doors", key), bank="doors", outcome=outcome, thinking=thinking)
    for key, outcome, thinking in (("gate", "lo2", "analysis"), ("a", "lo2", "application"), ("b", "lo2", "recall"))
]


def test_a_draw_stands_for_what_all_it_could_bring_have_in_common() -> None:
    rows = list(asked_in(layout(compile_document(TEXT)), POOL))
    assert rows == [
        Asked(number=1, points=Fraction(2), outcome="lo1", thinking="recall"),
        Asked(number=2, points=Fraction(6), outcome="lo2", thinking=""),
        Asked(number=1, points=Fraction(1), outcome="lo2", thinking="analysis"),
    ]


def test_outcomes_that_no_question_is_sure_to_test_are_named() -> None:
    found = blueprint(asked_in(layout(compile_document(TEXT)), POOL), outcomes=["lo1", "lo2", "lo3"])
    assert found.uncovered == ("lo3",)
    assert (found.number, found.points) == (4, 9)
    assert found.totals == {"recall": 1, "application": 0, "analysis": 1, "": 2}
    assert list(found.numbers) == ["lo1", "lo2", "lo3"]


@pytest.fixture
def quiz(planted: Planted) -> QuizPage:
    doors = bank()
    for key in ("gate", "a", "b"):
        question(doors, key, options="outcome=lo2")
    planted.module.outcomes = [{"key": "lo1", "text": ""}, {"key": "lo9", "text": ""}]
    planted.module.save()
    planted.quiz.limit_minutes = 20
    edit(planted.quiz, TEXT)
    return planted.quiz


@pytest.fixture
def trainer(client: Client, quiz: QuizPage) -> User:
    person = TrainerFactory(in_organisation=OrganisationFactory())
    client.force_login(person)
    return person


def plan(client: Client, quiz: QuizPage, **query: str) -> str:
    response = client.get(reverse("quiz_plan", args=[quiz.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def test_an_editor_sees_a_paper_and_what_it_asks_for_and_nothing_is_written(
    client: Client, quiz: QuizPage, trainer: User
) -> None:
    before = ActivityVersion.objects.count()
    html = plan(client, quiz, at="2026-03-02T10:00")
    assert "What about own?" in html
    assert html.count("#doors__") == 3
    assert "No question is sure to test: lo9." in html
    assert "It could be begun then." in html
    assert "time is up on 2026-03-02 10:20" in html
    assert not QuizAttempt.objects.exists()
    assert ActivityVersion.objects.count() == before


def test_anybody_one_may_see_can_be_looked_at_with_their_longer_time(
    client: Client, quiz: QuizPage, trainer: User
) -> None:
    near = LearnerFactory(in_organisation=trainer.memberships.get().organisation)
    far = LearnerFactory(in_organisation=OrganisationFactory())
    accommodate(person=near, percent=150, by=None, now=NOW)
    assert "time is up on 2026-03-02 10:30" in plan(client, quiz, at="2026-03-02T10:00", person=near.username)
    assert "You see nobody with this user name" in plan(client, quiz, person=far.username)


def test_a_moment_before_it_opens_and_a_bank_that_is_short_are_told(
    client: Client, quiz: QuizPage, trainer: User
) -> None:
    quiz.opens_at = NOW
    quiz.body = TEXT.replace("number=2", "number=9")
    quiz.save()
    html = plan(client, quiz, at="2026-03-01T10:00")
    assert "This quiz opens on" in html
    assert "no paper can be drawn" in html


def test_chance_draws_another_paper_for_another_number(client: Client, quiz: QuizPage, trainer: User) -> None:
    def paper(number: int) -> str:
        return plan(client, quiz, paper=str(number)).partition("A paper")[2].partition("Another")[0]

    assert len({paper(number) for number in range(1, 9)}) > 1
    assert paper(1) == paper(1)
