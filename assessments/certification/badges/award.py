"""What is said about a person when a certificate is issued, as plain values. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from assessments.certification.badges import timestamps


class Purpose(StrEnum):
    """What a bit in a status list can say, in the standard's words."""

    REVOCATION = "revocation"
    SUSPENSION = "suspension"


@dataclass(frozen=True, kw_only=True)
class StatusEntry:
    """Which bit of which status list speaks about a certificate."""

    purpose: Purpose
    list_address: str
    index: int


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """The organisation: its `did:web`, its name, its home page."""

    did: str
    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """An indicator of the competency framework that the certificate stands for."""

    code: str
    name: str
    url: str
    framework: str


@dataclass(frozen=True, kw_only=True)
class Achievement:
    """The certification: what it is called, and what it takes."""

    id: str
    """Its address; a new version of a certification has a new one."""
    name: str
    description: str
    criteria: str
    """What it takes, in Markdown."""
    language: str
    version: str = ""
    level: str = ""
    """The level that is certified, in words; none is said where this is empty."""
    tags: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Award:
    """One certificate for one person. Both days are the issuer's; it is valid through the last."""

    id: str
    """The certificate's own address: `https://…` or `urn:uuid:…`."""
    recipient: UUID
    """A number for the person that means nothing elsewhere."""
    issuer: Issuer
    achievement: Achievement
    valid_from: date
    valid_until: date | None
    zone: ZoneInfo
    status: tuple[StatusEntry, ...] = ()
    refresh_address: str = ""
    """Where a newer copy of the certificate can be had; none is said where this is empty."""
    certificate_name: str = field(default="", repr=False)
    """The person's name in clear, for those who asked for it; empty, it is not said."""

    @property
    def begins(self) -> datetime:
        """The first second in which it is valid."""
        return timestamps.beginning(self.valid_from, self.zone)

    @property
    def ends(self) -> datetime | None:
        """The last second in which it is valid, or None."""
        return None if self.valid_until is None else timestamps.end(self.valid_until, self.zone)
