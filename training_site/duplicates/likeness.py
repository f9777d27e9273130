"""When two accounts look like one person's: the same name, however it is written, and something more. Pure.

A name is compared as a list of words without order, accents, capitals or script: "Марія Лопес" and "Lopes, Maria" may be one; whether they
are is for somebody to say who knows them.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from wagtail.coreutils import string_to_ascii

WORDS = re.compile(r"[a-z]+")
COUNTED = re.compile(r"[\d.]+$")
"""What makes a second "maria.lopez" of an invented user name: maria.lopez2."""
TAG = re.compile(r"\+[^@]*(?=@)")
"""maria+course@…: the same letter box as maria@…"""
NOT_DIGITS = re.compile(r"\D+")
PHONE = re.compile(r"[\d\s()+./-]+")
SHORTEST_PHONE, COMPARED = 8, 8
"""A number is compared by its last digits: in front stand a country and a nought, or neither."""
ADDRESS, TELEPHONE, PLACE = "address", "phone", "place"


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """What of an account is compared."""

    name: str
    contacts: frozenset[str]
    places: Collection[str]
    """Paths of organisations."""


def likeness(*, full_name: str, username: str, email: str, places: Collection[str]) -> Likeness:
    """Of an account; a user name that is an address or a telephone number counts as one."""
    contacts = {_address(email), _address(username), _phone(username)} - {""}
    return Likeness(name=name_key(full_name, username), contacts=frozenset(contacts), places=frozenset(places))


def name_key(full_name: str, username: str = "") -> str:
    """The words of a name in the order of the alphabet; those of the user name where no name is given."""
    text = full_name.strip() or COUNTED.sub("", username.partition("@")[0])
    plain = string_to_ascii(unicodedata.normalize("NFKC", text).casefold()).lower()
    return " ".join(sorted(WORDS.findall(plain)))


def reasons(one: Likeness, other: Likeness) -> tuple[str, ...]:
    """What speaks, beside the name, for one person; nothing where the names differ or nothing else is the same."""
    if not one.name or one.name != other.name:
        return ()
    shared = one.contacts & other.contacts
    found = [TELEPHONE if contact.isdigit() else ADDRESS for contact in sorted(shared)]
    near = any(a.startswith(b) or b.startswith(a) for a in one.places for b in other.places)
    return tuple(dict.fromkeys([*found, *([PLACE] if near else [])]))


def _address(text: str) -> str:
    return TAG.sub("", unicodedata.normalize("NFKC", text).casefold()) if "@" in text else ""


def _phone(text: str) -> str:
    digits = NOT_DIGITS.sub("", text)
    return digits[-COMPARED:] if PHONE.fullmatch(text) and len(digits) >= SHORTEST_PHONE else ""
