"""A database of its own for a race: a copy of the test database that threads reach through connections of their own.

A test database of SQLite lives in memory, where writers never meet; the copy is a file with the options of production.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any, TypeVar

from django.db import connection, connections

T = TypeVar("T")
MOST_CONNECTIONS = 50


@contextmanager
def ground(folder: Path) -> Iterator[None]:
    """Until the end of the block, new threads work in a copy of the test database."""
    copies = {"sqlite": _in_a_file, "postgresql": _beside_it}
    settings = connections.settings["default"]
    name = settings["NAME"]
    with copies[connection.vendor](folder) as copy:
        settings["NAME"] = copy
        try:
            yield
        finally:
            settings["NAME"] = name


def apart(work: Callable[[], T]) -> T:
    """Do something in the copy, in a thread with a connection of its own."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(_closing, work).result()


def at_once(work: Callable[[], Any], *, times: int) -> Counter[Any]:
    """Do the same thing in many threads that start together; how often each result came."""
    barrier = Barrier(times)

    def runner() -> Any:
        barrier.wait(timeout=60)
        return _closing(work)

    with ThreadPoolExecutor(max_workers=times) as pool:
        return Counter(future.result() for future in [pool.submit(runner) for _ in range(times)])


def _closing(work: Callable[[], T]) -> T:
    try:
        return work()
    finally:
        connections.close_all()


@contextmanager
def _in_a_file(folder: Path) -> Iterator[str]:
    file = folder / "race.sqlite3"
    connection.ensure_connection()
    target = sqlite3.connect(file)
    connection.connection.backup(target)
    # As in production, where the first migration did it: two connections that both switch the mode find each other in the way.
    target.execute("PRAGMA journal_mode=WAL")
    target.close()
    yield str(file)


@contextmanager
def _beside_it(folder: Path) -> Iterator[str]:
    original = connection.settings_dict["NAME"]
    copy = f"{original}_race"
    with _outside() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        # A thread of an earlier test, such as one of a server for browsers, may have left its connection open.
        left_open = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
        cursor.execute(left_open, [original])
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
    try:
        with _a_pool():
            yield copy
    finally:
        with _outside() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


@contextmanager
def _a_pool() -> Iterator[None]:
    """A hundred clients share the connections that the server has left over, as they do behind a pool in production."""
    settings = connections.settings["default"]
    kept = {name: settings[name] for name in ("OPTIONS", "CONN_MAX_AGE")}
    settings.update(OPTIONS={"pool": {"min_size": 1, "max_size": MOST_CONNECTIONS, "timeout": 120}}, CONN_MAX_AGE=0)
    try:
        yield
    finally:
        connection.close_pool()
        settings.update(kept)


@contextmanager
def _outside() -> Iterator[Any]:
    """A cursor in the server's own database; nobody may be connected to the one that is copied."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        yield cursor
