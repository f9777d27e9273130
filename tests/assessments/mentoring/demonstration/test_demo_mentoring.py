"""The mentoring past of the made-up people: whole, in the past, about nobody, and only once."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from assessments.mentoring.anonymity import is_settled
from assessments.mentoring.demonstration import log, meetings, people, play, practice
from assessments.mentoring.demonstration.moments import Moment
from assessments.mentoring.management.commands import demo_mentoring
from assessments.mentoring.models import (
    AccessEvent,
    Commitment,
    Decision,
    Entry,
    Escalation,
    Event,
    Invitation,
    Observation,
    Relationship,
    Session,
    SessionRecord,
    Tutorial,
)
from assessments.mentoring.services.checking import check
from tests.factories.curriculum import FrameworkPageFactory
from training_site.identifiers import LocalList
from training_site.people.demonstration import cast
from training_site.people.models import Organisation

MONDAY = date(2026, 3, 2)
CODES = ("D1.1", "D1.2", "D1.3", "D1.4", "D2.1", "D2.2", "D2.3", "D2.4", "D6.2", "D6.3", "D6.4", "D7.1", "D7.2", "D9.4")


def run() -> str:
    out = StringIO()
    call_command("demo_mentoring", stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def _framework(db: None) -> None:
    FrameworkPageFactory(
        content_key="reintegration/competencies",
        rules={"version": "0.1"},
        indicators=[{"code": code, "domain": code[:2], "text": code, "safety_critical": False} for code in CODES],
    )


@pytest.fixture
def _cast(_framework: None) -> None:
    words = {person.username: "not-a-secret" for person in cast.PEOPLE}
    cast.arrive(passwords=words, today=timezone.localdate(), count=lambda _number: None)


@pytest.fixture
def stage(_framework: None) -> play.Stage:
    """The cast on a Monday, with everything played."""
    words = {person.username: "not-a-secret" for person in cast.PEOPLE}
    cast.arrive(passwords=words, today=MONDAY, count=lambda _number: None)
    made = play.Stage(cast=cast.present(), place=Organisation.objects.get(name=cast.CENTRE), today=MONDAY)
    for act in demo_mentoring.ACTS:
        act(made)
    return made


def test_there_is_something_on_every_page(stage: play.Stage) -> None:
    lina = stage.cast["learner"]

    assert Counter(
        SessionRecord.objects.filter(session__relationship__learner=lina).values_list("state", flat=True)
    ) == {
        "signed": 2,
        "amended": 1,
        "part_signed": 1,
    }
    assert Session.objects.get(relationship__learner=lina, state="planned").planned_at == stage.at(meetings.NEXT)
    assert set(Entry.objects.values_list("state", flat=True)) == {"private", "shared", "read", "validated"}
    assert Entry.objects.filter(finished_at=None).count() == 1
    assert Counter(Commitment.objects.values_list("state", flat=True)) == {"open": 1, "tried": 1}
    assert Counter(Observation.objects.values_list("state", flat=True)) == {"signed": 1, "requested": 1, "scheduled": 1}
    assert Invitation.objects.filter(used_at=None, revoked_at=None).count() == 1
    assert Counter(Decision.objects.values_list("indicator", "state")) == {
        ("D1.1", "confirmed"): 1,
        ("D1.3", "signed_off"): 1,
    }
    assert Tutorial.objects.count() == 2
    assert Escalation.objects.filter(reached=True).count() == 1
    assert AccessEvent.objects.filter(learner=lina).exists()


def test_somebody_is_asked_somebody_waits_and_somebody_has_nobody(stage: play.Stage) -> None:
    states = dict(Relationship.objects.filter(kind="reflective").order_by().values_list("learner__username", "state"))

    assert states == {
        "learner": "active",
        "sokha": "active",
        "pieter": "paused",
        "amara": "proposed",
        "mentor": "active",
    }


def test_every_row_is_what_its_ledger_says(stage: play.Stage) -> None:
    assert list(check()) == []


def test_nothing_has_happened_that_is_still_to_come(stage: play.Stage) -> None:
    this_week = timezone.make_aware(datetime.combine(MONDAY, time()))

    assert not Event.objects.filter(at__gte=this_week).exists()
    assert not AccessEvent.objects.filter(at__gte=this_week).exists()
    assert not SessionRecord.objects.filter(saved_at__lt=F("created_at")).exists()
    assert not SessionRecord.objects.filter(state="part_signed", sign_by__lt=stage.on(meetings.NEXT)).exists()


@pytest.mark.usefixtures("_cast")
def test_a_second_run_changes_nothing() -> None:
    assert run().endswith("Mentoring: 6 of 6 acts\n")
    before = Event.objects.count(), AccessEvent.objects.count()

    assert run() == ""
    assert (Event.objects.count(), AccessEvent.objects.count()) == before


@pytest.mark.usefixtures("_cast")
def test_a_run_that_was_cut_short_left_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_stage: play.Stage) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(demo_mentoring, "ACTS", (play.bind, stop))
        with pytest.raises(KeyboardInterrupt):
            run()

    assert not Relationship.objects.exists()


def test_without_a_framework_nobody_is_accompanied(db: None) -> None:
    assert "is not published" in run()


@pytest.mark.usefixtures("_framework")
def test_without_the_whole_cast_nobody_is_accompanied() -> None:
    assert run() == ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, Moment):
        yield from _texts(vars(value))


def test_no_text_of_the_demo_could_tell_who_somebody_is() -> None:
    own = [
        log.LOG,
        log.PROMISES,
        meetings.MEETINGS,
        meetings.TUTORIALS,
        people.AGREEMENTS,
        practice.SEEN,
        practice.NOTES,
    ]
    own += [practice.ANSWER, practice.VERDICTS, dict(practice.WORK), meetings.CONFIDENTIAL, meetings.PREPARED]
    texts = {str(number): text for number, text in enumerate(_texts(own)) if " " in text}

    assert len(texts) > 80
    assert is_settled(texts, kept=(), local=LocalList.of(names=log.NAMES, places=log.PLACES))
