"""Words are erased when their time is over; facts and counts stay as they were."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Model

from assessments.mentoring.framework.months import add_months
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import (
    Annex,
    BreakGlass,
    Comment,
    Dispute,
    Entry,
    Evidence,
    PrivateNote,
    Relationship,
    SessionRecord,
)
from assessments.mentoring.services import checking, ledger, retention
from tests.assessments.mentoring.matrix.stage import set_the_stage
from tests.factories import mentoring_observations as observing
from tests.factories.mentoring import NOW, TODAY, pair, record, session
from tests.factories.mentoring_log import commitment, entry
from tests.factories.searching import searchable
from training_site.sealing.fields import sealed_fields

pytestmark = pytest.mark.django_db
YEARS = 12 * Policy().retention_years


def written(of: Relationship) -> SessionRecord:
    """A pair with words of every kind that two people write."""
    row = record(of=session(of=of, held_on=TODAY), shared=True)
    kept: dict[type[Model], dict[str, Any]] = {
        Comment: {"subject": row.pk, "machine": "record", "author": of.learner, "at": NOW},
        Annex: {"session": row.session, "author": of.mentor, "at": NOW},
        PrivateNote: {"session": row.session, "author": of.mentor, "kind": "aide_memoire", "saved_at": NOW},
    }
    for model, fields in kept.items():
        note: Any = model(organisation=of.organisation, **fields)
        note.body = "words"
        note.save()
    return row


def later(months: int, *, days: int = 0) -> Any:
    return NOW.replace(
        **dict(zip(("year", "month", "day"), add_months(TODAY, months).timetuple()[:3], strict=True))
    ) + (timedelta(days=days))


def words_of(row: Model) -> list[Any]:
    row.refresh_from_db()
    return [bool(getattr(row, field.name)) for field in sealed_fields(type(row))]


def test_nothing_is_erased_while_mentoring_goes_on() -> None:
    row = written(pair())
    assert set(retention.erase_due(now=later(2 * YEARS)).values()) <= {0}
    assert words_of(row) == [True]


def test_private_notes_go_after_their_days_and_records_after_their_years() -> None:
    row = written(pair(ended_on=TODAY))
    days = Policy().private_note_ttl_days

    retention.erase_due(now=NOW + timedelta(days=days - 1))
    assert PrivateNote.objects.count() == 1
    retention.erase_due(now=NOW + timedelta(days=days))
    assert PrivateNote.objects.count() == 0

    retention.erase_due(now=later(YEARS, days=-1))
    assert words_of(row) == [True]
    retention.erase_due(now=later(YEARS))
    assert words_of(row) == [False]
    assert row.state == "erased"


def test_everything_said_about_a_record_goes_with_it() -> None:
    written(pair(ended_on=TODAY))
    retention.erase_due(now=later(YEARS))
    assert [words_of(note) for note in (*Comment.objects.all(), *Annex.objects.all())] == [[False], [False]]


def test_facts_and_counts_stay_as_they_were() -> None:
    row = written(pair(ended_on=TODAY))

    def facts() -> list[Any]:
        return [
            list(SessionRecord.objects.values("pk", "facts", "language", "source")),
            list(row.session._meta.model.objects.values("occurred_on", "minutes", "state")),
            Comment.objects.count(),
            Annex.objects.count(),
        ]

    before = facts()
    retention.erase_due(now=later(YEARS))
    assert facts() == before
    assert list(checking.check()) == []


@pytest.mark.parametrize("ended", [True, False], ids=["mentoring has ended", "mentoring goes on"])
def test_the_log_goes_after_its_months_and_its_counts_stay(ended: bool) -> None:
    of = pair()
    row, meant = entry(of=of, shared=True), commitment(learner=of.learner)
    if ended:
        ledger.append(of, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
    months = Policy().retention_log_months

    retention.erase_due(now=later(months, days=-1))
    assert [words_of(row), words_of(meant)] == [[True], [True]]
    retention.erase_due(now=later(months))
    assert [words_of(row), words_of(meant)] == [[not ended], [not ended]]
    assert Entry.objects.values_list("kind", "occurred_on").get() == (row.kind, row.occurred_on)
    assert list(checking.check()) == []


def test_an_observation_goes_after_its_months_and_its_level_stays() -> None:
    of = pair()
    row = observing.signed(of=of)
    outside = observing.asked(of=of, outside=True)
    invitation, _token = observing.link(outside)
    pieces = list(Evidence.objects.values("indicator", "level", "acted_on"))
    assert pieces
    ledger.append(of, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
    months = Policy().retention_observation_months

    retention.erase_due(now=later(months, days=-1))
    assert [words_of(row), words_of(invitation)] == [[True, True], [True]]
    retention.erase_due(now=later(months))
    assert [words_of(row), words_of(invitation)] == [[False, False], [False]]
    assert list(Evidence.objects.values("indicator", "level", "acted_on")) == pieces
    assert list(checking.check()) == []


def test_the_clock_of_the_site_erases(time_machine: Any) -> None:
    row = written(pair(ended_on=TODAY))
    for months, stands in ((YEARS - 1, True), (YEARS + 1, False)):
        time_machine.move_to(later(months))
        call_command("tick", stdout=StringIO())
        assert words_of(row) == [stands]


KEPT = {("mentoring.evidence", "rationale"), ("mentoring.decision", "rationale"), ("mentoring.localterm", "body")}
"""Why a level was reached is kept as long as the level counts; the list of names belongs to the organisation."""


def test_in_the_end_no_text_of_anybody_is_left() -> None:
    with searchable():
        set_the_stage()
    models = [model for model in apps.get_app_config("mentoring").get_models() if sealed_fields(model)]
    fields = {
        (model._meta.label_lower, field.name): (model, field) for model in models for field in sealed_fields(model)
    }

    def stored() -> set[tuple[str, str]]:
        return {
            name for name, (model, field) in fields.items() if model.objects.filter(**{f"{field.name}__isnull": False})
        }

    grant, dispute = BreakGlass.objects.all()[0], Dispute.objects.all()[0]
    grant.delay_words, dispute.answer = "words", "words"
    grant.save()
    dispute.save()
    assert set(fields) - stored() == set(), "write this on the stage of the matrix, too"
    for row in Relationship.objects.filter(state__in=("active", "paused")):
        ledger.append(row, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
    retention.erase_due(now=later(3 * YEARS))
    assert stored() == KEPT
    assert list(checking.check()) == []


def test_run_again_it_finds_nothing_left() -> None:
    written(pair(ended_on=TODAY))
    assert retention.erase_due(now=later(YEARS))["session records"] == 1
    assert set(retention.erase_due(now=later(YEARS)).values()) <= {0}


def test_a_row_that_is_not_what_its_ledger_says_is_found() -> None:
    row = record()
    SessionRecord.objects.filter(pk=row.pk).update(state="shared")
    assert [finding.says for finding in checking.check()] == ["is shared, its ledger says draft"]


def test_an_event_that_is_missing_is_found() -> None:
    row = record()
    SessionRecord.objects.filter(pk=row.pk).update(events=2)
    assert [finding.says for finding in checking.check()] == ["has 1 events where the row says 2"]


def test_a_signed_record_without_its_signatures_is_found() -> None:
    row = record(shared=True)
    row = ledger.append(row, event="frozen", by=row.writer, now=NOW, digest="d" * 64)
    ledger.append(row, event="signed_first", by=row.writer, now=NOW)
    assert [finding.says for finding in checking.check()] == ["is part_signed with 0 of 1 signatures under its content"]
