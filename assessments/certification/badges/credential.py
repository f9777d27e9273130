"""An award as an OpenBadgeCredential of Open Badges 3.0 (a Verifiable Credential 2.0), signed once when it is issued. Pure."""

from datetime import datetime
from typing import Any

from assessments.certification.badges import pinned, proofs, timestamps
from assessments.certification.badges.award import Achievement, Award, Indicator, StatusEntry
from assessments.certification.badges.documents import Document
from assessments.certification.badges.keys import SigningKey

TYPES = ["VerifiableCredential", "OpenBadgeCredential"]


class ForeignKey(ValueError):
    """The key belongs to another issuer than the one named in the award."""


def issued(award: Award, *, key: SigningKey, signed_at: datetime) -> Document:
    """The signed credential; equal arguments give equal bytes. Raises ForeignKey, linked_data.Unsayable."""
    if key.public.controller != award.issuer.did:
        raise ForeignKey(f"{key.id} is no key of {award.issuer.did}")
    return proofs.signed(unsigned(award), key=key, created=signed_at)


def unsigned(award: Award) -> Document:
    """What the credential says, before it is signed."""
    contexts = [pinned.CREDENTIALS, pinned.OPEN_BADGES]
    if award.refresh_address:
        contexts.append(pinned.OPEN_BADGES_EXTENSIONS)
    return _said(
        {
            "@context": contexts,
            "id": award.id,
            "type": TYPES,
            "name": award.achievement.name,
            "issuer": _issuer(award),
            "validFrom": timestamps.written(award.begins),
            "validUntil": "" if award.ends is None else timestamps.written(award.ends),
            "credentialSubject": _subject(award),
            "credentialStatus": _status(award.status),
            "refreshService": _refresh(award.refresh_address),
        }
    )


def described(achievement: Achievement) -> Document:
    """What a certificate stands for, alone, as it is published at the achievement's own address; nobody signs it."""
    return {"@context": [pinned.CREDENTIALS, pinned.OPEN_BADGES], **_achievement(achievement)}


def _said(properties: dict[str, Any]) -> Document:
    """Those that say something: an empty list or text is nothing that could be signed."""
    return {term: value for term, value in properties.items() if value not in ("", [], {})}


def _issuer(award: Award) -> Document:
    issuer = award.issuer
    return {"id": issuer.did, "type": ["Profile"], "name": issuer.name, "url": issuer.url}


def _subject(award: Award) -> Document:
    return _said(
        {
            "id": award.recipient.urn,
            "type": ["AchievementSubject"],
            "identifier": _name(award.certificate_name),
            "achievement": _achievement(award.achievement),
            "result": _result(award.achievement),
        }
    )


def _name(name: str) -> list[Document]:
    """The name in clear, as the standard has it: an identity that is not hashed."""
    if not name:
        return []
    return [{"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"}]


def _achievement(achievement: Achievement) -> Document:
    return _said(
        {
            "id": achievement.id,
            "type": ["Achievement"],
            "achievementType": "Certification",
            "name": achievement.name,
            "description": achievement.description,
            "criteria": {"narrative": achievement.criteria},
            "inLanguage": achievement.language,
            "version": achievement.version,
            "tag": list(achievement.tags),
            "alignment": [_alignment(indicator) for indicator in achievement.indicators],
            "resultDescription": _result_description(achievement),
        }
    )


def _alignment(indicator: Indicator) -> Document:
    return {
        "type": ["Alignment"],
        "targetCode": indicator.code,
        "targetName": indicator.name,
        "targetUrl": indicator.url,
        "targetFramework": indicator.framework,
    }


def _level_address(achievement: Achievement) -> str:
    return f"{achievement.id}#level"


def _result_description(achievement: Achievement) -> list[Document]:
    if not achievement.level:
        return []
    address = _level_address(achievement)
    return [{"id": address, "type": ["ResultDescription"], "name": achievement.name, "resultType": "Result"}]


def _result(achievement: Achievement) -> list[Document]:
    if not achievement.level:
        return []
    return [{"type": ["Result"], "resultDescription": _level_address(achievement), "value": achievement.level}]


def _status(entries: tuple[StatusEntry, ...]) -> list[Document] | Document:
    """One entry stands alone, as Open Badges has it; several are a list, as the data model beneath it allows."""
    written = [_entry(entry) for entry in entries]
    return written[0] if len(written) == 1 else written


def _entry(entry: StatusEntry) -> Document:
    return {
        "id": f"{entry.list_address}#{entry.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": entry.purpose.value,
        "statusListIndex": str(entry.index),
        "statusListCredential": entry.list_address,
    }


def _refresh(address: str) -> Document:
    return {"id": address, "type": "1EdTechCredentialRefresh"} if address else {}
