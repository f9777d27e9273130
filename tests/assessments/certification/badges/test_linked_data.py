"""What a document says is all that it says: nothing is left out, nothing can be slipped in."""

import copy
from typing import Any

import pytest

from assessments.certification.badges import credential, linked_data, pinned
from assessments.certification.badges.linked_data import Unsayable
from tests.assessments.certification.badges import samples


def _document(**terms: Any) -> dict[str, Any]:
    return {"@context": [pinned.CREDENTIALS, pinned.OPEN_BADGES], "type": ["VerifiableCredential"], **terms}


def test_statements_are_sorted_and_things_without_a_name_are_numbered() -> None:
    text = linked_data.canonical(_document(id="urn:uuid:1", issuer={"type": ["Profile"], "name": "Ours"}))

    assert text.splitlines() == [
        "<urn:uuid:1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://www.w3.org/2018/credentials#VerifiableCredential> .",
        "<urn:uuid:1> <https://www.w3.org/2018/credentials#issuer> _:c14n0 .",
        "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://purl.imsglobal.org/spec/vc/ob/vocab.html#Profile> .",
        '_:c14n0 <https://schema.org/name> "Ours" .',
    ]


def test_the_order_of_keys_does_not_matter() -> None:
    said = credential.unsigned(samples.award())

    assert linked_data.canonical(dict(reversed(said.items()))) == linked_data.canonical(said)


def test_a_document_is_not_changed_by_reading_it() -> None:
    said = credential.unsigned(samples.award())
    before = copy.deepcopy(said)

    linked_data.canonical(said)

    assert said == before


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"type": ["VerifiableCredential"]}, id="no context"),
        pytest.param({"@context": pinned.CREDENTIALS, "name": "x"}, id="a context outside a list"),
        pytest.param({"@context": ["https://strange.example/"], "name": "x"}, id="a context that is not pinned"),
        pytest.param({"@context": [pinned.CREDENTIALS, {"name": "urn:x"}], "name": "x"}, id="a context of its own"),
        pytest.param({"@context": [pinned.CREDENTIALS, [pinned.DID]], "name": "x"}, id="a list of contexts in a list"),
        pytest.param(_document(nickname="x"), id="a term that nobody defines"),
        pytest.param(_document(issuer={"id": "urn:x", "nickname": "x"}), id="such a term, deeper"),
        pytest.param(_document(issuer={"type": ["Organisation"]}), id="a type that nobody defines"),
        pytest.param(_document(issuer="ours"), id="an address that is none"),
        pytest.param(_document(id="ours"), id="an id that is none"),
        pytest.param(_document(id=""), id="an empty id"),
        pytest.param(_document(issuer="//training.example/"), id="an address without a scheme"),
        pytest.param(_document(issuer="#ours"), id="a place in this document"),
        pytest.param(_document(issuer="nowhere://document/ours"), id="what a relative address is read as"),
        pytest.param(_document(id="_:b0"), id="an id that means nothing outside"),
        pytest.param(_document(issuer={"id": "urn:x", "@type": "Profile"}), id="a keyword"),
        pytest.param(_document(name=None), id="nothing for a value"),
        pytest.param(_document(name=1.5), id="a fraction"),
        pytest.param(_document(issuer={"id": 5}), id="a number for an id"),
        pytest.param({"@context": [pinned.CREDENTIALS], "id": "urn:x"}, id="no statement at all"),
        pytest.param({"@context": [pinned.CREDENTIALS]}, id="nothing at all"),
    ],
)
def test_what_no_signature_would_cover_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(Unsayable):
        linked_data.canonical(document)


@pytest.mark.parametrize("ending", list('<>"{}|^`\\ \n'), ids=repr)
def test_an_address_cannot_pass_for_several_statements(ending: str) -> None:
    with pytest.raises(Unsayable):
        linked_data.canonical(_document(issuer=f"urn:x{ending} <urn:p> <urn:o> .\n<urn:x"))


def test_text_is_written_so_that_it_cannot_end_early() -> None:
    text = linked_data.canonical(_document(id="urn:x", name='a" .\n<urn:x> <urn:p> "b\\'))

    assert '"a\\" .\\n<urn:x> <urn:p> \\"b\\\\" .' in text
    assert len(text.splitlines()) == 2


def _tangle(alike: int) -> dict[str, Any]:
    """Two things that only differ deep down, each with so many that only differ deeper: telling them apart takes factorials."""

    def profile(number: int) -> dict[str, Any]:
        return {"type": ["Profile"], "parentOrg": [{"type": ["Profile"], "parentOrg": {"type": ["Profile"]}}]}

    twin = {"type": ["Profile"], "parentOrg": [profile(number) for number in range(alike)]}
    return _document(issuer=[twin, copy.deepcopy(twin)])


def test_finding_the_order_is_given_up_before_it_costs_too_much() -> None:
    assert linked_data.canonical(_tangle(2))
    with pytest.raises(Unsayable, match="alike"):
        linked_data.canonical(_tangle(9))


def test_finding_the_order_has_a_bound_on_its_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked_data, "MOST_STEPS", 3)

    with pytest.raises(Unsayable, match="alike"):
        linked_data.canonical(_tangle(2))
