"""Everything happens on the day of the factories."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.certification import NOW


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield
