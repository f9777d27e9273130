"""Marking anew after a question was corrected: found out first, then done as an event beside the old mark."""

from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from assessments.certification.selectors.sources import quizzes as facts
from assessments.models import Attempt, LongTask, QuizAttempt, QuizMark, RegradeLine
from assessments.progress.models import LessonEvent, LessonProgress
from assessments.progress.services import rebuilding
from assessments.services import erasing, regrading, tasks
from assessments.services.sitting_checks import differing
from tests.factories.evidence import NOW, Planted, edit, sitting
from tests.factories.people import LearnerFactory, OrganisationFactory, TrainerFactory
from tests.factories.regrades import CORRECTED, correct, preview_task
from training_site.notices.models import Notice
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def trainer(unit: Organisation) -> User:
    return TrainerFactory(in_organisation=unit)


def taken(planted: Planted, unit: Organisation, *, right: int) -> QuizAttempt:
    """Somebody's sitting with the first questions right; the first of them is corrected later."""
    learner = LearnerFactory(in_organisation=unit, first_name=f"Qqright{right}qq", last_name="Name")
    return sitting(learner, planted.quiz, handed_in=True, right=right)


def found(trainer: User, unit: Organisation) -> LongTask:
    return tasks.go_on(preview_task(trainer, unit), now=NOW)


def test_a_preview_tells_every_change_and_changes_nothing(planted: Planted, unit: Organisation, trainer: User) -> None:
    everything, nothing = taken(planted, unit, right=4), taken(planted, unit, right=0)
    correct(planted.quiz)
    task = found(trainer, unit)

    assert (task.state, task.done, task.found) == ("done", 2, {"changed": 2, "pass": 0, "fail": 0})
    lines = {line.sitting_id: (line.old_passed, line.score, line.passed) for line in RegradeLine.objects.all()}
    assert lines == {everything.pk: (True, Fraction(3, 4), True), nothing.pk: (False, Fraction(1, 4), False)}
    assert QuizAttempt.objects.get(pk=everything.pk).score == 1
    assert not QuizMark.objects.exists()


def test_a_new_mark_stands_beside_the_old_one_and_everything_follows_it(
    planted: Planted, unit: Organisation, trainer: User
) -> None:
    planted.quiz.pass_mark = 80
    planted.quiz.save()
    before = taken(planted, unit, right=4)
    correct(planted.quiz)
    task = tasks.go_on(regrading.commit(preview=found(trainer, unit), by=trainer, now=NOW), now=NOW)

    assert (task.state, task.found) == ("done", {"marked": 1, "skipped": 0})
    mark, after = QuizMark.objects.get(), QuizAttempt.objects.get()
    assert (mark.old_passed, mark.passed, mark.score, mark.by) == (True, False, Fraction(3, 4), trainer)
    assert (after.score, after.passed, after.submitted_at) == (Fraction(3, 4), False, before.submitted_at)
    assert Attempt.objects.get(activity_key="q1").score == 1, "an answer keeps what it was given"
    assert LessonProgress.objects.get(content_key=planted.quiz.content_key).best_numerator == 3
    assert rebuilding.differences([after.learner_id]) == ()
    (fact,) = facts.sittings([after.learner_id])[after.learner_id]
    assert (fact.score, fact.passed) == (Fraction(3, 4), False)
    assert Notice.objects.filter(person=after.learner, kind="assessments.quiz_marked_anew").count() == 1
    assert list(differing()) == []


def test_who_passes_by_a_new_mark_has_done_the_quiz(planted: Planted, unit: Organisation, trainer: User) -> None:
    learner = LearnerFactory(in_organisation=unit)
    edit(planted.quiz, CORRECTED)
    sitting(learner, planted.quiz, handed_in=True, right=4)
    passed = sitting(learner, planted.quiz, handed_in=True, right=0)
    edit(planted.quiz, CORRECTED.replace("(x) RIGHT", "( ) RIGHT").replace("( ) Wrong", "(x) Wrong"))
    LessonEvent.objects.all().delete()
    tasks.go_on(regrading.commit(preview=found(trainer, unit), by=trainer, now=NOW), now=NOW)

    assert QuizAttempt.objects.get(pk=passed.pk).passed
    assert LessonProgress.objects.get(learner=learner, content_key=planted.quiz.content_key).done_at == NOW


def test_a_second_correction_is_marked_from_the_newest_mark(
    planted: Planted, unit: Organisation, trainer: User
) -> None:
    taken(planted, unit, right=4)
    correct(planted.quiz)
    tasks.go_on(regrading.commit(preview=found(trainer, unit), by=trainer, now=NOW), now=NOW)
    assert found(trainer, unit).found["changed"] == 0

    edit(planted.quiz, CORRECTED.replace("Question 1?", "Question 1, once more?").replace("(x) Wrong 1", "( ) Wrong 1").replace("( ) RIGHT-1", "(x) RIGHT-1"))  # fmt: skip
    tasks.go_on(regrading.commit(preview=found(trainer, unit), by=trainer, now=NOW), now=NOW)
    assert [(mark.number, mark.score) for mark in QuizMark.objects.all()] == [(1, Fraction(3, 4)), (2, Fraction(1))]
    assert QuizAttempt.objects.get().score == 1


def test_what_got_another_mark_meanwhile_is_left_alone(planted: Planted, unit: Organisation, trainer: User) -> None:
    taken(planted, unit, right=4)
    correct(planted.quiz)
    first, second = found(trainer, unit), found(trainer, unit)
    tasks.go_on(regrading.commit(preview=first, by=trainer, now=NOW), now=NOW)
    late = tasks.go_on(regrading.commit(preview=second, by=trainer, now=NOW), now=NOW)

    assert late.found == {"marked": 0, "skipped": 1}
    assert QuizMark.objects.count() == 1


def test_people_elsewhere_and_erased_answers_keep_their_marks(
    planted: Planted, unit: Organisation, trainer: User
) -> None:
    elsewhere, erased = taken(planted, OrganisationFactory(), right=4), taken(planted, unit, right=4)
    erasing.erase(person=erased.learner)
    correct(planted.quiz)

    assert found(trainer, unit).found["changed"] == 0
    assert QuizAttempt.objects.get(pk=elsewhere.pk).score == 1


def test_an_answer_that_the_corrected_question_cannot_read_keeps_its_mark(
    planted: Planted, unit: Organisation, trainer: User
) -> None:
    taken(planted, unit, right=4)
    edit(planted.quiz, CORRECTED.replace("RIGHT-1 {#a}", "RIGHT-1 {#z}"))

    assert found(trainer, unit).found["changed"] == 0


def test_nothing_is_marked_without_a_preview_that_found_something(
    planted: Planted, unit: Organisation, trainer: User
) -> None:
    taken(planted, unit, right=4)
    with pytest.raises(regrading.NothingToMark):
        regrading.commit(preview=found(trainer, unit), by=trainer, now=NOW)
    correct(planted.quiz)
    with pytest.raises(regrading.NothingToMark):
        regrading.commit(preview=preview_task(trainer, unit), by=trainer, now=NOW)
    task = found(trainer, unit)
    assert regrading.commit(preview=task, by=trainer, now=NOW) == regrading.commit(preview=task, by=trainer, now=NOW)


def test_a_result_is_never_overwritten_without_a_mark_that_says_so(
    planted: Planted, unit: Organisation, trainer: User
) -> None:
    taken(planted, unit, right=4)
    correct(planted.quiz)
    tasks.go_on(regrading.commit(preview=found(trainer, unit), by=trainer, now=NOW), now=NOW)
    for change in ({"passed": False}, {"score_numerator": 1}, {"submitted_at": NOW}, {"missed_critical": ["q1"]}):
        with pytest.raises(DatabaseError, match="evidence is never changed"), transaction.atomic():
            QuizAttempt.objects.update(**change)
    with pytest.raises(DatabaseError, match="evidence is never changed"), transaction.atomic():
        QuizMark.objects.update(passed=False)


def test_a_task_that_is_stopped_goes_on_where_it_was(
    planted: Planted, unit: Organisation, trainer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for right in (4, 3, 2):
        taken(planted, unit, right=right)
    correct(planted.quiz)
    monkeypatch.setattr(regrading, "CHUNK", 1)
    task = tasks.go_on(preview_task(trainer, unit), now=NOW, most=1)
    assert (task.state, task.done) == ("waiting", 1)
    tasks.stop(task)
    assert (tasks.go_on(task, now=NOW).done, tasks.go_on_with_due(now=NOW)) == (1, 0)
    tasks.resume(task)
    assert tasks.go_on_with_due(now=NOW) == 1

    task.refresh_from_db()
    assert (task.state, task.done, task.found["changed"]) == ("done", 3, 3)
    assert RegradeLine.objects.values("sitting").distinct().count() == 3


def test_from_the_analysis_to_new_marks_and_what_the_learner_reads(
    planted: Planted, unit: Organisation, trainer: User
) -> None:
    begun = taken(planted, unit, right=4)
    correct(planted.quiz)
    client = Client()
    client.force_login(trainer)
    door = f"{reverse('reporting:regrade', args=[planted.quiz.pk])}?unit={unit.pk}"
    assert door in client.get(f"/board/quizzes/{planted.quiz.pk}/").content.decode()
    preview = client.post(door)["Location"]
    shown = client.get(preview).content.decode()
    assert "Qqright4qq Name" in shown
    assert "100\u00a0% → 75\u00a0%" in shown
    done = client.post(preview, {"act": "commit"})["Location"]
    assert "1 attempt was marked anew." in client.get(done).content.decode()
    assert 'value="commit"' not in client.get(preview).content.decode()

    client.force_login(begun.learner)
    result = client.get(reverse("assessments:quiz_attempt", args=[begun.pk])).content.decode()
    assert "100 % before, 75 % now" in result
    assert client.get(preview).status_code == 404
