"""The rule by which pieces of evidence combine to a level: `two_sources_agree`.

A level is reached when two fresh pieces from two sources both show it or more. In a safety-critical indicator, level 3 and above also need
one of the pieces to be a direct observation. This is the framework's "two pieces of evidence for each indicator, from at least two
sources, not older than 12 months" and "safety-critical indicators cannot be balanced by others", read literally.

Never an average: a level is a statement about what somebody can be trusted with, and half of a 2 and a 4 is a claim nobody made. Not the
latest alone, because one bad day would undo a year and hiding it would pay; a weaker later showing is told (`latest`) and talked about.
What takes a level away is time, because evidence ages, and a safety-critical lapse, which pauses at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessments.mentoring.framework.lateness import LATE_AFTER_DAYS, LATE_LIMIT_DAYS, TOO_LATE, lateness
from assessments.mentoring.framework.months import add_months
from assessments.mentoring.framework.pieces import Piece
from assessments.mentoring.framework.policy import DEFAULT, Policy

FRESH, AGEING, AGED = "fresh", "ageing", "aged"
SIMULATED = frozenset({"D2.1"})
"""Indicators in which a simulation assessed live takes the place of an observation: real disclosures are not staged or waited for."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Every number of the rule."""

    name: str = "two_sources_agree"
    safety_critical: bool = False
    direct: frozenset[str] = frozenset({"observation"})
    """Kinds of evidence that are a direct look."""
    target: int = 3
    """The level that is worked towards, and from which a safety-critical indicator needs a direct look."""
    pieces: int = 2
    sources: int = 2
    months: int = 12
    """Evidence is fresh up to and with the same day so many calendar months later."""
    ageing_days: int = 60
    """In its last days it is ageing."""
    late_after_days: int = LATE_AFTER_DAYS
    late_limit_days: int = LATE_LIMIT_DAYS
    reobserve_within_days: int = 28
    """After a lapse (5.9: within four weeks)."""
    paused_level: int = 2
    """The highest level while paused: with somebody present, never unaccompanied."""

    def fresh_until(self, acted_on: date) -> date:
        """The last day on which an act still counts."""
        return add_months(acted_on, self.months)

    def freshness(self, acted_on: date, *, today: date) -> str:
        """FRESH, AGEING in its last days, or AGED."""
        left = (self.fresh_until(acted_on) - today).days
        return AGED if left < 0 else AGEING if left <= self.ageing_days else FRESH

    def lateness(self, piece: Piece) -> str:
        """How late a piece was entered, as `lateness` says it."""
        return lateness(piece.acted_on, piece.entered_on, late_after=self.late_after_days, limit=self.late_limit_days)

    def too_late(self, piece: Piece) -> bool:
        """Whether a piece waits for a coordinator's approval."""
        return not piece.approved and self.lateness(piece) == TOO_LATE

    def is_direct(self, piece: Piece, level: int) -> bool:
        """Whether a piece is a direct look that shows this level."""
        return piece.kind in self.direct and piece.shown >= level

    def supports(self, pieces: Iterable[Piece], level: int) -> bool:
        """Whether these pieces reach a level."""
        reaching = [piece for piece in pieces if piece.shown >= level]
        looked_at = not self.safety_critical or level < self.target or any(self.is_direct(p, level) for p in reaching)
        return (
            len({piece.id for piece in reaching}) >= self.pieces
            and len({piece.source for piece in reaching}) >= self.sources
            and looked_at
        )

    def level(self, pieces: Iterable[Piece]) -> int:
        """The highest level these pieces reach; 0 for none."""
        pieces = tuple(pieces)
        return next((level for level in (4, 3, 2, 1) if self.supports(pieces, level)), 0)


def rule_for(indicator: str, *, safety_critical: bool, policy: Policy = DEFAULT) -> Rule:
    """The framework's rule for an indicator, with the days of an organisation's policy."""
    direct = {"observation", "simulation"} if indicator in SIMULATED else {"observation"}
    return Rule(
        safety_critical=safety_critical,
        direct=frozenset(direct),
        late_after_days=policy.late_after_days,
        late_limit_days=policy.late_limit_days,
        reobserve_within_days=policy.reobserve_within_days,
    )
