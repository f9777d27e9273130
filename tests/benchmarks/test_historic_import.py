"""Seconds and queries to import 5 000 earlier completions from one file, on the database of the run. Nothing here fails on a clock.

`pytest -m benchmark -s -n 0 tests/benchmarks/test_historic_import.py` prints them.
"""

import os
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from assessments.certification.models import Credential, Cycle, Evidence
from assessments.certification.records import reading
from assessments.certification.services import importing
from tests.factories.certification import NOW, RENEWABLE, TODAY, certification
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Role

pytestmark = [pytest.mark.benchmark, pytest.mark.nightly, pytest.mark.django_db]
ROWS, GOAL = 5_000, 60
HEAD = "person,certification,title,completed_on,provider,reference"


class Counted:
    """How many statements a stretch of work sends."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Any, *given: Any) -> Any:
        self.queries += 1
        return execute(*given)


def crowd(place: Organisation, count: int) -> list[User]:
    """Learners of one organisation, without a password to hash for each."""
    people = [User(username=f"learner-{number:05}", email="", password="!") for number in range(count)]
    people = User.objects.bulk_create(people)
    Membership.objects.bulk_create(
        Membership(user=person, organisation=place, role=Role.LEARNER, since=TODAY - timedelta(days=900))
        for person in people
    )
    return people


def file_of(people: list[User], rows: int) -> str:
    """Of five rows two are certificates that hold, one has lapsed, two are courses of somebody else."""
    lines = [HEAD]
    for number in range(rows):
        person, kind = people[number // 2].username, number % 5
        day = TODAY - timedelta(days=(900 if kind == 2 else 100) + number % 90)
        named = "reintegration-practice" if kind < 3 else ""
        lines.append(f"{person},{named},Course {kind},{day.isoformat()},School of Social Work,{number}")
    return "\n".join(lines)


def test_a_file_of_five_thousand_earlier_completions() -> None:
    version = certification(**RENEWABLE)
    table = reading.read(file_of(crowd(version.certification.issuer, ROWS // 2), ROWS))
    counted = Counted()
    with connection.execute_wrapper(counted):
        began, worked = time.perf_counter(), time.process_time()
        plan = importing.plan(table=table, by=None, now=NOW)
        looked = time.perf_counter()
        looking = counted.queries
        done = importing.carry_out(plan=plan, by=None, now=NOW)
        written = time.perf_counter()

    print(f"\n{connection.vendor}: {len(table.records)} rows")
    print(f"  looking {looked - began:.1f} s with {looking} queries")
    print(f"  writing {written - looked:.1f} s with {counted.queries - looking} queries (goal {GOAL} s)")
    print(f"  this process worked {time.process_time() - worked:.1f} s; load of the machine {os.getloadavg()[0]:.1f}")
    print(
        f"  {Cycle.objects.count()} rounds, {Evidence.objects.count()} kept, {Credential.objects.count()} certificates"
    )
    assert not done.of(importing.ERROR)
    assert len(done.rows) == ROWS
