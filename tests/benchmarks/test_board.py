"""What the board costs with a thousand and with a hundred thousand people, and a file of all of them. Nothing here fails on a clock.

`DATABASE_URL=postgres://… pytest -m benchmark -s -n 0 tests/benchmarks/test_board.py` prints the figures; the hundred thousand are
`-m "benchmark and nightly"`.
"""

import os
import statistics
import time
import tracemalloc
from dataclasses import dataclass
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.certification.models import Credential, Decision
from assessments.reporting.filters import Filters
from assessments.reporting.models import BoardRow, Export
from assessments.reporting.services import exporting, rebuilding
from training_site.people.models import User

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]
FEW, MANY, ORGANISATIONS = 1_000, 100_000, 400
TIMES, WARM = 15, 3
MEGA = 1024


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one page takes."""

    milliseconds: float
    queries: int


def populated(learners: int) -> float:
    """Seconds to make a population and its board."""
    began, worked = time.perf_counter(), time.process_time()
    call_command("simulate", learners=learners, organisations=ORGANISATIONS, into_empty=True, stdout=StringIO())
    seconds, busy = time.perf_counter() - began, time.process_time() - worked
    print(
        f"\n{connection.vendor}: {learners} people, {BoardRow.objects.count()} rows, {Decision.objects.count()} decisions, "
        f"{Credential.objects.count()} certificates: {seconds:.1f} s, {learners / seconds:.0f} people a second; this process "
        f"worked {busy:.1f} s, {learners / busy:.0f} a second; load of the machine {os.getloadavg()[0]:.1f}"
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return seconds


def cost(query: str) -> Cost:
    client = Client()
    client.force_login(User.objects.get(username="simulated-coordinator"))
    address = f"{reverse('reporting:board')}{query}"
    for _ in range(WARM):
        client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    # Counted before the next request, which empties the log.
    queries = len(asked)
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get(address)
        times.append(time.perf_counter() - began)
    return Cost(milliseconds=1000 * statistics.median(times), queries=queries)


def costs() -> dict[str, Cost]:
    found = {
        query or "(first page)": cost(query)
        for query in (
            *("", "?status=expiring_90", "?status=overdue", "?status=suspended", "?status=stalled", "?waits=mentor"),
            *("?order=since", "?status=stalled&order=since", "?status=expired&waits=learner"),
        )
    }
    for query, one in found.items():
        print(f"  board {query}: {one.milliseconds:.1f} ms, {one.queries} queries")
    return found


def test_the_board_of_a_thousand_people() -> None:
    populated(FEW)
    found = costs()

    assert all(0 < one.queries <= 10 for one in found.values())
    assert not rebuilding.check(today=timezone.localdate()).anything


@pytest.mark.nightly
def test_the_board_of_a_hundred_thousand_people_and_a_file_of_them() -> None:
    populated(MANY)
    found = costs()
    viewer = User.objects.get(username="simulated-coordinator")
    for kind in Export.Format:
        now = timezone.now()
        export = exporting.ask(person=viewer, filters=Filters(), kind=kind, language="en", now=now)
        began = time.perf_counter()
        next(exporting.csv_of(exporting.Contents(export)))
        first = time.perf_counter() - began
        tracemalloc.start()
        began = time.perf_counter()
        export = exporting.make(export=export, now=now)
        seconds, peak = time.perf_counter() - began, tracemalloc.get_traced_memory()[1] / MEGA**2
        tracemalloc.stop()
        print(
            f"  {kind}: {export.done} rows in {seconds:.1f} s (while memory is traced), first lines after {first:.2f} s, "
            f"{peak:.0f} MB at most"
        )

    assert all(0 < one.queries <= 10 for one in found.values())
