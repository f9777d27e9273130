"""The keys that text of people is sealed with, read from one environment variable.

`TEXT_KEYS` is a list separated by commas. `2026a:…` is a general key; `12/2026b:…` belongs to organisation 12 alone; after the
colon stand 32 random bytes in base64. The first general key is the current one; an organisation that has keys of its own seals
with the first of those. Every other key only opens what was sealed with it before.

No key seals by itself. From each, every organisation gets a key that is only its own: HKDF with SHA-256 (RFC 5869), without
salt, because the secret is random already, and with `organisation:<id>` as info.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BYTES_IN_A_KEY = 32
LONGEST_NAME = 32
LABEL = re.compile(rf"(?:(?P<organisation>[1-9][0-9]{{0,17}})/)?[A-Za-z0-9._-]{{1,{LONGEST_NAME}}}")
"""What stands before the colon: perhaps an organisation and a slash, then a name."""
_REMEDY = "Each key is written name:secret, where the secret is 32 random bytes in base64, as `openssl rand -base64 32` prints."


class UnreadableKeys(Exception):
    """TEXT_KEYS cannot be used; the message says which key and why, and shows no secret."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"TEXT_KEYS: {reason} {_REMEDY}")


class NoSuchKey(Exception):
    """The ring has no key of this label for this organisation."""


@dataclass(frozen=True, kw_only=True)
class Key:
    """One entry: its label as it is written before the colon (`2026a`, `12/2026b`), and 32 secret bytes."""

    label: str
    organisation_id: int | None
    """The organisation that it belongs to; None: general."""
    secret: bytes = field(repr=False)

    def derived(self, organisation_id: int) -> bytes:
        """The 32 bytes that seal the text of one organisation."""
        return _derived(self.secret, organisation_id)


@dataclass(frozen=True)
class Keyring:
    """All keys by label, in the order in which they are written."""

    keys: Mapping[str, Key]

    @classmethod
    def read(cls, text: str) -> "Keyring":
        """The ring in the value of TEXT_KEYS. Raises UnreadableKeys, which never shows a secret."""
        if not text.strip():
            raise UnreadableKeys("it is empty.")
        keys: dict[str, Key] = {}
        for number, entry in enumerate(text.split(","), start=1):
            key = _read_key(entry.strip(), number)
            if key.label in keys:
                raise UnreadableKeys(f"two keys are called {key.label}.")
            if twin := next((other for other in keys.values() if other.secret == key.secret), None):
                raise UnreadableKeys(f"{twin.label} and {key.label} have the same secret.")
            keys[key.label] = key
        if all(key.organisation_id is not None for key in keys.values()):
            raise UnreadableKeys("there is no general key, which organisations without a key of their own need.")
        return cls(keys)

    def current(self, organisation_id: int) -> Key:
        """The key that seals what this organisation writes from now on."""
        general = [key for key in self.keys.values() if key.organisation_id is None]
        own = [key for key in self.keys.values() if key.organisation_id == organisation_id]
        return (own or general)[0]

    def named(self, label: str, organisation_id: int) -> Key:
        """The key of this label, if it may open text of this organisation; raises NoSuchKey."""
        key = self.keys.get(label)
        if key is None or key.organisation_id not in (None, organisation_id):
            raise NoSuchKey(label)
        return key


def _read_key(entry: str, number: int) -> Key:
    label, colon, secret = entry.partition(":")
    # What does not look like a label may be a secret in the wrong place: it is not repeated.
    match = LABEL.fullmatch(label)
    if not colon or match is None:
        raise UnreadableKeys(
            f"entry {number} does not begin with a name of letters, digits, dots or dashes and a colon."
        )
    try:
        data = base64.b64decode(secret.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise UnreadableKeys(f"the secret of {label} is not base64.") from None
    if len(data) != BYTES_IN_A_KEY:
        raise UnreadableKeys(f"the secret of {label} has {len(data)} bytes instead of {BYTES_IN_A_KEY}.")
    organisation = match["organisation"]
    return Key(label=label, organisation_id=int(organisation) if organisation else None, secret=data)


@lru_cache(maxsize=4096)
def _derived(secret: bytes, organisation_id: int) -> bytes:
    info = f"organisation:{organisation_id}".encode()
    return HKDF(algorithm=SHA256(), length=BYTES_IN_A_KEY, salt=None, info=info).derive(secret)
