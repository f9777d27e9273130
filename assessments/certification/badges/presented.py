"""What a credential says, read from exactly the shape in which it is issued: any other shape of the same statements is not read. Pure.

A signature covers statements, not their arrangement. If a status entry could stand where this reader does not look, a withdrawn
certificate would pass for a good one.
"""

import re
from collections.abc import Mapping
from typing import Any

from assessments.certification.badges import status_list, timestamps
from assessments.certification.badges.award import Purpose
from assessments.certification.badges.proofs import Proof
from assessments.certification.badges.token import StatusMark
from assessments.certification.badges.verdict import Claims

_INDEX = re.compile(r"0|[1-9][0-9]{0,7}")


class NotACertificate(ValueError):
    """A signed document that is no certificate, or one arranged otherwise."""


def issuer_of(document: Mapping[str, Any]) -> str | None:
    """The issuer that a document names, or None."""
    issuer = document.get("issuer")
    named = issuer.get("id") if isinstance(issuer, dict) else issuer
    return named if isinstance(named, str) else None


def claims_of(document: Mapping[str, Any], proof: Proof) -> Claims:
    """What the certificate says; raises NotACertificate."""
    try:
        subject = _object(document["credentialSubject"])
        achievement = _object(subject["achievement"])
        if "OpenBadgeCredential" not in _types(document) or "Achievement" not in _types(achievement):
            raise NotACertificate("a document of another kind")
        return Claims(
            id=_text(document["id"]),
            title=_text(achievement["name"]),
            name=_name(subject),
            issuer=_text(_object(document["issuer"])["id"]),
            begins=timestamps.read(document["validFrom"]),
            ends=timestamps.read(document["validUntil"]) if "validUntil" in document else None,
            signed_at=proof.created,
        )
    except (KeyError, timestamps.NotAMoment) as error:
        raise NotACertificate(f"not as we issue them: {error}") from None


def marks_of(document: Mapping[str, Any]) -> tuple[StatusMark, ...]:
    """Where to ask about it; raises NotACertificate for an entry that is not understood, which must not be passed over."""
    entries = document.get("credentialStatus", [])
    try:
        return tuple(_mark(_object(entry)) for entry in (entries if isinstance(entries, list) else [entries]))
    except (KeyError, ValueError) as error:
        raise NotACertificate(f"a status that is not understood: {error}") from None


def _mark(entry: Mapping[str, Any]) -> StatusMark:
    index = _text(entry["statusListIndex"])
    if entry["type"] != "BitstringStatusListEntry" or entry.get("statusSize", 1) != 1 or not _INDEX.fullmatch(index):
        raise NotACertificate("another kind of status")
    return StatusMark(
        purpose=Purpose(_text(entry["statusPurpose"])),
        list_tag=status_list.tag(_text(entry["statusListCredential"])),
        index=int(index),
    )


def _name(subject: Mapping[str, Any]) -> str:
    identifiers = subject.get("identifier", [])
    named = [held for held in identifiers if isinstance(held, dict) and held.get("identityType") == "name"]
    return _text(named[0].get("identityHash")) if named else ""


def _types(thing: Mapping[str, Any]) -> list[Any]:
    types = thing["type"]
    return types if isinstance(types, list) else [types]


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NotACertificate("one thing, or a list, where the other belongs")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise NotACertificate("not a text where one belongs")
    return value
