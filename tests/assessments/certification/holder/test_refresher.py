"""The short way to renew: of what this certification asks for, what has changed, went wrong or has aged; done by what the ledgers say."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.certification.models import Cycle
from assessments.certification.selectors.refreshed import done_parts
from assessments.certification.selectors.refreshers import parts_for
from assessments.certification.services import cycles, refreshing
from assessments.mentoring.models import Decision as LevelDecision
from assessments.mentoring.models import Relationship
from assessments.progress.models import LessonEvent
from assessments.services import ledgers
from tests.assessments.certification.holder.conftest import SignIn
from tests.assessments.certification.holder.reading import text
from tests.factories.certification import NOW, RENEWABLE, TODAY, certification, certified, credential
from tests.factories.certification_requests import LEVELS, MODULE
from tests.factories.evidence import Planted, answered, plant_programme, sitting
from tests.factories.mentoring import pair
from tests.factories.people import LearnerFactory
from training_site.people.models import User

BEFORE = NOW - timedelta(days=345)
PUBLISHED = NOW - timedelta(days=30)


@pytest.fixture
def planted() -> Planted:
    """Two lessons and the quiz of the module were published again a month ago; another module too."""
    found = plant_programme()
    for page in (found.lesson, found.quiz):
        type(page).objects.filter(pk=page.pk).update(last_published_at=PUBLISHED)
    for other in (found.second, found.scenario):
        type(other).objects.filter(pk=other.pk).update(last_published_at=BEFORE - timedelta(days=30))
    return found


def renewing(learner: User | None = None) -> Cycle:
    """Somebody whose window is open: the round that renews."""
    tree = {"all": [MODULE, LEVELS]}
    paths = [
        {"kind": "initial", "title": "In full", "tree": tree},
        {"kind": "recert", "title": "Again", "tree": {"all": [LEVELS]}},
    ]
    version = certification(**{**RENEWABLE, "paths": paths})
    learner = learner or LearnerFactory(in_organisation=version.certification.issuer)
    row = credential(
        cycle=certified(version=version, learner=learner, on=BEFORE.date(), until=TODAY + timedelta(days=20)),
        language="en",
    )
    ledgers.append(row.cycle, event="window_opened", by=None, now=NOW, window_opens_on=TODAY - timedelta(days=9))
    return cycles.open_next(learner=learner, certification=version.certification, on=TODAY, now=NOW)


def keys(cycle: Cycle) -> list[tuple[str, str]]:
    return [(part.kind, part.key) for part in parts_for(cycle, today=TODAY)]


def level(learner: User, indicator: str, *, acted_days_ago: int) -> LevelDecision:
    """A level that stands, from an act so long ago."""
    of = Relationship.objects.filter(learner=learner).first() or pair(learner=learner)
    row = LevelDecision(
        organisation=of.organisation,
        learner=learner,
        relationship=of,
        indicator=indicator,
        level=3,
        decided_by=of.mentor,
        acted_on=TODAY - timedelta(days=acted_days_ago),
        state="confirmed",
        created_at=NOW,
        framework_version="0.1",
    )
    row.save(force_insert=True)
    return row


def marked(learner: User, key: str, at: datetime) -> None:
    LessonEvent.objects.create(
        learner=learner, module_key="practice/m03", content_key=key, kind="done", client_id=uuid4(), happened_at=at
    )


def test_it_is_made_of_what_changed_went_wrong_or_aged(planted: Planted) -> None:
    cycle = renewing()
    sitting(cycle.learner, planted.quiz, handed_in=True, right=2, now=BEFORE)

    assert keys(cycle) == [
        ("changed", "practice/m03-l1"),
        ("changed", "practice/m03-quiz"),
        ("wrong", "practice/m03-quiz"),
        ("thin", "D1.1"),
        ("thin", "D1.2"),
    ]


def test_a_quiz_of_another_module_has_no_place_in_it(planted: Planted) -> None:
    cycle = renewing()
    later = type(planted.quiz).objects.get(content_key="practice/m04-quiz")
    sitting(cycle.learner, later, handed_in=True, right=0, now=BEFORE)

    assert "practice/m04-quiz" not in [key for _kind, key in keys(cycle)]


def test_a_quiz_that_is_all_right_and_a_fresh_level_are_not_in_it(planted: Planted) -> None:
    cycle = renewing()
    sitting(cycle.learner, planted.quiz, handed_in=True, right=4, now=BEFORE)
    level(cycle.learner, "D1.1", acted_days_ago=364)

    assert ("wrong", "practice/m03-quiz") not in keys(cycle)
    assert ("thin", "D1.1") not in keys(cycle)
    assert ("thin", "D1.2") in keys(cycle)


def done(cycle: Cycle) -> frozenset[tuple[str, str]]:
    row = refreshing.compose(cycle=cycle, now=NOW)
    return done_parts(cycle.learner_id, row.parts, since=row.composed_at, today=TODAY)


def test_nothing_is_done_at_first(planted: Planted) -> None:
    cycle = renewing()
    marked(cycle.learner, "practice/m03-l1", BEFORE)
    sitting(cycle.learner, planted.quiz, handed_in=True, right=3, now=BEFORE)

    assert done(cycle) == frozenset()


def test_a_lesson_is_done_by_a_mark_or_by_an_answer(planted: Planted) -> None:
    cycle = renewing()
    refreshing.compose(cycle=cycle, now=NOW)
    answered(cycle.learner, planted.lesson, "tea", {"answer": ("b",)}, now=NOW)

    assert done(cycle) == {("changed", "practice/m03-l1")}


def test_a_quiz_is_done_when_it_is_passed(planted: Planted) -> None:
    cycle = renewing()
    sitting(cycle.learner, planted.quiz, handed_in=True, right=2, now=BEFORE)
    refreshing.compose(cycle=cycle, now=NOW)
    sitting(cycle.learner, planted.quiz, handed_in=True, right=1, now=NOW)
    assert done(cycle) == frozenset()
    sitting(cycle.learner, planted.quiz, handed_in=True, right=4, now=NOW)
    assert done(cycle) == {("changed", "practice/m03-quiz"), ("wrong", "practice/m03-quiz")}


def test_an_indicator_is_done_when_a_level_stands_on_a_fresh_act(planted: Planted) -> None:
    cycle = renewing()
    refreshing.compose(cycle=cycle, now=NOW)
    level(cycle.learner, "D1.1", acted_days_ago=10)
    level(cycle.learner, "D1.2", acted_days_ago=370)

    assert done(cycle) == {("thin", "D1.1")}


def test_what_others_did_does_not_count(planted: Planted) -> None:
    cycle = renewing()
    refreshing.compose(cycle=cycle, now=NOW)
    marked(LearnerFactory(), "practice/m03-l1", NOW)

    assert done(cycle) == frozenset()


def test_nothing_to_look_at_costs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert done_parts(1, [], since=NOW, today=TODAY) == frozenset()


def test_the_page_lists_it_with_links_and_marks(planted: Planted, sign_in: SignIn) -> None:
    cycle = renewing()
    refreshing.compose(cycle=cycle, now=NOW)
    marked(cycle.learner, "practice/m03-l1", NOW)
    page = sign_in(cycle.learner).get(reverse("certification:way", args=[cycle.certification.code]))
    said = text(page)

    assert "The short way to renew 1 of 4 done" in said
    assert "Tea Done" in said
    assert "Quiz To do" in said
    assert f'href="{planted.lesson.get_url()}"' in page.content.decode()
    assert "It expires in 20 days: it is valid through Oct. 25, 2026." in said
    assert "You can renew it now, the short way." in said
