"""What is sent with every page stays small and plain."""

import gzip
import re
from pathlib import Path

import pytest

import training_site.design

STATIC = Path(training_site.design.__file__).parent / "static" / "design"
STYLESHEET = STATIC / "css" / "site.css"
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
KILO = 1000


def _sent(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def test_the_stylesheet_leaves_room_for_the_page_in_one_congestion_window() -> None:
    assert _sent(STYLESHEET) <= 6 * KILO


def test_the_scripts_of_a_page_are_small_together() -> None:
    assert SCRIPTS
    assert sum(_sent(script) for script in SCRIPTS) <= 6 * KILO


@pytest.mark.parametrize("thing", [":has(", "url(", "@import", "data:", "!important"])
def test_the_stylesheet_does_without(thing: str) -> None:
    assert thing not in STYLESHEET.read_text(encoding="utf-8")


def test_new_colour_notation_is_only_used_where_the_browser_says_it_knows_it() -> None:
    css = STYLESHEET.read_text(encoding="utf-8")
    outside = re.sub(
        r"@supports \(color: oklch\(0% 0 0\)\) \{.*?\n    \}\n|@supports \(color: oklch.*?\n  \}\n",
        "",
        css,
        flags=re.DOTALL,
    )

    assert "oklch(" in css
    assert "oklch(" not in outside
    assert "light-dark(" not in css


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_a_script_keeps_nothing_on_the_phone_and_makes_no_markup(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    # Answers of a quiz wait on the device until the server has them: decision 34.
    found = set(
        re.findall(r"localStorage|sessionStorage|indexedDB|innerHTML|insertAdjacentHTML|eval\(|document\.write", text)
    )

    assert found == ({"localStorage"} if script.name == "quiz.js" else set())
    assert not re.findall(r"https?://", text)
