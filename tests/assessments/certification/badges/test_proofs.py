"""A proof is the one that was made, for this document, by this key."""

from datetime import UTC, datetime
from typing import Any

import pytest

from assessments.certification.badges import credential, proofs
from assessments.certification.badges.proofs import NoProof
from tests.assessments.certification.badges import samples

SIGNED = samples.signed()
PROOF = SIGNED["proof"]


def test_what_was_signed_holds_for_its_key_alone() -> None:
    proof = proofs.proof_of(SIGNED)

    assert proof.key_id == samples.KEY.id
    assert proof.created == samples.SIGNED
    assert proofs.holds(SIGNED, proof, samples.KEY.public)
    assert not proofs.holds(SIGNED, proof, samples.OTHER_KEY.public)


def test_signing_again_gives_the_same_bytes_and_another_moment_others() -> None:
    said = credential.unsigned(samples.award())
    later = datetime(2026, 10, 5, 9, 31, tzinfo=UTC)

    assert proofs.signed(said, key=samples.KEY, created=samples.SIGNED) == SIGNED
    assert proofs.signed(said, key=samples.KEY, created=later)["proof"]["proofValue"] != PROOF["proofValue"]


@pytest.mark.parametrize(
    "proof",
    [
        pytest.param(None, id="none"),
        pytest.param([PROOF], id="in a list"),
        pytest.param([PROOF, PROOF], id="several"),
        pytest.param("z123", id="a text"),
        pytest.param({**PROOF, "type": "Ed25519Signature2020"}, id="another type"),
        pytest.param({**PROOF, "cryptosuite": "eddsa-jcs-2022"}, id="another suite"),
        pytest.param({**PROOF, "proofPurpose": "authentication"}, id="another purpose"),
        pytest.param({**PROOF, "domain": "x"}, id="a term more"),
        pytest.param({term: value for term, value in PROOF.items() if term != "created"}, id="a term less"),
        pytest.param({**PROOF, "verificationMethod": {"id": samples.KEY.id}}, id="a key of its own"),
        pytest.param({**PROOF, "created": "yesterday"}, id="no moment"),
        pytest.param({**PROOF, "proofValue": PROOF["proofValue"][:-4]}, id="a short signature"),
        pytest.param({**PROOF, "proofValue": "u" + PROOF["proofValue"][1:]}, id="another spelling"),
    ],
)
def test_a_document_without_one_readable_proof_has_none(proof: Any) -> None:
    with pytest.raises(NoProof):
        proofs.proof_of({**SIGNED, "proof": proof})


def test_a_document_without_a_proof_has_none() -> None:
    with pytest.raises(NoProof):
        proofs.proof_of(credential.unsigned(samples.award()))
