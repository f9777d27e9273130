"""What item analysis costs: twenty questions and a hundred thousand sittings. Nothing here fails on a clock.

`DATABASE_URL=postgres://… pytest -m "benchmark and nightly" -s -n 0 tests/benchmarks/test_questions.py` prints the figures; without `nightly`
there are two thousand sittings, as many as a page counts while somebody waits.
"""

import resource
import time

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.marking.analysis.items import item_figures
from assessments.marking.analysis.languages import differences
from assessments.marking.analysis.papers import paper_figures
from assessments.reporting.selectors.quizzes import analysed, sittings_of
from tests.benchmarks.ledgers.sittings import questions, sit
from tests.factories.evidence import edit, plant_programme
from tests.factories.people import OrganisationFactory, TrainerFactory

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]
QUESTIONS = 20
KILO = 1024


@pytest.mark.parametrize("people", [2_000, pytest.param(100_000, marks=pytest.mark.nightly)])
def test_a_quiz_is_analysed(client: Client, people: int) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("sittings in bulk are written by PostgreSQL: set DATABASE_URL")
    quiz, house = plant_programme().quiz, OrganisationFactory()
    edit(quiz, questions(QUESTIONS))
    sit(quiz, house, people=people)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, spent = time.perf_counter(), time.process_time()
    found = analysed(sittings_of(quiz.content_key, house, today=timezone.localdate()))
    paper, items = paper_figures(found.whole, found.extents), item_figures(found.whole, found.extents)
    suspects = differences(found.by_language, {key: extent.reach for key, extent in found.extents.items()})
    seconds, processor = time.perf_counter() - began, time.process_time() - spent
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert found.whole.number == people
    assert len(items) == QUESTIONS
    assert paper is not None
    print(
        f"\n{people} sittings of {QUESTIONS} questions: {seconds:.1f} s ({processor:.1f} s of processor), "
        f"most memory {memory // KILO} MB, {(memory - before) // KILO} MB of it for this; {len(suspects)} comparisons of translations"
    )

    client.force_login(TrainerFactory(in_organisation=house))
    address = reverse("reporting:questions", args=[quiz.pk])
    client.get(address)
    began = time.perf_counter()
    assert client.get(address).status_code == 200
    print(f"the page: {(time.perf_counter() - began) * 1000:.0f} ms")
