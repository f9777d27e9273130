"""A folder with a small curriculum, and a process that remembers nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from modules import rendering
from tests.factories.curriculum import content_folder


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    rendering.forget()
    yield
    rendering.forget()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder without a fault."""
    return content_folder(tmp_path / "content")
