"""Bytes as text, in the two spellings of Multibase that the standards ask for: z (base58btc) and u (base64url without padding). Pure."""

import base64
import binascii

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
"""Base58 as Bitcoin spells it: no 0, O, I or l."""

_DIGITS = {letter: digit for digit, letter in enumerate(ALPHABET)}


class NotMultibase(ValueError):
    """A text that no bytes are written as."""


def base58(data: bytes) -> str:
    """`z` and the bytes in base58btc; every zero byte at the start is a 1."""
    number, letters = int.from_bytes(data), []
    while number:
        number, digit = divmod(number, 58)
        letters.append(ALPHABET[digit])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + ALPHABET[0] * zeros + "".join(reversed(letters))


def from_base58(text: str, *, length: int) -> bytes:
    """The bytes of such a text, which must be so many; raises NotMultibase. The length bounds what a hostile text can cost."""
    if not text.startswith("z") or len(text) > 2 * length + 1:
        raise NotMultibase("not base58 of that length")
    number = 0
    for letter in text[1:]:
        if letter not in _DIGITS:
            raise NotMultibase(f"{letter!r} is no digit of base58")
        number = number * 58 + _DIGITS[letter]
    try:
        data = number.to_bytes(length)
    except OverflowError:
        raise NotMultibase("too long") from None
    if base58(data) != text:
        raise NotMultibase("not the one spelling of these bytes")
    return data


def base64url(data: bytes) -> str:
    """`u` and the bytes in base64url, unpadded."""
    return "u" + base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def from_base64url(text: str) -> bytes:
    """The bytes of such a text; raises NotMultibase."""
    try:
        data = base64.b64decode(text[1:] + "=" * (-(len(text) - 1) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise NotMultibase("not base64url") from None
    if base64url(data) != text:
        raise NotMultibase("not the one spelling of these bytes")
    return data
