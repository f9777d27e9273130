"""No text makes the dialect fail, and none costs much more than it weighs."""

from bisect import bisect_right
from collections.abc import Callable
from cProfile import Profile
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modules.dialect.lint import lint
from modules.dialect.markup import render, render_inline, render_prose
from modules.dialect.parser import parse
from modules.dialect.source import MAX_ACTIVITY_BYTES, MAX_LESSON_BYTES, size
from modules.dialect.writer import write
from tests.dialect.hostile import HOSTILE

HALF_A_SECOND = 0.5
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


def _of_bytes(make: Callable[[int], str], most: int) -> str:
    """The longest text of this shape that has no more than so many bytes."""
    repeats = bisect_right(range(1, most + 1), most, key=lambda count: size(make(count)))
    return make(repeats)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_shape_costs_more_than_so_many_steps_a_byte(name: str) -> None:
    """An ordinary lesson costs about 30. What is said here of steps is said at night of seconds."""
    text = _of_bytes(HOSTILE[name], 2_000)
    lint(text)  # warm caches
    assert max(_work(lambda: lint(text)), _work(lambda: render(text))) < 150 * size(text)


@pytest.mark.nightly
@pytest.mark.parametrize("name", HOSTILE)
def test_no_activity_of_the_largest_size_takes_half_a_second(name: str) -> None:
    assert _slowest(_of_bytes(HOSTILE[name], MAX_ACTIVITY_BYTES)) < HALF_A_SECOND


shapes = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from([make(1) for make in HOSTILE.values()]), st.text(max_size=3)),
    min_size=1,
    max_size=6,
)


@pytest.mark.nightly
@settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    opening=st.sampled_from(["", *(piece for piece in PIECES if piece.startswith(":::"))]),
    pieces=shapes,
    glue=st.sampled_from(["", " ", "\n", "\n\n"]),
)
def test_no_text_made_of_anything_takes_half_a_second(opening: str, pieces: list[str], glue: str) -> None:
    unit = glue.join(pieces) + glue
    text = opening + "\n" + unit * max(1, (MAX_ACTIVITY_BYTES - 100) // max(1, size(unit)))
    assert _slowest(text) < HALF_A_SECOND


def _slowest(text: str) -> float:
    """Seconds of the processor for the slowest of what is done with a text; measured again where a busy machine may have slowed it."""
    found = 0.0
    for act in (lint, render):
        seconds = _seconds(act, text, times=1)
        found = max(found, seconds if seconds < HALF_A_SECOND else _seconds(act, text, times=3))
    return found


def _seconds(act: Callable[[str], Any], text: str, *, times: int) -> float:
    found = []
    for _time in range(times):
        begin = process_time()
        act(text)
        found.append(process_time() - begin)
    return min(found)


@pytest.mark.nightly
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("act", [lint, render, prose], ids=["lint", "render", "prose"])
def test_time_grows_no_faster_than_the_text(name: str, act: Callable[[str], Any]) -> None:
    small, large = (_seconds(act, HOSTILE[name](repeats), times=3) for repeats in (2000, 8000))
    assert large < 8 * small + 0.05


@pytest.mark.parametrize("name", HOSTILE)
def test_html_is_not_many_times_its_text(name: str) -> None:
    text = HOSTILE[name](500)
    assert len(render(text)) < 60 * len(text) + 200_000


def test_a_long_table_with_empty_rows_is_text_and_one_that_is_filled_a_table() -> None:
    assert "<table>" not in render("|a|b|c|\n|-|-|-|\n" + "|\n" * 100)
    assert "<table>" in render("|a|b|c|\n|-|-|-|\n" + "|\n" * 10)
    assert "<table>" in render("|a|b|c|\n|-|-|-|\n" + "| d | e |\n" * 500)


def test_brackets_many_deep_are_text_and_lose_nothing() -> None:
    assert render("![" * 50 + "a") == f"<p>{'![' * 50}a</p>\n"
    assert render("[" * 50 + "a](/b)").count("[") >= 49
    assert '<a href="/c"><img src="b" alt="a" loading="lazy"></a>' in render("[![a](b)](/c)")


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
