"""The ES modules in a real browser: they improve forms that work, and never say more than is true."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, Route, expect

import training_site.design
import training_site.offline

SCRIPTS = Path(training_site.design.__file__).parent / "static" / "design" / "js"
KEPT = Path(training_site.offline.__file__).parent / "static" / "offline"
SITE = "http://site.test"

HEAD = '<!doctype html><html lang="en"><title>Page</title><body>'
QUESTION = """<form id="q" class="activity" method="post" action="/a/1/q/" data-activity>
<input type="hidden" name="client_id" value="one"><div class="status" role="status" tabindex="-1"></div>
<fieldset><label><input type="radio" name="answer" value="a">A</label></fieldset><button>Check</button></form>"""
ANSWERED = QUESTION.replace('tabindex="-1"></div>', 'tabindex="-1"><b>Right</b></div>').replace(
    "data-activity", "data-activity data-new"
)
LESSON = f'{HEAD}{QUESTION}<script type="module" src="/js/activity.js" data-unsent="Not sent yet" data-sending="Sending"></script>'
QUIZ = f"""{HEAD}<span data-answered></span><form id="quiz" method="post" action="/hand-in/" data-save="/save/">
<input type="hidden" name="csrfmiddlewaretoken" value="token"><input type="hidden" name="client_id" value="page-one">
<input type="hidden" name="sequence" value="0"><input type="hidden" name="shown" value="7"><fieldset data-item="q1"><input type="radio" name="q1.answer" value="a"></fieldset>
<fieldset data-item="q2"><input type="text" name="q2.answer"></fieldset><span role="status" data-saved>Saved 13:00</span></form>
<script type="module" src="/js/keep.js" data-worker="/sw.js" data-reader="" data-of="ann"></script>
<script type="module" src="/js/quiz.js" data-unsaved="Not saved yet" data-saving="Saving" data-out="You are signed out."></script>"""
DRAFT = f"""{HEAD}<form id="w" class="activity" method="post" action="/a/1/w/" data-activity><input type="hidden" name="client_id" value="one">
<div class="status" tabindex="-1"></div><fieldset><textarea name="text"></textarea><input type="checkbox" name="seen" value="a">
<input type="checkbox" name="seen" value="b" checked></fieldset><answer-draft hidden></answer-draft><button>Save</button></form>
<script type="module" src="/js/activity.js" data-unsent="Not sent yet" data-sending="Sending"></script>
<script type="module" src="/js/keep.js" data-worker="/sw.js" data-reader="" data-of="ann"></script>
<script type="module" src="/js/reading.js"></script>"""
PLACE = f"""{HEAD}<article data-place="/learning/place/" data-key="p/m01-l1"><h2 id="s-one">One</h2><div style="height:3000px"></div>
<h2 id="s-two">Two</h2><div style="height:3000px"></div></article><form><input type="hidden" name="csrfmiddlewaretoken" value="token"></form>
<script type="module" src="/js/keep.js" data-worker="/sw.js" data-reader="" data-of="ann"></script>
<script type="module" src="/js/reading.js"></script>"""


class Site:
    """A site made of what the test says, which remembers what was sent to it."""

    def __init__(self, page: Page, html: str) -> None:
        self.page = page
        self.html = html
        self.posts: list[Request] = []
        self.answer: Callable[[Route], None] = lambda route: route.fulfill(body=ANSWERED, content_type="text/html")
        page.route(f"{SITE}/**", self._serve)
        page.clock.install()
        page.goto(f"{SITE}/")

    def _serve(self, route: Route) -> None:
        if route.request.method == "POST":
            self.posts.append(route.request)
            self.answer(route)
        elif "/js/" in route.request.url:
            name = route.request.url.rsplit("/", 1)[1]
            script = next(folder / name for folder in (KEPT, SCRIPTS) if (folder / name).is_file())
            route.fulfill(body=script.read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body=self.html, content_type="text/html")

    def sent(self, number: int) -> dict[str, list[str]]:
        """The fields of a post."""
        return _fields(self.posts[number])


def _fields(request: Request) -> dict[str, list[str]]:
    """The fields of a form, however the browser packed them."""
    body = (request.post_data_buffer or b"").decode()
    fields = re.findall(r'name="([^"]+)"\r\n\r\n(.*?)\r\n', body, flags=re.DOTALL)
    if not fields:
        return parse_qs(body)
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    return found


def _no_network(route: Route) -> None:
    route.abort("internetdisconnected")


def test_an_answer_is_sent_in_place_and_its_result_takes_the_focus(page: Page) -> None:
    site = Site(page, LESSON)
    page.check("[name=answer]")
    page.click("button")

    expect(page.locator("[data-new] .status")).to_be_focused()
    assert site.posts[0].headers["accept"] == "text/html+fragment"
    assert site.sent(0) == {"client_id": ["one"], "answer": ["a"]}


def test_what_comes_beside_an_answer_finds_its_place(page: Page) -> None:
    beside = '<div class="status" role="status" id="all-status" data-beside></div>'
    site = Site(page, LESSON.replace("</form>", f"</form>{beside}"))
    said = beside.replace('"status" role', '"status is-right" role').replace("></div>", "><b>1 of 1 right</b></div>")
    site.answer = lambda route: route.fulfill(body=ANSWERED + said, content_type="text/html")
    page.check("[name=answer]")
    page.click("button")

    expect(page.locator("#all-status.is-right")).to_have_text("1 of 1 right")
    expect(page.locator("[data-new] .status")).to_be_focused()


def test_what_is_said_of_a_whole_form_takes_the_focus_before_its_questions(page: Page) -> None:
    question = '<section><div class="status"><b>Not yet</b></div></section><div class="status" role="status"'
    site = Site(page, LESSON)
    site.answer = lambda route: route.fulfill(
        body=ANSWERED.replace('<div class="status" role="status"', question), content_type="text/html"
    )
    page.check("[name=answer]")
    page.click("button")

    expect(page.locator("[data-new] > .status")).to_be_focused()


def test_an_answer_without_a_network_is_kept_and_sent_again_as_the_same_answer(page: Page) -> None:
    site = Site(page, LESSON)
    reply, site.answer = site.answer, _no_network
    page.check("[name=answer]")
    page.click("button")

    expect(page.locator(".status")).to_have_text("Not sent yet")
    expect(page.locator(".status")).to_be_focused()
    expect(page.locator("[name=answer]")).to_be_checked()
    site.answer = reply
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-new]")).to_be_visible()
    assert site.sent(0) == site.sent(1)


def test_a_waiting_answer_is_tried_again_without_being_asked(page: Page) -> None:
    site = Site(page, LESSON)
    reply, site.answer = site.answer, _no_network
    page.check("[name=answer]")
    page.click("button")
    expect(page.locator(".status")).to_have_text("Not sent yet")
    site.answer = reply
    page.clock.run_for(25_000)

    expect(page.locator("[data-new]")).to_be_visible()


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_server_that_is_away_is_like_no_network(page: Page, status: int) -> None:
    site = Site(page, LESSON)
    site.answer = lambda route: route.fulfill(status=status, body="away")
    page.check("[name=answer]")
    page.click("button")

    expect(page.locator(".status")).to_have_text("Not sent yet")
    assert len(site.posts) == 1


def test_two_taps_send_one_answer(page: Page) -> None:
    site = Site(page, LESSON)
    held: list[Route] = []
    site.answer = held.append
    page.check("[name=answer]")
    page.click("button")
    page.click("button")
    expect(page.locator("[aria-busy]")).to_be_visible()

    assert len(held) == 1


def test_a_reply_that_is_not_the_activity_is_shown_as_a_page(page: Page) -> None:
    site = Site(page, LESSON)
    site.answer = lambda route: route.fulfill(status=409, body=f"{HEAD}<h1>Changed</h1>", content_type="text/html")
    page.check("[name=answer]")
    page.click("button")

    expect(page.get_by_role("heading", name="Changed")).to_be_visible()
    assert site.sent(0) == site.sent(1)


def _typed(page: Page) -> tuple[str, list[bool]]:
    page.evaluate("customElements.whenDefined('answer-draft').then(() => true)")
    return page.input_value("textarea"), [box.is_checked() for box in page.locator("[name=seen]").all()]


def test_what_is_typed_comes_back_and_is_forgotten_once_the_server_has_it(page: Page) -> None:
    site = Site(page, DRAFT)
    site.answer = lambda route: route.fulfill(
        body=DRAFT.replace("<fieldset>", "<b>Noted</b><fieldset>"), content_type="text/html"
    )
    page.fill("textarea", "I saw")
    page.locator("[name=seen]").first.check()
    page.locator("[name=seen]").last.uncheck()
    page.goto(f"{SITE}/")
    assert _typed(page) == ("I saw", [True, False])

    page.click("button")
    expect(page.locator("#w b")).to_have_text("Noted")
    assert page.evaluate("sessionStorage.length") == 0
    page.goto(f"{SITE}/")
    assert _typed(page) == ("", [False, True])


def test_what_one_person_types_is_never_shown_to_another(page: Page) -> None:
    site = Site(page, DRAFT)
    page.fill("textarea", "I saw")
    site.html = DRAFT.replace('data-of="ann"', 'data-of="ben"')
    page.goto(f"{SITE}/")

    assert _typed(page) == ("", [False, True])


def test_what_one_writes_for_oneself_is_not_kept(page: Page) -> None:
    site = Site(page, DRAFT.replace("<textarea", "<textarea data-unkept"))
    page.fill("textarea", "I saw")
    page.locator("[name=seen]").first.check()
    assert "I saw" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.goto(f"{SITE}/")

    assert _typed(page) == ("", [True, True])
    assert site.posts == []


KEPT_BY_THE_SITE = DRAFT.replace("<answer-draft hidden>", '<answer-draft hidden data-to="draft/">')


def _is_forgotten(page: Page) -> None:
    page.wait_for_function("sessionStorage.length === 0", polling=20)


def test_what_is_typed_goes_to_the_site_after_a_pause_once_and_the_tab_forgets_it(page: Page) -> None:
    site = Site(page, KEPT_BY_THE_SITE)
    site.answer = lambda route: route.fulfill(status=204)
    for text in ("I", "I s", "I saw"):
        page.fill("textarea", text)
        page.clock.run_for(500)
    assert site.posts == []

    page.clock.run_for(1_500)
    _is_forgotten(page)

    assert [post.url for post in site.posts] == [f"{SITE}/a/1/w/draft/"]
    assert site.sent(0)["text"] == ["I saw"]
    assert site.sent(0)["client_id"] == ["one"]
    assert int(site.sent(0)["age"][0]) >= 1_500


def test_what_is_typed_while_it_is_on_its_way_follows_it(page: Page) -> None:
    site = Site(page, KEPT_BY_THE_SITE)
    held: list[Route] = []
    site.answer = held.append
    page.fill("textarea", "I saw")
    page.clock.run_for(1_600)
    page.fill("textarea", "I saw her")
    page.clock.run_for(5_000)
    assert len(site.posts) == 1

    site.answer = lambda route: route.fulfill(status=204)
    with page.expect_response("**/draft/"):
        held[0].fulfill(status=204)
    page.wait_for_timeout(50)
    page.clock.run_for(1_600)
    _is_forgotten(page)

    assert [site.sent(number)["text"] for number in (0, 1)] == [["I saw"], ["I saw her"]]


def test_what_did_not_arrive_stays_in_the_tab_and_goes_when_the_network_is_back(page: Page) -> None:
    site = Site(page, KEPT_BY_THE_SITE)
    site.answer = lambda route: route.abort()
    page.fill("textarea", "I saw")
    page.clock.run_for(1_600)
    page.wait_for_timeout(50)
    assert "I saw" in page.evaluate("JSON.stringify(sessionStorage)")

    site.answer = lambda route: route.fulfill(status=204)
    page.evaluate("dispatchEvent(new Event('online'))")
    _is_forgotten(page)

    assert site.sent(1)["text"] == ["I saw"]


@pytest.mark.parametrize(
    ("age", "shown"), [(1_000, "From elsewhere"), (3_600_000, "I saw")], ids=["the site has newer", "the tab has newer"]
)
def test_of_the_tab_and_the_site_the_newer_is_shown(page: Page, age: int, shown: str) -> None:
    site = Site(page, KEPT_BY_THE_SITE)
    site.answer = lambda route: route.abort()
    page.fill("textarea", "I saw")
    page.clock.run_for(60_000)
    newer = KEPT_BY_THE_SITE.replace('data-to="draft/"', f'data-to="draft/" data-age="{age}"')
    site.html = newer.replace('<textarea name="text">', '<textarea name="text">From elsewhere')
    page.goto(f"{SITE}/")

    assert _typed(page)[0] == shown


def test_a_visitor_s_typing_and_what_one_writes_for_oneself_never_leave_the_device(page: Page) -> None:
    site = Site(page, KEPT_BY_THE_SITE.replace('data-of="ann"', 'data-of=""'))
    page.fill("textarea", "I saw")
    page.clock.run_for(1_600)
    site.html = KEPT_BY_THE_SITE.replace("<textarea", "<textarea data-unkept")
    page.goto(f"{SITE}/")
    page.fill("textarea", "I saw")
    page.locator("[name=seen]").first.check()
    page.clock.run_for(1_600)
    page.wait_for_timeout(50)

    assert not any("text" in site.sent(number) for number in range(len(site.posts)))


def test_the_place_where_somebody_stopped_is_told_when_they_leave(page: Page) -> None:
    site = Site(page, PLACE)
    site.answer = lambda route: route.fulfill(status=204)
    page.locator("#s-two").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 600)")
    with page.expect_request("**/learning/place/") as told:
        page.evaluate("dispatchEvent(new Event('pagehide'))")

    assert _fields(told.value) == {"csrfmiddlewaretoken": ["token"], "content_key": ["p/m01-l1"], "anchor": ["s-two"]}
