"""What the guard says about a text: where something may identify a person, and what it looks like.

A finding holds positions and never words, so that it can be counted, stored or logged without carrying a name along.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an identifying piece of text looks like."""

    NAME = "name"
    PLACE = "place"
    PHONE = "phone"
    IDENTITY_NUMBER = "identity_number"
    CASE_NUMBER = "case_number"
    DATE = "date"
    COORDINATES = "coordinates"
    EMAIL = "email"
    WEB_ADDRESS = "web_address"
    INITIALS = "initials"


class Country(StrEnum):
    """The countries whose formats are known, by their ISO 3166-1 code."""

    CAMBODIA = "KH"
    ZAMBIA = "ZM"
    KENYA = "KE"
    UKRAINE = "UA"
    NETHERLANDS = "NL"


LABELS: dict[Kind, str] = {
    Kind.NAME: "looks like a name",
    Kind.PLACE: "looks like a place",
    Kind.PHONE: "looks like a phone number",
    Kind.IDENTITY_NUMBER: "looks like the number of an identity paper",
    Kind.CASE_NUMBER: "looks like a case number",
    Kind.DATE: "looks like a date",
    Kind.COORDINATES: "looks like a position on the map",
    Kind.EMAIL: "looks like an e-mail address",
    Kind.WEB_ADDRESS: "looks like an address on the internet",
    Kind.INITIALS: "looks like the initials of a person",
}
"""Plain English, which is also the key of the translation: who shows a label translates it."""


@dataclass(frozen=True, order=True)
class Finding:
    """One piece of a text that may identify a person: `text[start:end]`."""

    start: int
    end: int
    kind: Kind
    country: Country | None = None
    """Where the format is from, if only one of the countries asked for has it."""
    offers: tuple[str, ...] = ()
    """What could stand there instead, the best first."""

    @property
    def label(self) -> str:
        """What it looks like, in English, to be translated by whoever shows it."""
        return LABELS[self.kind]

    @property
    def text_length(self) -> int:
        """How many characters it covers."""
        return self.end - self.start


def apart(findings: Iterable[Finding], *, length: int) -> list[Finding]:
    """The findings that do not overlap one that came before them, in order of place; `length` is that of the text."""
    taken = bytearray(length)
    kept = []
    for finding in findings:
        if not any(taken[finding.start : finding.end]):
            taken[finding.start : finding.end] = b"\x01" * finding.text_length
            kept.append(finding)
    return sorted(kept)
