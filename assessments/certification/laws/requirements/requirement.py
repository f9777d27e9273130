"""What every requirement is: a key, the facts it reads, and a finding. Waivers and prior learning are the same for all. Pure."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Self

from assessments.certification.laws.calendar import Period
from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import MET, WAIVED, Finding, met, references
from assessments.certification.laws.known import Hindrance, Known, Named, nothing, unknown
from assessments.certification.laws.problems import Malformed, Place
from assessments.certification.laws.reading import by, own_key, read_object, truth, write_object

Codes = Mapping[str, tuple[str, ...]]
"""Code → the names of its values."""
SHARED_CODES: Codes = {"waived": (), "prior_learning": ()}
"""Of every requirement, whatever its kind."""
ALWAYS_READ = frozenset({"waivers", "prior_learning"})


@dataclass(frozen=True, kw_only=True)
class Requirement(ABC):
    """One thing a path asks for."""

    name: ClassVar[str]
    """The kind, as a document calls it."""
    codes: ClassVar[Codes]
    """Everything its findings can say beside SHARED_CODES."""
    reads: ClassVar[frozenset[str]]
    """The fields of Facts it looks at beside ALWAYS_READ."""

    key: str = field(metadata=by(own_key))
    """Unique in the version: waivers and prior learning name it."""
    ever: bool = field(default=False, metadata=by(truth))
    """Whether acts before the cycle count as well."""

    @classmethod
    def from_json(cls, value: object) -> Self:
        """The requirement that an object means, without the name of its kind. Raises Malformed."""
        place = Place.top()
        found = read_object(cls, value, place)
        if found is None:
            raise Malformed(place.problems)
        return found

    def to_json(self) -> dict[str, Any]:
        """The object that means this requirement, with the name of its kind."""
        return {"requirement": self.name, **write_object(self)}

    def finding(self, facts: Facts, *, since: date | None, on: date) -> Finding:
        """Where a learner stands on a day; acts before `since` do not count, and acts after `on` do not exist.

        Of what was done and what was accepted instead of it, the earlier counts; a waiver where there is neither. It holds for one cycle.
        """
        cycle = since or date.min
        first = date.min if self.ever else cycle
        found = self.look(facts, first, on)
        if not (facts.waivers or facts.prior_learning):
            return found
        recognised = self._recognised(facts, first, on)
        if found.state == MET:
            return recognised if recognised and _is_earlier(recognised, found) else found
        return recognised or self._waived(facts, cycle, on) or found

    @abstractmethod
    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """The finding from the facts of its own kind, of acts from `first` up to `on`."""

    def hindrances(self, known: Known) -> Iterator[Hindrance]:
        """Why nobody could ever meet it."""
        for named in self.names():
            yield from unknown(named, known)
        if self.oldest is not None:
            yield from nothing("max_age", self.oldest.months + self.oldest.days)
        yield from self.senseless()

    def names(self) -> Iterable[Named]:
        """What it names."""
        return ()

    def senseless(self) -> Iterable[Hindrance]:
        """What makes no sense in it, whatever is known."""
        return ()

    @property
    def oldest(self) -> Period | None:
        """How old an act may be; None where age does not matter."""
        return None

    def fresh(self, acted_on: date, on: date) -> bool:
        """Whether an act still counts: up to and with the same calendar day so much later."""
        return self.oldest is None or acted_on >= self.oldest.earliest_reaching(on)

    def _recognised(self, facts: Facts, first: date, on: date) -> Finding | None:
        found = [
            claim
            for claim in facts.prior_learning
            if claim.requirement == self.key
            and first <= claim.completed_on <= on
            and claim.accepted_on <= on
            and self.fresh(claim.completed_on, on)
        ]
        return met("prior_learning", min(claim.completed_on for claim in found), found) if found else None

    def _waived(self, facts: Facts, cycle: date, on: date) -> Finding | None:
        found = [waiver for waiver in facts.waivers if waiver.requirement == self.key and cycle <= waiver.on <= on]
        if not found:
            return None
        return Finding(
            state=WAIVED,
            met_on=min(waiver.on for waiver in found),
            code="waived",
            params={},
            evidence=references(found),
        )


def _is_earlier(one: Finding, other: Finding) -> bool:
    return one.met_on is not None and other.met_on is not None and one.met_on < other.met_on
