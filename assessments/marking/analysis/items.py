"""What is said of one question in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt

from assessments.marking.analysis.spread import Spread, spread
from assessments.marking.analysis.tally import ItemTally, Tally


@dataclass(frozen=True, kw_only=True)
class Extent:
    """How few and how many marks a question can bring, and what blind guessing brings as a share of them."""

    highest: Fraction
    lowest: Fraction = Fraction(0)
    guess: Fraction | None = None
    """None where it cannot be said."""

    @property
    def reach(self) -> Fraction:
        """From the lowest to the highest mark."""
        return self.highest - self.lowest


@dataclass(frozen=True, kw_only=True)
class ItemFigures:
    """The figures of one question; None where there are too few sittings, or all are alike."""

    number: int
    """S: in how many sittings it was asked."""
    facility: Fraction
    """F = (mean x - lowest) / (highest - lowest)."""
    deviation: float | None
    """SD = root of V(x), as a share of the reach."""
    guess: Fraction | None
    intended: Fraction
    """The share of all points that the author gave it."""
    effective: float | None
    """root of C(x, T) over the sum of those roots; None where a question works against the total."""
    discrimination: float | None
    """C(x, X) / root of V(x) V(X): the correlation with the rest of the paper."""
    efficiency: Fraction | None
    """C(x, X) over the largest it could be with these marks."""


def item_figures(tally: Tally, extents: Mapping[str, Extent]) -> dict[str, ItemFigures]:
    """Question → its figures, for every question that was counted."""
    all_points = sum((extents[key].reach for key in tally.items), Fraction(0))
    with_total = {key: spread(item.pairs).covariance for key, item in tally.items.items()}
    roots = {
        key: sqrt(shared / tally.unit**2) for key, shared in with_total.items() if shared is not None and shared >= 0
    }
    weight = fsum(roots.values())
    return {
        key: _figures(
            tally,
            with_rest(item),
            extents[key],
            all_points=all_points,
            effective=roots[key] / weight if key in roots and weight else None,
        )
        for key, item in tally.items.items()
    }


def with_rest(item: ItemTally) -> Spread:
    """How the marks of a question vary with the rest of the paper."""
    return spread({(mark, total - mark): times for (mark, total), times in item.pairs.items()})


def _figures(
    tally: Tally, found: Spread, extent: Extent, *, all_points: Fraction, effective: float | None
) -> ItemFigures:
    reach = extent.reach
    varies = None if found.variance is None else found.variance / tally.unit**2
    return ItemFigures(
        number=found.number,
        facility=(found.mean / tally.unit - extent.lowest) / reach if reach else Fraction(0),
        deviation=sqrt(varies / reach**2) if varies is not None and reach else None,
        guess=extent.guess,
        intended=reach / all_points if all_points else Fraction(0),
        effective=effective,
        discrimination=found.correlation,
        efficiency=found.covariance / found.most if found.covariance is not None and found.most else None,
    )
