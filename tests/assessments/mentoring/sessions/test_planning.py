"""Planning a session, moving it, calling it off: by either of the pair, and by nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from assessments.mentoring.models import Event, Relationship, Session
from assessments.mentoring.services import ledger, notes, pairs, sessions
from assessments.mentoring.services.notes import Noting
from tests.factories.mentoring import NOW, TODAY, pair, session
from tests.factories.people import CoordinatorFactory, SuperuserFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(days=7)
ACTS: dict[str, Callable[[Session, User], object]] = {
    "plan": lambda row, by: sessions.plan(
        relationship=row.relationship, by=by, planned_at=SOON, mode=Session.Mode.PHONE, now=NOW
    ),
    "move": lambda row, by: sessions.reschedule(session=row, by=by, planned_at=SOON, mode=Session.Mode.VIDEO, now=NOW),
    "cancel": lambda row, by: sessions.cancel(session=row, by=by, code="emergency", now=NOW),
    "miss": lambda row, by: sessions.missed(session=row, by=by, now=NOW),
}


def kinds(person: User) -> list[str]:
    return [notice.kind.removeprefix("mentoring.") for notice in person.notices.filter(withdrawn_at=None)]


@pytest.mark.parametrize("who", ["learner", "mentor"])
def test_either_plans_and_the_other_is_told(who: str) -> None:
    row = pair()
    by, other = (row.learner, row.mentor) if who == "learner" else (row.mentor, row.learner)
    planned = sessions.plan(relationship=row, by=by, planned_at=SOON, mode=Session.Mode.PHONE, now=NOW)
    assert (planned.state, planned.planned_at, planned.organisation) == ("planned", SOON, row.organisation)
    assert (kinds(by), kinds(other)) == ([], ["session_planned"])


def test_a_plan_sent_twice_is_one() -> None:
    row = pair()
    made = [ACTS["plan"](session(of=row), row.mentor) for _ in range(2)]
    assert made[0] == made[1]


def test_a_session_that_has_taken_place_is_planned_without_telling_anybody() -> None:
    row = pair()
    sessions.plan(relationship=row, by=row.mentor, planned_at=NOW, mode=Session.Mode.PHONE, now=NOW)
    assert kinds(row.learner) == []


def test_moving_keeps_the_old_one_in_the_ledger_and_takes_the_notes_along() -> None:
    row = session()
    notes.save(session=row, by=row.relationship.learner, noting=Noting(text="Ask about endings."), now=NOW)
    moved = sessions.reschedule(
        session=row, by=row.relationship.learner, planned_at=SOON, mode=Session.Mode.VIDEO, now=NOW
    )
    row.refresh_from_db()
    assert (row.state, moved.state, moved.planned_at, moved.mode) == ("rescheduled", "planned", SOON, "video")
    assert moved.private_notes.count() == 1
    assert kinds(row.relationship.mentor) == ["session_moved"]


def test_calling_off_says_who_and_why() -> None:
    row = session()
    cancelled = sessions.cancel(session=row, by=row.relationship.learner, code="security", now=NOW)
    told = Event.objects.get(subject=row.pk, kind="cancelled")
    assert (cancelled.state, cancelled.cancel_code) == ("cancelled", "security")
    assert (told.by, told.reason) == (row.relationship.learner, "security")
    assert kinds(row.relationship.mentor) == ["session_cancelled"]


@pytest.mark.parametrize("code", ["", "bored"])
def test_calling_off_needs_one_of_the_reasons(code: str) -> None:
    row = session()
    with pytest.raises(sessions.NoReasonGiven):
        sessions.cancel(session=row, by=row.relationship.learner, code=code, now=NOW)
    row.refresh_from_db()
    assert row.state == "planned"


def test_nobody_has_missed_what_is_still_to_come() -> None:
    row = session()
    Session.objects.filter(pk=row.pk).update(planned_at=SOON)
    row.refresh_from_db()
    with pytest.raises(sessions.NotYet):
        sessions.missed(session=row, by=row.relationship.mentor, now=NOW)
    assert sessions.missed(session=row, by=row.relationship.mentor, now=SOON).state == "no_show"


@pytest.mark.parametrize("state", ["cancelled", "no_show", "rescheduled", "held"])
@pytest.mark.parametrize("act", ["move", "cancel", "miss"])
def test_what_is_over_is_not_changed(act: str, state: str) -> None:
    row = session(held_on=TODAY) if state == "held" else session()
    before = {"cancelled": "cancel", "no_show": "miss", "rescheduled": "move"}
    if state in before:
        ACTS[before[state]](row, row.relationship.mentor)
    row.refresh_from_db()
    with pytest.raises(ledger.NotNow):
        ACTS[act](row, row.relationship.mentor)
    assert Session.objects.get(pk=row.pk).state == state


@pytest.mark.parametrize("act", ACTS)
def test_nobody_outside_the_pair_touches_a_session(act: str) -> None:
    row = session()
    manager = pair(learner=row.relationship.learner, kind=Relationship.Kind.LINE_MANAGEMENT).mentor
    people = [CoordinatorFactory(in_organisation=row.organisation), SuperuserFactory(), manager, pair().mentor]
    for person in people:
        with pytest.raises(pairs.NotOfThePair):
            ACTS[act](row, person)
    assert list(Session.objects.values_list("state")) == [("planned",)]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("how", ["ended", "paused"])
def test_nothing_happens_in_a_pair_that_is_not_active(act: str, how: str) -> None:
    row = session(of=pair(paused=True) if how == "paused" else pair(ended_on=TODAY))
    for person in (row.relationship.learner, row.relationship.mentor):
        with pytest.raises(pairs.NotActiveNow):
            ACTS[act](row, person)
    assert list(Session.objects.values_list("state")) == [("planned",)]


def test_somebody_who_was_deactivated_does_nothing() -> None:
    row = session()
    mentor = row.relationship.mentor
    mentor.is_active = False
    with pytest.raises(pairs.NotOfThePair):
        ACTS["cancel"](row, mentor)


def test_a_session_is_planned_with_a_mentor_and_with_nobody_else() -> None:
    row = pair(kind=Relationship.Kind.LINE_MANAGEMENT)
    with pytest.raises(pairs.NotOfThePair):
        sessions.plan(relationship=row, by=row.learner, planned_at=SOON, mode=Session.Mode.PHONE, now=NOW)
