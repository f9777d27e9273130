"""Somebody was given a link: they see what its holder shows, for as long as the holder says, and a wrong link tells nothing."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assessments.certification.models import Credential, Lookup, Share
from assessments.certification.services import sharing
from assessments.certification.views.limits import MISSES
from tests.factories import certification as make

pytestmark = pytest.mark.django_db

SKILL = "Listens without leading."
CLOSED = "This link is not open"


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture
def row() -> Credential:
    return make.credential(competencies=[SKILL], language="en")


def link(row: Credential, *, competencies: bool = True, days: int = 9) -> Share:
    until = make.TODAY + timedelta(days=days)
    return sharing.share(credential=row, until=until, competencies=competencies, by=row.holder, now=make.NOW)


def get(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status
    return response.content.decode()


def opened(share: Share, status: int = 200) -> str:
    return get(f"/shared/{share.secret}/", status)


def hide(row: Credential) -> None:
    sharing.show(credential=row, competencies=False, by=row.holder, now=make.NOW)


def test_hidden_competencies_are_not_on_the_public_page_nor_one_click_away(row: Credential) -> None:
    before = get(f"/verify/{row.code}/")
    hide(row)
    after = get(f"/verify/{row.code}/")

    assert SKILL in before
    assert f"/credentials/{row.pk}.json" in before
    assert SKILL not in after
    assert f"/credentials/{row.pk}.json" not in after
    assert "<h1>Valid</h1>" in after
    assert make.NAME in after


def test_a_link_shows_what_its_holder_chose_for_it_whatever_the_public_page_shows(row: Credential) -> None:
    with_them, without = link(row), link(row, competencies=False)
    assert SKILL not in opened(without)

    hide(row)

    assert SKILL in opened(with_them)
    assert make.NAME in opened(without)
    assert "Its holder shows you this through Oct. 14, 2026." in opened(with_them)


def test_the_link_tells_the_truth_of_the_day(row: Credential) -> None:
    share = link(row)
    make.changed(row, "suspended", on=make.TODAY)

    assert "<h1>Suspended</h1>" in opened(share)


def test_every_link_that_is_not_open_gets_the_same_bytes(row: Credential) -> None:
    over, ended = link(row, days=0), link(row)
    sharing.end(share=ended, by=row.holder, now=make.NOW)
    with time_machine.travel(make.NOW + timedelta(days=1), tick=False):
        wrong = (over.secret, ended.secret, "0" * 26, "nonsense", row.code, str(uuid4()), "x" * 500, "Ж")
        pages = Counter(get(f"/shared/{secret}/", 404) for secret in wrong)

    assert list(pages.values()) == [len(wrong)]
    assert CLOSED in next(iter(pages))


def test_the_public_code_goes_on_while_no_link_is_open(row: Credential) -> None:
    sharing.end(share=link(row), by=row.holder, now=make.NOW)

    assert "<h1>Valid</h1>" in get(f"/verify/{row.code}/")


def test_guessing_is_soon_over_and_tells_nothing(row: Credential) -> None:
    share, client = link(row), Client()
    statuses = Counter(client.get(f"/shared/{number:026d}/").status_code for number in range(MISSES + 5))

    assert statuses == {404: MISSES, 429: 5}
    assert client.get(f"/shared/{share.secret}/").status_code == 429
    assert client.get(f"/verify/{row.code}/").status_code == 429


def test_lookups_are_counted_by_day_and_kind_of_answer_alone(row: Credential) -> None:
    share = link(row)
    for _ in range(2):
        opened(share)
    get("/shared/nonsense/", 404)

    assert set(Lookup.objects.values_list("day", "answer", "times")) == {
        (make.TODAY, "shared", 2),
        (make.TODAY, "share_closed", 1),
    }


def test_nothing_of_it_is_kept_and_no_cookie_is_set(row: Credential) -> None:
    for address in (f"/shared/{link(row).secret}/", "/shared/nonsense/"):
        response = Client().get(address)
        assert "no-store" in response["Cache-Control"]
        assert "public" not in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert not response.cookies
        assert b"<script" not in response.content


def test_a_link_takes_five_queries_and_the_public_page_still_three(
    row: Credential, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    share = link(row)
    hide(row)

    with django_assert_num_queries(5):
        opened(share)
    with django_assert_num_queries(3):
        get(f"/verify/{row.code}/")
