"""What a document says, as the text that is signed: its statements in canonical order (RDFC-1.0, formerly URDNA2015). Pure.

The JSON-LD processor silently leaves out whatever it cannot map to a concept, and what is left out is not signed. So everything
that it would leave out is refused, and everything that could be taken for more or other statements than it is.
"""

import re
from collections.abc import Mapping
from threading import Lock
from typing import Any

from pyld import jsonld
from pyld.canon import URDNA2015

from assessments.certification.badges import documents, pinned

MOST_ALIKE = 4
MOST_STEPS = 500
"""Bounds on telling nameless nodes apart, whose cost can grow with the factorial of how many are alike."""

_ADDRESS = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\x9f<>"{}|^`\\]*""")
"""An absolute IRI. Characters that could end it in N-Quads would let one address pass for several statements."""

_NOWHERE = "nowhere://document/"
"""What an address is relative to here. The processor would otherwise make up a base and sign an address that nobody wrote."""

_processor = Lock()


class Unsayable(ValueError):
    """A document that says something no signature would cover."""


class _Canoniser(URDNA2015):
    """The canonical order, given up where finding it would cost too much."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = 0

    def create_hash_to_related(self, id_: str, issuer: Any) -> dict[str, list[str]]:
        self.steps += 1
        related: dict[str, list[str]] = super().create_hash_to_related(id_, issuer)
        if self.steps > MOST_STEPS or any(len(alike) > MOST_ALIKE for alike in related.values()):
            raise Unsayable("too many things without a name that look alike")
        return related


def canonical(document: Mapping[str, Any], contexts: pinned.Contexts | None = None) -> str:
    """The statements of a document as canonical N-Quads; raises Unsayable."""
    known = contexts or pinned.contexts()
    _check_form(document, known)
    with _processor:  # its caches are not made for threads
        dataset = _statements(document, known)
    text: str = _Canoniser().main(dataset, {"format": "application/n-quads"})
    if not text:
        raise Unsayable("a document without a statement")
    return text


def _check_form(document: Mapping[str, Any], known: pinned.Contexts) -> None:
    named = document.get("@context")
    if not isinstance(named, list) or not all(isinstance(name, str) and name in known.addresses for name in named):
        raise Unsayable("names a context that is not pinned")
    try:
        documents.checked(document)
    except documents.Unreadable as error:
        raise Unsayable(str(error)) from None


def _statements(document: Mapping[str, Any], known: pinned.Contexts) -> Any:
    left_out: list[object] = []
    options = {**known.options(), "base": _NOWHERE}
    try:
        expanded = jsonld.expand(dict(document), options, on_property_dropped=left_out.append)
        if left_out:
            raise Unsayable("has a term that none of its contexts defines")
        _check_addresses(expanded)
        return jsonld.to_rdf(expanded, options)
    except jsonld.JsonLdError as error:
        raise Unsayable(f"is not JSON-LD: {error.code or error.type}") from None


def _check_addresses(expanded: Any) -> None:
    if isinstance(expanded, list):
        for held in expanded:
            _check_addresses(held)
    elif isinstance(expanded, dict) and "@value" not in expanded:
        for key, held in expanded.items():
            if key in {"@id", "@type"}:
                _check_absolute(held)
            else:
                _check_addresses(held)


def _check_absolute(held: Any) -> None:
    for address in held if isinstance(held, list) else [held]:
        if not _ADDRESS.fullmatch(address) or address.startswith(_NOWHERE.partition("/")[0]):
            raise Unsayable(f"{address!r} is no address of anything")
