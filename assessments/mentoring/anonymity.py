"""What in the texts of one form may identify somebody, one Suspicion for each wording, and the texts as the writer decides. Pure.

All texts of a form are examined as one, so that the same name is offered the same pseudonym everywhere. Rules of pseudonymisation:
"Mentoring and reflective supervision", 5.4.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from training_site.identifiers import Finding, Kind, LocalList, Piece, danger_words, examine, highlighted, replaced

KEEP = "keep"
"""The decision to leave a wording as it is; every other decision is the number of an offer."""
LEFT_OUT = "…"
"""What stands in place of a number or an address, for which there is no pseudonym."""
BORDER = "\n\u241e\n"
"""Between two texts: a line of its own, so that no sentence goes on across it."""


@dataclass(frozen=True, kw_only=True)
class Suspicion:
    """A wording that may identify somebody, wherever it stands."""

    key: str
    """The same for the same wording of the same kind, in any text; it tells nothing of the wording."""
    text: str
    kind: Kind
    offers: tuple[str, ...]
    """What could stand there instead, never empty."""
    times: int


@dataclass(frozen=True, kw_only=True)
class Examined:
    """Texts by name, and what was found in each."""

    texts: Mapping[str, str]
    findings: Mapping[str, tuple[Finding, ...]]

    @property
    def suspicions(self) -> tuple[Suspicion, ...]:
        """Every wording once, in the order of the texts."""
        met: dict[str, list[tuple[str, Finding]]] = {}
        for name, finding in self._each():
            met.setdefault(self._key(name, finding), []).append((name, finding))
        return tuple(
            Suspicion(
                key=key,
                text=self._wording(*places[0]),
                kind=places[0][1].kind,
                offers=_offers(places[0][1]),
                times=len(places),
            )
            for key, places in met.items()
        )

    def keys(self) -> frozenset[str]:
        """The keys of all suspicions."""
        return frozenset(self._key(name, finding) for name, finding in self._each())

    def pieces(self, name: str) -> tuple[Piece, ...]:
        """One text in pieces, those with a finding marked; together they are the text."""
        return highlighted(self.texts[name], self.findings[name])

    def decided(self, decisions: Mapping[str, str]) -> dict[str, str]:
        """The texts with what was decided, by key: KEEP or the number of an offer. What is not decided stays."""
        return {name: self._decided(name, decisions) for name in self.texts}

    def _decided(self, name: str, decisions: Mapping[str, str]) -> str:
        findings = self.findings[name]
        choices = {}
        for number, finding in enumerate(findings):
            decision = decisions.get(self._key(name, finding), KEEP)
            if decision != KEEP:
                offers = _offers(finding)
                choices[number] = offers[min(int(decision), len(offers) - 1)]
        return replaced(self.texts[name], findings, choices)

    def _each(self) -> Iterator[tuple[str, Finding]]:
        for name, findings in self.findings.items():
            for finding in findings:
                yield name, finding

    def _key(self, name: str, finding: Finding) -> str:
        wording = f"{finding.kind}:{self._wording(name, finding).casefold()}"
        return sha256(wording.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def _wording(self, name: str, finding: Finding) -> str:
        return self.texts[name][finding.start : finding.end]


def examined(texts: Mapping[str, str], *, local: LocalList) -> Examined:
    """Look through texts by name, with the names and places of the organisation."""
    joined = BORDER.join(texts.values())
    found = examine(joined, local=local)
    findings: dict[str, tuple[Finding, ...]] = {}
    start = 0
    for name, text in texts.items():
        end = start + len(text)
        findings[name] = tuple(_moved(one, start, end) for one in found if start <= one.start < end)
        start = end + len(BORDER)
    return Examined(texts=texts, findings=findings)


def is_settled(texts: Mapping[str, str], *, kept: Collection[str], local: LocalList) -> bool:
    """Whether nothing was found but what the writer has decided to keep."""
    return examined(texts, local=local).keys() <= frozenset(kept)


def speaks_of_danger(texts: Collection[str]) -> bool:
    """Whether likely words of danger to a child stand in one of the texts. Only ever shown to the writer; kept nowhere."""
    return any(danger_words(text) for text in texts)


def _moved(finding: Finding, start: int, end: int) -> Finding:
    """A finding of the joined text in its own text."""
    return Finding(
        finding.start - start, min(finding.end, end) - start, finding.kind, finding.country, offers=finding.offers
    )


def _offers(finding: Finding) -> tuple[str, ...]:
    return finding.offers or (LEFT_OUT,)
