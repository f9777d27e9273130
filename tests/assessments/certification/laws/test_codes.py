"""Codes of certificates."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.certification.laws.codes import ALPHABET, LENGTH, RANDOM_CHARACTERS, fresh, grouped, read

laws = settings(deadline=None)

CODE = "6TMHCV1PAFB"
"""One that was drawn once."""
codes = st.builds(fresh)


def test_the_alphabet_is_that_of_crockford() -> None:
    assert (len(ALPHABET), len(set(ALPHABET))) == (32, 32)
    assert not set("ILOU") & set(ALPHABET)
    assert 32**RANDOM_CHARACTERS == 2**50


@laws
@given(codes)
def test_a_fresh_code_can_be_read(code: str) -> None:
    assert (len(code), read(code), read(grouped(code)), read(grouped(code).lower())) == (LENGTH, code, code, code)


def test_codes_are_drawn_by_chance() -> None:
    drawn = [fresh() for _ in range(2000)]

    assert len(set(drawn)) == 2000
    assert all({code[place] for code in drawn} == set(ALPHABET) for place in range(LENGTH))


def test_a_code_is_printed_in_groups() -> None:
    assert grouped(CODE) == "6TMH-CV1P-AFB"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("6TMHCV1PAFB", id="as it is"),
        pytest.param("6TMH-CV1P-AFB", id="as it is printed"),
        pytest.param("6tmh-cv1p-afb", id="small letters"),
        pytest.param(" 6TMH  CV1P\tAFB\r\n", id="spaces of all kinds"),
        pytest.param("6TMH–CV1P—AFB", id="other dashes"),  # noqa: RUF001 — as a phone writes them
        pytest.param("6TMH\u00a0CV1P\u2011AFB", id="what does not break"),
        pytest.param("6TMHCVIPAFB", id="I for 1"),
        pytest.param("6tmhcvlpafb", id="l for 1"),
    ],
)
def test_what_is_meant_is_read(typed: str) -> None:
    assert read(typed) == CODE


def test_o_is_read_as_zero() -> None:
    code = next(code for code in iter(fresh, "") if "0" in code)

    assert read(code.replace("0", "O")) == read(code.replace("0", "o")) == code


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("---", id="dashes alone"),
        pytest.param("6TMHCV1PAF", id="too short"),
        pytest.param("6TMHCV1PAFBB", id="too long"),
        pytest.param("6TMHCV1PAFC", id="a wrong check character"),
        pytest.param("6TMHCV1PAUB", id="a letter that is not there"),
        pytest.param("6TMHCV1PAF*", id="another sign"),
        pytest.param("6TMHCV1PAF\u0412", id="a letter of another script that looks the same"),
        pytest.param("6TMHCV1PAF\u0668", id="a digit of another script"),
        pytest.param("6TMHCV\u0131PAFB", id="a letter whose capital is I"),
        pytest.param("6TMHCV1PAFB" + " " * 80, id="longer than anybody types"),
    ],
)
def test_what_is_no_code_is_not_read(typed: str) -> None:
    assert read(typed) is None


@pytest.mark.parametrize("place", range(LENGTH))
def test_every_single_wrong_character_is_found(place: int) -> None:
    """All there are: the sum changes by what is wrong and where alone, whatever the rest of the code, so one rest stands for all."""
    for right in ALPHABET:
        rest = _completed(place, right)
        wrong = [rest[:place] + other + rest[place + 1 :] for other in ALPHABET if other != right]

        assert read(rest) == rest
        assert [code for code in wrong if read(code) is not None] == []


@pytest.mark.parametrize("place", range(LENGTH - 1))
def test_every_swap_of_neighbours_is_found(place: int) -> None:
    """All there are, by the same reasoning."""
    for left, right in permutations(ALPHABET, 2):
        code = _with_neighbours(place, left, right)
        swapped = code[:place] + right + left + code[place + 2 :]

        assert read(code) == code
        assert read(swapped) is None


@laws
@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_a_wrong_character_is_found_in_any_code(code: str, place: int, other: str) -> None:
    wrong = code[:place] + other + code[place + 1 :]

    assert (read(wrong) is None) == (wrong != code)


@laws
@given(codes, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_a_swap_at_any_distance_is_found_in_any_code(code: str, one: int, other: int) -> None:
    characters = list(code)
    characters[one], characters[other] = characters[other], characters[one]
    swapped = "".join(characters)

    assert (read(swapped) is None) == (swapped != code)


def _completed(place: int, character: str) -> str:
    """A right code with this character in its place."""
    for filler in ALPHABET:
        body = [filler if place else character, *["7"] * (RANDOM_CHARACTERS - 1)]
        if 0 < place < RANDOM_CHARACTERS:
            body[place] = character
        found = _checked("".join(body))
        if found[place] == character:
            return found
    raise AssertionError(place, character)


def _with_neighbours(place: int, left: str, right: str) -> str:
    """A right code with these two side by side."""
    for filler in ALPHABET:
        for second in ALPHABET:
            body = list("7" * RANDOM_CHARACTERS)
            body[0 if place > 1 else 8] = filler
            body[1 if place > 2 else 7] = second
            for at, character in ((place, left), (place + 1, right)):
                if at < RANDOM_CHARACTERS:
                    body[at] = character
            found = _checked("".join(body))
            if found[place : place + 2] == left + right:
                return found
    raise AssertionError(place, left, right)


def _checked(body: str) -> str:
    """The body with the one check character that is right."""
    found = [code for code in (body + check for check in ALPHABET) if read(code) is not None]
    assert len(found) == 1
    return found[0]
