"""Who runs what, where several processes share the tests."""

import pytest

from tests.sharing import unit_of


@pytest.mark.parametrize(
    ("test", "unit"),
    [
        ("tests/dialect/test_text.py::test_a[b::c]", "tests/dialect/test_text.py"),
        ("tests/assessments/test_races.py::TestIt::test_a", "tests/assessments/test_races.py"),
        ("tests/journeys/test_danger.py::test_a", "tests/journeys"),
        ("tests/journeys/test_sharing.py::test_b[x]", "tests/journeys"),
    ],
    ids=["a function", "a method", "a journey", "another journey"],
)
def test_a_file_stays_with_one_process_and_so_do_all_journeys(test: str, unit: str) -> None:
    assert unit_of(test) == unit
