"""No text makes the dialect fail, and none costs much more than it weighs."""

from collections.abc import Callable
from cProfile import Profile
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.dialect.lint import lint
from modules.dialect.markup import render, render_inline, render_prose
from modules.dialect.parser import parse
from modules.dialect.source import MAX_LESSON_BYTES
from modules.dialect.writer import write
from tests.dialect.hostile import HOSTILE

PIECES = [
    ":::", "::::", ":::choice", ":::quiz{#q}", ":::blanks{#b}", ":::mark{#m}", ":::scenario{#s start=a}", ":::accordion", ":::poll{#p}", "::::video{src=a.mp4}", "### 01:20 a", ":::hotspots{#h}", ":::essay{#e}", ":::glossary", ":::timeline", "![a](b)", "- [x] (1%, 2%) a", "- **a** b", "{#a}", "{", "}", "[", "]",
    "- ( ) a", "- (x) b", "- [x] c", "- = 10", "- != *", "1. a", "- a -> b", "[[", "]]", "[[a|b]]", "[[-a]]", "> [!HINT]", "> a", "## A", "- [b](#a)",
    "```", "    ", "\t", "|a|b|\n|-|-|", "\ue000", "\ue001", "\x00", "\ud800", "\r", "ក្", "\u200b", "\u2028", "![](a)", "[^1]", "[a]: b",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=30).map("\n".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_no_text_makes_anything_raise(text: str) -> None:
    document = parse(text)
    assert parse(write(document)).nodes == document.nodes
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in lint(text, publishing=True))
    for activity in document.activities:
        activity.shown("seed", shuffle=True)
        activity.grade(activity.read({}))
        for leaf in activity.leaves():
            render(leaf)
            render_inline(leaf)
    render(text)
    assert len(render_prose([text, "a"])) == 2


def _work(act: Callable[[], Any]) -> int:
    """Function calls made, in Python and in C: a measure that a busy machine does not change."""
    counter = Profile()
    counter.runcall(act)
    return sum(entry.callcount for entry in counter.getstats())


def prose(text: str) -> tuple[str, ...]:
    """The text twice, as prose before and after an activity."""
    return render_prose([text, text])


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("act", [lint, render, prose], ids=["lint", "render", "prose"])
@pytest.mark.parametrize("size", [100, pytest.param(150, marks=pytest.mark.nightly)])
def test_work_grows_no_faster_than_the_text(name: str, act: Callable[[str], Any], size: int) -> None:
    """Three times the text; at night from texts half as long again."""
    small, large = HOSTILE[name](size), HOSTILE[name](3 * size)
    act(small)  # warm caches
    assert _work(lambda: act(large)) < 4.2 * _work(lambda: act(small)) + 2000


@pytest.mark.nightly
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("act", [lint, render, prose], ids=["lint", "render", "prose"])
def test_time_grows_no_faster_than_the_text(name: str, act: Callable[[str], Any]) -> None:
    def best(text: str) -> float:
        times = []
        for _ in range(3):
            begin = process_time()
            act(text)
            times.append(process_time() - begin)
        return min(times)

    assert best(HOSTILE[name](8000)) < 8 * best(HOSTILE[name](2000)) + 0.05


@pytest.mark.parametrize("name", HOSTILE)
def test_html_is_not_many_times_its_text(name: str) -> None:
    text = HOSTILE[name](500)
    assert len(render(text)) < 60 * len(text) + 200_000


def test_a_sparse_table_does_not_multiply() -> None:
    for columns in (24, 25, 1000):
        text = "|" + "a|" * columns + "\n|" + "-|" * columns + "\n" + "|\n" * 2000
        assert len(render(text)) < 400 * len(text)
    wide = "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "|\n" * 2000
    assert len(render(wide)) < 10 * len(wide)
    assert "<table>" in render("|" + "a|" * 23 + "\n|" + "-|" * 23 + "\n")


def test_nothing_is_lost_in_a_deep_list() -> None:
    text = "\n".join("  " * depth + f"- level {depth}" for depth in range(20))
    html = render(text)
    assert all(f"level {depth}\n" in html or f"level {depth}<" in html for depth in range(20))
    assert [(problem.code, problem.line) for problem in lint(text)] == [("too-deep", 9)]


def test_a_lesson_that_is_too_large_is_not_taken_apart() -> None:
    text = "a\n" * MAX_LESSON_BYTES
    (problem,) = lint(text)
    assert problem.code == "lesson-too-long"
    assert parse(text).activities == ()
    assert write(parse(text)) == text


def test_short_links_to_a_long_address_have_a_budget() -> None:
    text = "[a]: /" + "b" * 20_000 + "\n\n" + "[a] " * 5000
    html = render(text)
    assert len(html) < 5 * len(text) + 100_000
    assert "[a]" in html
