"""Writing a population: people, where they learn, what they were asked for, every round they went through and its ledger."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Model

from assessments import bulk
from assessments.certification.models import (
    Assignment,
    CertificationEvent,
    CertificationVersion,
    Change,
    Credential,
    Cycle,
    Decision,
    NameConfirmation,
)
from assessments.certification.selectors.rules import rules_of
from assessments.certification.services import keys
from assessments.machines import fold
from assessments.reporting.services import rebuilding
from assessments.reporting.simulation import deeds, places
from assessments.reporting.simulation.histories import Told, history
from assessments.reporting.simulation.papers import Clerks, Papers
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Role

PREFIX = "simulated-"
BATCH = 5_000
NOON = time(12, tzinfo=UTC)
UNUSABLE = "!"
"""Nobody signs in as somebody who never was."""
COLUMNS: dict[type[Model], tuple[str, ...]] = {
    User: (
        *("id", "username", "first_name", "last_name", "email", "password", "language"),
        *("is_superuser", "is_staff", "is_active", "date_joined"),
    ),
    Membership: ("user", "organisation", "role", "since"),
    Assignment: ("id", "learner", "certification", "organisation", "basis", "assigned_at", "end_reason"),
    Cycle: (
        *(
            "id",
            "organisation",
            "learner",
            "certification",
            "version",
            "number",
            "path",
            "state",
            "events",
            "created_at",
        ),
        *("opened_on", "due_on", "completed_on", "window_opens_on", "expires_on", "baseline_expires_on"),
    ),
    Decision: (
        *("id", "organisation", "cycle", "state", "events", "created_at", "mode", "quorum", "findings", "digest"),
        *("completed_on", "decided_at"),
    ),
    NameConfirmation: ("learner", "name", "at"),
    Credential: (
        *("id", "code", "issuer", "year", "serial", "cycle", "certification", "holder", "name", "language"),
        *("valid_from", "valid_until", "zone", "snapshot", "sha256", "token", "key", "status_index", "reissued"),
        "issued_at",
    ),
    Change: ("credential", "number", "kind", "effective_on", "reason", "by", "second", "at"),
    CertificationEvent: ("subject", "machine", "number", "kind", "at", "reason"),
    **deeds.COLUMNS,
}


class SomebodyIsHere(Exception):
    """The database holds people: so many."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass
class Rows:
    """Rows that wait to be written, by table."""

    of: dict[type[Model], list[tuple[Any, ...]]] = field(default_factory=lambda: {model: [] for model in COLUMNS})

    def add(self, model: type[Model], *values: Any) -> None:
        """One more."""
        self.of[model].append(values)

    def write(self) -> int:
        """Insert them all; how many."""
        number = sum(bulk.insert(model, COLUMNS[model], rows) for model, rows in self.of.items() if rows)
        for rows in self.of.values():
            rows.clear()
        return number


@dataclass(frozen=True, kw_only=True)
class Written:
    """What there is now."""

    coordinator: str
    password: str
    rows: int


@contextmanager
def without_collecting() -> Iterator[None]:
    """Millions of rows that refer to nothing in a circle: looking through them for circles takes a sixth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@without_collecting()
@transaction.atomic
def populate(
    *, learners: int, organisations: int, seed: int, now: datetime, count: Callable[[int], None] = lambda _done: None
) -> Written:
    """Fill a database in which nobody is. Raises SomebodyIsHere."""
    if there := User.objects.count():
        raise SomebodyIsHere(there)
    today = now.date()
    country, homes = places.plant(organisations)
    version = places.certify(country, now=now - timedelta(days=3650))
    person, password = places.coordinator(country, today=today)
    rng = Random(seed)  # noqa: S311 — nothing secret
    key = keys.current(issuer=country, now=now - timedelta(days=3650))
    clerks = Clerks(first=person.pk, second=places.second(country, today=today).pk)
    papers = Papers(rng=rng, version=version, issuer_key=key, clerks=clerks)
    writer = Story(rng=rng, version=version, homes=homes, today=today, papers=papers)
    first = (User.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    written = 0
    for start in range(0, learners, BATCH):
        done = min(start + BATCH, learners)
        for number in range(start, done):
            writer.tell(first + number, number + 1)
        written += writer.rows.write()
        count(done)
    bulk.restart(User)
    rebuilding.rebuild(today=today)
    return Written(coordinator=person.username, password=password, rows=written)


@dataclass(kw_only=True)
class Story:
    """Makes one person after the other."""

    rng: Random
    version: CertificationVersion
    homes: list[Organisation]
    today: date
    papers: Papers
    rows: Rows = field(default_factory=Rows)

    def __post_init__(self) -> None:
        self.rules = rules_of(self.version)
        self.deeds = deeds.Deeds(version=self.version, today=self.today, key=self._key)

    def tell(self, pk: int, number: int) -> None:
        """A person with everything that happened to them."""
        rounds = history(self.rng, self.rules, today=self.today)
        home, since = self.rng.choice(self.homes), rounds[0].opened_on
        begun = datetime.combine(since, NOON)
        self.rows.add(
            User,
            *(pk, f"{PREFIX}{number}", "Learner", f"{number:06d}", "", UNUSABLE, ""),
            *(False, False, True, begun),
        )
        self.rows.add(Membership, pk, home.pk, Role.LEARNER.value, since)
        self.rows.add(Assignment, self._key(), pk, self.version.certification_id, home.pk, "organisation", begun, "")
        name = f"Learner {number:06d}" if self.papers.has_name(rounds) else ""
        if name:
            self.rows.add(NameConfirmation, pk, name, begun)
        following = [*(told.dates.completed_on if told.dates else None for told in rounds[1:]), None]
        for place, (told, renewed_on) in enumerate(zip(rounds, following, strict=True), start=1):
            cycle = self._round(pk, home.pk, place, told)
            self._papers(pk, home.pk, cycle, place, told, name, renewed_on)

    def _papers(
        self, learner: int, home: int, cycle: UUID, number: int, told: Told, name: str, renewed_on: date | None
    ) -> None:
        """What was decided about a round, and what was issued for it."""
        decision = self._key()
        decided = self.papers.decision(decision, cycle, home, told)
        if decided is None:
            return
        self.rows.add(Decision, *decided.row)
        for place, (kind, day) in enumerate(decided.events, start=1):
            at = datetime.combine(day, NOON)
            self.rows.add(CertificationEvent, decision, Decision.machine.name, place, kind, at, "")
        if name and told.dates:
            credential, papers = self._key(), self.papers
            self.rows.add(
                Credential, *papers.credential(credential, cycle, learner, name, number, decided.digest, told.dates)
            )
            for change in papers.changes(credential, told, told.dates, renewed_on):
                self.rows.add(Change, *change)

    def _round(self, learner: int, home: int, number: int, told: Told) -> UUID:
        """A round and its ledger; its key."""
        key, dates = self._key(), told.dates
        state = fold(Cycle.machine, told.events)
        days = (
            (dates.completed_on, dates.window_opens_on, dates.expires_on, dates.baseline_expires_on)
            if dates
            else (None,) * 4
        )
        self.rows.add(
            Cycle,
            *(key, home, learner, self.version.certification_id, self.version.pk, number, told.path),
            *(state, len(told.events), datetime.combine(told.opened_on, NOON), told.opened_on, told.due_on, *days),
        )
        for place, (kind, day) in enumerate(_dated(told), start=1):
            self.rows.add(CertificationEvent, key, Cycle.machine.name, place, kind, datetime.combine(day, NOON), "")
        if told.is_open:
            for model, row in self.deeds.of(key, learner, home, told):
                self.rows.of[model].append(row)
        return key

    def _key(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)


def _dated(told: Told) -> Iterator[tuple[str, date]]:
    """Every event with its day."""
    dates = told.dates
    days = {
        "assigned": told.opened_on,
        "begun": told.declared_on or told.opened_on,
        "completed": dates.completed_on if dates else told.due_on,
        "awarded": dates.completed_on if dates else told.due_on,
        "window_opened": dates.window_opens_on if dates else None,
        "entered_grace": dates.expires_on + timedelta(days=1) if dates and dates.expires_on else None,
        "lapsed": dates.expires_on + timedelta(days=32) if dates and dates.expires_on else None,
        "renewed": dates.expires_on if dates else None,
    }
    for event in told.events:
        yield event, days.get(event) or (dates.completed_on if dates else told.due_on)
