"""What pytest may be told besides its own options. `manage.py test` loads it first, so that a value is not taken for a folder of tests."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--corpora",
        type=Path,
        default=None,
        help="folder of files that no one here wrote (see tests/README.md); tests that need it are skipped without it",
    )
    parser.addoption("--write-pictures", action="store_true", help="write the pictures that the documentation shows")
