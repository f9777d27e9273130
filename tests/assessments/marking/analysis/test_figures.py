"""What is counted in one pass says the same as the definitions, and as the tables of the platform whose definitions they are."""

import json
from collections.abc import Sequence
from fractions import Fraction
from math import copysign, isclose, sqrt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.marking.analysis.items import Extent, item_figures
from assessments.marking.analysis.papers import paper_figures
from assessments.marking.analysis.tally import Answered, Tally, merged
from tests.assessments.marking.analysis import by_definition
from tests.assessments.marking.analysis.by_definition import Sittings

laws = settings(max_examples=40, deadline=None)
ITEMS = ("a", "b", "c", "d")
scores = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(1)]) | st.fractions(
    0, 1, max_denominator=12
)
papers = st.integers(1, 4).flatmap(
    lambda many: st.lists(st.fixed_dictionaries(dict.fromkeys(ITEMS[:many], scores)), min_size=4, max_size=14)
)
drawn = st.lists(st.dictionaries(st.sampled_from(ITEMS), scores, min_size=1, max_size=4), min_size=2, max_size=12)


def counted(sittings: Sittings) -> Tally:
    tally = Tally()
    for sitting in sittings:
        tally.add([Answered(item, mark.numerator, mark.denominator) for item, mark in sitting.items()])
    return tally


def extents(sittings: Sittings, highest: int = 1) -> dict[str, Extent]:
    return {item: Extent(highest=Fraction(highest)) for sitting in sittings for item in sitting}


@laws
@given(papers | drawn)
def test_the_figures_of_a_question_are_those_of_the_definition(sittings: Sittings) -> None:
    found = item_figures(counted(sittings), extents(sittings, highest=2))

    for item, figures in found.items():
        x = by_definition.marks(sittings, item)
        assert figures.number == len(x)
        assert figures.facility == by_definition.mean(x) / 2
        if len(x) < 2:
            assert (figures.deviation, figures.discrimination, figures.efficiency) == (None, None, None)
            continue
        assert figures.deviation == sqrt(by_definition.covariance(x, x) / 4)
        assert figures.efficiency == by_definition.efficiency(sittings, item)
        squared = by_definition.squared_discrimination(sittings, item)
        assert (figures.discrimination is None) == (squared is None)
        if squared is not None and figures.discrimination is not None:
            assert abs(figures.discrimination) == sqrt(squared)
            together = by_definition.covariance(x, by_definition.rests(sittings, item))
            assert (figures.discrimination < 0) == (together < 0)


@laws
@given(papers)
def test_weights_are_those_of_the_definition(sittings: Sittings) -> None:
    found = item_figures(counted(sittings), extents(sittings))
    shared = {item: by_definition.with_total(sittings, item) for item in found}
    roots = {item: sqrt(one) for item, one in shared.items() if one >= 0}

    assert sum(figures.intended for figures in found.values()) == 1
    for item, figures in found.items():
        if item in roots and sum(roots.values()):
            assert figures.effective is not None
            assert isclose(figures.effective, roots[item] / sum(roots.values()))
        else:
            assert figures.effective is None


@laws
@given(papers)
def test_the_figures_of_a_paper_are_those_of_the_definition(sittings: Sittings) -> None:
    found = paper_figures(counted(sittings), extents(sittings))
    totals, points = by_definition.totals(sittings), len(sittings[0])
    k2, k3, k4 = (cumulant(totals) for cumulant in (by_definition.k2, by_definition.k3, by_definition.k4))

    assert found is not None
    assert (found.number, found.mean) == (len(totals), by_definition.mean(totals) / points)
    assert found.median == by_definition.middle(totals) / points
    assert found.deviation == sqrt(k2 / points**2)
    assert found.consistency == by_definition.consistency(sittings)
    assert found.kurtosis == (k4 / k2**2 if k2 else None)
    assert found.skewness == (copysign(sqrt(k3**2 / k2**3), k3) if k2 else None)
    if found.consistency is not None and found.error_ratio is not None and found.standard_error is not None:
        assert isclose(found.error_ratio, sqrt(max(0, 1 - found.consistency)))
        assert isclose(found.standard_error, found.error_ratio * sqrt(k2) / points)


@laws
@given(papers, st.randoms(use_true_random=False))
def test_order_and_portions_do_not_matter(sittings: list[dict[str, Fraction]], chance: object) -> None:
    mixed = list(sittings)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    at_once, in_portions = counted(sittings), merged([counted(mixed[:2]), counted(mixed[2:])])

    assert item_figures(at_once, extents(sittings)) == item_figures(in_portions, extents(sittings))
    assert paper_figures(at_once, extents(sittings)) == paper_figures(in_portions, extents(sittings))


def test_nothing_is_said_of_nobody() -> None:
    assert paper_figures(Tally(), {}) is None
    assert item_figures(Tally(), {}) == {}


def test_different_papers_have_no_consistency() -> None:
    sittings = [{"a": Fraction(1), "b": Fraction(0)}, {"a": Fraction(0), "c": Fraction(1)}] * 3
    found = paper_figures(counted(sittings), extents(sittings))

    assert found is not None
    assert found.consistency is None


def test_marks_below_nothing_are_measured_from_the_lowest() -> None:
    tally = Tally()
    for mark in (-6, 3, 3, 0):
        tally.add([Answered("sure", mark, 1), Answered("other", 1, 1)])
    known = {"sure": Extent(highest=Fraction(3), lowest=Fraction(-6)), "other": Extent(highest=Fraction(1))}

    assert item_figures(tally, known)["sure"].facility == Fraction(2, 3)


PUBLISHED: dict[str, Sequence[float]] = {
    "facility": (0.704, 0.48, 0.97333, 0.68, 0.52, 0.64, 0.62),
    "deviation": (0.45137, 0.50990, 0.13333, 0.47610, 0.30551, 0.48990, 0.33166),
    "effective": (0.21292, 0.18898, 0.04443, 0.18935, 0.11145, 0.09808, 0.15479),
    "discrimination": (-0.07065, -0.28898, -0.09123, -0.22631, -0.17700, -0.45379, -0.05654),
    "efficiency": (-0.09455, -0.36783, -0.21655, -0.31441, -0.21179, -0.56937, -0.06504),
}
"""Of the seven questions of `stats00`, rounded to five places: facts that Moodle's own test of its statistics expects."""
PUBLISHED_OF_THE_PAPER = {
    "mean": 4.61733 / 7,
    "median": 4.5 / 7,
    "deviation": 0.81173 / 7,
    "skewness": -0.09250,
    "kurtosis": -0.70740,
    "consistency": -0.87223,
    "error_ratio": 1.36829,
    "standard_error": 1.11068 / 7,
}


def test_the_tables_of_the_platform_whose_definitions_these_are_come_out_the_same(corpora: Path) -> None:
    oracle = json.loads((corpora / "grading" / "moodle_grading_oracle.json").read_text("utf-8"))
    slots = range(1, 8)
    sittings = [
        {str(slot): Fraction(result[f"slots.{slot}.mark"]) for slot in slots}
        for result in oracle["walkthrough"]["stats00"]["results"]
    ]
    found = item_figures(counted(sittings), extents(sittings))
    whole = paper_figures(counted(sittings), extents(sittings))

    for name, expected in PUBLISHED.items():
        assert [float(getattr(found[str(slot)], name)) for slot in slots] == pytest.approx(expected, abs=6e-6), name
    for name, value in PUBLISHED_OF_THE_PAPER.items():
        assert float(getattr(whole, name)) == pytest.approx(value, abs=6e-6), name
