"""Notes about practice tasks: shared with the mentor, and read by them."""

from datetime import datetime, timedelta

import pytest

from assessments.certification.laws.facts import PRACTICE_TASK, EvidenceItem
from assessments.mentoring.models import Entry, Relationship
from assessments.mentoring.services import entries, ledger, sharing
from modules.models import ModulePage
from tests.assessments.certification.selectors.reading import facts
from tests.factories.evidence import plant_programme
from tests.factories.mentoring import NOW, TODAY, pair
from tests.factories.mentoring_log import entry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MODULE = "practice/m03"


@pytest.fixture
def two() -> Relationship:
    plant_programme()
    return pair()


def note(of: Relationship, **state: bool) -> Entry:
    return entry(of=of, lesson_key=MODULE, occurred_on=TODAY - DAY, **state)


def read(row: Entry, of: Relationship, *, now: datetime) -> Entry:
    return sharing.mark_read(entry=row, by=of.mentor, now=now)


def found(of: Relationship) -> tuple[EvidenceItem, ...]:
    return facts(of.learner).evidence


def test_a_note_that_the_mentor_has_read_is_evidence_of_the_day_it_is_about(two: Relationship) -> None:
    row = read(note(two, shared=True), two, now=NOW + DAY)
    assert found(two) == (
        EvidenceItem(
            kind=PRACTICE_TASK,
            on=TODAY - DAY,
            verified_on=TODAY + DAY,
            verifier_role="mentor",
            subject=MODULE,
            ref=f"entry:{row.pk.hex}",
        ),
    )


def test_a_note_that_waits_to_be_read_waits(two: Relationship) -> None:
    note(two, shared=True)
    assert [(item.verified_on, item.verifier_role) for item in found(two)] == [(None, "")]


@pytest.mark.parametrize("state", [{"draft": True}, {}], ids=["begun", "finished"])
def test_a_private_note_is_nobodys_business(two: Relationship, state: dict[str, bool]) -> None:
    note(two, **state)
    assert found(two) == ()


def test_a_note_that_was_taken_back_is_private_again(two: Relationship) -> None:
    sharing.take_back(entry=note(two, shared=True), by=two.learner, now=NOW)
    assert found(two) == ()


def test_a_note_that_came_back_waits_for_its_author_and_counts_from_the_next_reading(two: Relationship) -> None:
    row = sharing.give_back(
        entry=note(two, read=True), by=two.mentor, reason="own_part", words="And what did you say?", now=NOW
    )
    assert found(two) == ()
    row = sharing.share(entry=row, by=two.learner, relationship=two, now=NOW + DAY)
    assert [item.verified_on for item in found(two)] == [None]
    read(row, two, now=NOW + 2 * DAY)
    assert [item.verified_on for item in found(two)] == [TODAY + 2 * DAY]


def test_a_note_that_is_evidence_for_an_indicator_was_read_when_it_was_read(two: Relationship) -> None:
    ledger.append(note(two, read=True), event="validated", by=two.mentor, now=NOW + 9 * DAY)
    assert [item.verified_on for item in found(two)] == [TODAY]


@pytest.mark.parametrize(
    ("state", "verified"),
    [({}, []), ({"shared": True}, [None]), ({"read": True}, [TODAY])],
    ids=["was private", "was shared", "was read"],
)
def test_a_note_whose_words_were_erased_counts_as_what_it_was(
    two: Relationship, state: dict[str, bool], verified: list[object]
) -> None:
    ledger.append(note(two, **state), event="erased", by=None, now=NOW, words=None)
    assert [item.verified_on for item in found(two)] == verified


def test_a_note_that_its_author_has_deleted_is_gone(two: Relationship) -> None:
    entries.delete(entry=note(two, read=True), by=two.learner, now=NOW)
    assert found(two) == ()


def test_other_entries_are_no_notes_about_a_task(two: Relationship) -> None:
    entry(of=two, read=True)
    entry(of=two, read=True, lesson_key="practice/m03-l1")
    assert found(two) == ()


def test_a_note_about_a_module_that_is_published_no_longer_still_counts(two: Relationship) -> None:
    note(two, read=True)
    ModulePage.objects.get(content_key=MODULE).unpublish()
    assert len(found(two)) == 1
