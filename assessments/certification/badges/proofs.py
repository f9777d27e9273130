"""Signing a document and checking its signature: Data Integrity with the cryptosuite eddsa-rdfc-2022. Pure.

What is signed is SHA-256 of the proof's own statements, then SHA-256 of the document's: https://www.w3.org/TR/vc-di-eddsa/.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assessments.certification.badges import linked_data, multibase, pinned, timestamps
from assessments.certification.badges.documents import Document
from assessments.certification.badges.keys import PublicKey, SigningKey

SIGNATURE_BYTES = 64

_ALWAYS = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod"}
_TERMS = {*_ALWAYS, "created", "verificationMethod", "proofValue"}


class NoProof(ValueError):
    """A document without the one proof that can be checked here."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Who says they signed, when, and the signature."""

    key_id: str
    created: datetime
    signature: bytes
    options: Mapping[str, str]
    """The proof as it stands, without its value."""


@dataclass(frozen=True, kw_only=True)
class Steps:
    """How a signature is come by, step after step, as the standard's test vectors show it."""

    document: str
    """Canonical N-Quads."""
    proof: str
    """Canonical N-Quads."""

    @property
    def document_hash(self) -> bytes:
        """SHA-256 of the document's statements."""
        return hashlib.sha256(self.document.encode()).digest()

    @property
    def proof_hash(self) -> bytes:
        """SHA-256 of the proof's statements."""
        return hashlib.sha256(self.proof.encode()).digest()

    @property
    def signed(self) -> bytes:
        """The bytes that are signed."""
        return self.proof_hash + self.document_hash


def steps(document: Mapping[str, Any], options: Mapping[str, str], contexts: pinned.Contexts | None = None) -> Steps:
    """What a signature over a document covers; a proof that stands in it is left out. Raises linked_data.Unsayable."""
    bare = {term: value for term, value in document.items() if term != "proof"}
    named = {"@context": document.get("@context"), **options}
    return Steps(document=linked_data.canonical(bare, contexts), proof=linked_data.canonical(named, contexts))


def signed(document: Mapping[str, Any], *, key: SigningKey, created: datetime) -> Document:
    """The document with its proof; the same key, moment and document give the same bytes. Raises linked_data.Unsayable."""
    options = {
        "type": _ALWAYS["type"],
        "cryptosuite": _ALWAYS["cryptosuite"],
        "created": timestamps.utc(created),
        "verificationMethod": key.id,
        "proofPurpose": _ALWAYS["proofPurpose"],
    }
    value = multibase.base58(key.signature(steps(document, options).signed))
    return {**document, "proof": {**options, "proofValue": value}}


def proof_of(document: Mapping[str, Any]) -> Proof:
    """The proof in a document; raises NoProof for none, several, or one of another kind."""
    proof = document.get("proof")
    if (
        not isinstance(proof, dict)
        or set(proof) != _TERMS
        or not all(isinstance(value, str) for value in proof.values())
    ):
        raise NoProof("not one proof of the kind that is read here")
    if any(proof[term] != value for term, value in _ALWAYS.items()):
        raise NoProof("a proof of another kind, or for another purpose")
    try:
        signature = multibase.from_base58(proof["proofValue"], length=SIGNATURE_BYTES)
        created = timestamps.read(proof["created"])
    except (multibase.NotMultibase, timestamps.NotAMoment):
        raise NoProof("a proof that cannot be read") from None
    options = {term: value for term, value in proof.items() if term != "proofValue"}
    return Proof(key_id=proof["verificationMethod"], created=created, signature=signature, options=options)


def holds(document: Mapping[str, Any], proof: Proof, key: PublicKey, contexts: pinned.Contexts | None = None) -> bool:
    """Whether this key signed this document, all of it."""
    try:
        data = steps(document, proof.options, contexts).signed
    except linked_data.Unsayable:
        return False
    return key.verifies(proof.signature, data)
