"""What the newcomer is told while packages arrive."""

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from training_site import bootstrap, installation
from training_site.installation import SetUpError, Tally

LOCK = """\
django-allauth[mfa]==65.0 \\
    --hash=sha256:00
soupsieve==2.10 ; python_full_version < '3.11.5' \\
    --hash=sha256:01
soupsieve==4.1 ; python_full_version >= '3.11.5' \\
    --hash=sha256:02
tzdata==2026.6 ; sys_platform == 'win32' \\
    --hash=sha256:03
"""


@pytest.fixture
def tally(tmp_path: Path) -> Tally:
    return Tally(LOCK, tmp_path)


def add_package(folder: Path, name: str) -> None:
    (folder / "lib" / "python3.11" / "site-packages" / f"{name}.dist-info").mkdir(parents=True)


def test_a_package_pinned_for_two_pythons_counts_once(tally: Tally) -> None:
    assert tally.total == 3


def test_a_package_for_another_system_leaves_the_count_with_its_last_pin(tally: Tally) -> None:
    tally.read("Ignoring soupsieve: markers 'python_full_version < \"3.11.5\"' don't match your environment\n")
    assert tally.total == 3
    tally.read("Ignoring tzdata: markers 'sys_platform == \"win32\"' don't match your environment\n")
    assert tally.total == 2


def test_uv_says_itself_how_many_packages_there_are(tally: Tally) -> None:
    tally.read("Resolved 2 packages in 5.16s\n")

    assert tally.total == 2


@pytest.mark.parametrize(
    "line",
    [
        "Collecting django-allauth==65.0 (from -r requirements.txt (line 1))\n",
        "Requirement already satisfied: django_allauth==65.0 in ./.venv/lib\n",
        "Processing /wheels/django_allauth-65.0-py3-none-any.whl (from -r requirements.txt (line 1))\n",
        "Processing c:\\wheels\\django-allauth-65.0.tar.gz\n",
        " Downloaded django-allauth\n",
    ],
    ids=["fetched", "already there", "from a folder", "from a folder of Windows", "uv"],
)
def test_a_package_counts_as_fetched_once_however_it_came(tally: Tally, line: str) -> None:
    tally.read(line)
    tally.read(line)

    assert tally.fetched == {"django-allauth"}


@pytest.mark.parametrize("line", ["Collecting flit_core\n", "Building wheel for x\n", "", "Successfully installed\n"])
def test_other_lines_change_nothing(tally: Tally, line: str) -> None:
    tally.read(line)

    assert (tally.fetched, tally.total) == (set(), 3)


def test_installed_packages_are_counted_once_they_appear(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_package(tmp_path, "soupsieve-4.1")
    tally = Tally(LOCK, tmp_path)
    tally.look()
    assert capsys.readouterr().err == ""

    add_package(tmp_path, "django_allauth-65.0")
    add_package(tmp_path, "tzdata-2026.6")
    add_package(tmp_path, "stranger-1.0")
    tally.look()
    assert capsys.readouterr().err == "Installed 3 of 3 packages\n"


def test_a_log_gets_every_tenth_package_and_the_last(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"package{number}" for number in range(1, 24)]
    tally = Tally("".join(f"{name}==1\n" for name in names), tmp_path)
    for name in names:
        tally.read(f"Collecting {name}==1\n")

    assert capsys.readouterr().err.splitlines() == [
        "Fetched 10 of 23 packages package10",
        "Fetched 20 of 23 packages package20",
        "Fetched 23 of 23 packages package23",
    ]


def test_a_terminal_gets_one_line_that_changes(
    tally: Tally, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    tally.read("Collecting soupsieve==4.1\n")
    tally.read("Collecting tzdata==2026.6\n")
    tally.close()

    shown = capsys.readouterr().err
    assert [line.rstrip() for line in shown.split("\r")] == [
        "",
        "Fetched 1 of 3 packages soupsieve",
        "Fetched 2 of 3 packages tzdata",
    ]
    assert shown.endswith("\n")


def test_the_uv_inside_the_environment_is_not_used_to_change_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("inside", "outside"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "uv").touch(mode=0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'inside'}:{tmp_path / 'outside'}")

    assert installation.uv_outside(tmp_path / "inside") == str(tmp_path / "outside" / "uv")
    monkeypatch.setenv("PATH", str(tmp_path / "inside"))
    assert installation.uv_outside(tmp_path / "inside") == ""


def test_settings_that_send_packages_elsewhere_do_not_reach_the_installer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "bin").mkdir()
    (tmp_path / "uv").write_text("#!/bin/sh\nenv\nexit 1\n")
    (tmp_path / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    with pytest.raises(SetUpError) as failure:
        installation.install(tmp_path / "bin" / "python", tmp_path / "requirements.txt")

    assert "PATH=" in str(failure.value)
    assert "PIP_TARGET" not in str(failure.value)


def test_the_development_lock_holds_the_runtime_lock() -> None:
    def pins(name: str) -> set[str]:
        lines = (bootstrap.ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line for line in lines if "==" in line and not line.startswith(" ")}

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_every_pin_of_the_locks_carries_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (bootstrap.ROOT / name).read_text(encoding="utf-8").splitlines()
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            assert line.startswith((" ", "#")) or following.startswith("    --hash=sha256:"), line


def test_the_locks_name_every_extra_that_an_installed_package_asks_for() -> None:
    """The pip of Python 3.11 takes an extra of a pinned package for another package, and finds it without a pin."""
    lock = (bootstrap.ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    pinned = {
        canonicalize_name(name): set(re.findall(r"[\w-]+", extras))
        for name, extras in re.findall(r"^([\w.-]+)(\[[^]]*\])?==", lock, re.MULTILINE)
    }

    for package in metadata.distributions():
        name = canonicalize_name(package.name)
        chosen = pinned.get(name, set()) | {""}
        for wanted in map(Requirement, package.requires or []):
            if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in chosen):
                assert wanted.extras <= pinned.get(canonicalize_name(wanted.name), set()), f"{name} asks for {wanted}"


def test_a_command_that_does_not_exist_does_not_answer() -> None:
    assert installation.answers([sys.executable, "-c", "pass"])
    assert not installation.answers([sys.executable, "-c", "raise SystemExit(3)"])
    assert not installation.answers(["/nowhere/python"])


def test_a_file_system_without_locks_does_not_stop_the_first_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(installation.fcntl, "flock", refuse)
    with installation.alone(tmp_path / "var", "waiting"):
        assert (tmp_path / "var").is_dir()


def test_a_lock_held_by_another_process_is_waited_for_and_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([BlockingIOError(), BlockingIOError(), None])

    def lock(*_: object) -> None:
        if error := next(answers):
            raise error

    monkeypatch.setattr(installation.fcntl, "flock", lock)
    monkeypatch.setattr(installation, "SECONDS_BETWEEN_LOOKS", 0)
    with installation.alone(tmp_path, "waiting"):
        assert capsys.readouterr().err == "waiting\n"


def test_an_installer_is_stopped_when_the_person_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[str]] = []
    start = installation._started
    monkeypatch.setattr(installation, "_started", lambda command: started.append(start(command)) or started[0])

    class Interrupted(Tally):
        def read(self, line: str) -> None:
            raise KeyboardInterrupt

    patience = "import time; print('line', flush=True); time.sleep(20)"  # cut short at once, if all is well
    with pytest.raises(KeyboardInterrupt):
        installation._watch([sys.executable, "-c", patience], Interrupted("", tmp_path))

    assert started[0].returncode == -15
