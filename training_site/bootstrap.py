"""The newcomer's first minutes: make `.venv`, install the locked packages, run the command again inside it.

Standard library only. Python 3.6 must be able to read this file (and manage.py), so that an old Python gets a sentence
instead of a SyntaxError: annotations that it could not evaluate are quoted.

`.venv/training-site.stamp` says what the environment holds: the SHA-256 of each requirements file that was installed
completely; nothing, while an installation is under way. An environment without the file was made by somebody else.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

from training_site import installation
from training_site.installation import SetUpError, answers, say

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "training-site.stamp"

Requirements = namedtuple("Requirements", "file modules holds")
RUNTIME = Requirements(ROOT / "requirements.txt", ("django", "wagtail"), ("requirements.txt",))
DEVELOPMENT = Requirements(
    ROOT / "requirements-dev.txt",
    ("django", "wagtail", "pytest", "pytest_django"),
    ("requirements.txt", "requirements-dev.txt"),
)


def prepare(argv: "list[str]") -> None:
    """Return when this interpreter has what the command needs; otherwise prepare `.venv` and start again in it."""
    requirements = DEVELOPMENT if argv[1:2] == ["test"] else RUNTIME
    try:
        refuse_an_old_python(argv)
        if is_ready_here(requirements):
            return
        if not is_ready(requirements):
            make_ready(requirements)
    except SetUpError as error:
        stop(str(error), 1)
    except OSError as error:
        stop(installation.sentence_about(str(error)) or f"The environment could not be prepared: {error}.", 1)
    except KeyboardInterrupt:
        stop("Stopped. Run the same command again to go on.", 130)
    start([str(venv_python()), str(ROOT / "manage.py"), *argv[1:]])


def start(command: "list[str]") -> None:
    """Replace this process with another; where the system cannot (Windows), wait for it and leave with its exit code."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":
        sys.exit(subprocess.call(command))  # noqa: S603 — our own words, no shell
    os.execv(command[0], command)  # noqa: S606 — our own words, no shell


def stop(sentence: str, code: int) -> None:
    """End with one sentence."""
    say("\n" + sentence)
    sys.exit(code)


def refuse_an_old_python(argv: "list[str]") -> None:
    """Raise SetUpError, naming a newer Python of this machine if there is one."""
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return
    newer = next(filter(None, map(newer_python, range(19, OLDEST_PYTHON[1] - 1, -1))), "")
    remedy = (
        "Run instead: {} {}".format(newer, " ".join(argv))
        if newer
        else "Install a newer one and run the command with it."
    )
    found = ".".join(map(str, sys.version_info[:3]))
    raise SetUpError(f"Python {found} is too old: the platform needs 3.11 or newer. {remedy}")


def newer_python(minor: int) -> str:
    """`python3.N` if that starts on this machine (a version manager's stand-in may exist and not start), else ""."""
    name = f"python3.{minor}"
    return name if shutil.which(name) and answers([name, "-c", "pass"]) else ""


# What is there already


def is_ready_here(requirements: Requirements) -> bool:
    """Whether this very interpreter will do. Somebody's own environment is judged by what it can import, nothing else."""
    if any(importlib.util.find_spec(module) is None for module in requirements.modules):
        return False
    runs_in_venv = os.path.realpath(sys.prefix) == os.path.realpath(str(VENV))
    return not runs_in_venv or read_stamp() is None or is_stamped(requirements)


def is_ready(requirements: Requirements) -> bool:
    """Whether `.venv` holds exactly these requirements, and starts."""
    return is_stamped(requirements) and works(requirements.modules)


def is_stamped(requirements: Requirements) -> bool:
    """Whether the stamp names this requirements file as it is now."""
    return (read_stamp() or {}).get(requirements.file.name) == digest(requirements.file)


def read_stamp() -> "dict[str, str] | None":
    """File name -> SHA-256 of what was installed completely; empty while half-made; None where we stamped nothing."""
    try:
        lines = STAMP.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return {name: value for value, _, name in (line.partition("  ") for line in lines)}


def write_stamp(names: "tuple[str, ...]") -> None:
    """Vouch for these requirements files; for none while the environment is being changed."""
    STAMP.write_text("".join(f"{digest(ROOT / name)}  {name}\n" for name in names), encoding="utf-8")


def digest(file: Path) -> str:
    """SHA-256 of a file, in hex; SetUpError when it is missing."""
    if not file.is_file():
        raise SetUpError(f"{file} is missing: is this the whole repository?")
    return hashlib.sha256(file.read_bytes()).hexdigest()


def venv_python() -> Path:
    """The interpreter inside `.venv`."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def works(modules: "tuple[str, ...]" = ()) -> bool:
    """Whether the interpreter in `.venv` starts, is new enough and finds these modules."""
    probe = (
        "import sys, importlib.util as u; sys.exit(sys.version_info < {} or not all(map(u.find_spec, sys.argv[1:])))"
    )
    return answers([str(venv_python()), "-c", probe.format(OLDEST_PYTHON), *modules])


# What has to be made


def make_ready(requirements: Requirements) -> None:
    """Bring `.venv` to these requirements, alone; SetUpError when that cannot be done."""
    with installation.alone(ROOT / "var", "Another run is preparing .venv; waiting until it has finished."):
        if is_ready(requirements):
            return
        if is_past_saving(requirements):
            clear_away()
        fresh = not VENV.exists()
        fill(requirements)
        if not fresh and not works(requirements.modules):
            clear_away()
            fill(requirements)
        if not works(requirements.modules):
            raise SetUpError("All packages are in .venv and it still does not start. Please report this as a defect.")
        write_stamp(requirements.holds)
        say("The environment is ready.\n")


def is_past_saving(requirements: Requirements) -> bool:
    """Whether what is there cannot be completed: half-made, stamped and yet broken, or without a working interpreter."""
    if not os.path.lexists(str(VENV)):
        return False
    stamp = read_stamp()
    return stamp == {} or is_stamped(requirements) or not works()


def clear_away() -> None:
    """Remove the remains of an environment; SetUpError when `.venv` is something else, which is not ours to remove."""
    traces = ("pyvenv.cfg", "bin", "Scripts", "lib", "Lib", STAMP.name)
    is_folder = VENV.is_dir() and not VENV.is_symlink()
    if not is_folder or (any(VENV.iterdir()) and not any((VENV / trace).exists() for trace in traces)):
        raise SetUpError(f"{VENV} is in the way and is no virtual environment: move it, {installation.AGAIN}.")
    say(".venv is half-made or broken: making it anew.")
    # Moved first: a removal that is cut short must not leave something that looks whole.
    remains = ROOT / ".venv.partial"
    if remains.exists():
        shutil.rmtree(str(remains))
    VENV.rename(remains)
    shutil.rmtree(str(remains))


def fill(requirements: Requirements) -> None:
    """Create `.venv` if it is absent and install; an environment that somebody else made is not marked as half-made."""
    if not os.path.lexists(str(VENV)):
        VENV.mkdir()
        write_stamp(())
        installation.create(VENV, getattr(sys, "_base_executable", "") or sys.executable)
    if read_stamp():
        change(requirements)
    else:
        installation.install(venv_python(), requirements.file)


def change(requirements: Requirements) -> None:
    """Install into a complete environment. It stays one if nothing came in: without a network, what ran still runs."""
    stamp = STAMP.read_bytes()
    before = installation.records(VENV)
    write_stamp(())
    try:
        installation.install(venv_python(), requirements.file)
    except BaseException:
        if installation.records(VENV) == before:
            STAMP.write_bytes(stamp)
        raise
