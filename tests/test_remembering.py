"""A programme that is put back is the programme that was made."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from wagtail.models import Page, Site

from modules.models import LessonPage
from tests.factories import remembering
from tests.factories.evidence import Planted, plant_programme

pytestmark = pytest.mark.django_db


@contextmanager
def for_now() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def everything() -> dict[str, list[str]]:
    """Every row of the database, in an order of our own."""
    return {table: sorted(map(repr, rows)) for table, rows in remembering._everything().items()}


def test_what_is_put_back_is_what_was_made_row_by_row() -> None:
    made: list[str] = []

    def make() -> Planted:
        made.append("once")
        return plant_programme.__wrapped__()

    plant = remembering.remembered(make)
    with for_now():
        first, rows = plant(), everything()
    with for_now():
        again, rows_again = plant(), everything()

    assert made == ["once"]
    assert rows_again == rows
    assert again == first
    assert again.lesson is not first.lesson


def test_a_page_that_one_test_has_changed_is_new_for_the_next() -> None:
    with for_now():
        plant_programme().lesson.title = "Changed"

    assert plant_programme().lesson.title == LessonPage.objects.get(slug="tea").title == "Tea"


def test_it_is_made_anew_where_something_stands_in_its_way() -> None:
    with for_now():
        plant_programme()
    Site.objects.create(hostname="elsewhere", root_page=Page.objects.get(depth=1), is_default_site=True)

    planted = plant_programme()

    assert Site.objects.get().hostname == "elsewhere"
    assert LessonPage.objects.get(slug="tea") == planted.lesson


def test_a_site_that_stood_in_the_way_is_not_missed_by_the_next() -> None:
    with for_now():
        Site.objects.create(hostname="elsewhere", root_page=Page.objects.get(depth=1), is_default_site=True)
        plant_programme()

    assert plant_programme().lesson.get_url() == "/practice/safe/tea/"
