"""The hash that ties an event to the one before it: SHA-256 over canonical JSON. Pure."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from training_site.sealing.sealing import canonical_json


def link_hash(*, number: int, previous: str, event: Mapping[str, Any]) -> str:
    """The hash of a link: of its number, of the hash before it, and of everything the event says."""
    return sha256(canonical_json({"number": number, "previous": previous, "event": dict(event)}).encode()).hexdigest()
