"""Meetings asked for alone are those that the board knows."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from assessments.mentoring.models import Attendance, Group, Tutorial
from assessments.mentoring.selectors.board_facts import facts_of, meetings_of
from assessments.mentoring.services import ledger
from tests.factories.mentoring import NOW, TODAY, pair, session
from tests.factories.mentoring_log import entry
from tests.factories.mentoring_sessions import at

pytestmark = pytest.mark.django_db


def test_sessions_tutorials_and_pauses_are_the_same() -> None:
    of, other = pair(), pair()
    at("signed", of=of)
    session(of=of, held_on=TODAY - timedelta(days=9))
    entry(of=of)
    ledger.append(of, event="paused", by=None, now=NOW, reason="leave")
    group = Group.objects.create(
        organisation=of.organisation, programme_key="practice", name="A", facilitator=other.mentor, since=TODAY
    )
    tutorial = Tutorial.objects.create(
        organisation=of.organisation,
        group=group,
        occurred_on=TODAY,
        minutes=90,
        topic="Visits",
        entered_by=other.mentor,
        entered_at=NOW,
        client_id=uuid4(),
    )
    for row in (of, other):
        Attendance.objects.create(tutorial=tutorial, learner=row.learner, present=row is of)
    people, pairs = [of.learner_id, other.learner_id], [of.pk, other.pk]

    known, alone = facts_of(people, pairs=pairs), meetings_of(people, pairs=pairs)

    assert alone.pauses == known.pauses
    assert any(alone.pauses.values())
    assert {learner: facts["attendance"] for learner, facts in alone.facts.items()} == {
        learner: facts["attendance"] for learner, facts in known.facts.items()
    }
    signed = [replace(one, signed_on=None) for one in known.sessions[of.learner_id]]
    assert sorted(alone.sessions[of.learner_id], key=repr) == sorted(signed, key=repr)
    assert len(signed) == 2
