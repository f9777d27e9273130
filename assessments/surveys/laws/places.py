"""Which organisations may stand on an answer. Pure.

An answer that named an organisation in which two are asked would say too much before anything is counted. So only organisations with five
who are asked keep their name; all others are one place without a name, which has five as well, or nobody.
"""

from collections.abc import Mapping

from assessments.reporting.laws.suppression import FEWEST


def named(asked: Mapping[int, int], *, fewest: int = FEWEST) -> frozenset[int]:
    """Organisation → how many are asked there; those that are named."""
    kept = {place for place, number in asked.items() if number >= fewest}
    rest = sum(number for place, number in asked.items() if place not in kept)
    # The smallest joins the rest where the rest alone would be too few.
    if 0 < rest < fewest and kept:
        kept.remove(min(kept, key=lambda place: (asked[place], place)))
    return frozenset(kept)
