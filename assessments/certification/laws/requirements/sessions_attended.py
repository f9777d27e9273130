"""A number of mentoring sessions or tutorials was attended."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import IN_PROGRESS, LEARNER, MENTOR, NOT_STARTED, Finding, met, unmet
from assessments.certification.laws.known import Hindrance, Named, above, nothing
from assessments.certification.laws.reading import by, key, several, whole
from assessments.certification.laws.requirements.requirement import Requirement

MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True, kw_only=True)
class SessionsAttended(Requirement):
    """Met on the day of the session that makes the number full."""

    name = "sessions_attended"
    codes = {
        "sessions_attended.met": ("attended", "needed"),
        "sessions_attended.none": ("needed",),
        "sessions_attended.too_few": ("attended", "needed"),
        "sessions_attended.unconfirmed": ("attended", "needed", "waiting"),
    }
    reads = frozenset({"sessions"})

    minimum: int = field(metadata=by(whole()))
    kinds: tuple[str, ...] = field(default=(), metadata=by(several(key)))
    """Empty: any kind."""
    min_minutes: int = field(default=0, metadata=by(whole()))
    """Shorter ones do not count."""

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """Those that wait to be confirmed are told apart where they would make the number full."""
        fitting = [
            fact
            for fact in facts.sessions
            if first <= fact.on <= on
            and fact.minutes >= self.min_minutes
            and (not self.kinds or fact.kind in self.kinds)
        ]
        counting = sorted((fact for fact in fitting if fact.counts), key=lambda fact: (fact.on, fact.ref))
        attended, needed = len(counting), self.minimum
        if attended >= needed:
            full = counting[:needed]
            on_day = full[-1].on if full else None
            return met("sessions_attended.met", on_day, full, attended=attended, needed=needed)
        if len(fitting) >= needed:
            return unmet(
                IN_PROGRESS,
                "sessions_attended.unconfirmed",
                MENTOR,
                counting,
                attended=attended,
                needed=needed,
                waiting=len(fitting) - attended,
            )
        if not attended:
            return unmet(NOT_STARTED, "sessions_attended.none", LEARNER, needed=needed)
        return unmet(IN_PROGRESS, "sessions_attended.too_few", LEARNER, counting, attended=attended, needed=needed)

    def names(self) -> tuple[Named, ...]:
        """The kinds."""
        return (("kinds", "session_kinds", self.kinds),)

    def senseless(self) -> Iterator[Hindrance]:
        """No session at all is no requirement, and none is longer than a day."""
        yield from nothing("minimum", self.minimum)
        yield from above("min_minutes", self.min_minutes, MINUTES_OF_A_DAY)
