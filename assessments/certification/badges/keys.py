"""The keys of an issuer: Ed25519, written as Multikey (`z6Mk…`). Pure."""

import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from assessments.certification.badges import multibase

_PUBLIC, _SECRET = b"\xed\x01", b"\x80\x26"
"""What Multicodec puts before an Ed25519 public key and before a secret one."""

KEY_BYTES = 32
FINGERPRINT_BYTES = 8

_KEY_ID = re.compile(r"""did:web:[A-Za-z0-9._:%-]+#[A-Za-z0-9._-]+|did:key:(z[A-Za-z0-9]+)#\1""")


class NotAKey(ValueError):
    """A text or bytes that are no Ed25519 key, or a name that no key can have."""


@dataclass(frozen=True, kw_only=True)
class PublicKey:
    """What anybody may know: where the key is published (`did:web:…#name`), and its 32 bytes."""

    id: str
    data: bytes

    def __post_init__(self) -> None:
        """Raise NotAKey for what is none."""
        if not _KEY_ID.fullmatch(self.id):
            raise NotAKey(f"{self.id!r} is no address of a key")
        if len(self.data) != KEY_BYTES:
            raise NotAKey("an Ed25519 key has 32 bytes")

    @classmethod
    def from_multibase(cls, text: str, *, key_id: str) -> "PublicKey":
        """The key written as `z6Mk…`; raises NotAKey."""
        return cls(id=key_id, data=_read(text, _PUBLIC))

    @property
    def multibase(self) -> str:
        """The key as `publicKeyMultibase`."""
        return multibase.base58(_PUBLIC + self.data)

    @property
    def controller(self) -> str:
        """Whose key it is: the issuer's DID."""
        return self.id.partition("#")[0]

    @property
    def fingerprint(self) -> bytes:
        """Eight bytes by which a token names the key: the start of its SHA-256."""
        return hashlib.sha256(self.data).digest()[:FINGERPRINT_BYTES]

    def verifies(self, signature: bytes, data: bytes) -> bool:
        """Whether this key signed the data."""
        try:
            Ed25519PublicKey.from_public_bytes(self.data).verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, kw_only=True)
class SigningKey:
    """The secret half, 32 bytes, under the address of the public one. It is never shown by `repr`."""

    id: str
    secret: "_Hidden"

    @classmethod
    def generated(cls, *, key_id: str) -> "SigningKey":
        """A new key from the operating system's randomness."""
        return cls.from_bytes(Ed25519PrivateKey.generate().private_bytes_raw(), key_id=key_id)

    @classmethod
    def from_bytes(cls, secret: bytes, *, key_id: str) -> "SigningKey":
        """The key with this seed; raises NotAKey."""
        if len(secret) != KEY_BYTES:
            raise NotAKey("an Ed25519 key has 32 bytes")
        key = cls(id=key_id, secret=_Hidden(secret))
        _ = key.public  # an impossible address is refused here, not at the first signature
        return key

    @classmethod
    def from_multibase(cls, text: str, *, key_id: str) -> "SigningKey":
        """The key written as `secretKeyMultibase`; raises NotAKey."""
        return cls.from_bytes(_read(text, _SECRET), key_id=key_id)

    @property
    def multibase(self) -> str:
        """The secret as `secretKeyMultibase`, for a sealed place alone."""
        return multibase.base58(_SECRET + self.secret.shown())

    @property
    def public(self) -> PublicKey:
        """The half that is published."""
        return PublicKey(id=self.id, data=self._private().public_key().public_bytes_raw())

    def signature(self, data: bytes) -> bytes:
        """The 64 bytes of the signature: the same for the same data, always."""
        return self._private().sign(data)

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.secret.shown())


class _Hidden:
    """Bytes that no error report prints."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __repr__(self) -> str:
        return "<hidden>"

    def shown(self) -> bytes:
        """The bytes."""
        return self._data


def _read(text: str, prefix: bytes) -> bytes:
    try:
        data = multibase.from_base58(text, length=len(prefix) + KEY_BYTES)
    except multibase.NotMultibase:
        raise NotAKey("not written as an Ed25519 key") from None
    if not data.startswith(prefix):
        raise NotAKey("a key of another kind")
    return data.removeprefix(prefix)
