"""A number that is dialled is the number that was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training_site.people.phones import numbers_in


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        pytest.param("112", ["112"], id="an emergency number"),
        pytest.param("555 0111", ["5550111"], id="a space"),
        pytest.param("(044) 123-45-67", ["0441234567"], id="brackets and hyphens"),
        pytest.param("+380 44 (1) 2", ["+3804412"], id="a plus"),
        pytest.param("+44 (0)20 7946 0000", ["+442079460000"], id="the nought that is dialled inside the country only"),
        pytest.param("(0) 20 7946", ["0207946"], id="the same nought inside the country"),
        pytest.param("044/123 45 67", ["0441234567"], id="an area code before a stroke"),
        pytest.param("112 or 113", ["112", "113"], id="one or the other"),
        pytest.param("112/113", ["112", "113"], id="a stroke between two"),
        pytest.param("0800 111 222/0800 333 444", ["0800111222", "0800333444"], id="a stroke between two long ones"),
        pytest.param("112; 113, 114", ["112", "113", "114"], id="several"),
        pytest.param("+38044123+38044124", ["+38044123", "+38044124"], id="two that touch"),
        pytest.param("555 0111 ext. 12", ["5550111"], id="an extension is read, not dialled"),
        pytest.param("555 0111x12", ["5550111"], id="an extension after a letter"),
        pytest.param("Hotel Phoenix 112", ["112"], id="a word that ends in that letter"),
        pytest.param("១១៦ ១១១", ["116111"], id="Khmer digits"),
        pytest.param("116\u00a0111", ["116111"], id="a space that does not break"),
        pytest.param("ask at the gate", [], id="no number"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_dialled(text: str, dialled: list[str]) -> None:
    assert [phone.href for phone in numbers_in(text)] == [f"tel:{number}" for number in dialled]


@given(st.text(alphabet=st.sampled_from("0123456789+()-./ ,;ax០៩") | st.characters()))
def test_what_is_shown_was_written_and_only_what_is_shown_is_dialled(text: str) -> None:
    at = 0
    for phone in numbers_in(text):
        at = text.index(phone.text, at) + len(phone.text)
        digits = phone.href.removeprefix("tel:").removeprefix("+")
        assert digits.isascii()
        assert digits.isdigit()
        assert len(digits) <= sum(character.isdecimal() for character in phone.text)
