"""Marks, places and enrolments: written once, projected at once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from assessments.progress.models import Enrolment, LessonEvent, LessonProgress, ModuleProgress, Place
from assessments.progress.services import enrolments, marks, places
from modules.outline import Module
from modules.selectors import module_of, programme_of
from tests.factories.evidence import NOW, Planted
from tests.factories.people import LearnerFactory
from training_site.people.models import User

DONE, UNDONE, OPENED = LessonEvent.Kind.DONE, LessonEvent.Kind.UNDONE, LessonEvent.Kind.OPENED


@pytest.fixture
def module(planted: Planted) -> Module:
    found = module_of(planted.module)
    assert found is not None
    return found


def test_a_mark_is_an_event_and_shows_in_progress(learner: User, module: Module) -> None:
    sent = {"learner": learner, "module": module, "content_key": "practice/m03-l1"}
    event = marks.mark(**sent, kind=DONE, client_id=uuid4(), now=NOW)
    assert str(event) == "practice/m03-l1 done"
    row = LessonProgress.objects.get(learner=learner)
    assert (row.content_key, row.done_at, str(row)) == ("practice/m03-l1", NOW, "practice/m03-l1")
    whole = ModuleProgress.objects.get(learner=learner)
    assert (whole.lessons_done, whole.completed_at, str(whole)) == (1, None, "practice/m03")

    marks.mark(**sent, kind=UNDONE, client_id=uuid4(), now=NOW + timedelta(hours=1))
    row.refresh_from_db()
    assert row.done_at is None
    assert row.best is None
    assert ModuleProgress.objects.get(learner=learner).lessons_done == 0
    assert LessonEvent.objects.count() == 2


def test_a_mark_that_is_sent_twice_is_one_event(learner: User, module: Module) -> None:
    sent = {
        "learner": learner,
        "module": module,
        "content_key": "practice/m03-l1",
        "kind": DONE,
        "client_id": uuid4(),
    }
    first = marks.mark(**sent, now=NOW)
    again = marks.mark(**sent, now=NOW + timedelta(hours=1))
    assert again.pk == first.pk
    assert LessonEvent.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"kind": UNDONE}, id="another-mark"),
        pytest.param({"content_key": "practice/m03-l2"}, id="another-page"),
        pytest.param({"learner": None}, id="another-person"),
    ],
)
def test_a_client_id_stands_for_one_mark(learner: User, module: Module, change: dict[str, object]) -> None:
    sent = {
        "learner": learner,
        "module": module,
        "content_key": "practice/m03-l1",
        "kind": DONE,
        "client_id": uuid4(),
        "now": NOW,
    }
    marks.mark(**sent)  # type: ignore[arg-type]
    if "learner" in change:
        change = {"learner": LearnerFactory()}
    with pytest.raises(marks.MarkConflict):
        marks.mark(**(sent | change))  # type: ignore[arg-type]
    assert LessonEvent.objects.count() == 1


def test_a_client_id_taken_in_the_same_moment_is_a_conflict(
    learner: User, module: Module, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {"module": module, "content_key": "practice/m03-l1", "kind": DONE, "client_id": uuid4(), "now": NOW}
    marks.mark(learner=LearnerFactory(), **sent)
    monkeypatch.setattr(LessonEvent.objects, "filter", lambda **_: LessonEvent.objects.none())
    with pytest.raises(marks.MarkConflict):
        marks.mark(learner=learner, **sent)


def test_the_site_marks_a_page_once(learner: User, module: Module) -> None:
    sent = {"learner": learner, "module": module, "content_key": "practice/m03-l1", "kind": OPENED}
    assert marks.mark_once(**sent, now=NOW).pk == marks.mark_once(**sent, now=NOW + timedelta(days=1)).pk
    assert LessonProgress.objects.get(learner=learner).opened_at == NOW


def test_only_the_latest_place_is_kept(learner: User) -> None:
    places.remember(learner_id=learner.pk, content_key="practice/m03-l1", anchor="s-one", now=NOW)
    places.remember(learner_id=learner.pk, content_key="practice/m03-l2", anchor="x" * 101, now=NOW)
    place = Place.objects.get(learner=learner)
    assert (place.content_key, place.anchor, str(place)) == ("practice/m03-l2", "", "practice/m03-l2#")


def test_changing_the_pathway_ends_one_and_begins_another(learner: User, planted: Planted) -> None:
    programme = programme_of(planted.programme)
    assert programme is not None
    first = enrolments.enrol(learner=learner, programme=programme, pathway="official", now=NOW)
    same = enrolments.enrol(learner=learner, programme=programme, pathway="official", now=NOW + timedelta(days=1))
    assert same.pk == first.pk
    later = NOW + timedelta(days=2)
    second = enrolments.enrol(learner=learner, programme=programme, pathway="social-worker", now=later)

    first.refresh_from_db()
    assert (first.until, second.since, second.until) == (later, later, None)
    assert str(second) == "practice: social-worker"
    assert Enrolment.objects.count() == 2


def test_a_clock_that_was_set_back_does_not_end_a_pathway_before_it_began(learner: User, planted: Planted) -> None:
    programme = programme_of(planted.programme)
    assert programme is not None
    enrolments.enrol(learner=learner, programme=programme, pathway="official", now=NOW)
    enrolments.enrol(learner=learner, programme=programme, pathway="social-worker", now=NOW - timedelta(days=1))
    assert Enrolment.objects.get(pathway="official").until == NOW


def test_a_pathway_that_does_not_exist_cannot_be_chosen(learner: User, planted: Planted) -> None:
    programme = programme_of(planted.programme)
    assert programme is not None
    with pytest.raises(enrolments.UnknownPathway):
        enrolments.enrol(learner=learner, programme=programme, pathway="astronaut", now=NOW)
