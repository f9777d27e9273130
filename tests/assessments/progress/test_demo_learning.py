"""The past of the made-up people."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from assessments.models import Attempt, QuizAttempt
from assessments.progress.demonstration import play, stories
from assessments.progress.demonstration.stories import Story
from assessments.progress.management.commands import demo_learning
from assessments.progress.models import Enrolment, LessonEvent, ModuleProgress, Place
from assessments.progress.services import rebuilding
from tests.factories.evidence import SCENARIO, Planted, compiled
from tests.factories.people import LearnerFactory
from training_site.people.demonstration.cast import PEOPLE
from training_site.people.roles import Role

STORIES = (
    Story(username="learner", pathway="social-worker", weeks=8, modules=1, steps=1, first_score=50),
    Story(username="sokha", pathway="official", weeks=3, modules=0, steps=2, first_score=100),
    Story(username="olena", pathway="official", weeks=3, modules=1, steps=0, first_score=100),
)


def run() -> str:
    out = StringIO()
    call_command("demo_learning", stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def _small(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_learning, "PROGRAMME", "practice")
    monkeypatch.setattr(demo_learning, "STORIES", STORIES)


@pytest.mark.usefixtures("_small")
def test_the_made_up_people_have_learnt_for_weeks() -> None:
    learner, sokha, olena = (LearnerFactory(username=name) for name in ("learner", "sokha", "olena"))
    assert run().endswith("Learning: 3 of 3 people\n")

    assert ModuleProgress.objects.get(learner=learner, module_key="practice/m03").completed_at is not None
    assert [s.passed for s in QuizAttempt.objects.filter(learner=learner, content_key="practice/m03-quiz")] == [
        False,
        True,
    ]
    assert QuizAttempt.objects.get(learner=olena).passed
    assert LessonEvent.objects.filter(learner=sokha, kind="done").count() == 2
    assert Place.objects.filter(learner=sokha).exists()
    assert set(Attempt.objects.filter(learner=learner).values_list("verdict", flat=True)) >= {"right", "noted"}
    assert all(attempt.received_at < timezone.now() for attempt in Attempt.objects.all())
    assert rebuilding.differences([learner.pk, sokha.pk]) == ()


@pytest.mark.usefixtures("_small")
def test_a_second_run_changes_nothing() -> None:
    LearnerFactory(username="learner")
    run()
    before = Attempt.objects.count(), LessonEvent.objects.count(), Enrolment.objects.count()
    assert run() == ""
    assert (Attempt.objects.count(), LessonEvent.objects.count(), Enrolment.objects.count()) == before


def test_without_a_curriculum_nobody_has_learnt_anything(db: None) -> None:
    assert "The programme reintegration is not published" in run()
    assert not Enrolment.objects.exists()


def test_every_story_is_that_of_a_learner_of_the_cast() -> None:
    learners = {person.username: person.weeks for person in PEOPLE if person.role == Role.LEARNER}
    assert {story.username for story in stories.STORIES} == set(learners)
    assert all(story.weeks <= learners[story.username] for story in stories.STORIES)


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        pytest.param(
            ":::choice{#a}\n\nWhat?\n\n- (x) Yes {#y}\n- ( ) No {#n}\n\n:::\n", {"answer": ("n",)}, id="chosen"
        ),
        pytest.param(":::number{#a}\n\nHow many?\n\n- = 3\n\n:::\n", {"answer": ("?",)}, id="typed"),
        pytest.param(":::cards{#a}\n\n- Front\n  > Back\n\n:::\n", {}, id="nothing-to-answer"),
    ],
)
def test_a_slip_is_never_right(source: str, answer: dict[str, tuple[str, ...]]) -> None:
    activity = compiled(source)
    assert play.slip(activity) == answer
    if answer:
        assert activity.activity.grade(answer).score == 0


def test_a_walk_ends_and_prefers_what_is_rated_best() -> None:
    scenario = compiled(SCENARIO).activity
    assert isinstance(scenario, play.Scenario)
    assert list(play.best_walk(scenario)) == [{"path": ("m1",)}, {"path": ("m1", "m3")}]


def test_a_walk_in_a_circle_is_left_after_a_while() -> None:
    circle = compiled(
        ":::scenario{#c}\n\nGo.\n\n## Here {#n1}\n\nHere.\n\n- [On](#n1) {#m1 rating=best}\n- [Out](#e1) {#m2}\n\n## End {#e1}\n\nEnd.\n\n:::\n"
    )
    assert isinstance(circle.activity, play.Scenario)
    assert len(list(play.best_walk(circle.activity))) == 30
