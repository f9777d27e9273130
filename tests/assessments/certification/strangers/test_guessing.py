"""Guessing codes: nothing is learned from it, and it is soon over."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from assessments.certification.laws import codes
from assessments.certification.models import Lookup
from assessments.certification.views.limits import MISSES, SECONDS
from tests.factories import certification as make

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 1, 14, 2, 5, tzinfo=UTC)
MANY = pytest.mark.parametrize("tries", [500, pytest.param(10_000, marks=pytest.mark.nightly)])


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def miss(client: Client, times: int, **sent: str) -> list[int]:
    return [client.get("/verify/nonsense/", **sent).status_code for _ in range(times)]


@MANY
def test_random_codes_from_one_place_are_soon_not_answered_any_more(tries: int) -> None:
    row, client, chance = make.credential(), Client(), random.Random(4)
    tried = [codes.fresh() if chance.random() < 0.5 else f"{chance.getrandbits(60):X}" for _ in range(tries)]
    answers = Counter(
        (answer.status_code, answer.content) for answer in (client.get(f"/verify/{code}/") for code in tried)
    )

    assert row.code not in tried
    assert {(status, times) for (status, _content), times in answers.items()} == {(404, MISSES), (429, tries - MISSES)}
    assert Lookup.objects.get().times == MISSES


@MANY
def test_random_codes_from_many_places_get_one_and_the_same_answer(tries: int) -> None:
    client, answers = Client(), Counter[bytes]()
    for number in range(tries // MISSES):
        place = f"10.0.{number // 250}.{number % 250 + 1}"
        answers.update(client.get(f"/verify/{codes.fresh()}/", REMOTE_ADDR=place).content for _ in range(MISSES))

    assert list(answers.values()) == [tries]


def test_whoever_has_to_wait_is_told_so_and_learns_nothing_from_a_right_code() -> None:
    row, client = make.credential(), Client()
    miss(client, MISSES)

    right, wrong = client.get(f"/verify/{row.code}/"), client.get("/verify/nonsense/")

    assert right.status_code == wrong.status_code == 429
    assert right.content == wrong.content
    assert right["Retry-After"] == str(SECONDS)
    assert "no-store" in right["Cache-Control"]
    assert b"Please wait a minute" in right.content
    assert b"This says nothing about the certificate" in right.content


def test_the_wait_is_over_after_a_minute() -> None:
    row, client = make.credential(), Client()
    miss(client, MISSES + 1)

    with time_machine.travel(NOW + timedelta(seconds=SECONDS + 1), tick=False):
        assert client.get(f"/verify/{row.code}/").status_code == 200


def test_certificates_that_are_there_can_be_checked_all_day() -> None:
    row, client = make.credential(), Client()

    assert {client.get(f"/verify/{row.code}/").status_code for _ in range(3 * MISSES)} == {200}


def test_one_place_does_not_wait_for_another() -> None:
    client = Client()
    miss(client, MISSES + 1, REMOTE_ADDR="10.0.0.1")

    assert miss(client, 1, REMOTE_ADDR="10.0.0.2") == [404]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("2001:db8::1", "2001:db8::ffff:1", True, id="one household"),
        pytest.param("2001:db8::1", "2001:db8:0:1::1", False, id="two households"),
        pytest.param("::ffff:10.0.0.1", "::ffff:10.0.0.2", False, id="two old addresses, written the new way"),
    ],
)
def test_an_address_of_the_new_kind_is_as_wide_as_a_household(one: str, other: str, same: bool) -> None:
    client = Client()
    miss(client, MISSES, REMOTE_ADDR=one)

    assert miss(client, 1, REMOTE_ADDR=other) == [429 if same else 404]


def test_no_address_is_kept_in_clear_or_longer_than_the_minute() -> None:
    kept: list[tuple[str, object, int]] = []
    with patch.object(cache, "add", side_effect=lambda *given: kept.append(given) or True):
        miss(Client(), 1, REMOTE_ADDR="10.20.30.40")

    (key, value, seconds), *more = kept
    assert not more
    assert "10.20" not in key
    assert value == 1
    assert seconds == SECONDS
