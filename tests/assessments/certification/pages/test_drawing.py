"""The drawn way: a stop for each requirement, a lane through all of them, everything within the picture."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.certification.pages.drawing import ACROSS, BEND, SIDE, drawn

STATES = st.lists(st.sampled_from(["done", "next", "waiting", "locked", "spare"]), min_size=1, max_size=60)


@given(states=STATES, arrived=st.booleans())
def test_every_stop_stands_alone_within_the_picture(states: list[str], arrived: bool) -> None:
    drawing = drawn(states, arrived=arrived, text="")
    places = [(stop.x, stop.y) for stop in (*drawing.stops, drawing.house)]

    assert [stop.state for stop in drawing.stops] == states
    assert len(set(places)) == len(places)
    assert all(9 <= x <= drawing.width - 9 and 9 <= y <= drawing.height - 9 for x, y in places)
    assert drawing.house.state == ("done" if arrived else "locked")
    assert BEND + 10 <= SIDE


@pytest.mark.parametrize(("number", "turns"), [(1, 0), (ACROSS - 1, 0), (ACROSS, 1), (2 * ACROSS, 2), (33, 4)])
def test_the_lane_turns_after_so_many_stops(number: int, turns: int) -> None:
    lane = drawn(["next"] * number, arrived=False, text="").lane

    assert len(re.findall("A", lane)) == turns
    assert len(re.findall("H", lane)) + turns == number
    assert re.fullmatch(r"M\d+ \d+(H\d+|A\d+ \d+ 0 0 [01] \d+ \d+)+", lane)
