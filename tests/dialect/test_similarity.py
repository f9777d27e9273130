"""Slips of the pen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dialect.similarity import distance, is_close, slips_allowed

words = st.text("abក្ខិ", max_size=8)


def plain_distance(a: str, b: str) -> int:
    """The textbook table, for texts without marks."""
    table = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@pytest.mark.parametrize(
    ("answer", "slips"),
    [
        pytest.param("cat", 0, id="three letters allow none"),
        pytest.param("cats", 1, id="four allow one"),
        pytest.param("ninechars", 1, id="nine allow one"),
        pytest.param("interviews", 2, id="ten allow two"),
        pytest.param(
            "\u179f\u17b7\u1791\u17d2\u1792\u17b7", 0, id="Khmer is counted in clusters: two of six code points"
        ),
    ],
)
def test_longer_answers_allow_more_slips(answer: str, slips: int) -> None:
    assert slips_allowed(answer) == slips


@pytest.mark.parametrize(
    ("answer", "given", "close"),
    [
        pytest.param("genogram", "genogrem", True, id="a wrong letter"),
        pytest.param("genogram", "genogam", True, id="a letter left out"),
        pytest.param("genogram", "gennogram", True, id="a letter too many"),
        pytest.param("genogram", "genorgam", True, id="two letters swapped"),
        pytest.param("genogram", "gonegram", False, id="two slips in a short word"),
        pytest.param("confidentiality", "confidentailty", True, id="two slips in a long word"),
        pytest.param("cat", "cut", False, id="none in a very short word"),
        pytest.param("genogram", "ecomap", False, id="another word"),
    ],
)
def test_a_slip_is_forgiven_and_another_word_is_not(answer: str, given: str, close: bool) -> None:
    assert is_close(answer, given) is close


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 3))
def test_the_banded_distance_is_the_textbook_distance_up_to_its_limit(a: str, b: str, limit: int) -> None:
    assert distance(a, b, limit=limit) == min(plain_distance(a, b), limit + 1)


@given(words, words)
def test_distance_is_symmetric_and_zero_only_for_equals(a: str, b: str) -> None:
    assert distance(a, b, limit=20) == distance(b, a, limit=20)
    assert (distance(a, b, limit=20) == 0) == (a == b)


def test_texts_of_ten_thousand_signs_are_compared_at_once() -> None:
    assert distance("a" * 10_000, "b" + "a" * 9_999, limit=2) == 1
