"""What was released stays as it was: signatures name these digests. A change is a new file with the next version."""

import tomllib
from pathlib import Path

from assessments.mentoring.framework.forms import reader as forms_reader
from assessments.mentoring.framework.papers import reader as papers_reader

RELEASED = tomllib.loads((Path(__file__).parent / "released.toml").read_text(encoding="utf-8"))


def test_released_forms_are_unchanged() -> None:
    found = {f"{key}.{version}": each.digest for (key, version), each in forms_reader.all_versions().items()}

    assert found == RELEASED["forms"]


def test_released_papers_are_unchanged() -> None:
    found = {f"{key}.{version}": each.digest for (key, version), each in papers_reader.all_versions().items()}

    assert found == RELEASED["papers"]
