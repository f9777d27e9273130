"""From evidence to a completed module, and what stays when the curriculum changes."""

from datetime import timedelta
from fractions import Fraction
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from assessments.progress import selectors
from assessments.progress.models import LessonEvent, LessonProgress, ModuleProgress, Place
from assessments.progress.services import marks, rebuilding
from modules.models import LessonPage
from modules.selectors import forget_outline, module_of
from tests.factories.evidence import LESSON, NOW, SCENARIO, Planted, answered, edit, sitting
from tests.factories.people import LearnerFactory
from training_site.people.models import User


def mark_done(learner: User, page: LessonPage, *, kind: LessonEvent.Kind = LessonEvent.Kind.DONE) -> None:
    module = module_of(page)
    assert module is not None
    marks.mark(learner=learner, module=module, content_key=page.content_key, kind=kind, client_id=uuid4(), now=NOW)


def complete(learner: User, planted: Planted) -> None:
    """Everything module 3 asks for."""
    mark_done(learner, planted.lesson)
    mark_done(learner, planted.second)
    answered(learner, planted.scenario, "door", {"path": ("m2",)})
    sitting(learner, planted.quiz, handed_in=True, right=4)


def is_completed(learner: User) -> bool:
    return ModuleProgress.objects.filter(learner=learner, completed_at__isnull=False).exists()


def test_a_module_is_completed_by_the_last_thing_that_was_missing(learner: User, planted: Planted) -> None:
    sitting(learner, planted.quiz, handed_in=True, right=4)
    answered(learner, planted.scenario, "door", {"path": ("m1", "m4")})
    mark_done(learner, planted.lesson)
    assert not is_completed(learner)
    mark_done(learner, planted.second)
    assert is_completed(learner)
    event = LessonEvent.objects.get(kind="completed")
    assert [step["key"] for step in event.criterion["steps"]] == [
        "practice/m03-l1",
        "practice/m03-l2",
        "practice/m03-s1",
        "practice/m03-quiz",
    ]


def test_a_module_is_completed_by_the_quiz_when_that_comes_last(learner: User, planted: Planted) -> None:
    complete(learner, planted)
    row = ModuleProgress.objects.get(learner=learner)
    assert (row.completed_at, row.lessons_done) == (NOW + timedelta(minutes=10), 4)


def test_a_quiz_that_is_not_passed_is_remembered_and_completes_nothing(learner: User, planted: Planted) -> None:
    sitting(learner, planted.quiz, handed_in=True, right=2)
    sitting(learner, planted.quiz, handed_in=True, right=1)
    row = LessonProgress.objects.get(learner=learner, content_key="practice/m03-quiz")
    assert (row.done_at, row.times, row.best, row.pass_mark, row.missed_critical) == (None, 2, Fraction(1, 2), 75, 1)
    assert not LessonEvent.objects.exists()


def test_a_passed_quiz_stays_passed_when_it_is_taken_again(learner: User, planted: Planted) -> None:
    sitting(learner, planted.quiz, handed_in=True, right=4)
    sitting(learner, planted.quiz, handed_in=True, right=0, now=NOW + timedelta(days=1))
    row = LessonProgress.objects.get(learner=learner, content_key="practice/m03-quiz")
    assert (row.done_at, row.times, row.best) == (NOW + timedelta(minutes=10), 2, 1)


def test_a_scenario_is_done_at_its_ending(learner: User, planted: Planted) -> None:
    answered(learner, planted.scenario, "door", {"path": ("m1",)})
    assert not LessonProgress.objects.exists()
    answered(learner, planted.scenario, "door", {"path": ("m1", "m3")})
    answered(learner, planted.scenario, "door", {"path": ("m2",)}, now=NOW + timedelta(days=1))
    assert LessonProgress.objects.get().done_at == NOW


def test_every_walk_to_an_ending_is_an_act_of_its_own(learner: User, planted: Planted) -> None:
    for later in (0, 300):
        answered(learner, planted.scenario, "door", {"path": ("m2",)}, now=NOW + timedelta(days=later))
    events = LessonEvent.objects.filter(content_key="practice/m03-s1", kind="done")
    assert list(events.values_list("happened_at", flat=True)) == [NOW, NOW + timedelta(days=300)]


def test_a_scenario_inside_a_lesson_does_not_mark_the_lesson(learner: User, planted: Planted) -> None:
    edit(planted.lesson, LESSON + "\n" + SCENARIO)
    answered(learner, planted.lesson, "door", {"path": ("m2",)})
    assert not LessonEvent.objects.exists()


def test_an_answer_says_where_somebody_is(learner: User, planted: Planted) -> None:
    answered(learner, planted.lesson, "tea", {"answer": ("a",)})
    place = Place.objects.get(learner=learner)
    assert (place.content_key, place.anchor, place.seen_at) == ("practice/m03-l1", "tea", NOW)


def test_evidence_of_a_page_that_is_gone_is_kept_without_progress(learner: User, planted: Planted) -> None:
    begun = sitting(learner, planted.quiz)
    planted.quiz.unpublish()
    planted.scenario.unpublish()
    forget_outline()
    answered(learner, planted.scenario, "door", {"path": ("m2",)})
    sitting(learner, planted.quiz, handed_in=True, right=4)
    begun.refresh_from_db()
    assert not begun.is_open
    assert not LessonEvent.objects.exists()


def test_a_completed_module_stays_completed_when_a_lesson_is_added_or_taken_back(
    learner: User, planted: Planted
) -> None:
    complete(learner, planted)
    planted.module.refresh_from_db()
    planted.module.add_child(instance=LessonPage(title="New", slug="new", content_key="practice/m03-l9", body="New."))
    forget_outline()
    mark_done(learner, planted.second, kind=LessonEvent.Kind.UNDONE)
    mark_done(learner, planted.second)
    assert is_completed(learner)
    assert LessonEvent.objects.filter(kind="completed").count() == 1


def test_progress_belongs_to_one_person(learner: User, planted: Planted) -> None:
    complete(learner, planted)
    other = LearnerFactory()
    mark_done(other, planted.lesson)
    assert is_completed(learner)
    assert not is_completed(other)
    assert set(selectors.pages(learner_id=other.pk, keys=["practice/m03-l1", "practice/m03-l2"])) == {"practice/m03-l1"}


# Rebuilding.


def rebuild(*words: str) -> str:
    out = StringIO()
    call_command("rebuild_progress", *words, stdout=out, stderr=out)
    return out.getvalue()


def test_progress_equals_the_fold_of_the_ledgers_after_everything_that_can_happen(planted: Planted) -> None:
    for number in range(3):
        learner = LearnerFactory()
        complete(learner, planted)
        mark_done(learner, planted.lesson, kind=LessonEvent.Kind.UNDONE)
        sitting(learner, planted.quiz, handed_in=True, right=number)
        answered(learner, planted.scenario, "door", {"path": ("m2",)})
    assert rebuild("--check") == "Compared the progress of 3 people: 0 rows differed.\n"


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda: LessonProgress.objects.filter(content_key="practice/m03-l1").delete(), id="a-row-is-lost"),
        pytest.param(lambda: ModuleProgress.objects.update(completed_at=None), id="a-value-is-changed"),
        pytest.param(
            lambda: LessonProgress.objects.create(
                learner=User.objects.latest("pk"), content_key="practice/m99", latest_at=NOW
            ),
            id="a-row-is-invented",
        ),
    ],
)
def test_a_projection_that_lies_is_found_and_mended(learner: User, planted: Planted, harm: object) -> None:
    complete(learner, planted)
    harm()  # type: ignore[operator]
    assert len(rebuilding.differences([learner.pk])) == 1
    with pytest.raises(CommandError, match="1 rows of progress differ"):
        rebuild("--check")
    assert rebuild() == "Rebuilt the progress of 1 people: 1 rows differed.\n"
    assert rebuild("--check") == "Compared the progress of 1 people: 0 rows differed.\n"
    assert is_completed(learner)


def test_a_difference_names_the_person_the_page_and_both_values(learner: User, planted: Planted) -> None:
    mark_done(learner, planted.lesson)
    LessonProgress.objects.all().delete()
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("rebuild_progress", "--check", stdout=StringIO(), stderr=err)
    assert f"person {learner.pk}, practice/m03-l1: stored nothing, the ledgers say " in err.getvalue()


def test_people_are_taken_in_batches(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "BATCH", 2)
    for _ in range(3):
        mark_done(LearnerFactory(), planted.lesson)
    assert [len(batch) for batch in rebuilding.learners()] == [2, 1]
    assert "3 people" in rebuild()
