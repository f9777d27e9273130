"""What has to be observed before the certificate, by the phase of the process it was seen in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from assessments.mentoring.framework.sentences import Sentence

PHASES: Mapping[str, tuple[str, ...]] = {
    "any": (),
    "assessment": ("D4",),
    "preparation": ("D6",),
    "follow_up": ("D7",),
}
"""Phase → the domains of the framework by which an observation belongs to it; no domain: whatever it was about."""
KINDS = ("observation", "simulation", "work_product", "feedback")


@dataclass(frozen=True, kw_only=True)
class Required:
    """So many pieces of a kind, seen in a phase, by so many different people."""

    kind: str
    phase: str = "any"
    count: int = 1
    observers: int = 1

    def met_by(self, seen: Iterable[tuple[str, Iterable[str], object]]) -> bool:
        """Whether these suffice: (kind, indicator codes, observer) of each act."""
        domains = PHASES[self.phase]
        found = [
            observer
            for kind, indicators, observer in seen
            if kind == self.kind and (not domains or any(code.split(".")[0] in domains for code in indicators))
        ]
        return len(found) >= self.count and len(set(found)) >= self.observers


DEFAULT_EVIDENCE = (
    Required(kind="observation", count=3),
    Required(kind="observation", phase="assessment"),
    Required(kind="observation", phase="preparation"),
    Required(kind="observation", phase="follow_up"),
)
"""Three observations, one each in assessment, preparation and follow-up."""


def read_required(rows: object) -> tuple[tuple[Required, ...], list[Sentence]]:
    """Required evidence from JSON, and what is wrong with it, one sentence each."""
    if not isinstance(rows, list | tuple):
        return (), [Sentence(text="Required evidence is a list.")]
    wrong = [number for number, row in enumerate(rows, start=1) if not _is_required(row)]
    problems = [
        Sentence(
            text="Line %(line)d: choose a kind and a phase, a number up to 20 and no more observers than that.",
            values={"line": number},
        )
        for number in wrong
    ]
    return tuple(Required(**row) for row in rows) if not wrong else (), problems


def _is_required(row: object) -> bool:
    if not isinstance(row, Mapping) or set(row) - {field.name for field in fields(Required)}:
        return False
    count, observers = row.get("count", 1), row.get("observers", 1)
    return (
        row.get("kind") in KINDS
        and row.get("phase", "any") in PHASES
        and type(count) is type(observers) is int
        and 1 <= observers <= count <= 20
    )
