"""Practice was observed: often enough, by enough different people, with enough trust."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import Facts, Observed
from assessments.certification.laws.findings import IN_PROGRESS, MENTOR, NOT_STARTED, Finding, met, unmet
from assessments.certification.laws.known import Hindrance, Named, above, hindrance, nothing
from assessments.certification.laws.reading import by, key, several, whole
from assessments.certification.laws.requirements.requirement import Requirement

MOST_ENTRUSTMENT = 5


@dataclass(frozen=True, kw_only=True)
class Observation(Requirement):
    """Met on the day of the observation with which both numbers are full."""

    name = "observation"
    codes = {
        "observation.met": ("seen", "needed", "observers"),
        "observation.none": ("needed",),
        "observation.too_few": ("seen", "needed"),
        "observation.too_few_observers": ("observers", "needed"),
        "observation.entrustment_below": ("seen", "needed", "entrustment"),
    }
    reads = frozenset({"observations"})

    count: int = field(default=1, metadata=by(whole()))
    min_entrustment: int = field(default=0, metadata=by(whole()))
    """1 to 5: at least so much trust was shown; 0: it is not asked."""
    distinct_observers: int = field(default=1, metadata=by(whole()))
    forms: tuple[str, ...] = field(default=(), metadata=by(several(key)))
    """Keys of the forms; empty: any."""

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """From the observations that were made with the forms asked for."""
        made = [
            fact
            for fact in facts.observations
            if first <= fact.on <= on and (not self.forms or fact.form in self.forms)
        ]
        made.sort(key=lambda fact: (fact.on, fact.observer, fact.ref))
        seen = [fact for fact in made if (fact.entrustment or 0) >= self.min_entrustment]
        full = self._full(seen)
        if full:
            observers = len({fact.observer for fact in full})
            return met("observation.met", full[-1].on, full, seen=len(seen), needed=self.count, observers=observers)
        return self._missing(made, seen)

    def names(self) -> tuple[Named, ...]:
        """The forms."""
        return (("forms", "forms", self.forms),)

    def senseless(self) -> Iterator[Hindrance]:
        """One observation has one observer, and no trust is higher than the highest."""
        yield from nothing("count", self.count)
        yield from above("min_entrustment", self.min_entrustment, MOST_ENTRUSTMENT)
        if self.distinct_observers > self.count:
            yield hindrance(
                "distinct_observers",
                "more_observers_than_observations",
                observers=self.distinct_observers,
                count=self.count,
            )

    def _full(self, seen: Sequence[Observed]) -> Sequence[Observed]:
        """The first of them that suffice; empty where they do not."""
        observers = set()
        for number, fact in enumerate(seen, start=1):
            observers.add(fact.observer)
            if number >= self.count and len(observers) >= self.distinct_observers:
                return seen[:number]
        return ()

    def _missing(self, made: Sequence[Observed], seen: Sequence[Observed]) -> Finding:
        if not made:
            return unmet(NOT_STARTED, "observation.none", MENTOR, needed=self.count)
        if len(seen) >= self.count:
            observers = len({fact.observer for fact in seen})
            return unmet(
                IN_PROGRESS,
                "observation.too_few_observers",
                MENTOR,
                seen,
                observers=observers,
                needed=self.distinct_observers,
            )
        if len(made) >= self.count:
            return unmet(
                IN_PROGRESS,
                "observation.entrustment_below",
                MENTOR,
                seen,
                seen=len(seen),
                needed=self.count,
                entrustment=self.min_entrustment,
            )
        return unmet(IN_PROGRESS, "observation.too_few", MENTOR, seen, seen=len(seen), needed=self.count)
