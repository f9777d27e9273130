"""Journeys run in Debian's Chromium, on a phone-sized window unless a test says otherwise."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browsers import PHONE, needs_chromium
from tests.journeys.site import Site, running_site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(needs_chromium)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site"), like=pytestconfig.getoption("--demo-site")) as running:
        yield running


@pytest.fixture(scope="session")
def base_url(site: Site) -> str:
    return site.url


@pytest.fixture(autouse=True)
def _every_window_of_the_test_is_closed(browser: Browser) -> Iterator[None]:
    """Windows left open go on working, and there are hundreds: the last journey would walk in a crowd.

    Those of a whole module were there before: a test asks for them among its arguments, never while it runs.
    """
    before = browser.contexts
    yield
    for context in browser.contexts:
        if context not in before:
            context.close()


@pytest.fixture
def browser_context_args(base_url: str) -> dict[str, Any]:
    return {"base_url": base_url, "viewport": PHONE, "locale": "en-GB"}


@pytest.fixture
def plain_page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page in a browser that has JavaScript switched off."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()
