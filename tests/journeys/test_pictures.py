"""The picture of the lesson page in the README is made here, from the page itself."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import walking

pytestmark = pytest.mark.looks
PICTURE = Path(__file__).parent / "pictures" / "lesson.png"


def test_the_picture_in_the_readme_is_the_lesson_page(
    browser: Browser, base_url: str, request: pytest.FixtureRequest
) -> None:
    context = browser.new_context(base_url=base_url, viewport={"width": 1120, "height": 860}, color_scheme="light")
    page = context.new_page()
    walking.open_step(page, "What reintegration means")
    picture = page.screenshot()
    context.close()

    assert len(picture) > 20_000
    if request.config.getoption("--write-pictures"):
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_bytes(picture)
    assert PICTURE.exists(), "run pytest tests/journeys/test_pictures.py --write-pictures and commit the picture"
