"""A score is an exact fraction from 0 to 1, kept as two whole numbers, so that a third stays a third."""

from fractions import Fraction

from django.db import models
from django.db.models import F, Q

FINEST = 10**9
"""Fractions finer than a billionth are rounded to it: scores made of percentages with twenty decimals exist."""


def as_pair(score: Fraction | None) -> tuple[int, int] | tuple[None, None]:
    """The two numbers a score is stored as."""
    if score is None:
        return None, None
    kept = score.limit_denominator(FINEST)
    return kept.numerator, kept.denominator


def as_score(numerator: int | None, denominator: int | None) -> Fraction | None:
    """The score that two stored numbers mean."""
    return None if numerator is None or denominator is None else Fraction(numerator, denominator)


def is_a_score(prefix: str) -> Q:
    """The condition that the pair `<prefix>numerator`, `<prefix>denominator` is empty or a fraction from 0 to 1."""
    numerator, denominator = f"{prefix}numerator", f"{prefix}denominator"
    empty = Q(**{numerator: None, denominator: None})
    fraction = Q(**{f"{denominator}__gte": 1, f"{numerator}__gte": 0, f"{numerator}__lte": F(denominator)})
    return empty | (fraction & Q(**{f"{numerator}__isnull": False, f"{denominator}__isnull": False}))


class Scored(models.Model):
    """A record with one score."""

    score_numerator = models.BigIntegerField(null=True, editable=False)
    score_denominator = models.BigIntegerField(null=True, editable=False)

    class Meta:
        """The constraint names differ per table, so each table states its own."""

        abstract = True

    @property
    def score(self) -> Fraction | None:
        """0 to 1, exact; None where nothing is scored or nothing is scored yet."""
        return as_score(self.score_numerator, self.score_denominator)

    @score.setter
    def score(self, score: Fraction | None) -> None:
        self.score_numerator, self.score_denominator = as_pair(score)
