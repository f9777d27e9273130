"""Learners with their mentors, line managers and assessors. A quarter has gone all the way, the others are anywhere on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db.models import Model

from assessments.mentoring.models import Relationship
from tests.benchmarks.ledgers.rows import lived, number
from tests.factories.mentoring import organisation
from training_site.people.models import User

TODAY = date(2026, 6, 30)
PROGRAMME = "reintegration"
LEARNERS_OF_A_MENTOR = 6
MENTORS_OF_A_PLACE = 10
LONGEST_DAYS = 730
FINISHED = 0.25
Kind = Relationship.Kind


@dataclass(frozen=True, kw_only=True)
class Person:
    """A learner on the way."""

    rng: Random
    pk: int
    place: int
    mentor: int
    manager: int
    assessor: int
    peers: tuple[int, ...]
    """Everybody in the same group, the person among them."""
    pair: Relationship
    days: int
    """Since the beginning."""
    progress: float
    """0 to 1: how much of the way lies behind."""

    @property
    def has_finished(self) -> bool:
        """Whether all of it lies behind."""
        return self.progress >= 1

    def share(self, whole: int) -> int:
        """So many of a number of things are done."""
        return round(whole * self.progress)

    def moment(self, part: float) -> datetime:
        """A moment after a part (0 to 1) of the time since the beginning."""
        day = self.pair.starts_on + timedelta(days=int(self.days * min(part, 1.0)))
        return datetime.combine(day, time(self.rng.randrange(7, 18), self.rng.randrange(60)), tzinfo=UTC)

    def day(self, part: float) -> date:
        """Its day."""
        return self.moment(part).date()


def users(prefix: str, count: int) -> list[int]:
    """So many people."""
    rows = [User(username=f"{prefix}{place}", password="!") for place in range(count)]
    return [row.pk for row in User.objects.bulk_create(rows, batch_size=1000)]


def gather(count: int, *, seed: int) -> list[Person]:
    """So many learners; their people and places are stored, their relationships are not."""
    rng = Random(seed)
    mentors = users("mentor", -(-count // LEARNERS_OF_A_MENTOR))
    helpers = users("helper", -(-len(mentors) // MENTORS_OF_A_PLACE) * 2)
    places = [organisation().pk for _ in helpers[::2]]
    learners = users("learner", count)
    persons = []
    for place, pk in enumerate(learners):
        group = place // LEARNERS_OF_A_MENTOR
        home = group // MENTORS_OF_A_PLACE
        days = rng.randrange(30, LONGEST_DAYS)
        persons.append(
            Person(
                rng=Random(f"{seed} {place}"),
                pk=pk,
                place=places[home],
                mentor=mentors[group],
                manager=helpers[2 * home],
                assessor=helpers[2 * home + 1],
                peers=tuple(learners[group * LEARNERS_OF_A_MENTOR :][:LEARNERS_OF_A_MENTOR]),
                pair=_bond(rng, pk, mentors[group], places[home], Kind.REFLECTIVE, days),
                days=days,
                progress=1.0 if rng.random() < FINISHED else rng.random(),
            )
        )
    return persons


def rows(person: Person) -> Iterator[Model]:
    """The relationships of a learner."""
    began = person.moment(0)
    yield from lived(person.pair, ("proposed", "accepted_by_learner", "accepted_by_mentor"), at=began)
    for kind, other in ((Kind.LINE_MANAGEMENT, person.manager), (Kind.ASSESSOR, person.assessor)):
        bond = _bond(person.rng, person.pk, other, person.place, kind, person.days)
        yield from lived(bond, ("assigned",), at=began)


def _bond(rng: Random, learner: int, other: int, place: int, kind: str, days: int) -> Relationship:
    return Relationship(
        id=number(rng),
        organisation_id=place,
        learner_id=learner,
        mentor_id=other,
        kind=kind,
        is_primary=kind == Kind.REFLECTIVE,
        programme_key=PROGRAMME,
        starts_on=TODAY - timedelta(days=days),
    )
