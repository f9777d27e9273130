"""What a lesson loads besides its text: few scripts, loaded where they are used, and modules all of them."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.test import RequestFactory

from assessments.presenting.gallery import Row, rows
from modules.dialect.activities import KINDS

MOST = 6_000
"""Bytes, compressed, of all scripts of a lesson that uses three kinds of activities."""
ON_EVERY_PAGE = ("offline/keep.js",)
SCRIPT = re.compile(r"<script\b[^>]*>")
SOURCE = re.compile(r'src="/static/([^"]+?\.js)"')


@pytest.fixture(scope="module")
def gallery() -> tuple[Row, ...]:
    return rows("token")


@pytest.fixture(scope="module")
def own(gallery: tuple[Row, ...]) -> dict[str, frozenset[str]]:
    """The scripts that each kind brings along."""
    return {row.kind: _scripts("".join(shot.html for shot in row.shots)) for row in gallery}


@pytest.fixture(scope="module")
def shared() -> frozenset[str]:
    """The scripts of every lesson."""
    html = get_template("components/scripts.html").render({}, RequestFactory().get("/"))
    return _scripts(html) | set(ON_EVERY_PAGE)


def _scripts(html: str) -> frozenset[str]:
    tags = SCRIPT.findall(html)
    assert all('type="module"' in tag and SOURCE.search(tag) for tag in tags), tags
    return frozenset(SOURCE.findall(html))


def _weight(scripts: frozenset[str]) -> int:
    return sum(len(gzip.compress(Path(str(finders.find(name))).read_bytes(), 6)) for name in scripts)


def test_the_three_heaviest_kinds_together_fit_into_the_budget(
    own: dict[str, frozenset[str]], shared: frozenset[str]
) -> None:
    heaviest = sorted(own.values(), key=_weight)[-3:]

    assert 0 < _weight(shared) < _weight(shared.union(*heaviest)) <= MOST


def test_a_script_is_loaded_only_where_it_is_used(own: dict[str, frozenset[str]], shared: frozenset[str]) -> None:
    used = {kind: scripts - shared for kind, scripts in own.items() if scripts - shared}

    assert used == {
        "hotspots": {"design/js/spots.js"},
        "video": {"design/js/recording.js"},
        "audio": {"design/js/recording.js"},
    }


def test_whatever_can_be_answered_keeps_what_is_typed(gallery: tuple[Row, ...]) -> None:
    for kind, row in zip(KINDS, gallery, strict=True):
        begun = row.shots[0].html
        forms = begun.count("data-activity")
        assert forms or not kind.scored, kind
        assert begun.count("<answer-draft") == forms, kind
