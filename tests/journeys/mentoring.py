"""What the demo's people do in mentoring, and every page of it that somebody can reach."""

import re
from collections.abc import Iterable

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys import walking
from tests.journeys.site import Site
from tests.journeys.walking import follow, main

HOME = "/mentoring/"
WRITE = "/mentoring/log/write/"
TICKS = ("nothing_identifying", "neighbour_test", "child_test", "no_danger")
STARTS = (
    HOME,
    WRITE,
    *(f"{HOME}{page}/" for page in ("log", "map", "groups", "seen", "board", "board/sums", "emergency", "audits")),
    *(f"{HOME}{page}/" for page in ("submitted", "disputes", "pin", "escalations", "log/export")),
)
"""Where somebody may begin; what is not for them is not found, and that is well."""
PARTS_THAT_DIFFER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)D\d\.\d(?=/)|(?<=/)\d+(?=/)")

KEPT = """async () => {
  const found = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage}), document.cookie];
  for (const name of await caches.keys())
    for (const answer of await (await caches.open(name)).matchAll()) found.push(answer.url, await answer.text());
  for (const { name } of await indexedDB.databases()) found.push(`database ${name}`);
  return found.join("\\n");
}"""
"""Everything that a browser keeps of a site. A database would be named, so that a test notices the first one."""


def arrive(browser: Browser, site: Site, name: str, *, at: str = "", scripts: bool = True) -> Page:
    """A phone of its own on which somebody of the demo is signed in, at the first page of mentoring."""
    return walking.arrive(browser, site, name, to=HOME, base_url=at or site.url, java_script_enabled=scripts)


def write_entry(page: Page, words: str, *, share_with: str = "") -> None:
    """Fill in the form of an entry and save it."""
    page.goto(WRITE)
    page.fill("[name=what_happened]", words)
    for tick in TICKS:
        page.check(f"[name={tick}]")
    if share_with:
        page.get_by_role("radio", name=share_with).check()
    follow(page.get_by_role("button", name="Save"))


def record_session(page: Page, words: str) -> str:
    """As the mentor of Lina Sorensen: record a session that has just taken place, and share it; the address of the record."""
    page.goto(HOME)
    follow(main(page).locator("h3 a", has_text="Lina Sorensen").first)
    follow(main(page).get_by_role("link", name="Plan or record another session"))
    follow(main(page).get_by_role("button", name="Record it now"))
    page.get_by_label("What we looked at").fill(words)
    page.get_by_text("No decision about a child was made").click()
    follow(page.get_by_role("button", name="Share with"))
    page.get_by_text("Shared, to be read").wait_for()
    return page.url


def shape(address: str) -> str:
    """An address without what differs from one thing to the next of its kind."""
    return PARTS_THAT_DIFFER.sub("*", address.partition("?")[0])


def within_reach(context: BrowserContext, *, of_a_kind: int = 1, known: Iterable[str] = ()) -> list[str]:
    """Every page of mentoring that whoever is signed in gets to by links, so many of a kind; without kinds that are known."""
    page = context.new_page()
    waiting, met = list(STARTS), set(STARTS)
    kinds: dict[str, int] = dict.fromkeys(known, of_a_kind)
    found = []
    while waiting:
        address = waiting.pop(0)
        answer = page.request.get(address, max_redirects=0)
        if answer.status != 200 or "html" not in answer.headers.get("content-type", ""):
            assert address in STARTS or answer.status in (200, 302), f"a link leads to {address}: {answer.status}"
            continue
        if kinds.get(shape(address), 0) < of_a_kind:
            kinds[shape(address)] = kinds.get(shape(address), 0) + 1
            found.append(address)
        links = re.findall(r'<a [^>]*href="(/mentoring/[^"#]*)', answer.text())
        for link in dict.fromkeys(link.replace("&amp;", "&") for link in links):
            if link not in met and sum(shape(other) == shape(link) for other in met) <= of_a_kind:
                met.add(link)
                waiting.append(link)
    page.close()
    return found
