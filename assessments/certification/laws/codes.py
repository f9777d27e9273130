"""Codes of certificates: ten random characters and one that checks them, made to be printed, read aloud and typed. Pure but for the chance.

The characters are those of Douglas Crockford's base 32: digits and letters without I, L, O and U. Ten of them are 50 bits of chance.

The eleventh is a check character over the field with 32 elements (polynomial x⁵ + x² + 1, in which 2 generates all others): a code is right
where Σ 2ⁱ·cᵢ = 0, with i counted from the last character. One wrong character changes the sum by 2ⁱ·d, and two neighbours that changed places
change it by 2ⁱ·(1 + 2)·d, with d ≠ 0; a product without a zero factor is not zero, so every single wrong character and every such swap is found.
"""

import secrets
import unicodedata
from collections.abc import Callable, Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS = 10
LENGTH = RANDOM_CHARACTERS + 1
GROUPS = (4, 4, 3)
_CAPITALS = {character: value for value, character in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_VALUES = _CAPITALS | {character.lower(): value for character, value in _CAPITALS.items()}
_POLYNOMIAL = 0b100101
_MOST_TYPED = 80


def fresh(below: Callable[[int], int] = secrets.randbelow) -> str:
    """A new code, without spaces. `below`: where the chance comes from, for what is made up."""
    values = [below(len(ALPHABET)) for _ in range(RANDOM_CHARACTERS)]
    return "".join(ALPHABET[value] for value in [*values, _check(values)])


def read(text: str) -> str | None:
    """The code somebody typed, in its one spelling; None where it is none.

    Small letters, O for 0, I and L for 1 are taken as they were meant; spaces and dashes mean nothing.
    """
    if len(text) > _MOST_TYPED:
        return None
    values = [_VALUES.get(character, -1) for character in text if not _separates(character)]
    if len(values) != LENGTH or -1 in values or _check(values[:-1]) != values[-1]:
        return None
    return "".join(ALPHABET[value] for value in values)


def grouped(code: str) -> str:
    """A code as it is printed: `7Q2M-9XKD-4TC`."""
    ends = [sum(GROUPS[: number + 1]) for number in range(len(GROUPS))]
    return "-".join(code[end - size : end] for end, size in zip(ends, GROUPS, strict=True))


def _check(values: Sequence[int]) -> int:
    """The value of the check character after these."""
    total = 0
    for value in values:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    """Twice a value in the field."""
    value <<= 1
    return value ^ _POLYNOMIAL if value & 0b100000 else value


def _separates(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Pd"
