"""The certificate in its own QR code: a signed token, small enough to print, that can be checked without a connection. Pure.

Layout, big-endian. A text is its length in UTF-8 bytes (one byte), then those bytes.

    1   layout: 1
    8   fingerprint of the key
    4   signed at, in seconds since 1970
    2+1 first day, as days since 2000-01-01; the zone's offset then, in quarters of an hour
    2+1 last day, the same; all ones where there is none
    1   how many status entries, then for each: 1 purpose, 4 tag of the list, 3 index
    …   code, title, name: three texts
    64  Ed25519 over a fixed prefix and all of the above

It is written in base32 without padding: capital letters and digits are what a QR code packs tightest, and they survive in a link.
"""

import base64
import binascii
import struct
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from assessments.certification.badges import timestamps
from assessments.certification.badges.award import Award, Purpose
from assessments.certification.badges.keys import FINGERPRINT_BYTES, SigningKey
from assessments.certification.badges.proofs import SIGNATURE_BYTES
from assessments.certification.badges.status_list import TAG_BYTES, tag

LAYOUT = 1
LONGEST_TEXT = 120
"""Bytes of UTF-8 in the title and in the name: forty letters of Khmer."""

MOST_LETTERS = 1000
"""A token of this layout is always shorter."""

# What is signed here cannot be taken for anything else that the key ever signs.
_PREFIX = b"certificate token\0"
_HEAD = struct.Struct(f">B{FINGERPRINT_BYTES}sIHbHbB")
_MARK = struct.Struct(f">B{TAG_BYTES}s3s")
_EPOCH = date(2000, 1, 1)
_NEVER = 0xFFFF
_QUARTER = timedelta(minutes=15)
_PURPOSES = {1: Purpose.REVOCATION, 2: Purpose.SUSPENSION}
_NUMBERS = {purpose: number for number, purpose in _PURPOSES.items()}


class NotAToken(ValueError):
    """A text that is no token of a layout known here."""


class TooLong(ValueError):
    """A title or name that would make the code too large to print, or a value that has no place in a token."""


@dataclass(frozen=True, kw_only=True)
class StatusMark:
    """Which bit of which list speaks about the certificate."""

    purpose: Purpose
    list_tag: bytes
    index: int


@dataclass(frozen=True, kw_only=True)
class Token:
    """What a token says, before anybody asked whether it is true."""

    fingerprint: bytes
    signed_at: datetime
    begins: datetime
    ends: datetime | None
    marks: tuple[StatusMark, ...]
    code: str
    title: str
    name: str = field(repr=False)
    payload: bytes = field(repr=False)
    """The bytes that are signed."""
    signature: bytes = field(repr=False)


def issued(award: Award, *, code: str, title: str, name: str, key: SigningKey, signed_at: datetime) -> str:
    """The token of a certificate: its code, a short title, and the name as issued. Raises TooLong."""
    payload = _head(award, key, signed_at) + _marks(award) + b"".join(_text(text) for text in (code, title, name))
    data = payload + key.signature(_PREFIX + payload)
    return base64.b32encode(data).decode("ascii").rstrip("=")


def signed_bytes(token: Token) -> bytes:
    """What the key signed."""
    return _PREFIX + token.payload


def read(text: str) -> Token:
    """The token in a text: bare, or after the `#` of a link. Raises NotAToken."""
    data = _data(text.strip().rpartition("#")[2])
    payload, signature = data[:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]
    try:
        return _read(payload, signature)
    except (struct.error, ValueError, IndexError, KeyError, OverflowError):
        raise NotAToken("not laid out as a token") from None


def link_segments(address: str, token: str) -> list[str]:
    """What the QR code holds, in the two segments to give to segno: the page to open, and the token after a `#`.

    The first is packed as bytes, the second tighter. No browser sends on what follows a `#`: the name stays with whoever scans.
    """
    return [f"{address}#", token]


def _head(award: Award, key: SigningKey, signed_at: datetime) -> bytes:
    try:
        return _HEAD.pack(
            LAYOUT,
            key.public.fingerprint,
            int(signed_at.timestamp()),
            *_day(award.begins),
            *((_NEVER, 0) if award.ends is None else _day(award.ends)),
            len(award.status),
        )
    except struct.error:
        raise TooLong("a moment or a number that has no place in a token") from None


def _day(moment: datetime) -> tuple[int, int]:
    days, offset = (moment.date() - _EPOCH).days, moment.utcoffset() or timedelta()
    if offset % _QUARTER or days >= _NEVER:
        raise TooLong("a day or a zone that has no place in a token")
    return days, offset // _QUARTER


def _marks(award: Award) -> bytes:
    try:
        return b"".join(
            _MARK.pack(_NUMBERS[entry.purpose], tag(entry.list_address), entry.index.to_bytes(3))
            for entry in award.status
        )
    except OverflowError:
        raise TooLong("an index that has no place in a token") from None


def _text(text: str) -> bytes:
    data = text.encode()
    if len(data) > LONGEST_TEXT:
        raise TooLong(f"{len(data)} bytes of text, of at most {LONGEST_TEXT}")
    return bytes([len(data)]) + data


def _data(letters: str) -> bytes:
    if len(letters) > MOST_LETTERS:
        raise NotAToken("too long")
    try:
        data = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except (binascii.Error, ValueError):
        raise NotAToken("not base32") from None
    if base64.b32encode(data).decode("ascii").rstrip("=") != letters:
        raise NotAToken("not the one spelling of these bytes")
    return data


def _read(payload: bytes, signature: bytes) -> Token:
    layout, fingerprint, seconds, first, first_offset, last, last_offset, entries = _HEAD.unpack_from(payload)
    if layout != LAYOUT:
        raise NotAToken(f"layout {layout} is not known here")
    start = _HEAD.size + entries * _MARK.size
    code, title, name = _texts(payload[start:])
    return Token(
        fingerprint=fingerprint,
        signed_at=datetime.fromtimestamp(seconds, UTC),
        begins=timestamps.beginning(_date(first), _zone(first_offset)),
        ends=None if last == _NEVER else timestamps.end(_date(last), _zone(last_offset)),
        marks=tuple(_mark(payload, _HEAD.size + number * _MARK.size) for number in range(entries)),
        code=code,
        title=title,
        name=name,
        payload=payload,
        signature=signature,
    )


def _texts(data: bytes) -> list[str]:
    texts: list[str] = []
    while data:
        length = data[0] + 1
        texts.append(data[1:length].decode())
        data = data[length:]
    return texts


def _mark(payload: bytes, start: int) -> StatusMark:
    number, list_tag, index = _MARK.unpack_from(payload, start)
    return StatusMark(purpose=_PURPOSES[number], list_tag=list_tag, index=int.from_bytes(index))


def _date(days: int) -> date:
    return _EPOCH + timedelta(days=days)


def _zone(quarters: int) -> timezone:
    return timezone(quarters * _QUARTER)
