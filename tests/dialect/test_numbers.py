"""Numbers as people write them, and the numbers an author accepts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dialect.numbers import (
    Tolerance,
    around,
    is_ambiguous,
    parse_number,
    parse_quantity,
    parse_target,
    readings,
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("24", Fraction(24), id="a whole number"),
        pytest.param(" 24 ", Fraction(24), id="spaces around it"),
        pytest.param("3.5", Fraction(7, 2), id="a decimal point"),
        pytest.param("3,5", Fraction(7, 2), id="a decimal comma"),
        pytest.param("\u17e3.\u17e5", Fraction(7, 2), id="Khmer digits"),
        pytest.param("\u0663\u066b\u0665", Fraction(7, 2), id="Arabic digits and separator"),
        pytest.param("\u0661\u066c\u0660\u0660\u0660", Fraction(1000), id="the Arabic separator of thousands"),
        pytest.param("१०", Fraction(10), id="Devanagari digits"),
        pytest.param("1\u2009000", Fraction(1000), id="a thin space"),
        pytest.param("1\u202f000\u00a0000", Fraction(1_000_000), id="no-break spaces"),
        pytest.param("1 000,5", Fraction(2001, 2), id="a space for thousands and a comma"),
        pytest.param("1,000,000", Fraction(1_000_000), id="commas for thousands"),
        pytest.param("1.000.000", Fraction(1_000_000), id="points for thousands"),
        pytest.param("1,000.5", Fraction(2001, 2), id="comma for thousands, decimal point"),
        pytest.param("1.000,5", Fraction(2001, 2), id="point for thousands, decimal comma"),
        pytest.param("1,000,000.25", Fraction(4_000_001, 4), id="commas for thousands, decimal point"),
        pytest.param("\u22125", Fraction(-5), id="a minus sign"),
        pytest.param("\u20135", Fraction(-5), id="a dash that was meant as minus"),
        pytest.param("- 5", Fraction(-5), id="a space after the sign"),
        pytest.param("+5", Fraction(5), id="a plus sign"),
        pytest.param("1e4", Fraction(10_000), id="an exponent"),
        pytest.param("2.5e-1", Fraction(1, 4), id="a negative exponent"),
        pytest.param("3 x 10^2", Fraction(300), id="a power of ten"),
        pytest.param(".5", Fraction(1, 2), id="nothing before the point"),
        pytest.param("5.", Fraction(5), id="nothing after the point"),
        pytest.param("5\u200b", Fraction(5), id="an invisible space"),
    ],
)
def test_a_number_is_read_in_every_common_spelling(written: str, value: Fraction) -> None:
    assert parse_number(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ten",
        ".",
        ",",
        "-",
        "1 2",
        "1,00,000",
        "1.2.3",
        "1,2,3",
        "1,2.3.4",
        "1..2",
        "5 apples",
        "1e999",
        "½",
        "²",
        "9" * 101,
        "1-2",
    ],
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert parse_number(written) is None


def test_a_lone_comma_before_three_digits_is_read_both_ways() -> None:
    assert readings("1,500") == (Fraction(3, 2), Fraction(1500))
    assert readings("-1,500") == (Fraction(-3, 2), Fraction(-1500))
    assert readings("0,500") == (Fraction(1, 2),)
    assert is_ambiguous("1,500")
    assert not is_ambiguous("1,5")
    assert not is_ambiguous("many")


def test_a_unit_must_be_the_one_that_was_asked_for() -> None:
    assert readings("24 hours", unit="hours") == (Fraction(24),)
    assert readings("24 Hours", unit="hours") == (Fraction(24),)
    assert readings("24", unit="hours") == (Fraction(24),)
    assert readings("24 days", unit="hours") == ()
    assert readings("24 hours") == ()
    assert readings("many hours", unit="hours") == ()


def test_a_unit_is_told_apart_from_an_exponent() -> None:
    quantity = parse_quantity("5 eggs")
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (Fraction(5), "eggs")


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        pytest.param("10", Fraction(10), Fraction(10), id="one number"),
        pytest.param("10 ± 2", Fraction(8), Fraction(12), id="an amount"),
        pytest.param("10 +- 2", Fraction(8), Fraction(12), id="an amount in ASCII"),
        pytest.param("10±0,5", Fraction(19, 2), Fraction(21, 2), id="without spaces, with a comma"),
        pytest.param("-10 +- 5%", Fraction(-21, 2), Fraction(-19, 2), id="a share of a negative number"),
        pytest.param("200 ± 10 %", Fraction(180), Fraction(220), id="a share"),
        pytest.param("24..48", Fraction(24), Fraction(48), id="a range"),
        pytest.param("0.5 .. 1.5", Fraction(1, 2), Fraction(3, 2), id="a range of decimals"),
        pytest.param("-5..-5", Fraction(-5), Fraction(-5), id="a range of one"),
    ],
)
def test_an_author_names_the_numbers_accepted(written: str, low: Fraction, high: Fraction) -> None:
    target = parse_target(written)
    assert target is not None
    assert (target.low, target.high) == (low, high)
    assert target.accepts(low)
    assert target.accepts(high)
    assert not target.accepts(low - Fraction(1, 10**30))
    assert not target.accepts(high + Fraction(1, 10**30))
    example = parse_number(target.example)
    assert example is not None
    assert target.accepts(example)


@pytest.mark.parametrize(
    "written",
    ["ten", "5..3", "1...2", "..3", "3..", "5 ±", "5 +-", "± 5", "5 ± x", "5 ± -1", "5 ± 1 ± 1", "5 hours", ""],
)
def test_a_text_that_accepts_no_number_is_none(written: str) -> None:
    assert parse_target(written) is None


def test_a_geometric_reach_is_a_factor() -> None:
    target = around(Fraction(-7), Fraction(1), Tolerance.GEOMETRIC, example="-7")
    assert (target.low, target.high) == (Fraction(-14), Fraction(-7, 2))


@given(st.text())
def test_no_text_makes_reading_a_number_fail(text: str) -> None:
    parse_quantity(text)
    parse_target(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_a_decimal_is_read_exactly_with_a_point_and_with_a_comma(number: object) -> None:
    written = f"{number:f}"
    assert parse_number(written) == Fraction(written)
    assert readings(written.replace(".", ","))[0] == Fraction(written)
