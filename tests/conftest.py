"""What every test may ask for: the folder of foreign files, and a site with a root page."""

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key

from tests import purity

pytest_plugins = ["tests.options", "tests.browsers", "tests.sharing"]
# The browser's driver keeps an event loop running in the thread of the tests, where Django would then refuse its database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what no database can change, before `-m` chooses."""
    for item in items:
        if purity.is_pure(item):
            item.add_marker("pure")


def pytest_collection_finish() -> None:
    """What has been collected stays to the end: no need to go through it again for garbage."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Refuse a database that a test asks for only while it runs: the marker could not know.

    After it was set up: pytest tears down only what was, and would stumble over the rest in the next test.
    """
    made = yield
    if fixturedef.argname == "_django_db_helper" and request.node.get_closest_marker("pure"):
        pytest.fail("name the database among the fixtures of the test, or mark it django_db")
    return made


@pytest.fixture(scope="session")
def corpora(request: pytest.FixtureRequest) -> Path:
    folder: Path | None = request.config.getoption("--corpora")
    if folder is None:
        pytest.skip("needs the folder of foreign files: run with --corpora DIR")
    if not folder.is_dir():
        pytest.fail(f"--corpora {folder} is not a folder")
    return folder.resolve()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Add to the empty test database what Wagtail's data migrations would have put there."""
    from tests.factories.site import plant_site

    with django_db_blocker.unblock():
        plant_site()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """A test with real transactions leaves every table empty: whatever comes after it finds the site again."""
    yield
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        from tests.factories.site import plant_site

        with item.config.stash[blocking_manager_key].unblock():
            plant_site()


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> None:
    """No test meets what an earlier one left in this process: the cache, and the language of its last request."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)
