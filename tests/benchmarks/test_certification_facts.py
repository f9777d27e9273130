"""Seconds to gather the facts of everybody and to see where they stand on the shipped pathway, in batches. Nothing here fails on a clock.

`pytest -m benchmark -s -n 0 tests/benchmarks/test_certification_facts.py` prints them.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.certification.laws.evaluation import standing
from assessments.certification.laws.tree import Node, from_json, leaves
from assessments.certification.selectors.facts import facts_of
from assessments.certification.selectors.sources.undisturbed import undisturbed
from assessments.progress.selectors import programme
from modules.outline import Programme
from tests.benchmarks.ledgers import learning, levels, mentoring, people
from tests.benchmarks.ledgers.people import PROGRAMME, TODAY
from tests.benchmarks.ledgers.rows import write

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]
LEARNERS, BATCH, SEED = 10_000, 500, 4
GOAL = 60


class Way:
    """A path with nothing but its tree."""

    def __init__(self, tree: Node) -> None:
        self.tree = tree


def shipped() -> Programme:
    call_command("import_content", publish=True, stdout=StringIO())
    found = programme(PROGRAMME)
    assert found is not None
    return found


def way_of(shipped: Programme) -> Way:
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
    return Way(from_json({"all": asked}))


def batches(learners: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(learners), BATCH):
        yield learners[first : first + BATCH]


def populate(shipped: Programme, count: int) -> tuple[list[int], int]:
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
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # As the database does by itself once rows are committed.
            cursor.execute("ANALYZE")
    return [person.pk for person in persons], rows


@dataclass
class Figures:
    """What looking at everybody took, and what came of it."""

    gathering: float = 0.0
    judging: float = 0.0
    working: float = 0.0
    """Seconds of this process alone."""
    met: int = 0
    states: Counter[str] = field(default_factory=Counter)


def follow(learners: list[int], way: Way) -> Figures:
    """Look at everybody, batch after batch, as whoever recomputes all statuses does."""
    figures = Figures()
    worked = time.process_time()
    for batch in batches(learners):
        began = time.perf_counter()
        facts = facts_of(batch, today=TODAY)
        gathered = time.perf_counter()
        with undisturbed():
            stands = [standing(way, facts[learner], since=None, on=TODAY) for learner in batch]
        figures.gathering += gathered - began
        figures.judging += time.perf_counter() - gathered
        figures.met += sum(each.met for each in stands)
        figures.states.update(finding.state for each in stands for finding in each.findings.values())
    figures.working = time.process_time() - worked
    return figures


def test_everybody_on_the_shipped_pathway() -> None:
    found = shipped()
    began = time.perf_counter()
    learners, rows = populate(found, LEARNERS)
    written = time.perf_counter() - began
    figures = follow(learners, way_of(found))
    with CaptureQueriesContext(connection) as captured:
        facts_of(learners[:BATCH], today=TODAY)

    print(f"\n{connection.vendor}: {len(learners)} learners with {rows} rows, written in {written:.0f} s")
    seconds = figures.gathering + figures.judging
    print(f"  facts {figures.gathering:.1f} s + requirements {figures.judging:.1f} s = {seconds:.1f} s (goal {GOAL} s)")
    print(f"  this process worked {figures.working:.1f} s of it; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"  {len(captured)} queries for each batch of {BATCH}")
    print(f"  {figures.met} have met everything; findings: {dict(figures.states)}")
    assert figures.met
    assert figures.states.total() == LEARNERS * sum(1 for _ in leaves(way_of(found).tree))
