"""Words that look the same in Khmer compare the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dialect.khmer import clusters, reorder

RIGHTS = "\u179f\u17b7\u1791\u17d2\u1792\u17b7"
"""សិទ្ធិ"""

khmer_texts = st.text(
    st.characters(min_codepoint=0x1780, max_codepoint=0x17FF) | st.sampled_from("a \u0301"), max_size=12
)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        pytest.param("\u179f\u17b7\u1791\u17b7\u17d2\u1792", RIGHTS, id="a vowel before the subscript"),
        pytest.param(RIGHTS, RIGHTS, id="a word already in order"),
        pytest.param("\u1780\u17b6\u17c6", "\u1780\u17b6\u17c6", id="a vowel before a sign"),
        pytest.param("\u1780\u17c6\u17b6", "\u1780\u17b6\u17c6", id="a sign before a vowel"),
        pytest.param("\u1780\u17c6\u17bb", "\u1780\u17bb\u17c6", id="a sign before the vowel below"),
        pytest.param(
            "\u179f\u17d2\u179a\u17d2\u178f\u17b8",
            "\u179f\u17d2\u178f\u17d2\u179a\u17b8",
            id="the subscript of RO last",
        ),
        pytest.param("\u1780\u17c1\u17b8", "\u1780\u17be", id="a vowel typed as its two halves"),
        pytest.param("\u1780\u17b6\u17c1", "\u1780\u17c4", id="the two halves the wrong way round"),
        pytest.param("\u1780\u17d2\u178a", "\u1780\u17d2\u178f", id="subscript DA, drawn as subscript TA"),
        pytest.param("\u1780\u17cb\u17cc", "\u1780\u17cc\u17cb", id="robat first"),
        pytest.param("\u1794\u17b8\u17c9", "\u1794\u17c9\u17b8", id="a shifter before the vowel"),
        pytest.param("\u179f\u17bb\u17b8", "\u179f\u17ca\u17b8", id="triisap typed as the vowel U"),
        pytest.param("\u1794\u17bb\u17b8", "\u1794\u17c9\u17b8", id="muusikatoan typed as the vowel U"),
        pytest.param("\u1780\u17bb\u17b8", "\u1780\u17bb\u17b8", id="a letter that takes no shifter keeps its vowels"),
        pytest.param("\u1780\u17b4\u17b6", "\u1780\u17b6", id="an invisible inherent vowel"),
        pytest.param("plain a\u0301 text", "plain a\u0301 text", id="other scripts untouched"),
        pytest.param("\u17b6\u17d2 \u1780", "\u17b6\u17d2 \u1780", id="marks without a letter untouched"),
    ],
)
def test_a_syllable_has_one_spelling(typed: str, canonical: str) -> None:
    assert reorder(typed) == canonical


def test_a_subscript_that_unicode_normalisation_has_split_is_made_whole() -> None:
    typed = "\u1780\u17dd\u17d2\u1781"
    split = unicodedata.normalize("NFC", typed)
    assert split == "\u1780\u17d2\u17dd\u1781"
    assert reorder(split) == reorder(typed) == "\u1780\u17d2\u1781\u17dd"


@given(khmer_texts)
def test_reordering_twice_changes_nothing_more(text: str) -> None:
    assert reorder(reorder(text)) == reorder(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("word", 4, id="Latin letters"),
        pytest.param("e\u0301a", 2, id="a letter with an accent"),
        pytest.param(RIGHTS, 2, id="Khmer letters with their subscripts and vowels"),
        pytest.param("\u17b7\u1780", 2, id="a mark at the start"),
        pytest.param("\u17b7", 1, id="a mark alone"),
    ],
)
def test_clusters_are_what_a_reader_counts(text: str, count: int) -> None:
    assert len(clusters(text)) == count
    assert "".join(clusters(text)) == text
