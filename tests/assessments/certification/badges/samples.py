"""Awards, keys and lists in the states that tests speak of. The issuer is an example; nobody stands behind it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from assessments.certification.badges import credential, status_list, token
from assessments.certification.badges.award import Achievement, Award, Indicator, Issuer, Purpose, StatusEntry
from assessments.certification.badges.keyring import IssuerKey, Keyring
from assessments.certification.badges.keys import SigningKey

DID = "did:web:training.example"
KEY = SigningKey.from_bytes(bytes(range(32)), key_id=f"{DID}#2026")
OTHER_KEY = SigningKey.from_bytes(bytes(range(1, 33)), key_id=f"{DID}#2027")
STRANGER = SigningKey.from_bytes(bytes(range(2, 34)), key_id="did:web:elsewhere.example#1")

SIGNED = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
REVOCATIONS = "https://training.example/status/1/revocation.json"
SUSPENSIONS = "https://training.example/status/1/suspension.json"
INDEX = 94_567

ENTRIES = (
    StatusEntry(purpose=Purpose.REVOCATION, list_address=REVOCATIONS, index=INDEX),
    StatusEntry(purpose=Purpose.SUSPENSION, list_address=SUSPENSIONS, index=INDEX),
)

ACHIEVEMENT = Achievement(
    id="https://training.example/certifications/reintegration-practice/1",
    name="Certificate of Reintegration Practice",
    description="Brings a child back into a family, and stays with both until it holds.",
    criteria="Completed the pathway; 10 observed visits, two assessors;\nlevel 3 in every safety-critical indicator.",
    language="en",
    version="1",
    level="Level 3: practises independently",
    tags=("reintegration", "case management"),
    indicators=tuple(
        Indicator(
            code=f"D{domain}.{number}",
            name=f"Indicator {domain}.{number} of the framework",
            url=f"https://training.example/framework#D{domain}.{number}",
            framework="Competency framework of reintegration practice",
        )
        for domain in (1, 2)
        for number in (1, 2, 3)
    ),
)


def award(**changes: Any) -> Award:
    """An award that runs from 5 October 2026 through 4 October 2027 in Kyiv, with both status entries."""
    usual = Award(
        id="https://training.example/credentials/0b4f7f6e-5a0c-4f0e-9d5e-6a1f5e1c2d3b.json",
        recipient=UUID("3f2b8c1e-9a44-4b1e-8f0d-2c7e6b5a4d31"),
        issuer=Issuer(did=DID, name="Example Training Organisation", url="https://training.example/"),
        achievement=ACHIEVEMENT,
        valid_from=date(2026, 10, 5),
        valid_until=date(2027, 10, 4),
        zone=ZoneInfo("Europe/Kyiv"),
        status=ENTRIES,
        refresh_address="https://training.example/credentials/0b4f7f6e-5a0c-4f0e-9d5e-6a1f5e1c2d3b.json",
    )
    return replace(usual, **changes)


def signed(award_: Award | None = None, *, key: SigningKey = KEY, at: datetime = SIGNED) -> dict[str, Any]:
    """The credential of an award."""
    return credential.issued(award_ or award(), key=key, signed_at=at)


def signed_token(
    award_: Award | None = None, *, key: SigningKey = KEY, at: datetime = SIGNED, name: str = "Ім'я Зразкове"
) -> str:
    """The token of an award."""
    return token.issued(
        award_ or award(), code="7K3MQ0ZT9XE", title="Reintegration Practice, level 3", name=name, key=key, signed_at=at
    )


def keyring(*keys: SigningKey, **dates: datetime) -> Keyring:
    """The keys given, or the usual one, in force since the beginning of 2026 unless dates say otherwise."""
    usual = {"not_before": datetime(2026, 1, 1, tzinfo=UTC)}
    return Keyring(IssuerKey(key=key.public, **{**usual, **dates}) for key in keys or (KEY,))


def lists(
    *, withdrawn: tuple[int, ...] = (), suspended: tuple[int, ...] = (), key: SigningKey = KEY, made: datetime = NOW
) -> list[dict[str, Any]]:
    """Both lists, good for a week from when they were made."""
    return [
        status_list.published(
            address=address,
            purpose=purpose,
            bits=status_list.packed(indexes),
            key=key,
            now=made,
            lasts=timedelta(days=7),
        )
        for address, purpose, indexes in (
            (REVOCATIONS, Purpose.REVOCATION, withdrawn),
            (SUSPENSIONS, Purpose.SUSPENSION, suspended),
        )
    ]
