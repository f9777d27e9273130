"""Looking at a page: whether everybody can use it, and whether it fits."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browsers import PHONE, SCREEN

SERIOUS = {"serious", "critical"}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_COLOUR = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules that can say something else of the same page in the other colours."""
SCHEMES = ("light", "dark")
LOOKS = [
    pytest.param(size, scheme, id=f"{size['width']} px", marks=pytest.mark.looks)
    for size, scheme in zip((PHONE, SCREEN), SCHEMES, strict=True)
]
"""Every window, and the colours it begins in; `serious_faults` looks at the others as well."""
STICKS_OUT = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return "";
    const out = [...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > room + 1);
    return `${location.pathname} is wider than the window: ${out.slice(0, 3).map((one) => one.outerHTML.slice(0, 90)).join(" | ")}`;
}"""


def serious_faults(page: Page) -> list[str]:
    """What axe-core finds serious: in the colours of the window, and what only the other colours make so."""
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    before, other = SCHEMES[dark], SCHEMES[not dark]
    faults = _serious(page, RULES)
    page.emulate_media(color_scheme=other)
    page.evaluate("document.getAnimations().forEach((each) => each.finish())")  # colours fade into each other
    faults += _serious(page, OF_COLOUR)
    page.emulate_media(color_scheme=before)
    return faults


def _serious(page: Page, rules: dict[str, Any]) -> list[str]:
    found: dict[str, Any] = Axe().run(page, options=rules).response
    return [
        f"{page.url} {fault['id']} ({fault['impact']}): {node['html'][:120]}"
        for fault in found["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """What sticks out of the page."""
    return [found] if (found := page.evaluate(STICKS_OUT)) else []


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    page.locator("main details").evaluate_all("all => all.forEach((each) => { each.open = true })")


def faults_unfolded(page: Page) -> list[str]:
    """What is wrong with the page, everything on it unfolded."""
    unfold(page)
    return serious_faults(page) + too_wide(page)
