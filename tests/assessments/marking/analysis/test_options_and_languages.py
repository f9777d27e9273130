"""Options that distract nobody or the able; translations that behave differently; and what is said of all that."""

from dataclasses import replace
from fractions import Fraction
from math import isclose, sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.marking.analysis.items import Extent, ItemFigures, item_figures
from assessments.marking.analysis.languages import differences
from assessments.marking.analysis.options import Flag, option_figures
from assessments.marking.analysis.papers import PaperFigures
from assessments.marking.analysis.tally import Answered, Tally, merged
from assessments.marking.analysis.verdicts import Trust, Verdict, trust, verdicts
from tests.assessments.marking.analysis import by_definition

FAIR = ItemFigures(
    number=200,
    facility=Fraction(1, 2),
    deviation=0.5,
    guess=Fraction(1, 4),
    intended=Fraction(1, 5),
    effective=0.2,
    discrimination=0.4,
    efficiency=Fraction(1, 2),
)
PAPER = PaperFigures(
    number=200,
    mean=Fraction(1, 2),
    median=Fraction(1, 2),
    deviation=0.15,
    skewness=0.0,
    kurtosis=Fraction(0),
    consistency=Fraction(4, 5),
    error_ratio=0.4,
    standard_error=0.06,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("xyz"), st.integers(0, 4)), min_size=3, max_size=20))
def test_the_discrimination_of_an_option_is_a_correlation_with_the_rest(rows: list[tuple[str, int]]) -> None:
    tally = Tally()
    for option, rest in rows:
        tally.add([Answered("q", int(option == "x"), 1, (option,)), Answered("others", rest, 4)])

    for one in option_figures(tally.items["q"], options="xyz", right="x"):
        chosen = [Fraction(option == one.key) for option, _rest in rows]
        rest = [Fraction(rest, 4) for _option, rest in rows]
        spread = by_definition.covariance(chosen, chosen) * by_definition.covariance(rest, rest)
        assert (one.number, one.share) == (sum(chosen), by_definition.mean(chosen))
        assert (one.discrimination is None) == (not spread)
        if one.discrimination is not None:
            together = by_definition.covariance(chosen, rest)
            assert isclose(abs(one.discrimination), sqrt(together**2 / spread))
            assert one.discrimination * together >= 0


def test_an_option_that_nobody_takes_and_one_that_the_able_take_are_pointed_out() -> None:
    tally = Tally()
    for option, rest, times in (
        ("right", 1, 30),
        ("right", 0, 30),
        ("tempting", 1, 30),
        ("plain", 0, 20),
        ("odd", 0, 1),
    ):
        for _ in range(times):
            tally.add([Answered("q", int(option == "right"), 1, (option,)), Answered("rest", rest, 1)])

    found = option_figures(tally.items["q"], options=("right", "tempting", "plain", "odd", "none"), right={"right"})

    assert [one.flag for one in found] == [None, Flag.MISLEADING, None, Flag.UNUSED, Flag.UNUSED]


def in_two_languages(*, harder: float, abler: int = 0, people: int = 400) -> dict[str, Tally]:
    """Two groups of people; the question `q` is harder for the second, who may also be abler in everything else."""
    chance = Random(7)
    tallies = {"en": Tally(), "km": Tally()}
    for language, tally in tallies.items():
        shift = abler if language == "km" else 0
        for _ in range(people):
            ability = chance.random()
            others = [int(chance.random() < min(0.95, ability + 0.1 * shift)) for _question in range(12)]
            easy = min(0.95, ability + 0.1 * shift) - (harder if language == "km" else 0)
            q = int(chance.random() < easy)
            tally.add([Answered("q", q, 1), *(Answered(f"o{place}", mark, 1) for place, mark in enumerate(others))])
    merged(tallies.values())
    return tallies


@pytest.mark.parametrize(
    ("harder", "abler", "suspect"),
    [
        pytest.param(0.35, 0, {"q"}, id="a translation that is harder"),
        pytest.param(0.0, 0, set(), id="a translation that says the same"),
        pytest.param(0.0, 2, set(), id="people who are abler, in a translation that says the same"),
        pytest.param(0.35, 2, {"q"}, id="people who are abler, in a translation that is harder"),
    ],
)
def test_a_translation_is_judged_among_the_equally_able(harder: float, abler: int, suspect: set[str]) -> None:
    tallies = in_two_languages(harder=harder, abler=abler)
    found = differences(tallies, dict.fromkeys(tallies["en"].items, Fraction(1)))

    assert {one.item for one in found if one.is_suspect} == suspect
    assert {one.language for one in found} == {"km"}


def test_a_handful_of_people_say_nothing_about_a_translation() -> None:
    tallies = in_two_languages(harder=1, people=15)

    assert differences(tallies, dict.fromkeys(tallies["en"].items, Fraction(1))) == ()
    assert differences({}, {}) == ()


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        pytest.param(FAIR, [Verdict.GOOD], id="a good question"),
        pytest.param(replace(FAIR, number=29), [Verdict.FEW], id="too few people"),
        pytest.param(replace(FAIR, discrimination=-0.1), [Verdict.AGAINST], id="the able get it wrong"),
        pytest.param(replace(FAIR, facility=Fraction(1, 4)), [Verdict.GUESSED], id="as good as guessing"),
        pytest.param(replace(FAIR, facility=Fraction(1, 20)), [Verdict.GUESSED, Verdict.TOO_HARD], id="hardly anybody"),
        pytest.param(
            replace(FAIR, facility=Fraction(97, 100), discrimination=0.1), [Verdict.TOO_EASY], id="nearly all"
        ),
        pytest.param(replace(FAIR, discrimination=0.1), [Verdict.WEAK], id="does not tell people apart"),
        pytest.param(replace(FAIR, deviation=0.0, discrimination=None), [Verdict.ALIKE], id="the same for all"),
    ],
)
def test_figures_are_put_into_words(figures: ItemFigures, said: list[Verdict]) -> None:
    assert list(verdicts(figures)) == said


@pytest.mark.parametrize(
    ("number", "consistency", "said"),
    [
        (29, Fraction(9, 10), Trust.FEW),
        (200, None, Trust.UNKNOWN),
        (200, Fraction(63, 100), Trust.POOR),
        (200, Fraction(64, 100), Trust.FAIR),
        (200, Fraction(75, 100), Trust.GOOD),
    ],
)
def test_a_paper_is_trusted_by_its_consistency(number: int, consistency: Fraction | None, said: Trust) -> None:
    assert trust(replace(PAPER, number=number, consistency=consistency)) is said


def test_one_sitting_has_a_facility_and_nothing_else() -> None:
    tally = Tally()
    tally.add([Answered("q", 1, 2)])
    figures = item_figures(tally, {"q": Extent(highest=Fraction(1))})["q"]

    assert figures.facility == Fraction(1, 2)
    assert (figures.deviation, figures.effective, figures.discrimination, figures.efficiency) == (None,) * 4
