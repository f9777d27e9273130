"""Settings: one table of variables, and a production that refuses to start half-configured."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from training_site.sealing.keyring import Keyring
from training_site.settings import env, machine
from training_site.settings.base import database

ROOT = Path(__file__).resolve().parents[2]


def _start_production(**variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in env.BY_NAME}
    environment |= {"DJANGO_SETTINGS_MODULE": "training_site.settings.production", **variables}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); print('started')"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_names_every_variable_that_is_missing() -> None:
    finished = _start_production(SECRET_KEY="x" * 60)

    assert finished.returncode != 0
    for name in ("TEXT_KEYS", "DATABASE_URL", "ALLOWED_HOSTS", "REDIS_URL"):
        assert name in finished.stderr
    assert "  SECRET_KEY" not in finished.stderr


def test_production_starts_when_all_is_set() -> None:
    finished = _start_production(
        SECRET_KEY="x" * 60,
        TEXT_KEYS=machine.new_text_keys(),
        DATABASE_URL="postgres://postgres@127.0.0.1/none",
        ALLOWED_HOSTS="training.example",
        REDIS_URL="redis://127.0.0.1:6379/9",
    )

    assert finished.stdout.strip() == "started", finished.stderr


def test_a_machine_makes_a_secret_once_and_shows_it_to_its_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "var" / "text-keys"
    made = machine.secret(file, machine.new_text_keys)

    assert machine.secret(file, machine.new_text_keys) == made == file.read_text(encoding="utf-8")
    assert Keyring.read(made).current(1).label == "this-machine"
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("in the way")
    with pytest.raises(SystemExit, match="var cannot be used"):
        machine.secret(tmp_path / "var" / "text-keys", machine.new_text_keys)


@pytest.mark.parametrize(
    "pragma",
    ["journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"],
    ids=["write-ahead", "power-loss", "references"],
)
def test_the_embedded_database_keeps_what_it_acknowledges(pragma: str) -> None:
    options = database("sqlite:///site.sqlite3")["OPTIONS"]

    assert pragma in options["init_command"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20


def test_a_variable_that_is_not_in_the_table_cannot_be_read() -> None:
    with pytest.raises(KeyError):
        env.read("UNDECLARED")


def test_every_variable_says_what_it_is_for() -> None:
    assert all(variable.says.endswith(".") or "://" in variable.says for variable in env.VARIABLES)
