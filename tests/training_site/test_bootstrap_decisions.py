"""What the first run decides, in this process: which interpreter will do, what is kept, what is made anew."""

import os
import sys
from pathlib import Path

import pytest

from tests.training_site.newcomer import BASE_PYTHON, Newcomer
from training_site import bootstrap

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell for the stand-in installer")


class StartedError(Exception):
    """Stands for the process that would have been replaced."""


@pytest.fixture
def newcomer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newcomer:
    person = Newcomer(tmp_path)
    for name, value in person.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(bootstrap, "ROOT", person.root)
    monkeypatch.setattr(bootstrap, "VENV", person.venv)
    monkeypatch.setattr(bootstrap, "STAMP", person.stamp)
    for name in ("RUNTIME", "DEVELOPMENT"):
        requirements = getattr(bootstrap, name)
        monkeypatch.setattr(bootstrap, name, requirements._replace(file=person.root / requirements.file.name))
    return person


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that replaced this process."""
    commands: list[list[str]] = []

    def start(command: list[str]) -> None:
        commands.append(command)
        raise StartedError

    monkeypatch.setattr(bootstrap, "start", start)
    return commands


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this interpreter seem to have no packages."""
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda _: None)


@pytest.mark.usefixtures("bare")
def test_a_bare_python_prepares_and_starts_the_same_command_inside(
    newcomer: Newcomer, started: list[list[str]]
) -> None:
    for _ in range(2):
        with pytest.raises(StartedError):
            bootstrap.prepare(["manage.py", "demo", "--reset"])

    command = [str(newcomer.venv / "bin" / "python"), str(newcomer.root / "manage.py"), "demo", "--reset"]
    assert started == [command, command]
    assert len(newcomer.installations) == 1


@pytest.mark.usefixtures("bare")
def test_the_stamp_names_what_was_installed(newcomer: Newcomer, started: list[list[str]]) -> None:
    with pytest.raises(StartedError):
        bootstrap.prepare(["manage.py", "demo"])
    assert set(bootstrap.read_stamp() or {}) == {"requirements.txt"}

    with pytest.raises(StartedError):
        bootstrap.prepare(["manage.py", "test"])
    assert set(bootstrap.read_stamp() or {}) == {"requirements.txt", "requirements-dev.txt"}


@pytest.mark.usefixtures("bare", "started")
def test_what_cannot_be_completed_is_made_anew(newcomer: Newcomer, capsys: pytest.CaptureFixture[str]) -> None:
    newcomer.venv.mkdir()
    newcomer.stamp.write_text("")
    (newcomer.root / ".venv.partial").mkdir()
    with pytest.raises(StartedError):
        bootstrap.prepare(["manage.py", "demo"])

    assert "making it anew" in capsys.readouterr().err
    assert not (newcomer.root / ".venv.partial").exists()


@pytest.mark.usefixtures("bare", "started")
def test_an_environment_made_by_hand_is_kept(newcomer: Newcomer, capsys: pytest.CaptureFixture[str]) -> None:
    newcomer.make_venv()
    with pytest.raises(StartedError):
        bootstrap.prepare(["manage.py", "demo"])

    assert "anew" not in capsys.readouterr().err


@pytest.mark.usefixtures("bare", "started")
def test_an_environment_in_use_elsewhere_is_ready_once_the_lock_is_free(
    newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([False, True])
    monkeypatch.setattr(bootstrap, "is_ready", lambda _: next(answers))
    with pytest.raises(StartedError):
        bootstrap.prepare(["manage.py", "demo"])

    assert newcomer.installations == []


@pytest.mark.usefixtures("bare", "started", "newcomer")
@pytest.mark.parametrize(
    ("obstacle", "code", "sentence"),
    [
        (bootstrap.SetUpError("No."), 1, "No."),
        (OSError(28, "No space left on device"), 1, "The disk is full"),
        (OSError(5, "Input/output error"), 1, "The environment could not be prepared: [Errno 5]"),
        (KeyboardInterrupt(), 130, "Stopped."),
    ],
    ids=["obstacle", "known to the system", "unknown", "interrupted"],
)
def test_whatever_stops_it_becomes_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    obstacle: BaseException,
    code: int,
    sentence: str,
) -> None:
    def fail(_: object) -> None:
        raise obstacle

    monkeypatch.setattr(bootstrap, "make_ready", fail)
    with pytest.raises(SystemExit) as end:
        bootstrap.prepare(["manage.py", "demo"])

    assert end.value.code == code
    assert capsys.readouterr().err.startswith(f"\n{sentence}")


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize(
    ("prefix", "stamp", "ready"),
    [
        ("/usr", None, True),
        ("/usr", "", True),
        (".venv", None, True),
        (".venv", "", False),
        (".venv", "0123  requirements.txt\n", False),
    ],
    ids=["somebody's own", "somebody's own beside a half-made one", "made by hand", "half-made", "of an earlier time"],
)
def test_an_interpreter_that_has_the_packages_will_do_unless_the_stamp_says_otherwise(
    newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch, prefix: str, stamp: str | None, ready: bool
) -> None:
    newcomer.venv.mkdir()
    if stamp is not None:
        newcomer.stamp.write_text(stamp)
    monkeypatch.setattr(sys, "prefix", str(newcomer.root / prefix))

    assert bootstrap.is_ready_here(bootstrap.RUNTIME) is ready


def test_an_old_python_is_refused_with_what_to_run_instead(newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch) -> None:
    newcomer.add_tool("python3.14", "exit 0")
    monkeypatch.setattr(sys, "version_info", (3, 10, 1))

    with pytest.raises(
        bootstrap.SetUpError, match=r"Python 3\.10\.1 is too old.*Run instead: python3\.14 manage\.py demo"
    ):
        bootstrap.refuse_an_old_python(["manage.py", "demo"])


def test_packages_that_still_do_not_start_are_reported(newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTALLER", "forgetful")

    with pytest.raises(bootstrap.SetUpError, match="still does not start"):
        bootstrap.make_ready(bootstrap.RUNTIME)
    assert bootstrap.read_stamp() == {}


def test_what_is_no_environment_is_not_removed(newcomer: Newcomer) -> None:
    newcomer.venv.write_text("mine")

    with pytest.raises(bootstrap.SetUpError, match="in the way"):
        bootstrap.make_ready(bootstrap.RUNTIME)
    assert newcomer.venv.read_text() == "mine"


def test_a_process_is_replaced_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(os, "execv", lambda path, command: replaced.append((path, command)))
    bootstrap.start([BASE_PYTHON, "manage.py"])

    assert replaced == [(BASE_PYTHON, [BASE_PYTHON, "manage.py"])]


def test_on_windows_a_process_is_waited_for_and_its_exit_code_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    with pytest.raises(SystemExit) as end:
        bootstrap.start([BASE_PYTHON, "-c", "raise SystemExit(7)"])
    monkeypatch.undo()

    assert end.value.code == 7
