"""Who may read what in mentoring: thirteen classes of data, one function each. Pure.

A Viewpoint says what one person is to one learner at this moment; each function turns it, and the row in question, into a Reach.
Nothing else in the app decides about reading. Source: the confidentiality matrix of the mentoring design; where it left a question
open, the answer stands in the function.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Protocol
from uuid import UUID


class DataClass(StrEnum):
    """What kind of thing is read."""

    FACTS = "facts"
    """C1: when, how long, how often, which indicators; counts."""
    RECORD = "record"
    """C2: the shared record of a session, its comments and actions."""
    PREPARATION = "preparation"
    """C3: what a learner prepares for themself."""
    AIDE_MEMOIRE = "aide_memoire"
    """C4: what a mentor keeps in mind for themself."""
    ANNEX = "annex"
    """C5: a confidential matter."""
    AGREEMENT = "agreement"
    OBSERVATION = "observation"
    PRIVATE_ENTRY = "private_entry"
    SHARED_ENTRY = "shared_entry"
    REVIEW = "review"
    LEVEL = "level"
    """Levels reached, evidence and ratings as codes and dates."""
    ALERT = "alert"
    """That a concern was raised and reached somebody."""
    LEDGER = "ledger"
    """Who looked at what."""


class Standing(StrEnum):
    """What somebody is to a learner."""

    LEARNER = "learner"
    MENTOR = "mentor"
    """Party to an active reflective relationship."""
    SUPERVISOR = "supervisor"
    """Mentors the mentor."""
    LINE_MANAGER = "line_manager"
    ASSESSOR = "assessor"
    """Assessor or moderator."""
    COORDINATOR = "coordinator"
    """In the learner's organisation or district."""
    REGIONAL = "regional"
    """In the region or country above."""
    SAFEGUARDING = "safeguarding"
    TRAINER = "trainer"
    ADMINISTRATOR = "administrator"
    OBSERVER = "observer"
    """Observes once; nothing else follows from it."""


class Reach(IntEnum):
    """How far somebody may go. Each includes those before it."""

    NOTHING = 0
    COUNT = 1
    """Part of a number over five people or more."""
    FACT = 2
    """That it exists, dates, codes."""
    READ = 3
    WRITE = 4
    """Read, write, sign."""


class OfAPair(Protocol):
    """A row that belongs to one relationship."""

    @property
    def pk(self) -> UUID:
        """Which row."""

    @property
    def relationship_id(self) -> UUID | None:
        """The relationship it belongs to."""


@dataclass(frozen=True, kw_only=True)
class Viewpoint:
    """What one person is to one learner at one moment. Made by `selectors.viewpoints.viewpoint`."""

    viewer_id: int | None
    learner_id: int
    standings: frozenset[Standing] = frozenset()
    pairs: frozenset[UUID] = frozenset()
    """Active reflective relationships with this learner in which the viewer is the mentor."""
    own_pairs: frozenset[UUID] = frozenset()
    """All relationships of the learner, where the viewer is the learner."""
    kept: frozenset[UUID] = frozenset()
    """Rows the viewer signed in a relationship that ended less than the days of grace ago."""
    submitted: frozenset[UUID] = frozenset()
    """Rows the learner submitted to the viewer as assessor or moderator."""
    sampled: frozenset[UUID] = frozenset()
    """Records announced for audit to the viewer as the mentor's supervisor."""
    grants: frozenset[DataClass] = field(default_factory=frozenset)
    """Classes that emergency access opens to the viewer now."""

    def has(self, *standings: Standing) -> bool:
        """Whether the viewer is one of these to the learner."""
        return not self.standings.isdisjoint(standings)

    def is_party(self, row: OfAPair) -> bool:
        """Whether the row belongs to a pair of which the viewer is one half now."""
        return row.relationship_id in self.pairs or row.relationship_id in self.own_pairs


def facts(view: Viewpoint) -> Reach:
    """C1. The people around a learner see that meetings happen; nobody needs words for that."""
    return _first(
        view,
        (Reach.WRITE, Standing.MENTOR),
        (Reach.READ, Standing.LEARNER, Standing.SUPERVISOR, Standing.COORDINATOR),
        (
            Reach.FACT,
            *(Standing.LINE_MANAGER, Standing.ASSESSOR, Standing.SAFEGUARDING, Standing.ADMINISTRATOR),
        ),
        (Reach.COUNT, Standing.REGIONAL),
    )


def record(view: Viewpoint, row: OfAPair, *, writer_id: int, is_draft: bool) -> Reach:
    """C2. A draft is its writer's; then it is the pair's; afterwards of those to whom it was shown on purpose."""
    if is_draft:
        return Reach.WRITE if view.viewer_id == writer_id and view.is_party(row) else Reach.NOTHING
    if view.is_party(row):
        return Reach.WRITE
    shown = row.pk in view.kept or row.pk in view.submitted or row.pk in view.sampled
    return Reach.READ if shown or _broken(view, DataClass.RECORD) else Reach.NOTHING


def preparation(view: Viewpoint, *, author_id: int) -> Reach:
    """C3. Its author's alone; no emergency opens it."""
    return Reach.WRITE if view.viewer_id == author_id else Reach.NOTHING


def aide_memoire(view: Viewpoint, *, author_id: int) -> Reach:
    """C4. Its author's alone. The law may let the learner ask for it; that is a formal way outside this site."""
    return Reach.WRITE if view.viewer_id == author_id else Reach.NOTHING


def annex(view: Viewpoint, row: OfAPair) -> Reach:
    """C5. The pair; by emergency access the mentor's supervisor and the safeguarding lead, nobody else."""
    if view.is_party(row):
        return Reach.WRITE
    return Reach.READ if _broken(view, DataClass.ANNEX) else Reach.NOTHING


def agreement(view: Viewpoint, row: OfAPair) -> Reach:
    """The pair; the supervisor reads it; employer and coordinator see that it is there and when it is due."""
    if view.is_party(row):
        return Reach.WRITE
    return _first(
        view,
        (Reach.READ, Standing.SUPERVISOR),
        (Reach.FACT, Standing.LINE_MANAGER, Standing.ASSESSOR, Standing.COORDINATOR),
        (Reach.COUNT, Standing.REGIONAL),
    )


def observation(view: Viewpoint, row: OfAPair, *, observer_id: int | None) -> Reach:
    """The pair and whoever observed; the supervisor reads it; the coordinator sees the overall judgement."""
    if view.is_party(row) or (observer_id is not None and view.viewer_id == observer_id):
        return Reach.WRITE
    if row.pk in view.submitted or row.pk in view.kept:
        return Reach.READ
    if _broken(view, DataClass.OBSERVATION):
        return Reach.READ
    return _first(
        view,
        (Reach.READ, Standing.SUPERVISOR),
        (Reach.FACT, Standing.COORDINATOR),
        (Reach.COUNT, Standing.REGIONAL),
    )


def private_entry(view: Viewpoint, *, author_id: int) -> Reach:
    """Its author's alone."""
    return Reach.WRITE if view.viewer_id == author_id else Reach.NOTHING


def shared_entry(view: Viewpoint, row: OfAPair) -> Reach:
    """Of the learner and the mentor it was shared with; of an assessor to whom it was submitted."""
    if view.has(Standing.LEARNER):
        return Reach.WRITE
    if row.relationship_id in view.pairs or row.pk in view.submitted:
        return Reach.READ
    if _broken(view, DataClass.SHARED_ENTRY):
        return Reach.READ
    return _first(view, (Reach.FACT, Standing.COORDINATOR), (Reach.COUNT, Standing.REGIONAL))


def review(view: Viewpoint, row: OfAPair) -> Reach:
    """The pair; supervisor and assessor read it; the employer sees the outcome."""
    if view.is_party(row):
        return Reach.WRITE
    return _first(
        view,
        (Reach.READ, Standing.SUPERVISOR, Standing.ASSESSOR),
        (Reach.FACT, Standing.LINE_MANAGER, Standing.COORDINATOR, Standing.SAFEGUARDING),
        (Reach.COUNT, Standing.REGIONAL),
    )


def level(view: Viewpoint) -> Reach:
    """Levels are what certification stands on: known to everybody who is responsible for the learner."""
    return _first(
        view,
        (Reach.WRITE, Standing.MENTOR),
        (
            Reach.READ,
            *(Standing.LEARNER, Standing.SUPERVISOR, Standing.LINE_MANAGER, Standing.ASSESSOR, Standing.COORDINATOR),
        ),
        (Reach.COUNT, Standing.REGIONAL),
    )


def alert(view: Viewpoint) -> Reach:
    """That a concern was raised: of the pair and the safeguarding lead; others know that there was one."""
    return _first(
        view,
        (Reach.WRITE, Standing.LEARNER, Standing.MENTOR),
        (Reach.READ, Standing.SAFEGUARDING),
        (Reach.FACT, Standing.SUPERVISOR, Standing.LINE_MANAGER, Standing.COORDINATOR),
        (Reach.COUNT, Standing.REGIONAL),
    )


def ledger(view: Viewpoint, *, of_pair: UUID | None = None) -> Reach:
    """Who looked: learner and safeguarding lead read all of it, a mentor what concerns their own pair.

    Everybody reads their own acts, which needs no reach here.
    """
    if of_pair is not None and of_pair in view.pairs:
        return Reach.READ
    return _first(view, (Reach.READ, Standing.LEARNER, Standing.SAFEGUARDING))


READERS: dict[DataClass, Callable[..., Reach]] = {
    DataClass.FACTS: facts,
    DataClass.RECORD: record,
    DataClass.PREPARATION: preparation,
    DataClass.AIDE_MEMOIRE: aide_memoire,
    DataClass.ANNEX: annex,
    DataClass.AGREEMENT: agreement,
    DataClass.OBSERVATION: observation,
    DataClass.PRIVATE_ENTRY: private_entry,
    DataClass.SHARED_ENTRY: shared_entry,
    DataClass.REVIEW: review,
    DataClass.LEVEL: level,
    DataClass.ALERT: alert,
    DataClass.LEDGER: ledger,
}
"""Class → who decides. A class without a function cannot be read."""

EMERGENCY: dict[DataClass, frozenset[Standing]] = {
    DataClass.RECORD: frozenset({Standing.COORDINATOR, Standing.REGIONAL, Standing.SAFEGUARDING}),
    DataClass.ANNEX: frozenset({Standing.SUPERVISOR, Standing.SAFEGUARDING}),
    DataClass.OBSERVATION: frozenset({Standing.SAFEGUARDING}),
    DataClass.SHARED_ENTRY: frozenset({Standing.SAFEGUARDING}),
}
"""What emergency access can open at all, and to whom."""


def openable(view: Viewpoint) -> frozenset[DataClass]:
    """What the viewer could ask to open."""
    return frozenset(data_class for data_class, standings in EMERGENCY.items() if view.has(*standings))


def _broken(view: Viewpoint, data_class: DataClass) -> bool:
    return data_class in view.grants and view.has(*EMERGENCY[data_class])


def _first(view: Viewpoint, *rows: tuple[Reach, *tuple[Standing, ...]]) -> Reach:
    return next((reach for reach, *standings in rows if view.has(*standings)), Reach.NOTHING)
