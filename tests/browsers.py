"""The browser of the tests: Debian's Chromium, the windows it is looked at in, and how long it is waited for."""

import shutil
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE = {"width": 360, "height": 740}
SCREEN = {"width": 1280, "height": 900}
PATIENCE = 120_000
"""Milliseconds until what should come is given up. A machine that does much else at once is slow, and that is no defect of the site."""

expect.set_options(timeout=PATIENCE)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How Chromium is started, for every test that asks for a browser."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    }


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """One for all tests of a process; every window in it is as patient as the next."""
    browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
    return browser
