"""`matrix.toml` against the design's matrix as it was read a second time: a slip in the file is found here, not by asking at the doors."""

import pytest

from tests.architecture.access.reading import CELLS, ELSEWHERE, EVERYBODY, OF_ONE_LEARNER, ROOMS
from training_site.access import whole
from training_site.access.doors import Door, doors, everybody

CLOSED = frozenset({"door", "sign in first", "refused", "nothing here", "not so", "to /"})
NUMBERS = range(1, 51)


def opens_to(door: Door) -> set[str]:
    return {who for who in everybody() if door.answer_to(who) not in CLOSED}


def door_at(ask: str) -> Door:
    return next(door for door in doors() if door.ask == ask)


def test_the_roles_are_those_of_the_file() -> None:
    assert set(EVERYBODY) == set(everybody())
    assert set(ROOMS) == set(whole()["resources"])


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_opens_to_whom_the_design_says(room: str) -> None:
    here = [door for door in doors() if door.resource == room and not door.is_far]
    found = [set().union(*(opens_to(door) for door in here if door.method == method)) for method in ("GET", "POST")]

    assert found == [set(who) for who in ROOMS[room]]


@pytest.mark.parametrize(("number", "ask", "who"), CELLS, ids=str)
def test_a_cell_opens_to_whom_the_design_says(number: int, ask: str, who: tuple[str, ...]) -> None:
    assert opens_to(door_at(ask)) == set(who)


@pytest.mark.parametrize(("number", "ask", "who"), OF_ONE_LEARNER, ids=str)
def test_what_is_of_one_learner_opens_to_those_around_whom_the_design_names(number: int, ask: str, who: str) -> None:
    assert set(whole()["circles"][door_at(ask).within]) == set(who.split())


def test_every_number_of_the_design_is_read_or_told_where_it_is() -> None:
    read = {number for number, *_rest in (*CELLS, *OF_ONE_LEARNER)}

    assert set(NUMBERS) - read == set(ELSEWHERE)
