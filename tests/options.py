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
    parser.addoption(
        "--demo-site",
        type=Path,
        default=None,
        help="VAR_DIR of a demo that was set up on this kind of database: journeys walk a copy of it instead of setting up their own. "
        "On PostgreSQL its database is the one that DATABASE_URL names",
    )
    parser.addoption("--write-pictures", action="store_true", help="write the pictures that the documentation shows")
