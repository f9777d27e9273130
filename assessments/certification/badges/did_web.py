"""The issuer's identity at its own web address (`did:web`): keys can change, the identity stays. Pure."""

import re
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from assessments.certification.badges import pinned, timestamps
from assessments.certification.badges.keyring import IssuerKey, Keyring

_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?")
_STEP = re.compile(r"[A-Za-z0-9._~-]+")


class NoAddress(ValueError):
    """An address that cannot be an issuer's identity."""


def did(address: str) -> str:
    """The identity at `https://host[:port][/path]`: `did:web:host%3Aport:path`. Raises NoAddress."""
    parts = urlsplit(address)
    steps = [step for step in parts.path.split("/") if step]
    plain = parts.scheme == "https" and not parts.query and not parts.fragment
    if not plain or not _HOST.fullmatch(parts.netloc) or not all(_STEP.fullmatch(step) for step in steps):
        raise NoAddress(f"{address!r} cannot be an identity")
    return ":".join(["did", "web", quote(parts.netloc, safe=""), *steps])


def location(identity: str) -> str:
    """Where the document of an identity must be served; raises NoAddress."""
    scheme, _, rest = identity.partition("did:web:")
    if scheme or not rest:
        raise NoAddress(f"{identity!r} is no did:web")
    host, *steps = rest.split(":")
    return "/".join([f"https://{unquote(host)}", *(steps or [".well-known"]), "did.json"])


def document(identity: str, keyring: Keyring, *, keys_address: str = "") -> dict[str, Any]:
    """The document of an identity, with all its keys.

    A retired key stays among the assertion methods, so that any verifier still accepts what it signed. It gets no `expires`: by the
    standard a verifier then refuses everything the key ever signed. When it was retired stands in the list of keys at
    `keys_address`. A compromised key is `revoked` and may assert nothing.
    """
    own = [key for key in keyring.keys if key.key.controller == identity]
    answer: dict[str, Any] = {
        "@context": [pinned.DID, pinned.MULTIKEY],
        "id": identity,
        "verificationMethod": [_method(key) for key in own],
        "assertionMethod": [key.key.id for key in own if key.compromised_at is None],
    }
    if keys_address:
        answer["service"] = [{"id": f"{identity}#keys", "type": "IssuerKeys", "serviceEndpoint": keys_address}]
    return answer


def _method(key: IssuerKey) -> dict[str, str]:
    method = {
        "id": key.key.id,
        "type": "Multikey",
        "controller": key.key.controller,
        "publicKeyMultibase": key.key.multibase,
    }
    if key.compromised_at is not None:
        method["revoked"] = timestamps.utc(key.compromised_at)
    return method
