"""Storing where somebody stands: only what differs is written, many rounds in a few statements, and the round moves with it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.certification.models import CertificationEvent, Cycle, RequirementStatus
from assessments.certification.services import following
from assessments.services import ledgers
from assessments.services.ledgers import NotNow
from tests.factories.certification import DECLARATION, NOW, assigned, certification, declared

pytestmark = pytest.mark.django_db
TWO = {
    "paths": [
        {
            "kind": "initial",
            "title": "In full",
            "tree": {"all": [DECLARATION, {"requirement": "mentor_sign_off", "key": "mentor", "subject": "m03"}]},
        }
    ],
    "active": None,
    "window": "P0D",
}


def test_only_what_differs_is_written() -> None:
    version = certification(**TWO)
    rounds = [assigned(version) for _each in range(3)]
    assert following.follow_everybody(now=NOW) == 0

    declared(rounds[0].learner)
    RequirementStatus.objects.filter(cycle=rounds[1], key="mentor").update(params={"subject": "other"})
    RequirementStatus.objects.filter(cycle=rounds[2]).update(evidence=["declaration:1"])
    RequirementStatus.objects.create(cycle=rounds[2], key="gone", position=7, state="met", code="waived")
    before = set(RequirementStatus.objects.values_list("pk", flat=True))

    assert following.follow_everybody(now=NOW) == 1 + 1 + 2 + 1
    assert following.follow_everybody(now=NOW) == 0
    after = RequirementStatus.objects.exclude(key="gone")
    assert {row.pk for row in after} < before, "what is there is changed in its place"
    assert set(after.filter(key="mentor").values_list("params__subject", flat=True)) == {"m03"}


def test_many_rounds_are_stored_in_as_many_queries_as_one(django_assert_max_num_queries: Any) -> None:
    version = certification(**TWO)
    for _each in range(8):
        declared(assigned(version).learner)
    following.follow_everybody(now=NOW)
    RequirementStatus.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        following.follow_everybody(now=NOW)

    statements = [each["sql"] for each in asked.captured_queries if "requirementstatus" in each["sql"]]
    assert len(statements) == 2, "one reads what is there, one writes what differs"
    with django_assert_max_num_queries(len(asked)):
        assert following.follow_everybody(now=NOW) == 0


def test_many_begin_at_once_and_each_has_its_event() -> None:
    version = certification(**TWO)
    rounds = [assigned(version) for _each in range(4)]
    for one in rounds[:3]:
        declared(one.learner)
    following.follow_everybody(now=NOW)

    states = dict(Cycle.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in rounds] == ["in_progress"] * 3 + ["assigned"]
    events = CertificationEvent.objects.filter(machine="cycle", kind="begun")
    assert set(events.values_list("subject", "number")) == {(one.pk, 2) for one in rounds[:3]}
    assert set(Cycle.objects.values_list("events", flat=True)) == {1, 2}


def test_an_event_that_does_not_follow_for_one_happens_to_none() -> None:
    version = certification(**TWO)
    begun, assigned_now = assigned(version), assigned(version)
    begun = ledgers.append(begun, event="begun", by=None, now=NOW)
    with pytest.raises(NotNow):
        ledgers.append_to_each([assigned_now, begun], event="begun", by=None, now=NOW + timedelta(days=1))

    assert Cycle.objects.get(pk=assigned_now.pk).state == "assigned"
    assert CertificationEvent.objects.filter(machine="cycle", kind="begun").count() == 1
