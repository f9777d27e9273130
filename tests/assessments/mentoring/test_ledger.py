"""The ledger: what happened stands in order, and the state of a row is what its events fold to."""

import pytest
from django.db import DatabaseError, transaction

from assessments.mentoring.models import Event, Relationship
from assessments.mentoring.services import ledger
from assessments.mentoring.state import BY_NAME, MACHINES, NEW, Machine, NotNow, fold
from tests.factories.mentoring import NOW, TODAY, pair, record, session

EVENTS = [
    pytest.param(machine, event, id=f"{machine.name}: {event}") for machine in MACHINES for event in machine.events
]


@pytest.mark.parametrize(("machine", "event"), EVENTS)
def test_every_event_can_happen_to_something_that_can_exist(machine: Machine, event: str) -> None:
    assert set(machine.moves[event]) <= machine.states | {NEW}


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_every_state_can_be_reached(machine: Machine) -> None:
    reached, before = {NEW}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {after for move in machine.moves.values() for state, after in move.items() if state in before}
    assert reached - {NEW} == machine.states


def test_an_event_that_does_not_follow_is_refused() -> None:
    with pytest.raises(NotNow) as refused:
        fold(BY_NAME["record"], ["drafted", "signed"])
    assert (refused.value.state, refused.value.event) == ("draft", "signed")


@pytest.mark.django_db
def test_the_state_of_a_row_is_what_its_events_fold_to() -> None:
    row = pair(ended_on=TODAY)
    told = Event.objects.filter(subject=row.pk)
    assert [event.number for event in told] == [1, 2, 3, 4]
    assert fold(Relationship.machine, [event.kind for event in told]) == row.state == "ended"


@pytest.mark.django_db
def test_an_event_that_does_not_follow_leaves_no_trace() -> None:
    row = record()
    with pytest.raises(NotNow):
        ledger.append(row, event="signed", by=row.writer, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.events, Event.objects.filter(subject=row.pk).count()) == ("draft", 1, 1)


@pytest.mark.django_db
def test_an_event_is_never_changed() -> None:
    row = session()
    with pytest.raises(DatabaseError, match="evidence is never changed"), transaction.atomic():
        Event.objects.filter(subject=row.pk).update(kind="cancelled")


@pytest.mark.django_db
def test_text_of_a_record_opens_for_who_asks_and_shows_itself_to_nobody() -> None:
    row = record(words={"reflection_summary": "a quiet talk"})
    row.refresh_from_db()
    assert "quiet" not in f"{row.shared}{row.shared!r}{vars(row)}"
    assert row.shared.opened()["reflection_summary"] == "a quiet talk"
