"""How many queries a page may cost, signed in and warm (the budgets of the design)."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.progress.services import enrolments
from assessments.services import drafts
from modules.selectors import forget_outline, programme_of
from tests.factories.evidence import NOW, Planted, answered, sitting
from tests.factories.mentoring import pair
from tests.factories.mentoring_log import entry
from training_site.people.models import User


@pytest.fixture
def busy(signed_in: Client, learner: User, planted: Planted) -> Client:
    """Somebody with a past in every page."""
    programme = programme_of(planted.programme)
    assert programme is not None
    enrolments.enrol(learner=learner, programme=programme, pathway="social-worker", now=NOW)
    for option in "abca":
        answered(learner, planted.lesson, "tea", {"answer": (option,)})
    answered(learner, planted.lesson, "mine", {"prompt-who": ("Nobody",)})
    answered(learner, planted.scenario, "door", {"path": ("m1",)})
    sitting(learner, planted.quiz, handed_in=True, right=1)
    drafts.keep(
        learner=learner,
        content_key=planted.lesson.content_key,
        answers={"bag": {"answer": ("phone",)}},
        client_ids=[],
        typed_at=NOW,
        now=NOW,
    )
    planted.module.practice_task = "Listen to a colleague."
    planted.module.save()
    forget_outline()
    entry(of=pair(learner=learner), read=True, lesson_key=planted.module.content_key)
    return signed_in


def spends(client: Client, address: str, count: DjangoAssertNumQueries, budget: int) -> None:
    client.get(address)
    with count(budget):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("where", "budget"),
    [("lesson", 8), ("second", 8), ("scenario", 8), ("quiz", 9), ("module", 8), ("programme", 8)],
)
def test_a_page_of_the_curriculum_keeps_its_budget(
    busy: Client,
    planted: Planted,
    where: str,
    budget: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    spends(busy, getattr(planted, where).get_url(), django_assert_max_num_queries, budget)


def test_my_learning_keeps_its_budget(
    busy: Client, planted: Planted, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    spends(busy, reverse("progress:my_learning"), django_assert_max_num_queries, 8)


@pytest.mark.parametrize("handed_in", [False, True], ids=["open", "handed-in"])
def test_a_sitting_keeps_its_budget(
    busy: Client,
    learner: User,
    planted: Planted,
    handed_in: bool,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    begun = sitting(learner, planted.quiz, handed_in=handed_in, right=4)
    spends(busy, reverse("assessments:quiz_attempt", args=[begun.pk]), django_assert_max_num_queries, 9)
