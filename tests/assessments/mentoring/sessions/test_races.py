"""At once: two sign, one signs while the other opens again, changes, ends or lapses; on SQLite and on PostgreSQL one order holds."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoDbBlocker

from assessments.mentoring.canonical import digest
from assessments.mentoring.models import Action, Event, Pin, RecordVersion, Session, SessionRecord, Signature
from assessments.mentoring.selectors.records import content
from assessments.mentoring.services import circulation, ledger, pairs, pins, record_signing, records, sessions, signing
from assessments.mentoring.state import fold
from tests.assessments.racing import apart, at_once, ground
from tests.factories.mentoring import NOW, TODAY, pair, session
from tests.factories.mentoring_sessions import at, learner_of, mentor_of, seen, writing
from tests.factories.people import UserFactory

TIMES = 8
REFUSALS = (
    *(ledger.NotNow, pairs.NotActiveNow, circulation.OpenRemarks, record_signing.TooLateToSign),
    *(records.RecordedAlready, records.ChangedElsewhere, records.NoLongerWritten, records.NotTheWriter),
    *(signing.ChangedMeanwhile, signing.SignedAlready, pins.WrongPin, pins.PinLocked),
)
"""What somebody who comes second is told; anything else fails the test."""
Act = Callable[[], Any]
WORDS = {"reflection_summary": "x", "actions": [{"text": "Call", "owner": "learner", "due_on": ""}]}


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Instead of a transaction that is rolled back, which no other thread would see: a copy that is thrown away."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


def raced(*acts: Act) -> Counter[str]:
    """Run these side by side, TIMES over; how often each came through, or why not."""
    turn = count()

    def run() -> str:
        act = acts[next(turn) % len(acts)]
        try:
            act()
        except REFUSALS as refusal:
            return type(refusal).__name__
        return "done"

    return at_once(run, times=TIMES)


def signs(record: SessionRecord, person: Any, read: str) -> Act:
    return lambda: record_signing.sign(record=record, by=person, seen_digest=read, outcome="agree", comment="", now=NOW)


def whole(record: SessionRecord) -> SessionRecord:
    """The record as it is, whose ledger must fold to its state and whose signatures must name its content."""
    fresh = SessionRecord.objects.select_related("session").get(pk=record.pk)
    told = list(Event.objects.filter(subject=record.pk).order_by("number"))
    assert [event.number for event in told] == list(range(1, len(told) + 1))
    assert fold(SessionRecord.machine, [event.kind for event in told]) == fresh.state
    assert len(told) == fresh.events
    for signature in Signature.objects.filter(subject=record.pk):
        assert signature.digest == fresh.digest == digest(content(fresh))
    return fresh


def test_two_who_sign_at_once_both_sign(db: None) -> None:
    record, read = apart(lambda: ((row := at("frozen", words=WORDS)), seen(row)))
    told = raced(*apart(lambda: [signs(record, learner_of(record), read), signs(record, mentor_of(record), read)]))
    assert told["done"] == 2
    assert apart(lambda: whole(record)).state == "signed"
    assert apart(lambda: Signature.objects.count()) == 2
    assert apart(lambda: Action.objects.count()) == 1


def test_two_who_sign_a_shared_record_at_once_freeze_it_once(db: None) -> None:
    record, read = apart(lambda: ((row := at("shared", words=WORDS)), seen(row)))
    told = raced(*apart(lambda: [signs(record, learner_of(record), read), signs(record, mentor_of(record), read)]))
    assert told["done"] == 2
    assert apart(lambda: whole(record)).state == "signed"
    assert apart(lambda: (RecordVersion.objects.count(), Action.objects.count())) == (2, 1)


def test_signing_and_opening_again_at_once_leave_one_of_the_two(db: None) -> None:
    record, read = apart(lambda: ((row := at("frozen")), seen(row)))
    told = raced(
        signs(record, apart(lambda: learner_of(record)), read),
        lambda: circulation.reopen(record=record, by=mentor_of(record), reason="other", now=NOW),
    )
    after = apart(lambda: whole(record))
    assert after.state in ("shared", "part_signed")
    assert told["done"] >= 1


def test_signing_and_changing_at_once_never_sign_words_that_were_not_read(db: None) -> None:
    record, read = apart(lambda: ((row := at("shared")), seen(row)))

    def change() -> None:
        circulation.take_back(record=record, by=mentor_of(record), now=NOW)
        records.save(
            session=record.session,
            by=mentor_of(record),
            writing=writing(revision=1, words={"reflection_summary": "Something else."}),
            now=NOW,
        )
        circulation.share(record=record, by=mentor_of(record), now=NOW)

    raced(signs(record, apart(lambda: learner_of(record)), read), change)
    after = apart(lambda: whole(record))
    summary = apart(lambda: after.shared.opened()["reflection_summary"])
    assert (after.state == "part_signed") is (summary == "We looked at how the first visit began.")


def test_signing_and_ending_at_once_keep_an_order(db: None) -> None:
    record, read = apart(lambda: ((row := at("part_signed")), seen(row)))
    pair_of = apart(lambda: record.session.relationship)
    told = raced(
        signs(record, apart(lambda: mentor_of(record)), read),
        lambda: ledger.append(pair_of, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY),
    )
    after = apart(lambda: whole(record))
    assert after.state in ("part_signed", "signed")
    assert told["done"] == (2 if after.state == "signed" else 1)


def test_signing_and_lapsing_at_once_keep_an_order(db: None) -> None:
    record, read = apart(lambda: ((row := at("part_signed")), seen(row)))
    late = NOW + timedelta(days=15)
    told = raced(signs(record, apart(lambda: mentor_of(record)), read), lambda: record_signing.lapse(now=late))
    assert told["done"] >= TIMES // 2
    assert apart(lambda: whole(record)).state in ("signed", "lapsed")
    assert apart(lambda: Event.objects.filter(subject=record.pk, kind__in=["signed", "lapsed"]).count()) == 1


def test_one_form_sent_many_times_at_once_makes_one_record(db: None) -> None:
    of = apart(session)
    sent = writing(client_id=uuid4(), page="one")
    told = raced(lambda: records.save(session=of, by=of.relationship.mentor, writing=sent, now=NOW))
    assert told == {"done": TIMES}
    assert apart(lambda: SessionRecord.objects.get().revision) == TIMES


def test_two_windows_that_save_at_once_do_not_overwrite_one_another(db: None) -> None:
    record = apart(lambda: at("draft"))

    def window(page: str) -> Act:
        sent = writing(revision=1, page=page, client_id=record.client_id, words={"reflection_summary": page})
        return lambda: records.save(session=record.session, by=mentor_of(record), writing=sent, now=NOW)

    told = raced(window("one"), window("two"))
    assert set(told) == {"done", "ChangedElsewhere"}
    assert told["ChangedElsewhere"] == TIMES // 2


def test_a_plan_sent_many_times_at_once_is_one_session(db: None) -> None:
    row = apart(pair)
    soon = NOW + timedelta(days=7)
    told = raced(
        lambda: sessions.plan(relationship=row, by=row.learner, planned_at=soon, mode=Session.Mode.PHONE, now=NOW)
    )
    assert told == {"done": TIMES}
    assert apart(lambda: Session.objects.count()) == 1


def test_calling_off_and_recording_at_once_leave_one_of_the_two(db: None) -> None:
    of = apart(session)
    raced(
        lambda: sessions.cancel(session=of, by=of.relationship.learner, code="learner", now=NOW),
        lambda: records.save(session=of, by=of.relationship.mentor, writing=writing(), now=NOW),
    )
    state, number = apart(lambda: (Session.objects.get().state, SessionRecord.objects.count()))
    assert (state, number) in {("cancelled", 0), ("held", 1)}


def test_tries_of_a_pin_at_once_are_all_counted(db: None) -> None:
    def stage() -> Any:
        person = UserFactory()
        pins.set_pin(person=person, pin="804153", now=NOW)
        return person

    person = apart(stage)
    told = raced(lambda: pins.check_pin(person=person, pin="111222", now=NOW))
    assert told == {"WrongPin": 4, "PinLocked": TIMES - 4}
    assert apart(lambda: Pin.objects.get().locked_until) == NOW + pins.LOCKED_FOR
