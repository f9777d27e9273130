"""Seconds to look at a file of ten thousand people, to carry it out, and to do both again. Nothing here fails on a clock."""

import os
import time
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import pytest
from django.db import connection

from assessments.cohorts.models import CohortMember, EnrolmentImport, Invitation
from assessments.cohorts.services import importing
from tests.factories.cohorts import NOW, CohortFactory
from tests.factories.people import CoordinatorFactory
from training_site.people.models import User

pytestmark = [pytest.mark.benchmark, pytest.mark.nightly, pytest.mark.django_db]
T = TypeVar("T")
PEOPLE, EVERY_BAD, EVERY_ADDRESS = 10_000, 50, 3


class Took(NamedTuple):
    """What some work took: seconds on the clock and of this process, statements."""

    clock: float
    work: float
    statements: int

    def __str__(self) -> str:
        return f"{self.clock:.1f} s ({self.work:.1f} s of this process at work, {self.statements} statements)"


class Counted:
    """How many statements a stretch of work sends."""

    def __init__(self) -> None:
        self.statements = 0

    def __call__(self, execute: Any, *given: Any) -> Any:
        self.statements += 1
        return execute(*given)


def seconds(work: Callable[[], T]) -> tuple[T, Took]:
    begun, busy, counted = time.perf_counter(), time.process_time(), Counted()
    with connection.execute_wrapper(counted):
        found = work()
    return found, Took(time.perf_counter() - begun, time.process_time() - busy, counted.statements)


def file_of_people() -> bytes:
    """Two of a hundred are not possible; a third of the others have an address."""
    rows = ["first_name,last_name,email,since"]
    for number in range(PEOPLE):
        address = f"person{number}@example.org" if number % EVERY_ADDRESS == 0 else ""
        day = "31.02.2026" if number % EVERY_BAD == 0 else "05.10.2026"
        rows.append(f"Given{number},Family{number % 700},{address},{day}")
    return "\n".join(rows).encode()


def test_how_long_ten_thousand_people_take() -> None:
    cohort = CohortFactory(pathway="official")
    by, data = CoordinatorFactory(in_organisation=cohort.organisation), file_of_people()

    def look() -> EnrolmentImport:
        return importing.look(cohort=cohort, data=data, by=by, now=NOW)

    def carry() -> EnrolmentImport:
        return importing.carry_out(looked=looked, by=by, now=NOW, only_good=True)

    looked, first_look = seconds(look)
    _done, first = seconds(carry)
    counts = (User.objects.count(), CohortMember.objects.count(), Invitation.objects.count())
    looked, second_look = seconds(look)
    again, second = seconds(carry)

    verdicts = {row: again.rows.filter(verdict=row).count() for row in ("create", "update", "unchanged", "error")}
    print(
        f"\n{connection.vendor}: {PEOPLE} people, {PEOPLE // EVERY_BAD} rows not possible: look {first_look}, "
        f"carry out {first}; again {second_look} and {second}; load of the machine {os.getloadavg()[0]:.1f}; members and invitations {counts[1:]}, second time {verdicts}"
    )
    assert (User.objects.count(), CohortMember.objects.count(), Invitation.objects.count()) == counts
    assert verdicts == {
        "create": 0,
        "update": 0,
        "unchanged": PEOPLE - PEOPLE // EVERY_BAD,
        "error": PEOPLE // EVERY_BAD,
    }
