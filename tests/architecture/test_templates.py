"""Templates: short, without logic of their own, and true to the strict policy against inline style and script."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import modules.dialect.activities
from modules.dialect.document import Activity

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
MOST_LINES = 120

LIBRARIES_OF_COMPONENTS = {
    "design",
    "i18n",
    "l10n",
    "static",
    "tz",
    "allauth",
    "wagtailcore_tags",
    "wagtailimages_tags",
}
LOADED = re.compile(r"{% load ([^%]*?) ?%}")
INLINE = re.compile(r"""<style|\sstyle=|\son[a-z]+=|javascript:|["'(]data:|<script(?![^>]*\ssrc=)""", re.IGNORECASE)


def _templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def _kinds() -> dict[str, type[Activity]]:
    for found in pkgutil.iter_modules(modules.dialect.activities.__path__):
        importlib.import_module(f"modules.dialect.activities.{found.name}")
    waiting, kinds = [Activity], {}
    while waiting:
        family = waiting.pop()
        waiting.extend(family.__subclasses__())
        if "kind" in vars(family):
            kinds[family.kind] = family
    return kinds


def _name(template: Path) -> str:
    return str(template.relative_to(TEMPLATES))


@pytest.mark.parametrize("template", _templates(), ids=_name)
def test_no_template_is_longer_than_a_person_reads(template: Path) -> None:
    assert template.read_text(encoding="utf-8").count("\n") <= MOST_LINES


@pytest.mark.parametrize("template", sorted((TEMPLATES / "components").rglob("*.html")), ids=_name)
def test_a_component_knows_nothing_of_the_layers_above_the_design(template: Path) -> None:
    loaded = {library for line in LOADED.findall(template.read_text(encoding="utf-8")) for library in line.split()}

    assert loaded <= LIBRARIES_OF_COMPONENTS


@pytest.mark.parametrize("template", _templates(), ids=_name)
def test_a_template_has_no_inline_style_or_script(template: Path) -> None:
    assert not INLINE.findall(template.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">',
        "<a onclick='go()'>",
        "<style>",
        "<script>go()</script>",
        '<img src="data:x">',
        "href=javascript:x",
    ],
)
def test_inline_style_and_script_would_be_found(markup: str) -> None:
    assert INLINE.search(markup)


def test_the_dialect_has_kinds_to_ask_about() -> None:
    assert {"choice", "blanks", "scenario", "quiz"} <= set(_kinds())


@pytest.mark.parametrize("kind", sorted(_kinds()))
def test_every_kind_of_activity_has_a_template(kind: str) -> None:
    assert (TEMPLATES / "components" / "activity" / f"{kind}.html").is_file()


@pytest.mark.parametrize("kind", sorted(kind for kind, family in _kinds().items() if family.scored))
def test_every_scored_kind_can_stand_in_a_quiz(kind: str) -> None:
    containers = {"quiz"}

    assert kind in containers or (TEMPLATES / "components" / "fields" / f"{kind}.html").is_file()
