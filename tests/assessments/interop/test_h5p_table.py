"""Every content type of H5P that is a must or a should is an activity here, or has a written reason."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import assessments.interop
from assessments.interop.codecs import h5p
from modules.dialect.activities import KINDS

FILE = Path(assessments.interop.__file__).parent / "h5p.toml"
TYPES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["types"]
KNOWN = {kind.kind for kind in KINDS}
READ = {*h5p.READERS, *h5p.HOLDERS, h5p.FILM}
BESIDE = {"H5P.AdvancedText", "H5P.Text"}
"""Texts, which are no activity."""


def test_all_thirty_six_have_a_row() -> None:
    assert [row["number"] for row in TYPES] == list(range(1, 37))
    assert Counter(row["fit"] for row in TYPES) == {"must": 18, "should": 18}


@pytest.mark.parametrize("row", TYPES, ids=lambda row: row["name"])
def test_each_is_an_activity_or_says_why_not(row: dict[str, Any]) -> None:
    reason = row.get("reason", "")

    assert row.get("activity", "") in KNOWN | {""}
    assert row.get("activity") or len(reason.split()) >= 5
    assert not reason or reason.endswith((".", "`."))
    assert row.get("read", "") in READ | {""}


def test_every_content_type_that_is_read_has_a_row() -> None:
    assert {row["read"] for row in TYPES if "read" in row} == READ - BESIDE
