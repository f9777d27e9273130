"""Sums that nobody can be picked out of: checked by brute force over every difference that can be formed."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from assessments.mentoring.sums import FEWEST, cells

GROUPS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 12), max_size=8)


@given(GROUPS)
def test_every_number_and_every_difference_is_about_five_people_or_more(sizes: dict[str, int]) -> None:
    shown = [len(cell.members) for cell in cells({name: range(size) for name, size in sizes.items()})]
    total = sum(shown)
    for length in range(1, len(shown) + 1):
        for chosen in combinations(shown, length):
            assert sum(chosen) >= FEWEST
            assert total - sum(chosen) == 0 or total - sum(chosen) >= FEWEST


@given(GROUPS)
def test_everybody_is_counted_once_or_nobody_at_all(sizes: dict[str, int]) -> None:
    found = cells({name: [f"{name}{number}" for number in range(size)] for name, size in sizes.items()})
    members = [member for cell in found for member in cell.members]
    assert len(members) == len(set(members))
    assert len(members) in (0, sum(sizes.values()))
    assert (not members) == (sum(sizes.values()) < FEWEST)


@given(GROUPS)
def test_a_group_that_is_large_enough_is_shown_unless_it_hides_a_smaller_one(sizes: dict[str, int]) -> None:
    found = cells({name: range(size) for name, size in sizes.items()})
    named = {cell.name for cell in found if cell.name}
    large = {name for name, size in sizes.items() if size >= FEWEST}
    assert named <= large
    assert len(large - named) <= 1
