"""No text makes the guard fail, and none costs much more than it weighs."""

import sys
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest

from tests.training_site.identifiers.hostile import HOSTILE
from training_site.identifiers import LocalList, danger_words, examine, replaced

LISTED = LocalList.of(
    names=["Sokha", "a", "Ab", "ក", "ab cd", "សុខ", "Олена", "van der Ab"], places=["Ab " * 7, "ក" * 7]
)


def guard(text: str) -> None:
    """Everything the guard does with one text."""
    findings = examine(text, local=LISTED)
    replaced(text, findings, {number: finding.offers[0] for number, finding in enumerate(findings)})
    danger_words(text)


def work(act: Callable[[], Any]) -> int:
    """Function calls made, in Python and in C: a measure that a busy machine does not change."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_no_faster_than_the_text(name: str) -> None:
    small, large = HOSTILE[name](150), HOSTILE[name](450)
    guard(small)  # warm caches

    assert work(lambda: guard(large)) < 3.6 * work(lambda: guard(small)) + 2000


@pytest.mark.nightly
@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_no_faster_than_the_text(name: str) -> None:
    def best(text: str) -> float:
        times = []
        for _round in range(3):
            began = process_time()
            guard(text)
            times.append(process_time() - began)
        return min(times)

    assert best(HOSTILE[name](8000)) < 8 * best(HOSTILE[name](2000)) + 0.05


@pytest.mark.parametrize("name", ["'a'", "'A. '", "'Ab, '", "'1'", "'a@'", "'ក'", "'\\ud800'"])
def test_a_hundred_kilobytes_are_read_to_the_end(name: str) -> None:
    text = HOSTILE[name](100_000 // len(HOSTILE[name](1)))

    assert examine(text + " met Thandiwe Zulu", local=LISTED)[-1].end == len(text) + len(" met Thandiwe Zulu")


def test_a_long_list_costs_no_more_than_a_short_one() -> None:
    text = "Then the aunt and Name17 went to the market and met nobody. " * 30
    short, long = LocalList.of(["Name17"]), LocalList.of([f"Name{at}" for at in range(5000)] + ["Name17"])

    assert work(lambda: examine(text, local=long)) < 1.5 * work(lambda: examine(text, local=short))
