"""Which certificates were withdrawn or suspended, for everybody at once: Bitstring Status List 1.0. Pure.

One list holds a bit for each of many certificates, so that whoever fetches it does not tell us which one they ask about. It is signed
and says until when it may be relied on. https://www.w3.org/TR/vc-bitstring-status-list/
"""

import gzip
import hashlib
import random
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from assessments.certification.badges import multibase, pinned, proofs, timestamps
from assessments.certification.badges.award import Purpose
from assessments.certification.badges.documents import Document
from assessments.certification.badges.keys import SigningKey

SHORTEST = 131_072
"""Entries: the standard's least, below which the crowd to hide in is too small."""

LONGEST = 2**20
"""Entries; also how much a hostile list may unpack to."""

TAG_BYTES = 4


class UnusableList(ValueError):
    """Something that cannot be a status list, or an index that is not in one."""


class ListFull(Exception):
    """Every index has been given away: a new list is needed."""


@dataclass(frozen=True, kw_only=True)
class StatusList:
    """A status list as it was read."""

    address: str
    issuer: str
    purpose: Purpose
    valid_from: datetime
    valid_until: datetime
    bits: bytes

    def says(self, index: int) -> bool:
        """Whether the bit is set; raises UnusableList for an index outside. Index 0 is the leftmost bit."""
        if not 0 <= index < len(self.bits) * 8:
            raise UnusableList(f"{index} is not in the list")
        return bool(self.bits[index // 8] & (0x80 >> index % 8))

    @cached_property
    def tag(self) -> bytes:
        """How a token names the list."""
        return tag(self.address)


def tag(address: str) -> bytes:
    """Four bytes that stand for a list's address in a token, where there is no room for it."""
    return hashlib.sha256(address.encode()).digest()[:TAG_BYTES]


def packed(indexes: Iterable[int], *, length: int = SHORTEST) -> bytes:
    """The bits of a list in which these indexes are set; raises UnusableList."""
    if not SHORTEST <= length <= LONGEST or length % 8:
        raise UnusableList(f"a list has {SHORTEST} to {LONGEST} entries, in whole bytes")
    bits = bytearray(length // 8)
    for index in indexes:
        if not 0 <= index < length:
            raise UnusableList(f"{index} is not in the list")
        bits[index // 8] |= 0x80 >> index % 8
    return bytes(bits)


def encoded(bits: bytes) -> str:
    """The bits as `encodedList`: gzip without a clock in it, then Multibase."""
    return multibase.base64url(gzip.compress(bits, mtime=0))


def decoded(text: str) -> bytes:
    """The bits in an `encodedList`; raises UnusableList, also for one that unpacks to more than a list may hold."""
    try:
        unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        bits = unpacking.decompress(multibase.from_base64url(text), LONGEST // 8 + 1)
    except (multibase.NotMultibase, zlib.error):
        raise UnusableList("the bits cannot be unpacked") from None
    if not unpacking.eof or unpacking.unused_data or not SHORTEST <= len(bits) * 8 <= LONGEST:
        raise UnusableList("too short, too long, or cut off")
    return bits


def unused_index(taken: Collection[int], *, length: int = SHORTEST, chance: random.Random | None = None) -> int:
    """An index nobody has, by chance: neighbours in the list must have nothing in common. Raises ListFull."""
    held = set(taken)
    free = [index for index in range(length) if index not in held]
    if not free:
        raise ListFull
    return (chance or random.SystemRandom()).choice(free)


def published(
    *,
    address: str,
    purpose: Purpose,
    bits: bytes,
    key: SigningKey,
    now: datetime,
    lasts: timedelta,
    refetch_after: timedelta = timedelta(minutes=5),
) -> Document:
    """The signed list, as it is served at its address. It may be relied on until `now + lasts`, also by those without a connection."""
    return proofs.signed(
        {
            "@context": [pinned.CREDENTIALS],
            "id": address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": key.public.controller,
            "validFrom": timestamps.utc(now),
            "validUntil": timestamps.utc(now + lasts),
            "credentialSubject": {
                "id": f"{address}#list",
                "type": "BitstringStatusList",
                "statusPurpose": purpose.value,
                "encodedList": encoded(bits),
                "ttl": int(refetch_after / timedelta(milliseconds=1)),
            },
        },
        key=key,
        created=now,
    )


def said(document: Document) -> StatusList:
    """What a list says, whoever signed it; raises UnusableList."""
    try:
        subject = document["credentialSubject"]
        if subject["type"] != "BitstringStatusList" or "BitstringStatusListCredential" not in document["type"]:
            raise UnusableList("a document of another kind")
        return StatusList(
            address=_text(document["id"]),
            issuer=_text(document["issuer"]),
            purpose=Purpose(subject["statusPurpose"]),
            valid_from=timestamps.read(document["validFrom"]),
            valid_until=timestamps.read(document["validUntil"]),
            bits=decoded(_text(subject["encodedList"])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnusableList(f"not a status list: {error}") from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnusableList("not a text where one belongs")
    return value
