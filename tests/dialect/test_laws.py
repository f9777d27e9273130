"""Laws that hold for every kind of activity."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modules.dialect import digests, storage
from modules.dialect.activities import BY_NAME
from modules.dialect.document import Document, Prose
from modules.dialect.parser import parse
from modules.dialect.writer import write
from tests.dialect.graded_strategies import GRADED
from tests.dialect.strategies import KINDS

ALL = {**KINDS, **GRADED}
PROSE = st.sampled_from(
    ["One.", "## A heading\n\nTwo.", "- a\n- b", "> [!NOTE]\n> Mind this.", "|a|b|\n|-|-|\n|1|2|", "ក្មេង"]
)
of_every_kind = pytest.mark.parametrize("kind", sorted(ALL))
every = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@of_every_kind
@every
@given(data=st.data())
def test_what_is_written_is_read_back(kind: str, data: st.DataObject) -> None:
    activity = data.draw(ALL[kind])
    document = parse(write(activity))
    assert document.problems == ()
    assert document.nodes == (activity,)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Activities of any kinds with prose above and between."""
    found = draw(st.lists(st.sampled_from(sorted(ALL)).flatmap(ALL.__getitem__), min_size=1, max_size=3))
    return Document(nodes=tuple(node for activity in found for node in (Prose(text=draw(PROSE)), activity)))


def _survives(document: Document) -> None:
    assert parse(write(document)).nodes == document.nodes
    assert write(parse(write(document))) == write(document)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_a_document_of_any_kinds_is_read_back(document: Document) -> None:
    _survives(document)


@pytest.mark.nightly
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(document=documents())
def test_ten_thousand_documents_are_read_back(document: Document) -> None:
    _survives(document)


@of_every_kind
@every
@given(data=st.data())
def test_writing_what_was_written_changes_nothing(kind: str, data: st.DataObject) -> None:
    written = write(data.draw(ALL[kind]))
    assert write(parse(written)) == written


@of_every_kind
@every
@given(data=st.data())
def test_what_is_stored_as_json_is_loaded_again(kind: str, data: st.DataObject) -> None:
    activity = data.draw(ALL[kind])
    loaded = storage.load(json.loads(json.dumps(storage.dump(activity))))
    assert loaded == activity
    assert digests.digest(loaded) == digests.digest(activity)


@of_every_kind
@every
@given(data=st.data())
def test_the_solution_earns_the_full_score(kind: str, data: st.DataObject) -> None:
    activity = data.draw(ALL[kind])
    solution = activity.solution()
    assert (solution is None) == (not activity.is_scored)
    if solution is not None:
        assert activity.grade(solution).score == 1
        assert activity.read({key: list(values) for key, values in solution.items()}) == solution


def test_every_kind_has_a_strategy() -> None:
    assert set(ALL) == set(BY_NAME)
