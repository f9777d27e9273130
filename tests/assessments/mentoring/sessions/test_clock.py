"""What time does to a record that one of two has signed: reminders on days 3, 7 and 12, and lapsing after the days of the policy."""

from datetime import datetime, timedelta

import pytest

from assessments.mentoring import ticking
from assessments.mentoring.models import Event, SessionRecord
from assessments.mentoring.services import ledger, record_signing
from tests.factories.mentoring import NOW, TODAY
from tests.factories.mentoring_sessions import PATHS, at, learner_of, mentor_of
from training_site.people.models import User

pytestmark = pytest.mark.django_db


def after(days: int) -> datetime:
    return NOW + timedelta(days=days)


def reminders(person: User) -> list[str]:
    waiting = person.notices.filter(kind="mentoring.record_awaits_signature", withdrawn_at=None)
    return sorted(notice.key.rpartition(":")[2] for notice in waiting)


def test_whoever_has_not_signed_is_told_at_once_and_reminded_on_three_days() -> None:
    record = at("part_signed")
    for day in range(15):
        record_signing.remind(now=after(day))
        record_signing.remind(now=after(day))
    assert reminders(mentor_of(record)) == ["0", "12", "3", "7"]
    assert reminders(learner_of(record)) == []


def test_a_clock_that_stood_still_reminds_once_and_not_for_each_day() -> None:
    record = at("part_signed")
    assert record_signing.remind(now=after(8)) == 1
    assert reminders(mentor_of(record)) == ["0", "7"]


def test_nobody_is_reminded_after_both_have_signed() -> None:
    record = at("signed")
    assert record_signing.remind(now=after(7)) == 0
    assert reminders(mentor_of(record)) == reminders(learner_of(record)) == []


def test_nobody_is_reminded_in_a_pair_that_is_paused() -> None:
    record = at("part_signed")
    ledger.append(record.session.relationship, event="paused", by=None, now=NOW, reason="leave")
    assert record_signing.remind(now=after(7)) == 0


def test_the_record_lapses_the_day_after_its_last() -> None:
    record = at("part_signed")
    assert record_signing.lapse(now=after(14)) == 0
    assert record_signing.lapse(now=after(15)) == 1
    assert record_signing.lapse(now=after(15)) == 0
    record.refresh_from_db()
    told = Event.objects.get(subject=record.pk, kind="lapsed")
    assert (record.state, told.by, told.reason) == ("lapsed", None, "deadline")
    for person in (learner_of(record), mentor_of(record)):
        open_ones = person.notices.filter(withdrawn_at=None)
        assert [notice.kind for notice in open_ones] == ["mentoring.record_lapsed"]


@pytest.mark.parametrize("state", sorted(set(PATHS) - {"part_signed"}))
def test_only_a_record_with_one_signature_lapses(state: str) -> None:
    record = at(state)
    record_signing.lapse(now=after(400))
    record.refresh_from_db()
    assert record.state == state


def test_the_clock_of_the_site_does_both() -> None:
    at("part_signed")
    (job,) = ticking.SESSIONS
    assert job.run(after(3)).counts == {"lapsed": 0, "reminded": 1}
    assert job.run(after(15)).counts == {"lapsed": 1, "reminded": 0}
    assert SessionRecord.objects.get().sign_by == TODAY + timedelta(days=14)
