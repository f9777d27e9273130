"""Earlier completions are the same whether they are written together or one by one, and cost no more statements for more people."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.certification.models import (
    Assignment,
    Certification,
    CertificationEvent,
    CertificationVersion,
    Cycle,
    Decision,
    Evidence,
)
from assessments.certification.records import reading
from assessments.certification.services import importing, recording
from assessments.certification.services.checking.proving import problems
from tests.factories.certification import NOW, RENEWABLE, TODAY, certification
from tests.factories.people import LearnerFactory
from training_site.audit.models import AuditEvent
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db
HEAD = "person,certification,title,completed_on,provider,reference\n"
PEOPLE = ("ana", "ben", "cyd")
OWN = {"id", "cycle", "subject", "object_id"}
"""What is another one each time."""

days = st.integers(0, 1200).map(lambda back: TODAY - timedelta(days=back))
rows = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(["reintegration-practice", "second", ""]), days)


class Undone(Exception):
    """What was written was looked at, and goes."""


@pytest.fixture
def learners() -> list[User]:
    version = certification(**RENEWABLE)
    certification(
        code="second", issuer=version.certification.issuer, **(RENEWABLE | {"active": "P2Y", "basis": "completion"})
    )
    return [LearnerFactory(in_organisation=version.certification.issuer, username=name) for name in PEOPLE]


def carry_out(lines: Collection[tuple[str, str, date]]) -> list[tuple[int, str, str]]:
    text = HEAD + "".join(f"{person},{code},Course,{day},Old school,R {day}\n" for person, code, day in lines)
    plan = importing.plan(table=reading.read(text), by=None, now=NOW)
    done = importing.carry_out(plan=plan, by=None, now=NOW)
    return [(row.record.line, row.verdict, row.reason) for row in done.rows]


def stored(model: type[Model]) -> list[tuple[tuple[str, str], ...]]:
    """The rows of a table without their own names."""
    found = [{name: str(value) for name, value in row.items() if name not in OWN} for row in model.objects.values()]  # type: ignore[attr-defined]
    return sorted(tuple(sorted((name, value) for name, value in row.items() if name != "cycle_id")) for row in found)


def lives() -> list[tuple[Any, ...]]:
    """Of every round: whose, its events, and those of its decisions."""
    found = []
    for cycle in Cycle.objects.order_by("learner", "certification", "number"):
        keys = [cycle.pk, *Decision.objects.filter(cycle=cycle).values_list("pk", flat=True)]
        events = CertificationEvent.objects.filter(subject__in=keys).order_by("machine", "number")
        found.append((cycle.learner_id, cycle.certification_id, cycle.number, *events.values_list("machine", "kind")))
    return found


def outcome(lines: Collection[tuple[str, str, date]]) -> list[Any]:
    """Everything that an import leaves behind; afterwards it is undone."""
    found: list[Any] = []
    try:
        with transaction.atomic():
            found.append(carry_out(lines))
            tables = (Cycle, Decision, Evidence, Assignment, CertificationEvent, Notice, AuditEvent)
            found += [lives(), *(stored(model) for model in tables), [str(each) for each in problems(now=NOW)]]
            raise Undone
    except Undone:
        return found


def everybody_is_on_the_way(people: Collection[int]) -> tuple[set[recording.Pair], set[int]]:
    return {(person, pk) for person in people for pk in Certification.objects.values_list("pk", flat=True)}, set()


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(lines=st.lists(rows, min_size=1, max_size=7))
def test_written_together_is_written_one_by_one(learners: list[User], lines: list[tuple[str, str, date]]) -> None:
    together = outcome(lines)
    with patch.object(recording, "known", everybody_is_on_the_way):
        one_by_one = outcome(lines)

    assert together == one_by_one
    assert together[-1] == []


def test_more_people_cost_hardly_more_statements(learners: list[User]) -> None:
    def statements(count: int) -> int:
        issuer = learners[0].memberships.get().organisation
        people = [
            LearnerFactory(in_organisation=issuer, username=f"{count}-{number}").username for number in range(count)
        ]
        with CaptureQueriesContext(connection) as asked:
            carry_out([(name, code, TODAY - timedelta(days=100)) for name in people for code in ("second", "")])
        return len(asked)

    assert statements(30) - statements(3) < 30 // 2


def test_a_path_that_rules_do_not_have_leaves_nothing_behind(learners: list[User]) -> None:
    version = CertificationVersion.objects.get(certification__code="second")
    with patch.object(importing, "latest_rules", return_value={}):
        said = carry_out([("ana", version.certification.code, TODAY), ("ana", "", TODAY)])

    assert said == [(2, "error", "no_path"), (3, "create", "")]
    assert not Cycle.objects.exists()
    assert not CertificationEvent.objects.exclude(machine="evidence").exists()
