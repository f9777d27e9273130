"""What is said of a paper as a whole in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import copysign, sqrt

from assessments.marking.analysis.items import Extent
from assessments.marking.analysis.spread import power_sums, spread
from assessments.marking.analysis.tally import Tally


@dataclass(frozen=True, kw_only=True)
class PaperFigures:
    """The figures of a paper; None where there are too few sittings, or all are alike."""

    number: int
    """S: how many sittings."""
    mean: Fraction
    """As a share of all points, like the next two."""
    median: Fraction
    deviation: float | None
    skewness: float | None
    """k3 / k2^(3/2)."""
    kurtosis: Fraction | None
    """k4 / k2^2."""
    consistency: Fraction | None
    """CIC, Cronbach's alpha: P/(P-1) (1 - sum of V(x) / V(T)). None where people were not asked the same questions."""
    error_ratio: float | None
    """ER = root of (1 - CIC)."""
    standard_error: float | None
    """SE = ER x SD, as a share of all points."""


def paper_figures(tally: Tally, extents: Mapping[str, Extent]) -> PaperFigures | None:
    """The figures of what was counted; None if that was nothing."""
    if not tally.number:
        return None
    count, first, *_higher = power_sums(tally.totals.items(), 1)
    points = tally.unit * sum((extents[key].highest for key in tally.items), Fraction(0)) or Fraction(1)
    second, third, fourth = _cumulants(tally)
    deviation = sqrt(second / points**2) if second is not None else None
    consistency = _consistency(tally, second)
    error_ratio = None if consistency is None else sqrt(max(Fraction(0), 1 - consistency))
    return PaperFigures(
        number=count,
        mean=Fraction(first, count) / points,
        median=_median(tally) / points,
        deviation=deviation,
        skewness=copysign(sqrt(third**2 / second**3), third) if second and third is not None else None,
        kurtosis=fourth / second**2 if second and fourth is not None else None,
        consistency=consistency,
        error_ratio=error_ratio,
        standard_error=None if error_ratio is None or deviation is None else error_ratio * deviation,
    )


def _cumulants(tally: Tally) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """k2, k3 and k4 of the totals, in units; each needs one sitting more than the one before."""
    s, *sums = power_sums(tally.totals.items(), 4)
    mean = Fraction(sums[0], s)
    about = [Fraction(one, s) for one in sums]
    m2 = about[1] - mean**2
    m3 = about[2] - 3 * mean * about[1] + 2 * mean**3
    m4 = about[3] - 4 * mean * about[2] + 6 * mean**2 * about[1] - 3 * mean**4
    return (
        s * m2 / (s - 1) if s > 1 else None,
        s**2 * m3 / ((s - 1) * (s - 2)) if s > 2 else None,
        s**2 * ((s + 1) * m4 - 3 * (s - 1) * m2**2) / ((s - 1) * (s - 2) * (s - 3)) if s > 3 else None,
    )


def _consistency(tally: Tally, variance: Fraction | None) -> Fraction | None:
    positions = len(tally.items)
    if not variance or positions < 2 or len(tally.papers) > 1:
        return None
    parts = sum((spread(item.pairs).variance or Fraction(0) for item in tally.items.values()), Fraction(0))
    return Fraction(positions, positions - 1) * (1 - parts / variance)


def _median(tally: Tally) -> Fraction:
    """The total in the middle, or between the two in the middle."""
    middle = [(tally.number - 1) // 2, tally.number // 2]
    found, passed = [], 0
    for total, times in sorted(tally.totals.items()):
        found += [total for place in middle if passed <= place < passed + times]
        passed += times
    return Fraction(sum(found), 2)
