"""What earlier records say of people who have no round of a certification yet: thought through in memory, and written together.

The laws, the events and the order are those by which `importing` writes one after another for whoever is on the way already; a test holds
the two to be equal. What is known about somebody is read once, and they are held, before anything is decided.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.choosing import NoSuchPath
from assessments.certification.laws.cycles import HELD, catching_up, phase_on
from assessments.certification.models import (
    Assignment,
    Certification,
    CertificationVersion,
    Cycle,
    Decision,
    NameConfirmation,
)
from assessments.certification.selectors.rules import rules_of
from assessments.certification.services import certifying, cycles, deciding, telling
from assessments.certification.signals import recorded
from assessments.services.sheets import BATCH, Sheet
from training_site.people.models import User

Pair = tuple[int, UUID]
"""Learner and certification."""


class NoPath(Exception):
    """The certification has no published rules, or these have no path for this round."""


def held(learners: Collection[int]) -> None:
    """Hold these people until the transaction ends, always in the same order."""
    for some in _batches(learners):
        list(User.objects.select_for_update(of=("self",)).filter(pk__in=some).order_by("pk").values_list("pk"))


def known(learners: Collection[int]) -> tuple[set[Pair], set[int]]:
    """Of these people: for which certifications they have a round or were asked, and who has confirmed a name for certificates."""
    pairs: set[Pair] = set()
    named: set[int] = set()
    for some in _batches(learners):
        for model in (Cycle, Assignment):
            rows = model._default_manager.filter(learner__in=some).order_by()
            pairs.update(rows.values_list("learner", "certification").distinct())
        named.update(NameConfirmation.objects.filter(learner__in=some).order_by().values_list("learner", flat=True))
    return pairs, named


@dataclass
class _Way:
    """Somebody's rounds towards one certification, as they are on the sheet."""

    rounds: list[Cycle] = field(default_factory=list)
    asked: Assignment | None = None

    @property
    def certified(self) -> list[Cycle]:
        return [cycle for cycle in self.rounds if cycle.completed_on]


class Records:
    """Completions that are written together. Those of one person and certification come in the order of their days."""

    def __init__(self, *, versions: Mapping[UUID, CertificationVersion], by: User | None, now: datetime) -> None:
        self.sheet = Sheet(now=now)
        self._versions, self._by, self._now = versions, by, now
        self._ways: dict[Pair, _Way] = {}
        self._nameless: dict[int, User] = {}

    def certify(self, *, learner: User, certification: Certification, on: date, record: dict[str, str]) -> None:
        """A round of its own, awarded on a day. Raises NoPath, before anything is on the sheet."""
        way = self._ways.get((learner.pk, certification.pk), _Way())
        try:
            cycle = self._next(way, learner, certification, on)
        except (NoSuchPath, cycles.NotPublished) as error:
            raise NoPath from error
        self._ways[learner.pk, certification.pk] = way
        # What was asked for then is not known: the dates follow from the completion and from the certificate before.
        cycle.due_on = None
        if way.rounds and not way.rounds[-1].completed_on:
            self.sheet.append(way.rounds[-1], event="superseded", by=self._by)
        self._award(way, cycle, on, record)
        self._catch_up(way, cycle)

    def write(self) -> None:
        """Store what was thought through, and say so to those above."""
        self.sheet.write()
        asked = [way.asked for way in self._ways.values() if way.asked]
        Assignment.objects.bulk_create(asked, batch_size=BATCH)
        telling.of_missing_names(list(self._nameless.values()), now=self._now)
        recorded.send(
            sender=Cycle,
            learners={learner for learner, _certification in self._ways},
            decisions=self.sheet.rows_of(Decision),
            events=self.sheet.events,
        )

    def _next(self, way: _Way, learner: User, certification: Certification, on: date) -> Cycle:
        version = self._versions.get(certification.pk)
        if version is None:
            raise cycles.NotPublished
        return cycles.next_round(
            learner=learner,
            certification=certification,
            version=version,
            number=len(way.rounds) + 1,
            before=way.certified[-1] if way.certified else None,
            on=on,
            organisation_id=certification.issuer_id,
        )

    def _award(self, way: _Way, cycle: Cycle, on: date, record: dict[str, str]) -> None:
        before, first = (way.certified[-1], way.certified[0]) if way.certified else (None, None)
        self.sheet.begin(cycle, event="assigned", by=self._by)
        self.sheet.append(cycle, event="completed", by=self._by)
        decision = self.sheet.begin(deciding.from_records(cycle, completed_on=on), event="opened", by=self._by)
        said = deciding.said_by_records(cycle, completed_on=on, record=record, now=self._now)
        self.sheet.append(decision, event="awarded", by=self._by, **said)
        first_day = first.completed_on if first else None
        dates = certifying.dates_after(cycle, completed_on=on, before=before, first_completed_on=first_day)
        self.sheet.append(cycle, event="awarded", by=self._by, **vars(dates))
        way.rounds.append(cycle)
        if before is not None:
            for event in certifying.events_of_renewal(before, cycle):
                self.sheet.append(before, event=event, by=None)
        if cycle.expires_on is None or cycle.expires_on >= timezone.localdate(self._now):
            self._nameless[cycle.learner_id] = cycle.learner

    def _catch_up(self, way: _Way, cycle: Cycle) -> None:
        """Time has passed since: what has lapsed is written down quietly, what holds is asked for again in time."""
        rules, dates = rules_of(cycle.version), cycles.dates_of_cycle(cycle)
        if dates is None:
            return
        phase = phase_on(dates, rules.grace, day_in(self._now, rules.zone), renewed=False)
        for event in catching_up(cycle.state, phase):
            self.sheet.append(cycle, event=event, by=None)
        if way.asked is None and cycle.state in HELD and cycle.certification.retired_at is None:
            way.asked = Assignment(
                learner=cycle.learner,
                certification=cycle.certification,
                organisation=cycle.certification.issuer,
                basis=Assignment.Basis.IMPORT,
                assigned_at=self._now,
                assigned_by=self._by,
            )
        if way.asked is not None and cycle.state != "certified":
            today = timezone.localdate(self._now)
            following = self._next(way, cycle.learner, cycle.certification, today)
            way.rounds.append(self.sheet.begin(following, event="assigned", by=None))


def _batches(people: Collection[int]) -> Iterator[list[int]]:
    listed = sorted(people)
    for first in range(0, len(listed), BATCH):
        yield listed[first : first + BATCH]
