"""What two texts must share to count as the same answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dialect.text import has_wildcard, matches, normalise

hostile = st.text() | st.text(
    st.sampled_from("еЕёЁsSşţ\u0301\u0308\u0327\u0326\u0323\u0345İıßſ'’ʻ*\\\u200b \u00a0"), max_size=10
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Court", "court", id="capitals"),
        pytest.param("  the   court ", "the court", id="spaces"),
        pytest.param("the\u00a0court", "the court", id="a no-break space"),
        pytest.param("court\u200b", "court", id="a zero-width space"),
        pytest.param("co\u00adurt", "court", id="a soft hyphen"),
        pytest.param(
            "\u179f\u17b7\u1791\u17b7\u17d2\u1792",
            "\u179f\u17b7\u1791\u17d2\u1792\u17b7",
            id="Khmer typed out of order",
        ),
        pytest.param("и\u0306", "й", id="a decomposed Cyrillic letter"),
        pytest.param("“it’s”", '"it\'s"', id="typographic quotes"),
        pytest.param("«да»", '"да"', id="guillemets"),
        pytest.param("follow–up", "follow-up", id="a dash"),
        pytest.param("wait…", "wait...", id="an ellipsis"),
        pytest.param("o\u02bbqituvchi", "o'qituvchi", id="the Uzbek letter o"),
        pytest.param("bog\u2018cha", "bog\u02bbcha", id="the Uzbek letter g"),
        pytest.param("asisten\u0163\u0103", "asisten\u021b\u0103", id="Romanian t with a cedilla"),
        pytest.param("ora\u015f", "ora\u0219", id="Romanian s with a cedilla"),
        pytest.param("А", "A", id="one Cyrillic letter for a Latin one"),
        pytest.param("с", "C", id="one small Cyrillic letter for a Latin one"),
        pytest.param("straße", "STRASSE", id="full case folding"),
    ],
)
def test_what_keyboards_do_makes_no_difference(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("өң", "он", id="Kyrgyz letters are no Russian ones"),
        pytest.param("үй", "уй", id="Kyrgyz u"),
        pytest.param("ё", "е", id="yo unless the author waives it"),
        pytest.param("й", "и", id="a letter with a breve"),
        pytest.param("½", "1/2", id="a half"),
        pytest.param("m²", "m2", id="a square"),
        pytest.param("№", "no", id="a numero sign"),
        pytest.param("сор", "cop", id="a whole word of look-alikes"),
        pytest.param("résumé", "resume", id="accents"),
    ],
)
def test_what_makes_another_word_is_kept(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_yo_is_ie_where_the_author_waives_it() -> None:
    assert normalise("Приём", yo=True) == normalise("прием", yo=True)
    assert normalise("приём") != normalise("прием")


def test_capitals_are_kept_where_they_matter() -> None:
    assert normalise("MI", case=True) == "MI"
    assert normalise("MI", case=True) != normalise("mi", case=True)
    assert normalise("ОРА\u015e", case=True) == "ОРА\u0218"


@given(hostile, st.booleans(), st.booleans(), st.booleans())
def test_normalising_twice_changes_nothing_more(text: str, case: bool, yo: bool, look_alikes: bool) -> None:
    once = normalise(text, case=case, yo=yo, look_alikes=look_alikes)
    assert normalise(once, case=case, yo=yo, look_alikes=look_alikes) == once


def test_every_single_character_normalises_to_something_stable() -> None:
    characters = (chr(code) for code in range(0x3100) if not 0xD800 <= code < 0xE000)
    assert [c for c in characters if normalise(normalise(c)) != normalise(c)] == []


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        pytest.param("*", "", True, id="anything is also nothing"),
        pytest.param("*", "whatever", True, id="anything"),
        pytest.param("strength*", "Strengths-based", True, id="a beginning"),
        pytest.param("*based", "strengths-based", True, id="an end"),
        pytest.param("*ty*al*", "safety and dialogue", True, id="pieces in order"),
        pytest.param("*al*ty*", "safety and dialogue", False, id="pieces out of order"),
        pytest.param("ab*ba", "aba", False, id="an end that overlaps the beginning"),
        pytest.param("a*b", "xaxb", False, id="a beginning that is not at the start"),
        pytest.param("a*b", "axbx", False, id="an end that is not at the end"),
        pytest.param(r"5 \* 3", "5 * 3", True, id="an asterisk that is meant"),
        pytest.param(r"5 \* 3", "5 and 3", False, id="an asterisk that is meant stands for nothing else"),
        pytest.param(r"\**", "* star", True, id="both kinds of asterisk"),
        pytest.param("с*", "сор", True, id="one Cyrillic letter before anything"),
        pytest.param("с", "c", True, id="one Cyrillic letter alone"),
    ],
)
def test_an_asterisk_stands_for_any_text(pattern: str, text: str, fits: bool) -> None:
    assert matches(pattern, text) is fits


def test_a_pattern_minds_capitals_only_when_told() -> None:
    assert matches("F*og", "fog")
    assert not matches("F*og", "fog", case=True)
    assert matches("при*м", "приём")
    assert matches("приём*", "прием граждан", yo=True)
    assert not matches("приём*", "прием граждан")


@given(hostile)
def test_a_text_without_asterisks_fits_itself(text: str) -> None:
    plain = text.replace("*", "").replace("\\", "")
    assert not has_wildcard(plain)
    assert matches(plain, plain)
    assert matches(f"*{plain}*", f"before {plain} after") or not plain.strip()


def test_a_pattern_of_thousands_of_asterisks_is_matched_at_once() -> None:
    assert not matches("*a" * 5_000 + "b", "a" * 9_999)
    assert matches("*a" * 5_000, "a" * 9_999)
