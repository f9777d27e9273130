"""A real site for real browsers: set up by the command of the README, served by the server of production."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError

import psycopg

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Site:
    """A running demo site."""

    url: str
    var: Path
    environment: dict[str, str]
    signed_in: dict[str, Any] = field(default_factory=dict)
    """User name → what the browser of somebody who has signed in keeps of it."""
    passwords: dict[str, str] = field(default_factory=dict)
    """Of people who were made for a journey, by user name."""

    def manage(self, *words: str) -> str:
        """Run a management command on the site's own database; return what it printed."""
        finished = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return finished.stdout

    def account(self, name: str) -> tuple[str, str]:
        """(user name, password) of one of the demo people, or of those made for a journey, by user name."""
        if name in self.passwords:
            return name, self.passwords[name]
        lines = (self.var / "demo-people.txt").read_text(encoding="utf-8").splitlines()
        rows = ([cell.strip() for cell in line.split("\t")] for line in lines)
        return next((row[1], row[2]) for row in rows if len(row) >= 3 and row[1] == name)


@contextmanager
def running_site(var: Path, *, like: Path | None = None) -> Iterator[Site]:
    """Make the demo site in a folder of its own, or copy one that is there, and serve it until the end of the block."""
    if like is not None:
        shutil.copytree(like, var, dirs_exist_ok=True)
    with _database(var, copied=like is not None) as database:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "training_site.settings.dev",
            "DATABASE_URL": database,
            "VAR_DIR": str(var),
            "DEBUG": "0",
        }
        port = _free_port()
        site = Site(url=f"http://127.0.0.1:{port}", var=var, environment=environment)
        site.manage("demo", "--no-server")  # of a copy it completes what is missing: nothing
        with (var / "server.log").open("w") as log:
            server = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "gunicorn",
                    "training_site.wsgi",
                    f"--bind=127.0.0.1:{port}",
                    "--workers=1",
                    "--threads=4",
                    "--no-control-socket",
                    "--log-level=warning",
                ],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
            try:
                _wait_until_it_answers(site.url, server)
                yield site
            finally:
                server.terminate()
                server.wait(timeout=20)


@contextmanager
def _database(var: Path, *, copied: bool) -> Iterator[str]:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{var / 'site.sqlite3'}"
        return
    name = f"journeys_{os.getpid()}"
    server, _slash, named = url.rpartition("/")
    # The database that the URL names need not exist, unless it is to be copied: tests make their own beside it.
    template = f' TEMPLATE "{named}"' if copied else ""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"{template}')
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        assert server.poll() is None, "the server stopped; see server.log in its folder"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (URLError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"{url} did not answer within a minute")
