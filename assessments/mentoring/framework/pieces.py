"""A Piece is what somebody showed in one indicator on one day, judged by somebody else."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

CEILINGS: Mapping[str, int] = {
    "observation": 4,
    "work_product": 4,
    "simulation": 3,
    "feedback": 3,
    "scenario": 1,
    "reflection": 1,
    "session": 1,
}
"""Kind → the highest level it can show, after the framework's column of typical evidence (4.2). Level 1 is quiz, scenario, discussion;
level 3 adds feedback; level 4 is coaching that was observed, or a procedure that was changed. A role-play can take the place of a visit
(5.9) but shows no guiding of others. What somebody says or writes about practice shows that they know, never that they do."""


class UnknownEvidence(ValueError):
    """A kind of evidence or a level that the framework does not have."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One piece of evidence for one indicator."""

    id: Hashable
    kind: str
    """One of CEILINGS."""
    level: int
    """What was judged, 0 (nothing yet) to 4."""
    acted_on: date
    """The day of the act; freshness counts from here."""
    entered_on: date
    assessor: Hashable
    """Who judged it."""
    source: Hashable
    """Where it comes from. Best is `(kind, assessor)`: two observations by one person are one source, an observation and a file
    that the same person looked at are two, and so are the observations of two people."""
    lapse: bool = False
    """A safety-critical lapse was seen in this indicator. The piece then shows no level; it pauses."""
    validated: bool = True
    approved: bool = False
    """A coordinator has approved the day of the act, however late it was entered."""

    def __post_init__(self) -> None:
        """Raises UnknownEvidence."""
        if self.kind not in CEILINGS or not 0 <= self.level <= 4:
            raise UnknownEvidence(f"{self.kind} at level {self.level}")

    @property
    def shown(self) -> int:
        """The level it can count for."""
        return 0 if self.lapse else min(self.level, CEILINGS[self.kind])
