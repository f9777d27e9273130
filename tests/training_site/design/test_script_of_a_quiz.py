"""quiz.js in a real browser: an answer is saved, or it is on this device, and the page says which."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.training_site.design.test_scripts import QUIZ, SITE, Site

TIMED = QUIZ.replace(
    "<span data-answered>",
    """<span role="status" data-left="3600" data-ask="/save/" data-texts='{"1800": "Half", "300": "Five", "60": "One", "0": "Up"}'></span><span data-answered>""",
)
TIMED += '<script type="module" src="/js/time-left.js"></script>'
DONE = """<!doctype html><title>Result</title><script type="module" src="/js/keep.js" data-worker="/sw.js" data-reader="" data-of="ann"></script>
<script type="module" src="/js/quiz.js" data-unsaved data-done="/save/"></script>"""


def says_saved(route: Route) -> None:
    route.fulfill(json={"saved_text": "Saved 14:03", "answered_text": "1 of 2 answered"})


def token(route: Route, *, reader: str) -> None:
    route.fulfill(json={"left": None, "token": "another", "reader": reader})


def says(page: Page, text: str) -> None:
    expect(page.locator("[data-saved]")).to_have_text(text)


def answer(page: Page, *, wait: int = 2_500) -> None:
    page.fill("[name='q2.answer']", "x")
    page.clock.run_for(wait)


def kept(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('quiz '))")  # type: ignore[no-any-return]


def test_saved_is_said_only_after_the_server_did(page: Page) -> None:
    site = Site(page, QUIZ)
    held: list[Route] = []
    site.answer = held.append
    page.check("[name='q1.answer']")
    says(page, "Not saved yet")
    page.clock.run_for(2_500)
    says(page, "Saving")

    says_saved(held[0])
    says(page, "Saved 14:03")
    expect(page.locator("[data-answered]")).to_have_text("1 of 2 answered")
    sent = site.sent(0)
    assert (sent["changed"], sent["q1.answer"], sent["sequence"]) == (["q1"], ["a"], ["1"])
    assert (sent["client_id"], sent["shown"], sent["csrfmiddlewaretoken"]) == (["page-one"], ["7"], ["token"])
    assert kept(page) == []


def test_what_could_not_be_saved_is_sent_again_as_the_same_packet_and_edits_since_then_come_after_it(
    page: Page,
) -> None:
    site = Site(page, QUIZ)
    site.answer = lambda route: route.fulfill(status=500)
    answer(page)
    says(page, "Not saved yet")
    page.check("[name='q1.answer']")
    site.answer = says_saved
    page.clock.run_for(20_000)
    says(page, "Saved 14:03")
    first, again, later = (site.sent(number) for number in range(3))
    assert first == again
    assert (later["changed"], later["sequence"]) == (["q1"], ["2"])


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"body": "<h1>Sign in</h1>", "content_type": "text/html"}, id="a-sign-in-page"),
        pytest.param({"status": 401, "json": {"error": "You are signed out"}}, id="said-so"),
        pytest.param({"status": 403, "body": "token"}, id="a-token-of-somebody-else"),
    ],
)
def test_an_ended_session_keeps_the_answer_and_sends_it_after_signing_in_again(
    page: Page, how: dict[str, object]
) -> None:
    site = Site(page, QUIZ)
    site.page.route(
        f"{SITE}/save/", lambda route: token(route, reader="bob") if route.request.method == "GET" else route.fallback()
    )
    site.answer = lambda route: route.fulfill(**how)  # type: ignore[arg-type]
    answer(page)
    expect(page.get_by_role("link", name="You are signed out.")).to_have_attribute("href", "")
    assert len(kept(page)) == 1
    assert len(site.posts) == 1

    site.answer = says_saved
    page.clock.run_for(16_000)
    says(page, "Saved 14:03")
    assert site.sent(1) == site.sent(0)


def test_a_token_that_was_changed_by_signing_in_again_is_fetched_and_the_packet_sent(page: Page) -> None:
    site = Site(page, QUIZ)
    site.page.route(
        f"{SITE}/save/", lambda route: token(route, reader="ann") if route.request.method == "GET" else route.fallback()
    )
    site.answer = lambda route: says_saved(route) if len(site.posts) > 1 else route.fulfill(status=403, body="no")
    answer(page)
    says(page, "Saved 14:03")
    assert site.sent(1) == site.sent(0) | {"csrfmiddlewaretoken": ["another"]}


def test_what_waited_when_the_tab_was_closed_is_sent_at_the_next_opening(page: Page) -> None:
    site = Site(page, QUIZ)
    site.answer = lambda route: route.abort("internetdisconnected")
    answer(page)
    says(page, "Not saved yet")
    first = site.sent(0)

    site.answer = says_saved
    site.html = QUIZ.replace("page-one", "page-two").replace('value="7"', 'value="9"')
    with page.expect_request(f"{SITE}/save/"):
        page.goto(f"{SITE}/")
    page.wait_for_function("Object.keys(localStorage).every((key) => !key.startsWith('quiz '))")
    assert site.sent(len(site.posts) - 1) == first


@pytest.mark.parametrize(
    ("html", "days"),
    [
        pytest.param(QUIZ.replace('data-of="ann"', 'data-of="bob"'), 0, id="somebody-else"),
        pytest.param(QUIZ, 8, id="after-a-week"),
        pytest.param(DONE, 0, id="handed-in"),
    ],
)
def test_what_waited_is_not_sent_for(page: Page, html: str, days: int) -> None:
    site = Site(page, QUIZ)
    site.answer = lambda route: route.abort("internetdisconnected")
    answer(page)
    says(page, "Not saved yet")
    if days:
        page.clock.set_fixed_time(page.evaluate(f"Date.now() + {days} * 864e5"))
    page.goto("about:blank")
    before = len(site.posts)
    site.html = html
    site.answer = says_saved
    page.goto(f"{SITE}/")
    page.wait_for_load_state("networkidle")
    assert len(site.posts) == before
    assert kept(page) == []


def test_what_counts_instead_is_shown_at_the_question_and_not_sent_again(page: Page) -> None:
    site = Site(page, QUIZ)
    site.answer = lambda route: route.fulfill(status=409, json={"error": "Something else counts", "differing": ["q2"]})
    site.html = QUIZ.replace("<fieldset", '<div tabindex="-1" id="missing">Two answers</div><fieldset', 1)
    answer(page)
    expect(page.get_by_text("Two answers")).to_be_focused()
    assert kept(page) == []
    page.clock.run_for(60_000)
    assert len(site.posts) == 1


@pytest.mark.parametrize("status", [400, 409, 413])
def test_what_the_server_will_never_take_is_said_and_not_sent_again(page: Page, status: int) -> None:
    site = Site(page, QUIZ)
    site.answer = lambda route: route.fulfill(status=status, json={"error": "Time is up"})
    answer(page)
    says(page, "Time is up")
    page.clock.run_for(60_000)
    assert len(site.posts) == 1
    expect(page.locator("[name='q2.answer']")).to_have_value("x")


def test_time_left_is_told_at_its_marks_and_not_between(page: Page) -> None:
    Site(page, TIMED)
    clock = page.locator("[data-left]")
    for seconds, text in ((1700, ""), (110, "Half"), (1400, "Half"), (100, "Five"), (240, "One"), (60, "Up")):
        page.clock.run_for(seconds * 1000)
        expect(clock).to_have_text(text)


@pytest.mark.parametrize("hours", [-7, 1 / 3, 7])
def test_after_sleep_or_with_a_clock_that_is_set_the_server_says_how_much_is_left(page: Page, hours: float) -> None:
    site = Site(page, TIMED)
    page.unroute(f"{SITE}/**")
    page.route(
        f"{SITE}/**", lambda route: route.fulfill(body=json.dumps({"left": 240}), content_type="application/json")
    )
    page.evaluate(f"(() => {{ const now = Date.now; Date.now = () => now() + {hours} * 36e5; }})()")
    page.clock.run_for(1_500)
    expect(page.locator("[data-left]")).to_have_text("Five")
    assert site.posts == []
