"""Sealing and opening: AES-256-GCM with a random 96-bit nonce, bound to an organisation and to a place.

A seal is made of: one byte, the format (1); one byte, the length of the key's label; the label; 12 bytes, the nonce; the
encrypted text with its 16-byte tag. Everything before the nonce, the organisation and the context are authenticated
(additional data), so that a seal opens nowhere but in the row and the organisation that it was made for. Before encryption the
text is filled up to a multiple of 64 bytes, by a byte 0x80 and zeros (ISO/IEC 7816-4): its length says little about it.

Random nonces are safe for 2**32 seals per key and organisation (NIST SP 800-38D, 8.3).
"""

import json
import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from training_site.sealing.keyring import LABEL, Keyring, NoSuchKey

FORMAT = 1
BLOCK = 64
NONCE = 12
TAG = 16


class BrokenSeal(Exception):
    """It does not open: damaged, forged, or sealed for another row, field or organisation."""


class UnknownKey(BrokenSeal):
    """It was sealed with a key that TEXT_KEYS no longer (or not yet) holds; `name` is that key's label."""

    def __init__(self, name: str) -> None:
        super().__init__(f"TEXT_KEYS has no key {name} that opens text of this organisation: put it back.")
        self.name = name


def ring() -> Keyring:
    """The keys of this site. Raises UnreadableKeys."""
    return _read(settings.TEXT_KEYS)


@lru_cache(maxsize=8)
def _read(text: str) -> Keyring:
    return Keyring.read(text)


def seal(text: str, *, organisation_id: int, context: str) -> bytes:
    """The text, encrypted with the organisation's current key; `context` says where it will stand (`app.model:<id>:field`)."""
    key = ring().current(organisation_id)
    header = bytes([FORMAT, len(key.label)]) + key.label.encode("ascii")
    nonce = os.urandom(NONCE)
    bound = _bound(header, organisation_id, context)
    return header + nonce + AESGCM(key.derived(organisation_id)).encrypt(nonce, _filled(text), bound)


def open_sealed(data: bytes, *, organisation_id: int, context: str) -> str:
    """The text in a seal. Raises UnknownKey when its key is gone, BrokenSeal (its base) when it does not open here."""
    header, nonce, hidden = _parts(data)
    label = _label(header)
    try:
        key = ring().named(label, organisation_id)
    except NoSuchKey:
        raise UnknownKey(label) from None
    try:
        filled = AESGCM(key.derived(organisation_id)).decrypt(nonce, hidden, _bound(header, organisation_id, context))
    except InvalidTag:
        raise BrokenSeal(f"The seal of {context} does not open for organisation {organisation_id}.") from None
    return filled.rstrip(b"\0")[:-1].decode("utf-8", "surrogatepass")


def is_current(data: bytes, *, organisation_id: int) -> bool:
    """Whether a seal was made with the key that its organisation uses now. Raises BrokenSeal for what is no seal."""
    return _label(_parts(data)[0]) == ring().current(organisation_id).label


def seal_json(value: Any, *, organisation_id: int, context: str) -> bytes:
    """As `seal`, for what JSON can say; raises TypeError or ValueError for anything else."""
    return seal(canonical_json(value), organisation_id=organisation_id, context=context)


def open_json(data: bytes, *, organisation_id: int, context: str) -> Any:
    """As `open_sealed`, for what `seal_json` made."""
    return json.loads(open_sealed(data, organisation_id=organisation_id, context=context))


def canonical_json(value: Any) -> str:
    """One text for one value: keys in order, no spaces, no escapes that are not needed. Signatures hash this."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _filled(text: str) -> bytes:
    # Lone surrogates cannot be written as UTF-8, yet what a person typed is never lost.
    data = text.encode("utf-8", "surrogatepass") + b"\x80"
    return data + bytes(-len(data) % BLOCK)


def _bound(header: bytes, organisation_id: int, context: str) -> bytes:
    # The header says its own length and the number has eight bytes, so that no two places are written alike.
    return header + organisation_id.to_bytes(8, "big") + context.encode()


def _parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Header, nonce and the rest; raises BrokenSeal for what cannot be a seal."""
    start = 2 + data[1] if len(data) > 2 else 0
    if start == 0 or data[0] != FORMAT or len(data) < start + NONCE + BLOCK + TAG:
        raise BrokenSeal("This is not a seal of a format that this site knows.")
    return data[:start], data[start : start + NONCE], data[start + NONCE :]


def _label(header: bytes) -> str:
    label = header[2:].decode("ascii", "replace")
    if not LABEL.fullmatch(label):
        raise BrokenSeal("This is not a seal: the name of its key cannot be read.")
    return label
