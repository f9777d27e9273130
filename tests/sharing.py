"""How files are shared out among processes, with `-n 2 --dist loadfile`."""

import pytest
from xdist.scheduler.loadfile import LoadFileScheduling

JOURNEYS = "tests/journeys"


class ByFile(LoadFileScheduling):
    """A file stays with one process. So do the journeys, whose site takes longer to make than any of them to walk."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)


def unit_of(test: str) -> str:
    """What goes to one process together with this test."""
    return JOURNEYS if test.startswith(f"{JOURNEYS}/") else test.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile | None:
    """Share out by file in our way, where files are asked for."""
    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None
