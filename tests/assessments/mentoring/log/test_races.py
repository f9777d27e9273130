"""Two people, one entry, one moment: reading or taking back, never both; and one form sent many times."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from assessments.mentoring.models import Entry, Event, Relationship
from assessments.mentoring.services import entries, sharing
from assessments.mentoring.services.ledger import NotNow
from tests.assessments.racing import apart, at_once, ground
from tests.factories.mentoring import NOW, pair
from tests.factories.mentoring_log import SECRET, entry

TIMES = 8


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Instead of a transaction that is rolled back, which no other thread would see: a copy that is thrown away."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


@pytest.fixture
def field(db: None) -> tuple[Relationship, Entry]:
    def sow() -> tuple[Relationship, Entry]:
        two = pair()
        return two, entry(of=two, shared=True)

    return apart(sow)


def test_an_entry_is_read_or_taken_back_and_never_both(field: tuple[Relationship, Entry]) -> None:
    two, row = field
    turns = count()

    def act() -> str:
        reads = next(turns) % 2
        try:
            if reads:
                sharing.mark_read(entry=row, by=two.mentor, now=NOW)
                return "read"
            sharing.take_back(entry=row, by=two.learner, now=NOW)
        except (NotNow, sharing.NotTheirs):
            return "too late"
        return "taken back"

    outcomes = at_once(act, times=TIMES)

    events = apart(lambda: list(Event.objects.filter(subject=row.pk).values_list("kind", flat=True)))
    state = apart(lambda: Entry.objects.get(pk=row.pk).state)
    assert ("read" in events, "withdrawn" in events) in {(True, False), (False, True)}
    # Whoever marks a second time what is read already has read it.
    assert state == ("read" if "read" in events else "private")
    assert outcomes["taken back"] == events.count("withdrawn")
    assert (outcomes["read"] > 0) == ("read" in events)


def test_whoever_opens_it_after_it_was_taken_back_finds_nothing(field: tuple[Relationship, Entry]) -> None:
    two, row = field
    address = reverse("mentoring:entry", args=[row.pk])

    def sign_in() -> str:
        client = Client()
        client.force_login(two.mentor)
        return client.cookies["sessionid"].value

    session = apart(sign_in)
    turns = count()

    def act() -> Any:
        if next(turns) == 0:
            sharing.take_back(entry=row, by=two.learner, now=NOW)
            return "taken back"
        client = Client()
        client.cookies["sessionid"] = session
        reply = client.get(address)
        return (reply.status_code, SECRET in reply.content.decode())

    outcomes = at_once(act, times=TIMES)

    assert set(outcomes) <= {"taken back", (200, True), (404, False)}
    assert at_once(act, times=2) == {(404, False): 2}


def test_one_form_sent_many_times_makes_one_entry(field: tuple[Relationship, Entry]) -> None:
    two, _row = field
    client_id = uuid4()
    draft = entries.Draft(kind="practice", occurred_on=NOW.date(), words={"what_happened": SECRET})

    def send() -> int:
        kept = entries.keep(author=two.learner, client_id=client_id, draft=draft, revision=0, now=NOW, finished=True)
        return kept.revision

    assert at_once(send, times=TIMES) == {1: TIMES}
    assert apart(lambda: Entry.objects.filter(client_id=client_id).count()) == 1


def test_of_two_windows_that_save_at_once_one_is_told(field: tuple[Relationship, Entry]) -> None:
    two, _row = field
    row = apart(lambda: entry(of=two))
    numbers = count()

    def send() -> str:
        draft = entries.Draft(
            kind="practice", occurred_on=NOW.date(), words={"what_happened": f"Window {next(numbers)}"}
        )
        try:
            entries.keep(author=two.learner, client_id=row.client_id, draft=draft, revision=1, now=NOW, finished=True)
        except entries.ChangedElsewhere:
            return "told"
        return "saved"

    assert at_once(send, times=TIMES) == {"saved": 1, "told": TIMES - 1}


def test_an_entry_is_not_read_while_it_is_deleted(field: tuple[Relationship, Entry]) -> None:
    two, row = field
    turns = count()

    def act() -> str:
        try:
            if next(turns) % 2:
                sharing.mark_read(entry=row, by=two.mentor, now=NOW)
            else:
                entries.delete(entry=row, by=two.learner, now=NOW)
        except (NotNow, sharing.NotTheirs):
            return "too late"
        return "done"

    at_once(act, times=TIMES)

    final = apart(lambda: Entry.objects.get(pk=row.pk))
    assert (final.state, final.words_sealed) == ("deleted", None)
