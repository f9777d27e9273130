"""What sealing a text costs, with one organisation's key at hand. Nothing here fails on a clock."""

import time
from collections.abc import Callable

import pytest

from training_site.sealing.sealing import open_sealed, seal

pytestmark = pytest.mark.benchmark
ROUNDS = 2000
PLACE = {"organisation_id": 7, "context": "mentoring.entry:1c9a:body"}


def microseconds(work: Callable[[], object]) -> float:
    work()
    begun = time.perf_counter()
    for _ in range(ROUNDS):
        work()
    return (time.perf_counter() - begun) / ROUNDS * 1e6


@pytest.mark.parametrize("size", [100, 1_000, 10_000, 100_000])
def test_what_a_text_costs(size: int) -> None:
    text = "x" * size
    made = seal(text, **PLACE)

    sealing, opening = (
        microseconds(work) for work in (lambda: seal(text, **PLACE), lambda: open_sealed(made, **PLACE))
    )

    print(
        f"\n{size} characters: seal {sealing:.1f} µs, open {opening:.1f} µs "
        f"({sealing / size * 1000:.1f} and {opening / size * 1000:.1f} µs per 1 kB), {len(made) - size} bytes more"
    )
    assert open_sealed(made, **PLACE) == text
