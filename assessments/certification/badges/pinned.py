"""The contexts that documents may name, each pinned by its SHA-256. Nothing is ever fetched. Pure."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pyld.context_resolver import ContextResolver

FOLDER = Path(__file__).parent / "contexts"

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OPEN_BADGES_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
DID = "https://www.w3.org/ns/did/v1"
MULTIKEY = "https://w3id.org/security/multikey/v1"

PINNED = {
    CREDENTIALS: ("credentials-v2.jsonld", "8a9f494a89ecc51db093e90e84713e07e84d6d9204364a9b3c7868b21751236f"),
    OPEN_BADGES: ("open-badges-3.0.3.jsonld", "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761"),
    OPEN_BADGES_EXTENSIONS: (
        "open-badges-extensions.jsonld",
        "2d013f981d1f4516081a6a04e55468ba2b071d4153b794f19a79715c45a89a5e",
    ),
    DID: ("did-v1.jsonld", "62c1054bf404d6dd3a4b26b64f830fd72095f6a26edc4469908c94351352ce5f"),
    MULTIKEY: ("multikey-v1.jsonld", "c5f3806f8286920573221938917988a18a4cc5a09e968d29649613c7a1c2b1f6"),
}
"""`{address: (file, SHA-256)}`. Lines are added, never changed: certificates name the version they were signed with."""


class AlteredContext(Exception):
    """A context file is not the one that was pinned: nothing can be signed or checked with it."""


class Contexts:
    """Some contexts by their addresses, as the JSON-LD processor asks for them; any other address is refused."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.addresses = frozenset(texts)
        self._texts = dict(texts)
        # Our own: the processor's shared cache would also know what other code in this process has loaded.
        self._resolved: dict[str, Any] = {}

    def load(self, address: str, _options: object = None) -> dict[str, Any]:
        """A context as a JSON-LD document loader returns it; raises LookupError for one that is not here."""
        if address not in self.addresses:
            raise LookupError(f"{address} is not pinned")
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": address,
            "document": json.loads(self._texts[address]),
            "tag": "static",  # it never changes, so the resolver may keep it
        }

    def options(self) -> dict[str, Any]:
        """What the JSON-LD processor needs to be told, so that it knows these contexts and no others."""
        return {
            "documentLoader": self.load,
            "contextResolver": ContextResolver(self._resolved, self.load),
            "processingMode": "json-ld-1.1",
        }


def text_of(address: str) -> str:
    """The text of a pinned context; raises AlteredContext where the file is another."""
    name, digest = PINNED[address]
    data = (FOLDER / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise AlteredContext(f"{name} is not the file that was pinned")
    return data.decode()


@cache
def contexts() -> Contexts:
    """All pinned contexts, read and compared once."""
    return Contexts({address: text_of(address) for address in PINNED})
