"""What a page weighs on the wire, compressed as the server sends it, signed in, with a cold cache; and how many requests it takes."""

import gzip
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, Request

from tests.journeys import walking

pytestmark = pytest.mark.looks
KILO = 1000


@dataclass
class Weight:
    """Compressed bytes by kind."""

    html: int = 0
    css: int = 0
    js: int = 0
    other: int = 0
    requests: int = 0
    foreign: list[str] = field(default_factory=list)


def _weigh(page: Page, address: str) -> Weight:
    """Load an address with an empty cache and add up what arrived, as it was transferred."""
    weight = Weight()
    # What an earlier page still loads is not this page's.
    page.wait_for_load_state("networkidle")
    arrived: list[Request] = []

    def note(request: Request) -> None:
        arrived.append(request)

    page.on("requestfinished", note)
    session = page.context.new_cdp_session(page)
    session.send("Network.clearBrowserCache")
    page.goto(address, wait_until="networkidle")
    page.remove_listener("requestfinished", note)
    for request in arrived:
        size = request.sizes()["responseBodySize"]
        kind = {"document": "html", "stylesheet": "css", "script": "js"}.get(request.resource_type, "other")
        setattr(weight, kind, getattr(weight, kind) + size)
        weight.requests += 1
        if not request.url.startswith(page.url.split("/")[0] + "//127.0.0.1"):
            weight.foreign.append(request.url)
    return weight


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Without the worker: what it answers from its cache would weigh nothing."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture
def learner(page: Page) -> Page:
    walking.sign_up(page)
    walking.choose_pathway(page)
    return page


def test_a_lesson_fits_into_one_congestion_window(learner: Page) -> None:
    walking.open_step(learner, "What reintegration means")
    weight = _weigh(learner, learner.url)

    assert weight.html + weight.css <= 14.6 * KILO, weight
    assert weight.js <= 6 * KILO, weight
    assert weight.requests <= 6, weight
    assert not weight.foreign


def test_my_learning_is_light(learner: Page) -> None:
    weight = _weigh(learner, "/learning/")

    assert weight.html + weight.css + weight.js <= 12 * KILO, weight


def test_a_quiz_is_light(learner: Page) -> None:
    walking.start_quiz(learner)
    weight = _weigh(learner, learner.url)

    assert weight.html + weight.css + weight.js <= 14 * KILO, weight


def test_the_scales_measure_what_is_sent_and_not_what_is_unpacked(learner: Page) -> None:
    weight = _weigh(learner, "/learning/")
    unpacked = len(learner.content().encode())

    assert 0 < weight.html < unpacked / 2
    assert abs(weight.html - len(gzip.compress(learner.content().encode()))) < weight.html * 0.5
