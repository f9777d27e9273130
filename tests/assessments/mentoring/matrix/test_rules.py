"""The functions that decide who reads, against the matrix of the design, cell by cell."""

import inspect
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from assessments.mentoring.confidentiality import EMERGENCY, READERS, DataClass, Reach, Standing, Viewpoint

TABLE = tomllib.loads((Path(__file__).parent / "matrix.toml").read_text(encoding="utf-8"))
CELLS = [
    pytest.param(DataClass(name), role, word, id=f"{name}: {role}")
    for name, words in TABLE["classes"].items()
    for role, word in zip(TABLE["roles"], words, strict=True)
]
PLAIN = {"write": Reach.WRITE, "read": Reach.READ, "fact": Reach.FACT, "count": Reach.COUNT, "never": Reach.NOTHING}
LEARNER, MENTOR, OTHER = 1, 2, 3


@dataclass
class Row:
    """A row of the learner's and the mentor's."""

    pk: UUID = field(default_factory=uuid4)
    relationship_id: UUID | None = field(default_factory=uuid4)


def view_of(role: str, row: Row, **changes: Any) -> Viewpoint:
    pair = frozenset({row.relationship_id} if row.relationship_id else ())
    numbers = {"learner": LEARNER, "mentor": MENTOR}
    return Viewpoint(
        viewer_id=numbers.get(role, OTHER),
        learner_id=LEARNER,
        standings=frozenset() if role == "nobody" else frozenset({Standing(role)}),
        pairs=pair if role == "mentor" else frozenset(),
        own_pairs=pair if role == "learner" else frozenset(),
        **changes,
    )


def reach(data_class: DataClass, view: Viewpoint, row: Row) -> Reach:
    """What the class's own function says about the row, given whatever it asks for."""
    decide = READERS[data_class]
    known = {
        "row": row,
        "of_pair": row.relationship_id,
        "writer_id": MENTOR,
        "is_draft": False,
        "observer_id": MENTOR,
        "author_id": MENTOR if data_class == DataClass.AIDE_MEMOIRE else LEARNER,
    }
    wanted = list(inspect.signature(decide).parameters)[1:]
    positional = [known["row"]] if "row" in wanted else []
    return decide(view, *positional, **{name: known[name] for name in wanted if name != "row"})


def test_every_class_has_a_function_and_a_line() -> None:
    assert set(READERS) == set(DataClass) == {DataClass(name) for name in TABLE["classes"]}
    assert len(DataClass) == 13
    assert len(TABLE["roles"]) == 11


@pytest.mark.parametrize(("data_class", "role", "word"), CELLS)
def test_a_cell_holds(data_class: DataClass, role: str, word: str) -> None:
    row = Row()
    if word in PLAIN:
        assert reach(data_class, view_of(role, row), row) == PLAIN[word]
        return
    without = reach(data_class, view_of(role, row), row)
    assert without < Reach.READ
    opened = {
        "shown": {"submitted": frozenset({row.pk}), "sampled": frozenset({row.pk})},
        "emergency": {"grants": frozenset({data_class})},
    }[word]
    assert reach(data_class, view_of(role, row, **opened), row) == Reach.READ


@pytest.mark.parametrize(("data_class", "role", "word"), CELLS)
def test_emergency_access_opens_nothing_that_the_matrix_does_not_name(
    data_class: DataClass, role: str, word: str
) -> None:
    row = Row()
    everything = view_of(role, row, grants=frozenset(EMERGENCY))
    if word != "emergency":
        assert reach(data_class, everything, row) == reach(data_class, view_of(role, row), row)


@pytest.mark.parametrize("role", [role for role in TABLE["roles"] if role not in ("learner", "mentor")])
@pytest.mark.parametrize("data_class", list(DataClass), ids=str)
def test_what_was_shown_of_one_row_shows_no_other(data_class: DataClass, role: str) -> None:
    shown, row = Row(), Row()
    view = view_of(role, row, submitted=frozenset({shown.pk}), sampled=frozenset({shown.pk}))
    assert reach(data_class, view, row) == reach(data_class, view_of(role, row), row)


OF_THE_LEARNER = {DataClass.FACTS, DataClass.LEVEL, DataClass.ALERT}
"""What whoever mentors the learner now sees, whichever pair it comes from: dates, codes and levels."""


@pytest.mark.parametrize("data_class", sorted(set(DataClass) - OF_THE_LEARNER), ids=str)
def test_a_mentor_of_another_pair_reaches_no_row_of_this_one(data_class: DataClass) -> None:
    row = Row()
    successor = replace(view_of("nobody", row), standings=frozenset({Standing.MENTOR}), pairs=frozenset({uuid4()}))
    assert reach(data_class, successor, row) == Reach.NOTHING


def test_a_draft_is_its_writers_alone() -> None:
    row = Row()
    decide = READERS[DataClass.RECORD]
    reaches = {
        role: decide(view_of(role, row, grants=frozenset(EMERGENCY)), row, writer_id=MENTOR, is_draft=True)
        for role in TABLE["roles"]
    }
    assert {role for role, found in reaches.items() if found} == {"mentor"}


def test_a_former_mentor_reads_what_they_signed_and_writes_nothing() -> None:
    row = Row()
    kept = Viewpoint(viewer_id=MENTOR, learner_id=LEARNER, kept=frozenset({row.pk}))
    assert READERS[DataClass.RECORD](kept, row, writer_id=MENTOR, is_draft=False) == Reach.READ
    assert READERS[DataClass.ANNEX](kept, row) == Reach.NOTHING
