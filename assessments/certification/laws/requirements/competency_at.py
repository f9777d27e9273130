"""Levels of competency were signed off, by the framework's rule for a certificate of practice.

"Level 3 in all safety-critical indicators, level 3 in at least 80 % of the remaining indicators, none below level 2; evidence not older
than 12 months; mentor and line manager confirm separately." Nothing can balance a lapse of safety that has not been seen again. Where
a programme lets somebody who judged nothing before look at each level, that can be asked for as well: decision record 17.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from assessments.certification.laws.calendar import Period
from assessments.certification.laws.facts import Facts, LevelDecided
from assessments.certification.laws.findings import (
    EXPIRED,
    IN_PROGRESS,
    LINE_MANAGER,
    MENTOR,
    MODERATOR,
    NOT_STARTED,
    Finding,
    met,
    unmet,
)
from assessments.certification.laws.known import Hindrance, Known, Named, above, hindrance
from assessments.certification.laws.reading import by, key, perhaps, period, several, truth, whole
from assessments.certification.laws.requirements.requirement import Requirement

MOST_LEVEL = 4
CONFIRMED = frozenset({"confirmed", "upheld"})
"""States of a decision that the line manager or a moderator has looked at."""
MODERATED = frozenset({"upheld"})
"""Those that a moderator has found right."""
PAUSED = "paused"
A_YEAR = Period(months=12)
Levels = Mapping[str, Sequence[LevelDecided]]


@dataclass(frozen=True, kw_only=True)
class CompetencyAt(Requirement):
    """Met on the day of the last act without which the rule would not hold."""

    name = "competency_at"
    codes = {
        "competency_at.met": ("reached", "others", "level"),
        "competency_at.none": ("level",),
        "competency_at.paused": ("indicators",),
        "competency_at.unconfirmed": ("indicators",),
        "competency_at.unmoderated": ("indicators",),
        "competency_at.aged": ("indicators", "max_age"),
        "competency_at.safety_critical_below": ("indicators", "level"),
        "competency_at.lowest_below": ("indicators", "level"),
        "competency_at.too_few": ("reached", "needed", "others", "level"),
    }
    reads = frozenset({"levels", "lapses"})

    indicators: tuple[str, ...] = field(metadata=by(several(key, least=1)))
    """Every indicator of the pathway."""
    safety_critical: tuple[str, ...] = field(default=(), metadata=by(several(key)))
    """Those of them in which nothing can be balanced by others."""
    level: int = field(default=3, metadata=by(whole(1)))
    share: int = field(default=80, metadata=by(whole(1)))
    """Percent of the others that have to reach the level."""
    lowest: int = field(default=2, metadata=by(whole()))
    """The level that all have to reach."""
    max_age: Period | None = field(default=A_YEAR, metadata=by(perhaps(period)))
    """How old the newest act behind a level may be; None: any."""
    confirmed: bool = field(default=True, metadata=by(truth))
    """Whether the line manager has to have confirmed each level."""
    moderated: bool = field(default=False, metadata=by(truth))
    """Whether somebody who judged nothing before has to have found each level right."""

    @property
    def oldest(self) -> Period | None:
        """As asked for."""
        return self.max_age

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """By the rule, from the decisions that stand."""
        known = {indicator: _known(facts, indicator, on) for indicator in self.indicators}
        paused = self._paused(facts, known, on)
        if paused:
            return unmet(IN_PROGRESS, "competency_at.paused", MENTOR, indicators=_listed(paused))
        decided = _those(known, lambda fact: fact.acted_on >= first)
        if not any(decided.values()):
            return unmet(NOT_STARTED, "competency_at.none", MENTOR, level=self.level)
        fresh = _those(decided, lambda fact: self.fresh(fact.acted_on, on))
        confirmed = _those(fresh, self._is_confirmed)
        usable = _those(confirmed, self._is_moderated)
        day = self._met_on(usable)
        if day is not None:
            return self._met(usable, day)
        if self._met_on(confirmed) is not None:
            return self._differing("competency_at.unmoderated", MODERATOR, IN_PROGRESS, usable, confirmed)
        if self._met_on(fresh) is not None:
            return self._differing("competency_at.unconfirmed", LINE_MANAGER, IN_PROGRESS, confirmed, fresh)
        if self._met_on(_those(_those(decided, self._is_confirmed), self._is_moderated)) is not None:
            return self._differing("competency_at.aged", MENTOR, EXPIRED, fresh, decided, max_age=str(self.max_age))
        return self._below(usable)

    def names(self) -> tuple[Named, ...]:
        """The indicators."""
        return (("indicators", "indicators", self.indicators),)

    def hindrances(self, known: Known) -> Iterator[Hindrance]:
        """An indicator that is critical for safety in the framework is critical here."""
        yield from super().hindrances(known)
        critical = known.safety_critical or ()
        left_out = [each for each in self.indicators if each in critical and each not in self.safety_critical]
        if left_out:
            yield hindrance("safety_critical", "safety_critical_left_out", indicators=_listed(left_out))

    def senseless(self) -> Iterator[Hindrance]:
        """No level is higher than the highest, and what is critical is one of the indicators."""
        yield from above("level", self.level, MOST_LEVEL)
        yield from above("lowest", self.lowest, self.level)
        yield from above("share", self.share, 100)
        outside = [each for each in self.safety_critical if each not in self.indicators]
        if outside:
            yield hindrance("safety_critical", "safety_critical_outside", indicators=_listed(outside))

    def _critical(self) -> list[str]:
        return [each for each in self.indicators if each in self.safety_critical]

    def _others(self) -> list[str]:
        return [each for each in self.indicators if each not in self.safety_critical]

    def _needed(self) -> int:
        return ceil(self.share * len(self._others()) / 100)

    def _is_confirmed(self, fact: LevelDecided) -> bool:
        return not self.confirmed or fact.state in CONFIRMED

    def _is_moderated(self, fact: LevelDecided) -> bool:
        return not self.moderated or fact.state in MODERATED

    def _paused(self, facts: Facts, known: Levels, on: date) -> list[str]:
        """Indicators in which a lapse was seen, however long ago, and practice has not been seen again."""
        lapsed = {
            lapse.indicator
            for lapse in facts.lapses
            if lapse.on <= on and (lapse.seen_again_on is None or lapse.seen_again_on > on)
        }
        return [each for each in self.indicators if each in lapsed or any(fact.state == PAUSED for fact in known[each])]

    def _met_on(self, decided: Levels) -> date | None:
        """The day on which the rule began to hold; None where it does not."""
        lowest = [_reached_on(decided[each], self.lowest) for each in self.indicators if self.lowest]
        critical = [_reached_on(decided[each], self.level) for each in self._critical()]
        reached = sorted(day for each in self._others() if (day := _reached_on(decided[each], self.level)) is not None)
        needed = self._needed()
        days = [*lowest, *critical, *reached[:needed]]
        certain = [day for day in days if day is not None]
        return max(certain) if len(reached) >= needed and len(certain) == len(days) else None

    def _met(self, usable: Levels, day: date) -> Finding:
        others = self._others()
        reached = sum(_reached_on(usable[each], self.level) is not None for each in others)
        rests_on = [fact for each in self.indicators for fact in usable[each] if fact.acted_on <= day]
        return met("competency_at.met", day, rests_on, reached=reached, others=len(others), level=self.level)

    def _differing(
        self, code: str, waits_for: str, state: str, fewer: Levels, more: Levels, **params: str | int
    ) -> Finding:
        """Where more facts would have met the rule: the indicators in which they would have shown more."""
        indicators = [each for each in self.indicators if _highest(fewer[each]) < _highest(more[each])]
        rests_on = [fact for each in indicators for fact in more[each]]
        return unmet(state, code, waits_for, rests_on, indicators=_listed(indicators), **params)

    def _below(self, usable: Levels) -> Finding:
        """What is missing, the gravest alone."""
        rests_on = [fact for facts in usable.values() for fact in facts]
        critical = [each for each in self._critical() if _highest(usable[each]) < self.level]
        low = [each for each in self.indicators if _highest(usable[each]) < self.lowest]
        for code, indicators, level in (
            ("competency_at.safety_critical_below", critical, self.level),
            ("competency_at.lowest_below", low, self.lowest),
        ):
            if indicators:
                return unmet(IN_PROGRESS, code, MENTOR, rests_on, indicators=_listed(indicators), level=level)
        others = self._others()
        return unmet(
            IN_PROGRESS,
            "competency_at.too_few",
            MENTOR,
            rests_on,
            reached=sum(_highest(usable[each]) >= self.level for each in others),
            needed=self._needed(),
            others=len(others),
            level=self.level,
        )


def _known(facts: Facts, indicator: str, on: date) -> list[LevelDecided]:
    """The decisions about an indicator that stand on a day, of whatever cycle."""
    return [
        fact
        for fact in facts.levels_by_indicator.get(indicator, ())
        if fact.standing and fact.acted_on <= on and fact.decided_on <= on
    ]


def _those(decided: Levels, counts: Callable[[LevelDecided], bool]) -> Levels:
    return {indicator: [fact for fact in facts if counts(fact)] for indicator, facts in decided.items()}


def _reached_on(facts: Iterable[LevelDecided], level: int) -> date | None:
    return min((fact.acted_on for fact in facts if fact.level >= level), default=None)


def _highest(facts: Iterable[LevelDecided]) -> int:
    """0 where nothing is decided."""
    return max((fact.level for fact in facts), default=0)


def _listed(indicators: Iterable[str]) -> str:
    return ", ".join(indicators)
