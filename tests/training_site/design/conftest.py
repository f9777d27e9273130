"""The scripts are tried in a real browser, on pages made here: no server, every reply is written in the test."""

from pathlib import Path

import pytest

from tests.browsers import needs_chromium


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path == Path(__file__).parent / "test_scripts.py":
            item.add_marker(pytest.mark.browser)
            item.add_marker(needs_chromium)


@pytest.fixture(scope="session")
def base_url() -> None:
    """No server."""
