"""The rules of one version of a certification, as a document that never changes once it is published. Pure.

Reading is strict and writing complete: every value stands in the document, so that a default that changes later changes no version.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from assessments.certification.laws.calendar import NOTHING, Period
from assessments.certification.laws.clauses import (
    INITIAL_PATH,
    RECERT_PATH_DURING_GRACE,
    DecisionMode,
    Due,
    Path,
)
from assessments.certification.laws.expiry import (
    BASES,
    COMPLETION,
    FROM_THE_WINDOW,
    Dates,
    EarlyCredit,
    counts_from,
)
from assessments.certification.laws.problems import Malformed, Place
from assessments.certification.laws.reading import (
    by,
    items,
    nested,
    one_of,
    perhaps,
    period,
    read_object,
    write_object,
    zone,
)
from assessments.certification.laws.requirements.requirement import ALWAYS_READ
from assessments.certification.laws.tree import leaves
from assessments.mentoring.canonical import digest

FORMAT = 1
"""Of the document; another number is refused."""
AUTOMATICALLY, NEVER = DecisionMode(), Due()


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Everything a version says. They are `Terms` for the dates of a cycle."""

    paths: tuple[Path, ...] = field(metadata=by(lambda value, place: items(value, nested(Path), place, least=1)))
    basis: str = field(default=COMPLETION, metadata=by(one_of(*BASES)))
    active: Period | None = field(default=None, metadata=by(perhaps(period)))
    """How long a certificate holds; None for ever."""
    window: Period = field(default=NOTHING, metadata=by(period))
    """How long before its expiry it can be renewed."""
    minimum_active: Period = field(default=NOTHING, metadata=by(period))
    """With a fixed day: for how long it holds at least."""
    grace: Period = field(default=NOTHING, metadata=by(period))
    """How long after its expiry it can still be renewed."""
    on_expiry: str = field(default=INITIAL_PATH, metadata=by(one_of(INITIAL_PATH, RECERT_PATH_DURING_GRACE)))
    """Which path leads on from there: at once the first one, or the renewal while there is grace."""
    early_credit: EarlyCredit = field(default=FROM_THE_WINDOW, metadata=by(nested(EarlyCredit)))
    decision: DecisionMode = field(default=AUTOMATICALLY, metadata=by(nested(DecisionMode)))
    due: Due = field(default=NEVER, metadata=by(nested(Due)))
    zone: ZoneInfo = field(metadata=by(zone))
    """Of the issuer: on which day something is."""

    @classmethod
    def read(cls, document: object) -> "Rules":
        """The rules a document means. Raises Malformed."""
        place = Place.top()
        written_as = document.get("format") if isinstance(document, Mapping) else FORMAT
        if type(written_as) is not int or written_as != FORMAT:
            place.field("format").wrong("unknown_format", found=str(written_as)[:40], known=FORMAT)
            raise Malformed(place.problems)
        if isinstance(document, Mapping):
            document = {name: value for name, value in document.items() if name != "format"}
        found = read_object(cls, document, place)
        if found is None:
            raise Malformed(place.problems)
        return found

    def document(self) -> dict[str, Any]:
        """The document that means these rules, whole."""
        return {"format": FORMAT, **write_object(self)}

    def digest(self) -> str:
        """SHA-256 of the document in its one spelling, in hexadecimal."""
        return digest(self.document())

    def of_kind(self, kind: str) -> tuple[Path, ...]:
        """The paths of a kind, in their order."""
        return tuple(sorted((path for path in self.paths if path.kind == kind), key=lambda path: path.sequence_no))

    def reads(self) -> frozenset[str]:
        """The fields of Facts that any of its requirements looks at."""
        asked = (leaf for path in self.paths for leaf in leaves(path.tree))
        return ALWAYS_READ.union(*(leaf.reads for leaf in asked))

    def counts_from(self, dates: Dates) -> date | None:
        """The first day on which acts count towards the renewal of a certificate with these dates; None where it never is."""
        return counts_from(self.early_credit, dates)
