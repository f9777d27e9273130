"""An activity that is not begun is printed once for many, and still belongs to the one who is sent it."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation

from assessments.presenting import printing
from assessments.presenting.desk import ORDERS, seed
from assessments.presenting.shapes import Setting
from tests.assessments.test_answer_views import card, door, form
from tests.factories.evidence import Planted, compiled_in
from training_site.people.models import User


@pytest.fixture(autouse=True)
def _nothing_is_printed_yet() -> None:
    printing._printed.cache_clear()


def value_of(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"no field {name}"
    return found[1]


def test_each_form_has_a_number_and_a_token_of_its_own(signed_in: Client, planted: Planted) -> None:
    url = planted.lesson.get_url()
    first, second = (card(signed_in.get(url), "tea") for _visit in range(2))

    assert printing._printed.cache_info().hits >= 1
    assert value_of(first, "client_id") != value_of(second, "client_id")
    assert len(value_of(second, "csrfmiddlewaretoken")) == 64
    assert printing.TOKEN not in second
    assert printing.CLIENT_ID not in second


def test_two_people_with_the_same_order_share_one_print(
    signed_in: Client, learner: User, client: Client, planted: Planted
) -> None:
    neighbour = learner.pk + ORDERS

    assert seed(learner.pk, "lesson", "tea") == seed(neighbour, "lesson", "tea")
    assert seed(learner.pk, "lesson", "tea") != seed(learner.pk + 1, "lesson", "tea")
    assert seed(None, "lesson", "tea") != seed(learner.pk, "lesson", "tea")


def test_an_activity_that_is_begun_is_never_taken_from_the_shared_print(signed_in: Client, planted: Planted) -> None:
    url = planted.lesson.get_url()
    signed_in.get(url)
    signed_in.post(door(planted.lesson, "tea"), form(planted.lesson, "tea", answer="b"))

    assert "FEEDBACK-TIME" in card(signed_in.get(url), "tea")
    signed_in.logout()
    assert "FEEDBACK-TIME" not in card(signed_in.get(url), "tea")


def test_the_shared_print_speaks_the_readers_language_and_escapes_the_token(planted: Planted) -> None:
    compiled = compiled_in(planted.lesson, "tea")
    setting = Setting(action="/a/", page_url="/p/", client_id=str(uuid4()), seed="s")

    with translation.override("en"):
        english = printing.print_unbegun(compiled, setting=setting, csrf_token='"><script>')
    with translation.override("nl"):
        printing.print_unbegun(compiled, setting=setting, csrf_token="token")

    assert printing._printed.cache_info().misses == 2
    assert "<script>" not in english
