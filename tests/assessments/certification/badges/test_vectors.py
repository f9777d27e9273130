"""The W3C's own test vectors for eddsa-rdfc-2022, byte for byte: statements, hashes, signature."""

import json
from pathlib import Path
from typing import Any

import pytest

from assessments.certification.badges import linked_data, multibase, pinned, proofs
from assessments.certification.badges.keys import SigningKey

EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
CITIZENSHIP = "https://w3id.org/citizenship/v4rc1"

# These two contexts serve the vectors alone, so the product does not have them. The words below are ours; they map
# each term to the concept that the vectors' own canonical statements show.
_CITIZENSHIP_TYPES = {
    "EmploymentAuthorizationDocumentCredential": "https://w3id.org/citizenship#EmploymentAuthorizationDocumentCredential",
    "EmploymentAuthorizationDocument": "https://w3id.org/citizenship#EmploymentAuthorizationDocument",
    "EmployablePerson": "https://w3id.org/citizenship#EmployablePerson",
    "Person": "https://schema.org/Person",
}
_CITIZENSHIP_TERMS = {
    **{
        term: f"https://schema.org/{term}"
        for term in ("givenName", "additionalName", "familyName", "gender", "identifier")
    },
    **{
        term: f"https://w3id.org/citizenship#{term}"
        for term in ("birthCountry", "employmentAuthorizationDocument", "lprCategory", "lprNumber")
    },
    "image": {"@id": "https://schema.org/image", "@type": "@id"},
    "birthDate": {"@id": "https://schema.org/birthDate", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "residentSince": {
        "@id": "https://w3id.org/citizenship#residentSince",
        "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
    },
}


def _contexts() -> pinned.Contexts:
    return pinned.Contexts(
        {
            **{address: pinned.text_of(address) for address in pinned.PINNED},
            EXAMPLES: json.dumps({"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}),
            CITIZENSHIP: json.dumps({"@context": {**_CITIZENSHIP_TYPES, **_CITIZENSHIP_TERMS}}),
        }
    )


class Vector:
    """The files of one example."""

    def __init__(self, folder: Path, unsigned: str) -> None:
        top = folder.parent if folder.name == "eddsa-rdfc-2022" else folder.parent.parent
        self._folder = folder
        self.key_pair = json.loads((top / "keyPair.json").read_text(encoding="utf-8"))
        self.document: dict[str, Any] = json.loads((top / unsigned).read_text(encoding="utf-8"))
        self.signed: dict[str, Any] = json.loads(self.text("signedDataInt.json"))
        options = json.loads(self.text("proofConfigDataInt.json"))
        self.options = {term: value for term, value in options.items() if term != "@context"}

    def text(self, name: str) -> str:
        return (self._folder / name).read_text(encoding="utf-8")


@pytest.fixture(params=[("", "unsigned.json"), ("employ", "employmentAuth.json")], ids=["alumni", "employment"])
def vector(request: pytest.FixtureRequest, corpora: Path) -> Vector:
    folder, unsigned = request.param
    return Vector(corpora / "openbadges" / "w3c-eddsa-vectors" / "eddsa-rdfc-2022" / folder, unsigned)


def test_statements_and_hashes_are_the_vectors(vector: Vector) -> None:
    steps = proofs.steps(vector.document, vector.options, _contexts())

    assert steps.document == vector.text("canonDocDataInt.txt")
    assert steps.proof == vector.text("proofCanonDataInt.txt")
    assert steps.document_hash.hex() == vector.text("docHashDataInt.txt").strip()
    assert steps.proof_hash.hex() == vector.text("proofHashDataInt.txt").strip()
    assert steps.signed.hex() == vector.text("combinedHashDataInt.txt").strip()


def test_the_signature_is_the_vectors(vector: Vector) -> None:
    key = SigningKey.from_multibase(vector.key_pair["privateKeyMultibase"], key_id=vector.options["verificationMethod"])
    signature = key.signature(proofs.steps(vector.document, vector.options, _contexts()).signed)

    assert key.public.multibase == vector.key_pair["publicKeyMultibase"]
    assert signature.hex() == vector.text("sigHexDataInt.txt").strip()
    assert multibase.base58(signature) == vector.text("sigBTC58DataInt.txt").strip()


def test_the_signed_document_holds_and_a_changed_one_does_not(vector: Vector) -> None:
    key = SigningKey.from_multibase(vector.key_pair["privateKeyMultibase"], key_id=vector.options["verificationMethod"])
    proof = proofs.proof_of(vector.signed)

    assert proofs.holds(vector.signed, proof, key.public, _contexts())
    assert not proofs.holds({**vector.signed, "name": "Another"}, proof, key.public, _contexts())
    # The product itself knows neither context, so it refuses the document instead of reading half of it.
    assert not proofs.holds(vector.signed, proof, key.public)


def test_the_product_does_not_read_what_only_the_vectors_need(vector: Vector) -> None:
    with pytest.raises(linked_data.Unsayable):
        linked_data.canonical(vector.document)
