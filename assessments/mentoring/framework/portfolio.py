"""The certificate of practice over all indicators of a pathway. Pure; the shares are exact.

"Level 3 in all safety-critical indicators, level 3 in at least 80 % of the remaining indicators of the pathway, none below level 2."
Evidence that one person alone has judged is flagged and does not block.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from assessments.mentoring.framework.ratings import PAUSED, Standing

PAUSED_INDICATORS, SAFETY_CRITICAL_BELOW, SHARE_BELOW, BELOW_LOWEST = (
    "paused",
    "safety_critical_below",
    "share_below",
    "below_lowest",
)


class EmptyScope(ValueError):
    """A pathway without indicators certifies nothing."""


@dataclass(frozen=True, kw_only=True)
class CertificateRule:
    """Every number of the rule."""

    level: int = 3
    share: Fraction = Fraction(80, 100)
    lowest: int = 2
    validators: int = 2


CERTIFICATE = CertificateRule()


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why the certificate cannot be given."""

    code: str
    """PAUSED_INDICATORS, SAFETY_CRITICAL_BELOW, SHARE_BELOW or BELOW_LOWEST."""
    indicators: tuple[str, ...]
    """Which ones, in the order of the pathway; for a share, those that could still reach it."""
    number: int
    """How many reach what is asked."""
    needed: int
    """How many have to."""


@dataclass(frozen=True, kw_only=True)
class PortfolioStanding:
    """Where a person stands in a pathway on one day."""

    met: bool
    reasons: tuple[Reason, ...]
    """Empty exactly when it is met."""
    share: Fraction | None
    """Of the indicators that are not safety-critical, those at the level; None where the pathway has none of them."""
    assessors: frozenset[Hashable]
    one_validator: bool
    """All evidence was judged by fewer people than there should be."""
    ages_on: date | None
    """The earliest day after which a level of the pathway no longer stands; None where there is no level."""


def portfolio(
    standings: Mapping[str, Standing],
    *,
    scope: Iterable[str],
    safety_critical: Collection[str],
    rule: CertificateRule = CERTIFICATE,
) -> PortfolioStanding:
    """Where a person stands. An indicator of the scope without a standing has no level yet. Raises EmptyScope."""
    codes = tuple(dict.fromkeys(scope))
    if not codes:
        raise EmptyScope("a pathway has at least one indicator")
    known = {code: standings[code] for code in codes if code in standings}
    levels = {code: known[code].level or 0 if code in known else 0 for code in codes}
    others = [code for code in codes if code not in safety_critical]
    reasons = tuple(_reasons(codes, known, levels, others, rule))
    assessors = frozenset[Hashable]().union(*(standing.assessors for standing in known.values()))
    return PortfolioStanding(
        met=not reasons,
        reasons=reasons,
        share=Fraction(sum(levels[code] >= rule.level for code in others), len(others)) if others else None,
        assessors=assessors,
        one_validator=len(assessors) < rule.validators,
        ages_on=min((standing.fresh_until for standing in known.values() if standing.fresh_until), default=None),
    )


def _reasons(
    codes: Sequence[str],
    known: Mapping[str, Standing],
    levels: Mapping[str, int],
    others: Sequence[str],
    rule: CertificateRule,
) -> Iterator[Reason]:
    """What stands in the way. An indicator that is paused is named for that alone."""
    paused = {code for code in known if known[code].state == PAUSED}
    critical = [code for code in codes if code not in others]
    yield from _all(PAUSED_INDICATORS, codes, failing=paused)
    yield from _all(
        SAFETY_CRITICAL_BELOW, critical, failing={code for code in critical if levels[code] < rule.level} - paused
    )
    below = tuple(code for code in others if levels[code] < rule.level)
    needed, number = ceil(rule.share * len(others)), len(others) - len(below)
    if number < needed:
        yield Reason(code=SHARE_BELOW, indicators=below, number=number, needed=needed)
    yield from _all(BELOW_LOWEST, codes, failing={code for code in codes if levels[code] < rule.lowest} - paused)


def _all(code: str, asked: Sequence[str], *, failing: Collection[str]) -> Iterator[Reason]:
    """A reason where not all that is asked for holds."""
    if failing:
        indicators = tuple(each for each in asked if each in failing)
        yield Reason(code=code, indicators=indicators, number=len(asked) - len(indicators), needed=len(asked))
