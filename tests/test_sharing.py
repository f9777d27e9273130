"""Who runs what, where several processes share the tests."""

from collections import OrderedDict
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.sharing import LONGEST, ByFile, unit_of

ROOT = Path(__file__).resolve().parents[1]


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


def test_what_takes_longest_is_begun_first() -> None:
    units = ["tests/test_many.py", *reversed(LONGEST), "tests/test_few.py"]
    node = Mock()
    sharing = ByFile.__new__(ByFile)
    sharing.workqueue = OrderedDict((unit, {f"{unit}::test_a": False}) for unit in units)
    sharing.assigned_work = {}
    sharing.registered_collections = {node: [f"{unit}::test_a" for unit in units]}

    while sharing.workqueue:
        sharing._assign_work_unit(node)

    assert list(sharing.assigned_work[node]) == [*LONGEST, "tests/test_many.py", "tests/test_few.py"]


@pytest.mark.parametrize("unit", LONGEST)
def test_what_takes_longest_is_there(unit: str) -> None:
    assert (ROOT / unit).exists()
