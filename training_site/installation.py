"""Make a virtual environment and install locked packages into it, with real counts and with a sentence for each failure.

Standard library only, readable by Python 3.6: the ground on which `bootstrap.py` stands.
"""

import contextlib
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

SECONDS_BETWEEN_LOOKS = 0.3

AGAIN = "then run the same command again"
REMEDIES = {
    r"do not match the hashes|hash mismatch": (
        "A package is not the one that was locked: its hash differs. A proxy or mirror may have altered it, or the "
        "requirements file was edited by hand. Restore that file or try another network, "
    ),
    r"no space left on device|errno 28\b|os error 28\b|disk quota exceeded": (
        "The disk is full: the environment needs up to 700 MB in the folder of the project. Free some space, "
    ),
    r"permission denied|access is denied|read-only file system|errno (13|30)\b|os error (13|30)\b": (
        "The folder of the project, or something in it, may not be written by this user. Correct its permissions or copy "
        "the project to a folder of your own, "
    ),
    r"certificate.verify|sslerror|invalid peer certificate": (
        "The package index showed a certificate that this machine does not trust. Check the machine's date, or ask whoever "
        "runs the network for its certificate, "
    ),
    (
        r"failed to establish a new connection|name resolution|getaddrinfo|connection (broken|refused|reset)|read timed out"
        r"|connecttimeout|max retries|proxyerror|network is unreachable|error sending request|dns error|failed to fetch"
        r"|could not connect|network connectivity"
    ): "The package index cannot be reached. Check the network (or the proxy), ",
    r"no matching distribution|no solution found|no wheels? (are|is) available|has no usable wheels": (
        "The package index gave no file of one package that fits this Python and this machine. Check that it can be reached "
        "(network, proxy), or try another Python (3.11 or newer), "
    ),
    r"failed building wheel|failed to build|command '\S*(gcc|cc|clang|rustc|cl\.exe)' failed": (
        "One package had to be compiled on this machine and that failed. Use a Python for which finished files exist (3.11 "
        "to 3.13), "
    ),
}


class SetUpError(Exception):
    """What stands in the way of the command: one sentence, and what to do about it."""


def say(text: str) -> None:
    """One line for the person who waits; on stderr, so that the command's own output stays clean."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def sentence_about(output: str) -> str:
    """The cause of a failure in plain words, from what a tool printed; empty when it is none that we know."""
    known = (remedy for pattern, remedy in REMEDIES.items() if re.search(pattern, output, re.IGNORECASE))
    return next((f"{remedy}{AGAIN}." for remedy in known), "")


@contextlib.contextmanager
def alone(folder: Path, waiting: str) -> "Iterator[None]":
    """Hold a lock that the system itself releases when a process dies, so that two first runs take turns."""
    folder.mkdir(exist_ok=True)
    with (folder / "bootstrap.lock").open("a") as file:
        told = False
        while not _locks(file):
            if not told:
                say(waiting)
            told = True
            time.sleep(SECONDS_BETWEEN_LOOKS)
        yield


def _locks(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        # A file system without locks: going on is better than never starting.
        return True
    return True


def create(folder: Path, maker: str) -> None:
    """Make an empty virtual environment (no pip yet) with the interpreter `maker`; SetUpError when it cannot."""
    say(f"Making the environment {folder}")
    _run([maker, "-m", "venv", "--without-pip", str(folder)])


def install(python: Path, requirements: Path) -> None:
    """Install exactly what a locked requirements file says, with uv if it is on the PATH, otherwise with pip."""
    uv = uv_outside(python.parent)
    if uv:
        command = [uv, "pip", "install", "--python", str(python)]
    else:
        if not answers([str(python), "-c", "import pip"]):
            say("Adding pip")
            _run([str(python), "-m", "ensurepip"])
        command = [
            str(python),
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
            "--progress-bar",
            "off",
        ]
    folder = python.parent.parent
    tally = Tally(requirements.read_text(encoding="utf-8"), folder)
    say("Installing {} packages with {}".format(tally.total, "uv" if uv else "pip"))
    code, output = _watch([*command, "--require-hashes", "-r", str(requirements)], tally)
    if code:
        raise SetUpError(_reason(output, code, folder / "install.log"))


def uv_outside(folder: Path) -> str:
    """The uv on the PATH that does not live in the environment which it would change; empty if there is none."""
    here = os.path.realpath(str(folder))
    others = [entry for entry in os.environ.get("PATH", "").split(os.pathsep) if os.path.realpath(entry) != here]
    return shutil.which("uv", path=os.pathsep.join(others)) or ""


class Tally:
    """Package i of n: fetched as the installer's lines say, installed as the environment's folders show."""

    def __init__(self, requirements: str, folder: Path) -> None:
        """Count the packages pinned in the text of a requirements file, in the environment `folder`."""
        self.pins = Counter(map(spelled, re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[.*\])?==", requirements, re.MULTILINE)))
        self.folder = folder
        self.total = len(self.pins)
        self.fetched = set()  # type: set[str]
        self.last = ("", 0)
        self.before = self._installed()

    def read(self, line: str) -> None:
        """Take note of one line that pip or uv printed."""
        line = line.strip()
        resolved = re.match(r"Resolved (\d+) packages", line)
        ignored = re.match(r"Ignoring ([\w.-]+): markers", line)
        found = re.match(r"(?:Collecting|Requirement already satisfied:|Downloaded) ([\w.-]+)", line)
        found = found or re.match(r"Processing .*[/\\]([^/\\]+?)-\d", line)
        if resolved:
            self.total = int(resolved.group(1))
        elif ignored:
            self._ignore(spelled(ignored.group(1)))
        elif found and spelled(found.group(1)) in self.pins:
            self.fetched.add(spelled(found.group(1)))
            self.show("Fetched", len(self.fetched), found.group(1))

    def _ignore(self, name: str) -> None:
        # A package may be pinned once per Python version; it leaves the count with its last pin.
        self.pins[name] -= 1
        self.pins += Counter()
        self.total = len(self.pins)

    def look(self) -> None:
        """Show how many packages lie in the environment, once that number grows."""
        installed = self._installed()
        if installed > self.before:
            self.show("Installed", installed, "")

    def _installed(self) -> int:
        return len({spelled(record.split("-")[0]) for record in records(self.folder)} & set(self.pins))

    def show(self, verb: str, number: int, name: str) -> None:
        """On a terminal one line that changes; in a log every tenth package and the last."""
        if (verb, number) == self.last:
            return
        self.last = (verb, number)
        text = f"{verb} {number} of {self.total} packages {name}".rstrip()
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{text[:78]:<78}")
            sys.stderr.flush()
        elif number % 10 == 0 or number == self.total:
            say(text)

    def close(self) -> None:
        """Leave the line that changes."""
        if sys.stderr.isatty() and self.last[0]:
            say("")


def records(folder: Path) -> "frozenset[str]":
    """What says that it is installed in an environment: `name-version.dist-info`."""
    places = [*folder.glob("lib/python*/site-packages"), *folder.glob("Lib/site-packages")]
    return frozenset(record.name for place in places for record in place.glob("*.dist-info"))


def spelled(name: str) -> str:
    """A package's name as its index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def answers(command: "list[str]") -> bool:
    """Whether a command starts and ends well."""
    try:
        quiet = subprocess.DEVNULL
        return subprocess.call(command, stdout=quiet, stderr=quiet) == 0  # noqa: S603 — our own words, no shell
    except OSError:
        return False


def _started(command: "list[str]") -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 — our own words, no shell
        command,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def _environment() -> "dict[str, str]":
    # These would send the packages somewhere else than into the environment we are making.
    elsewhere = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "UV_SYSTEM_PYTHON", "PYTHONHOME")
    return {name: value for name, value in os.environ.items() if name not in elsewhere}


def _run(command: "list[str]") -> None:
    process = _started(command)
    output = process.communicate()[0]
    if process.returncode == 0:
        return
    if re.search("No module named '?(venv|ensurepip)|ensurepip is not available|ensurepip is disabled", output):
        raise SetUpError(
            "This Python lacks the modules that make an environment (venv, ensurepip). On Debian and Ubuntu: "
            f"sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv; {AGAIN}."
        )
    raise SetUpError(sentence_about(output) or "{} failed: {}".format(" ".join(command), output.strip()[-500:]))


def _watch(command: "list[str]", tally: Tally) -> "tuple[int, str]":
    """Run an installer while showing how far it is; give its exit code and all it printed."""
    lines = queue.Queue()  # type: queue.Queue[str | None]
    output = []  # type: list[str]
    with _started(command) as process:
        threading.Thread(target=_pump, args=(process.stdout, lines), daemon=True).start()
        try:
            for line in _arriving(lines, tally):
                output.append(line)
                tally.read(line)
            tally.look()
        except BaseException:
            process.terminate()
            raise
        finally:
            tally.close()
    return process.returncode, "".join(output)


def _arriving(lines: "queue.Queue[str | None]", tally: Tally) -> "Iterator[str]":
    """The lines until the end; while none comes, the tally looks for itself."""
    while True:
        try:
            line = lines.get(timeout=SECONDS_BETWEEN_LOOKS)
        except queue.Empty:
            tally.look()
            continue
        if line is None:
            return
        yield line


def _pump(source: IO[str], lines: "queue.Queue[str | None]") -> None:
    for line in source:
        lines.put(line)
    lines.put(None)


def _reason(output: str, code: int, log: Path) -> str:
    if code < 0:
        return f"The installation was stopped by the system (signal {-code}), often because memory ran out."
    sentence = sentence_about(output)
    if sentence:
        return sentence
    with contextlib.suppress(OSError):
        log.write_text(output, encoding="utf-8")
    return f"The installation failed. Its last words (all of them are in {log}):\n{output.strip()[-1500:]}"
