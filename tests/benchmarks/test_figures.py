"""Figures, as ratios taken in one run: our lesson against the bare Wagtail page and the bare view, in turn, everything warm.

`pytest -m benchmark -s -n 0` prints them. Nothing here fails on a clock.
"""

import statistics
import time
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision

from modules.models import LessonPage
from tests.benchmarks.models import BarePage
from tests.factories.people import LearnerFactory

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db, pytest.mark.urls("tests.benchmarks.urls")]

ROUNDS = 300
LESSON = "reintegration/m01-l1"


@pytest.fixture
def curriculum() -> None:
    call_command("import_content", publish=True, stdout=StringIO())


@pytest.fixture
def lesson(curriculum: None) -> LessonPage:
    return LessonPage.objects.get(content_key=LESSON, locale__language_code="en")


@pytest.fixture
def bare_page(lesson: LessonPage) -> BarePage:
    """As deep in the tree as the lesson, with as many words."""
    page = BarePage(title="Bare", slug="bare", body=[("text", f"<p>{'word ' * 900}</p>")])
    lesson.get_parent().add_child(instance=page)
    return page


@pytest.fixture
def phone() -> Client:
    client = Client()
    client.force_login(LearnerFactory())
    return client


def in_turn(*measured: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Median seconds of each, run in turn so that whatever else the machine does falls on all alike."""
    times: list[list[float]] = [[] for _each in measured]
    for _round in range(rounds):
        for index, run in enumerate(measured):
            began = time.perf_counter()
            run()
            times[index].append(time.perf_counter() - began)
    return [statistics.median(each) for each in times]


def queries(run: Callable[[], object]) -> int:
    """Queries of one run."""
    with CaptureQueriesContext(connection) as captured:
        run()
    return len(captured)


def test_a_lesson_against_the_floor(lesson: LessonPage, bare_page: BarePage, phone: Client) -> None:
    def get(url: str) -> Callable[[], object]:
        def run() -> None:
            assert phone.get(url).status_code == 200

        return run

    ours, floor, view = get(lesson.url), get(bare_page.url), get("/bare/")
    for run in (ours, floor, view) * 3:
        run()
    our_time, floor_time, view_time = in_turn(ours, floor, view)
    our_queries, floor_queries, view_queries = queries(ours), queries(floor), queries(view)

    print(f"\n{connection.vendor}: median of {ROUNDS} requests in turn, in process, signed in, everything warm")
    print(f"  lesson     {our_time * 1000:6.2f} ms  {our_queries:3d} queries")
    print(f"  bare page  {floor_time * 1000:6.2f} ms  {floor_queries:3d} queries")
    print(f"  bare view  {view_time * 1000:6.2f} ms  {view_queries:3d} queries")
    print(f"  lesson / bare page = {our_time / floor_time:.2f} (aim 1.0; above 1.5 is not done)")
    print(f"  lesson / bare view = {our_time / view_time:.2f}")
    assert our_queries <= floor_queries


def test_importing_the_whole_curriculum(db: None) -> None:
    first, revisions = timed_import()
    second, again = timed_import()

    print(f"\n{connection.vendor}: import of {Page.objects.count()} pages {first:.1f} s (goal 60 s)")
    print(f"  again, without changes {second:.1f} s (goal 10 s), {again - revisions} new revisions")
    assert again == revisions


def timed_import() -> tuple[float, int]:
    """Seconds of one import, and the number of revisions after it."""
    began = time.perf_counter()
    call_command("import_content", publish=True, stdout=StringIO())
    return time.perf_counter() - began, Revision.objects.count()
