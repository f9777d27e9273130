"""What can be found out about a certificate, each finding told apart from every other. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Result(StrEnum):
    """The one finding that matters most. Nothing but the first two means that the certificate is good."""

    GENUINE = "genuine"
    GENUINE_KEY_RETIRED_SINCE = "genuine_key_retired_since"
    """Good; the issuer has replaced the key since, in good order."""

    UNREADABLE = "unreadable"
    """No certificate at all, or one of a kind that is not read here."""
    UNKNOWN_KEY = "unknown_key"
    """Signed with a key that this issuer is not known to have."""
    TAMPERED = "tampered"
    """Not what was signed, or not signed by the key it names."""
    SIGNED_BEFORE_KEY = "signed_before_key"
    """Dated before the key was in force: a forgery."""
    SIGNED_AFTER_RETIREMENT = "signed_after_retirement"
    """Dated after the key was retired: a forgery."""
    KEY_COMPROMISED = "key_compromised"
    """Somebody else knows the key: only the issuer's own page can tell."""

    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"

    STATUS_LIST_TAMPERED = "status_list_tampered"
    """A list that should tell whether it was withdrawn is not the issuer's."""
    STATUS_LIST_TOO_OLD = "status_list_too_old"
    """The list that was at hand may no longer be relied on."""
    STATUS_UNKNOWN = "status_unknown"
    """No list was at hand."""


GOOD = frozenset({Result.GENUINE, Result.GENUINE_KEY_RETIRED_SINCE})

SIGNATURE_HOLDS = GOOD | {
    Result.WITHDRAWN,
    Result.SUSPENDED,
    Result.NOT_YET_VALID,
    Result.EXPIRED,
    Result.STATUS_LIST_TAMPERED,
    Result.STATUS_LIST_TOO_OLD,
    Result.STATUS_UNKNOWN,
}
"""The issuer did sign it; what it says may be shown."""


@dataclass(frozen=True, kw_only=True)
class Claims:
    """What a certificate says. Present only where the signature holds."""

    id: str
    """A credential's own address, or a token's code."""
    title: str
    name: str = field(repr=False)
    """Of the person; empty where the certificate does not say it."""
    issuer: str
    begins: datetime
    ends: datetime | None
    signed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A finding, and what it stands on."""

    result: Result
    claims: Claims | None = None
    key_id: str = ""
    key_retired_at: datetime | None = None
    status_as_of: datetime | None = None
    """When the oldest of the lists that were asked was made; None where none could be."""

    @property
    def good(self) -> bool:
        """Whether the certificate can be relied on."""
        return self.result in GOOD
