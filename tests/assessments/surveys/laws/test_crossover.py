"""Half begins with each form, by a seed that can be repeated."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from assessments.surveys.laws.crossover import A, B, other, seats

SEEDS = st.integers(0, 10**6).map(str)
PEOPLE = st.sets(st.integers(1, 40), max_size=24)


@given(PEOPLE, PEOPLE, SEEDS)
def test_the_halves_differ_by_one_at_most_also_after_newcomers(first: set[int], later: set[int], seed: str) -> None:
    taken = seats(first, seed=seed, taken={})
    everybody = taken | seats(first | later, seed=seed, taken=taken)
    number = Counter(everybody.values())

    assert set(everybody) == first | later
    assert abs(number[A] - number[B]) <= 1
    assert all(everybody[person] == form for person, form in taken.items())


@given(PEOPLE, SEEDS)
def test_the_same_seed_gives_the_same_seats(people: set[int], seed: str) -> None:
    assert seats(people, seed=seed, taken={}) == seats(sorted(people, reverse=True), seed=seed, taken={})


def test_another_seed_gives_others() -> None:
    assert len({tuple(sorted(seats(range(30), seed=str(seed), taken={}).items())) for seed in range(20)}) > 15


def test_the_forms_are_swapped_afterwards() -> None:
    assert (other(A), other(B)) == (B, A)
