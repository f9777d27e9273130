"""Seconds to recompute every status of everybody on the shipped pathway, and to store it, in batches. Nothing here fails on a clock.

`pytest -m benchmark -s -n 0 tests/benchmarks/test_certification_facts.py` prints them for three hundred learners, and what that means for
ten thousand; `-m "benchmark and nightly"` takes ten thousand.
"""

import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.certification.laws.tree import leaves
from assessments.certification.models import CertificationVersion, Cycle, RequirementStatus
from assessments.certification.selectors.facts import facts_of
from assessments.certification.selectors.rules import rules_of
from assessments.certification.selectors.sources.undisturbed import undisturbed
from assessments.certification.services import following
from assessments.progress.selectors import programme
from modules.outline import Programme
from tests.benchmarks.ledgers import learning, levels, mentoring, people
from tests.benchmarks.ledgers.people import PROGRAMME, TODAY, Person
from tests.benchmarks.ledgers.rows import lived, number, write
from tests.factories.certification import certification

pytestmark = pytest.mark.django_db
EVERYBODY, BATCH, SEED = 10_000, 500, 4
GOAL = 60
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 20, tzinfo=UTC)


def shipped() -> Programme:
    call_command("import_content", publish=True, stdout=StringIO())
    found = programme(PROGRAMME)
    assert found is not None
    return found


def version_of(shipped: Programme) -> CertificationVersion:
    """What the programme asks of a social worker: every module with its quiz and its practice task, levels, practice, sign-off."""
    pathway = shipped.pathways[0]
    modules = [found for key in pathway.required if (found := shipped.module(key))]
    asked: list[dict[str, Any]] = []
    for module in modules:
        asked += [
            {"requirement": "module_completed", "key": f"{module.key}-done", "module": module.content_key},
            {"requirement": "practice_task", "key": f"{module.key}-task", "module": module.content_key},
            *(
                {"requirement": "quiz_passed", "key": step.key, "quiz": step.content_key, "min_score": 80}
                for step in module.of_kind("quiz")
            ),
        ]
    asked += [
        {
            "requirement": "competency_at",
            "key": "levels",
            "indicators": [one.code for one in shipped.indicators],
            "safety_critical": [one.code for one in shipped.indicators if one.safety_critical],
        },
        {"requirement": "observation", "key": "seen", "count": 4, "min_entrustment": 3, "distinct_observers": 2},
        {"requirement": "sessions_attended", "key": "sessions", "minimum": 12, "min_minutes": 60},
        {"requirement": "mentoring_schedule_met", "key": "rhythm", "percent": 75},
        {"requirement": "review_outcome", "key": "review"},
        {"requirement": "declaration_signed", "key": "conduct", "declaration": "code-of-conduct"},
        {"requirement": "profile_verified", "key": "name", "field": "name"},
        {"requirement": "mentor_sign_off", "key": "mentor-sign-off"},
    ]
    tree = {"all": asked}
    return certification(
        paths=[{"kind": "initial", "title": "In full", "tree": tree}], decision={"mode": "assessor", "quorum": 1}
    )


def populate(shipped: Programme, version: CertificationVersion, count: int) -> tuple[list[int], int]:
    """The learners, and how many rows their ledgers have."""
    persons = people.gather(count, seed=SEED)
    modules, rows = shipped.modules, 0
    for first in range(0, count, BATCH):
        some = persons[first : first + BATCH]
        with undisturbed():
            rows += write(row for person in some for row in people.rows(person))
            rows += write(row for person in some for row in learning.rows(person, modules))
            rows += write(row for person in some for row in mentoring.rows(person, modules))
            rows += write(row for person in some for row in levels.rows(person, shipped.indicators))
            rows += write(row for person in some for row in lived(round_of(person, version), ("assigned",), at=NOW))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # As the database does by itself once rows are committed.
            cursor.execute("ANALYZE")
    return [person.pk for person in persons], rows


def round_of(person: Person, version: CertificationVersion) -> Cycle:
    """The first round, since the day on which the person began."""
    return Cycle(
        id=number(person.rng),
        organisation_id=person.place,
        learner_id=person.pk,
        certification_id=version.certification_id,
        version=version,
        number=1,
        path="initial:1",
        opened_on=TODAY - timedelta(days=person.days),
    )


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What something took."""

    said: object
    seconds: float
    working: float
    """Of this process alone."""


def measured(work: Callable[[], object]) -> Measured:
    began, worked = time.perf_counter(), time.process_time()
    said = work()
    return Measured(said=said, seconds=time.perf_counter() - began, working=time.process_time() - worked)


def spoilt() -> None:
    """Every status as other rules would have left it."""
    RequirementStatus.objects.update(code="")


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(300, id="three hundred", marks=pytest.mark.benchmark),
        pytest.param(EVERYBODY, id="ten thousand", marks=[pytest.mark.benchmark, pytest.mark.nightly]),
    ],
)
def test_everybody_on_the_shipped_pathway(count: int) -> None:
    found = shipped()
    version = version_of(found)
    began = time.perf_counter()
    learners, rows = populate(found, version, count)
    written = time.perf_counter() - began
    print(f"\n{connection.vendor}: {count} learners with {rows} rows, written in {written:.0f} s")

    for name, before in {
        "for the first time": None,
        "again, nothing changed": None,
        "again, every status changed": spoilt,
    }.items():
        if before is not None:
            before()
        took = measured(lambda: following.follow_everybody(now=NOW))
        print(
            f"  {name}: {took.said} statuses stored in {took.seconds:.1f} s, {took.working:.1f} s of them in this process; "
            f"{took.seconds * EVERYBODY / count:.1f} s for {EVERYBODY} (goal {GOAL} s); load {os.getloadavg()[0]:.1f}"
        )
    with CaptureQueriesContext(connection) as captured:
        facts_of(learners[:BATCH], today=TODAY)
    states = Counter(RequirementStatus.objects.values_list("state", flat=True))
    rounds = Counter(Cycle.objects.values_list("state", flat=True))
    print(
        f"  {len(captured)} queries for the facts of each batch of {BATCH}; findings: {dict(states)}; rounds: {dict(rounds)}"
    )
    assert rounds["ready"]
    assert states.total() == count * sum(1 for path in rules_of(version).paths for _ in leaves(path.tree))
