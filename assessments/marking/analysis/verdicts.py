"""What the figures of a question and of a paper mean, as codes that a page has words for. The limits are Moodle's."""

from enum import StrEnum
from fractions import Fraction

from assessments.marking.analysis.items import ItemFigures
from assessments.marking.analysis.papers import PaperFigures

ENOUGH = 30
"""With fewer sittings a correlation is mostly chance."""


class Verdict(StrEnum):
    """Something to know about a question; those that ask for action come first."""

    AGAINST = "against"
    """Who does well elsewhere does badly here: look at the key."""
    GUESSED = "guessed"
    """No better than blind guessing."""
    TOO_HARD = "too-hard"
    TOO_EASY = "too-easy"
    ALIKE = "alike"
    """Everybody got the same mark."""
    WEAK = "weak"
    """It hardly tells the able from the others."""
    FEW = "few"
    """Too few sittings to say more."""
    GOOD = "good"


ASKS_FOR_ACTION = frozenset(
    {Verdict.AGAINST, Verdict.GUESSED, Verdict.TOO_HARD, Verdict.TOO_EASY, Verdict.ALIKE, Verdict.WEAK}
)


class Trust(StrEnum):
    """How far a result of the paper can be trusted."""

    FEW = "few"
    UNKNOWN = "unknown"
    POOR = "poor"
    FAIR = "fair"
    GOOD = "good"


def verdicts(figures: ItemFigures) -> tuple[Verdict, ...]:
    """What is to be said of a question; one thing at least."""
    if figures.number < ENOUGH:
        return (Verdict.FEW,)
    found = [verdict for verdict, holds in _tests(figures) if holds]
    return tuple(found) or (Verdict.GOOD,)


def _tests(figures: ItemFigures) -> list[tuple[Verdict, bool]]:
    tells = figures.discrimination
    extreme = not Fraction(1, 10) < figures.facility < Fraction(95, 100)
    return [
        (Verdict.AGAINST, tells is not None and tells < 0),
        (Verdict.GUESSED, bool(figures.guess) and figures.facility <= (figures.guess or 0)),
        (Verdict.TOO_HARD, figures.facility <= Fraction(1, 10)),
        (Verdict.TOO_EASY, figures.facility >= Fraction(95, 100)),
        (Verdict.ALIKE, figures.deviation == 0 and not extreme),
        (Verdict.WEAK, tells is not None and 0 <= tells < 0.2 and not extreme),
    ]


def trust(figures: PaperFigures) -> Trust:
    """By the coefficient of internal consistency: 75 % is satisfactory, less than 64 % is not."""
    if figures.number < ENOUGH:
        return Trust.FEW
    if figures.consistency is None:
        return Trust.UNKNOWN
    if figures.consistency < Fraction(64, 100):
        return Trust.POOR
    return Trust.GOOD if figures.consistency >= Fraction(75, 100) else Trust.FAIR
