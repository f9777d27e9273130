"""Words to find in a running text."""

from fractions import Fraction

import pytest

from modules.dialect.markup import render
from modules.dialect.outcome import Verdict
from modules.dialect.shown import Widget, gap_mark
from modules.dialect.words import split_words
from tests.dialect.reading import activity, problems

OPEN = ":::mark{#m}\n\nWhich words judge?\n\nThe [[lazy]] mother, **asleep**, had a [[dirty]]{#d} flat.\n\n:::"
CLOSED = ":::mark{#m}\n\n[[ខ្ជិល]]{#a} បាន [[-ដេក]]{#b} នៅលើ [[-គ្រែ]]{#c}។\n\n:::"


def ticked(source: str, *words: str) -> dict[str, tuple[str, ...]]:
    (part,) = activity(source).parts()
    return {"answer": tuple(option.key for option in part.options if option.text in words)}


def test_every_word_can_be_ticked_where_nothing_is_to_be_left() -> None:
    found = activity(OPEN)
    (part,) = found.parts()
    assert found.prompt == "Which words judge?"
    assert part.widget is Widget.CHECKBOX
    assert [option.text for option in part.options] == [
        "The", "lazy", "mother", "asleep", "had", "a", "dirty", "flat"
    ]  # fmt: skip
    assert [found.flow().count(gap_mark(number)) for number in range(8)] == [1] * 8
    assert f"<strong>{gap_mark(3)}</strong>" in render(found.flow())


def test_only_what_is_marked_can_be_ticked_where_something_is_to_be_left() -> None:
    (part,) = activity(CLOSED).parts()
    assert [option.key for option in part.options] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("source", "words", "score"),
    [
        pytest.param(OPEN, ["lazy", "dirty"], Fraction(1), id="all-found"),
        pytest.param(OPEN, ["lazy"], Fraction(1, 2), id="half-found"),
        pytest.param(OPEN, ["lazy", "asleep"], Fraction(0), id="a-wrong-tick-takes-a-right-one-away"),
        pytest.param(OPEN, [], Fraction(0), id="nothing-ticked"),
        pytest.param(CLOSED, ["ខ្ជិល", "ដេក"], Fraction(2, 3), id="each-mark-counts-the-same"),
        pytest.param(CLOSED, [], Fraction(0), id="nothing-ticked-among-marks"),
        pytest.param(CLOSED.replace("#m", "#m credit=net"), ["ខ្ជិល", "ដេក"], Fraction(0), id="policy-named"),
    ],
)
def test_the_score_is_that_of_the_policy(source: str, words: list[str], score: Fraction) -> None:
    assert activity(source).grade(ticked(source, *words)).score == score


def test_every_ticked_word_is_marked() -> None:
    outcome = activity(OPEN).grade(ticked(OPEN, "lazy", "flat"))
    assert outcome.verdict is Verdict.WRONG
    assert [mark.right for mark in outcome.marks] == [True, False]


def test_what_is_shown_does_not_tell_what_is_to_be_found() -> None:
    other = CLOSED.replace("[[ខ្ជិល]]", "[[-ខ្ជិល]]").replace("[[-ដេក]]", "[[ដេក]]")
    assert activity(CLOSED).shown() == activity(other).shown()


def test_a_word_keeps_its_key_when_another_is_added_before_it() -> None:
    longer = OPEN.replace("The [[lazy]]", "Here the [[lazy]]")
    assert ticked(OPEN, "flat") == ticked(longer, "flat")


def test_addresses_pictures_and_code_hold_no_words() -> None:
    text = "1. see [this page](http://a.b/c) ![map of town](m.png) `code` &amp; o\u02bbtin it's\n\n```\ncode here\n```"
    assert [word.text for word in split_words(text)[1]] == ["see", "this", "page", "o\u02bbtin", "it's"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":::mark{#m}\nNo mark.\n:::", ["1 no-gaps"]),
        (":::mark{#m}\n[[-a]] [[-b]]\n:::", ["1 no-right-option"]),
        (":::mark{#m}\n[[very lazy]] mother\n:::", ["2 not-a-word"]),
        (":::mark{#m}\n[[lazy]]\n:::", ["1 one-option"]),
        (":::mark{#m}\n[[a|b]] c\n:::", ["2 bad-gap"]),
        (":::mark{#m}\n[[a]] [[-]]\n:::", ["2 empty-gap"]),
        (":::mark{#m}\n[[a]]{#k} [[-b]]{#k}\n:::", ["2 duplicate-key"]),
        (":::mark{#m}\n[[a]]{hint=x} b\n:::", ["2 unknown-attribute"]),
        (":::mark{#m credit=weights}\n[[a]] b\n:::", ["1 bad-value"]),
        (":::mark{#m}\n[[a]] " + "b " * 250 + "\n:::", ["1 too-many-words"]),
        (":::mark{#m}\n" + "[[a]] " * 41 + "\n:::", ["2 too-many-gaps"]),
    ],
)
def test_what_is_wrong_is_told(source: str, expected: list[str]) -> None:
    assert problems(source) == expected
