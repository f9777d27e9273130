"""How files are shared out among processes, with `-n 2 --dist loadfile`."""

from typing import Any

import pytest
from xdist.scheduler.loadfile import LoadFileScheduling

JOURNEYS = "tests/journeys"
LONGEST = (
    JOURNEYS,
    "tests/architecture/access/test_matrix.py",
    "tests/assessments/mentoring/matrix/test_pages.py",
    "tests/modules/services/test_whole_curriculum.py",
)
"""What one process works on for half a minute or more. xdist takes what has most tests for the longest, and these have few."""


class ByFile(LoadFileScheduling):
    """A file stays with one process. So do the journeys, whose site takes longer to make than any of them to walk."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        """The longest first: begun last, one process would work on it while the other has nothing left."""
        first = next((unit for unit in LONGEST if unit in self.workqueue), None)
        if first:
            self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


def unit_of(test: str) -> str:
    """What goes to one process together with this test."""
    return JOURNEYS if test.startswith(f"{JOURNEYS}/") else test.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile | None:
    """Share out by file in our way, where files are asked for."""
    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None
