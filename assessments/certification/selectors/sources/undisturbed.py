"""Reading much at once without the collector of garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Leave the collector off meanwhile: nothing that is read is garbage before it is handed on, and looking whether it is takes longer
    than reading it. Several threads at once leave it as the first of them found it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
