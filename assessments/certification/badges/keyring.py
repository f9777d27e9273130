"""Which keys an issuer has had, and when each was in force. Pure.

A key that was **retired** was replaced in good order: what it signed in its time stays good, what is dated later is a forgery. A key that
was **compromised** is known to somebody else, who can date a forgery as they please: nothing it signed counts any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from assessments.certification.badges import timestamps
from assessments.certification.badges.keys import NotAKey, PublicKey


class Standing(StrEnum):
    """What a signature of some moment is worth, by its key alone."""

    IN_FORCE = "in_force"
    RETIRED_SINCE = "retired_since"
    """Signed in the key's time; by now it was replaced."""
    BEFORE_ITS_TIME = "before_its_time"
    AFTER_RETIREMENT = "after_retirement"
    COMPROMISED = "compromised"


class UnusableKeyring(ValueError):
    """A list of keys in which an address or a fingerprint stands for two, or dates contradict each other."""


@dataclass(frozen=True, kw_only=True)
class IssuerKey:
    """A public key and its time: in force from `not_before` until `retired_at`, which is no longer its time."""

    key: PublicKey
    not_before: datetime
    retired_at: datetime | None = None
    compromised_at: datetime | None = None

    def __post_init__(self) -> None:
        """Raise UnusableKeyring where the key was retired before it was in force."""
        if self.retired_at is not None and self.retired_at < self.not_before:
            raise UnusableKeyring(f"{self.key.id} is retired before its time")

    def standing(self, *, signed_at: datetime, now: datetime) -> Standing:
        """What a signature with this key is worth."""
        if self.compromised_at is not None:
            return Standing.COMPROMISED
        if signed_at < self.not_before:
            return Standing.BEFORE_ITS_TIME
        if self.retired_at is None:
            return Standing.IN_FORCE
        if signed_at >= self.retired_at:
            return Standing.AFTER_RETIREMENT
        return Standing.IN_FORCE if now < self.retired_at else Standing.RETIRED_SINCE


class Keyring:
    """The keys that somebody trusts, of one issuer or several."""

    def __init__(self, keys: Iterable[IssuerKey]) -> None:
        self.keys = tuple(keys)
        self._by_id = {key.key.id: key for key in self.keys}
        self._by_fingerprint = {key.key.fingerprint: key for key in self.keys}
        if not len(self._by_id) == len(self._by_fingerprint) == len(self.keys):
            raise UnusableKeyring("two keys with one address or one fingerprint")

    def by_id(self, key_id: str) -> IssuerKey | None:
        """The key at an address, or None."""
        return self._by_id.get(key_id)

    def by_fingerprint(self, fingerprint: bytes) -> IssuerKey | None:
        """The key that a token names, or None."""
        return self._by_fingerprint.get(fingerprint)

    def published(self) -> dict[str, Any]:
        """The list of keys with their dates, for those who check without a connection."""
        return {"keys": [_line(key) for key in self.keys]}

    @classmethod
    def from_published(cls, document: Mapping[str, Any]) -> "Keyring":
        """The keyring in such a list; raises UnusableKeyring."""
        try:
            return cls(_from_line(line) for line in document["keys"])
        except (KeyError, TypeError, AttributeError, NotAKey, timestamps.NotAMoment):
            raise UnusableKeyring("not a list of keys") from None


_DATES = {"notBefore": "not_before", "retiredAt": "retired_at", "compromisedAt": "compromised_at"}


def _line(key: IssuerKey) -> dict[str, str]:
    moments = {name: getattr(key, attribute) for name, attribute in _DATES.items()}
    return {
        "id": key.key.id,
        "publicKeyMultibase": key.key.multibase,
        **{name: timestamps.utc(moment) for name, moment in moments.items() if moment is not None},
    }


def _from_line(line: Mapping[str, str]) -> IssuerKey:
    moments = {attribute: timestamps.read(line[name]) for name, attribute in _DATES.items() if name in line}
    key = PublicKey.from_multibase(line["publicKeyMultibase"], key_id=line["id"])
    return IssuerKey(key=key, not_before=moments.pop("not_before"), **moments)
