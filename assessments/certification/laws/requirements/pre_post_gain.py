"""More is known after the programme than before it.

Measured as the share of what was left to learn (normalised change), so that nobody is asked for more than there is: who knew half and
now knows three quarters has gained 50 %.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from assessments.certification.laws.facts import POST, PRE, Facts, KnowledgeTest
from assessments.certification.laws.findings import IN_PROGRESS, LEARNER, NOT_STARTED, Finding, met, unmet
from assessments.certification.laws.known import Hindrance, Named, above
from assessments.certification.laws.reading import by, key, whole
from assessments.certification.laws.requirements.requirement import Requirement


@dataclass(frozen=True, kw_only=True)
class PrePostGain(Requirement):
    """Met on the day of the earliest later test that shows the gain over the first one."""

    name = "pre_post_gain"
    codes = {
        "pre_post_gain.met": ("instrument", "gain", "needed"),
        "pre_post_gain.below": ("instrument", "gain", "needed"),
        "pre_post_gain.no_post": ("instrument",),
        "pre_post_gain.no_pre": ("instrument",),
    }
    reads = frozenset({"knowledge_tests"})

    instrument: str = field(metadata=by(key))
    min_gain: int = field(metadata=by(whole()))
    """Percent of what was left to learn."""

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """Only tests after the first one show a gain; the best of them counts."""
        answered = [
            fact for fact in facts.knowledge_tests if fact.instrument == self.instrument and first <= fact.on <= on
        ]
        # Of two on one day the better one is taken as what was known before: a gain is never flattered.
        before = min(
            (fact for fact in answered if fact.moment == PRE),
            key=lambda fact: (fact.on, -fact.score, fact.ref),
            default=None,
        )
        if before is None:
            return unmet(NOT_STARTED, "pre_post_gain.no_pre", LEARNER, instrument=self.instrument)
        after = [fact for fact in answered if fact.moment == POST and fact.on >= before.on]
        if not after:
            return unmet(IN_PROGRESS, "pre_post_gain.no_post", LEARNER, [before], instrument=self.instrument)
        return self._compared(before, after)

    def names(self) -> tuple[Named, ...]:
        """The instrument."""
        return (("instrument", "instruments", [self.instrument]),)

    def senseless(self) -> Iterator[Hindrance]:
        """Nobody gains more than everything."""
        return above("min_gain", self.min_gain, 100)

    def _compared(self, before: KnowledgeTest, after: list[KnowledgeTest]) -> Finding:
        enough = [fact for fact in after if gain(before.score, fact.score) * 100 >= self.min_gain]
        shown = min(enough, key=lambda fact: (fact.on, -fact.score, fact.ref), default=None)
        best = shown or max(after, key=lambda fact: (fact.score, fact.ref))
        values: dict[str, str | int] = {
            "instrument": self.instrument,
            "gain": int(gain(before.score, best.score) * 100),
            "needed": self.min_gain,
        }
        if shown:
            return met("pre_post_gain.met", shown.on, [before, shown], **values)
        return unmet(IN_PROGRESS, "pre_post_gain.below", LEARNER, [before, best], **values)


def gain(before: Fraction, after: Fraction) -> Fraction:
    """-1 to 1: of what was left to learn, or below zero, of what was known; 1 where everything was known and still is."""
    if after < before:
        return (after - before) / before
    return (after - before) / (1 - before) if before < 1 else Fraction(1)
