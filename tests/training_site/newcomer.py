"""A newcomer's machine: the two files that start everything, in an empty folder, with an installer that needs no network.

The installer is a script that stands on the PATH as `uv` or in the module path as `pip`. It "installs" packages that
only say that they ran, and fails in any way a test asks for, in the words of the real tools.
"""

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from training_site import bootstrap

BASE_PYTHON = getattr(sys, "_base_executable", "") or sys.executable
RUNTIME_LOCK = "django==5.2 \\\n    --hash=sha256:00\n    # via site\nwagtail==8.0 \\\n    --hash=sha256:01\n"
DEVELOPMENT_LOCK = RUNTIME_LOCK + "pytest==9.0 \\\n    --hash=sha256:02\npytest-django==4.0 \\\n    --hash=sha256:03\n"

INSTALLER = """
import os, pathlib, re, signal, sys
how = os.environ.get("INSTALLER", "well")
arguments = sys.argv[1:]
python = arguments[arguments.index("--python") + 1] if "--python" in arguments else sys.executable
site = next(pathlib.Path(python).parent.parent.glob("lib/python*/site-packages"))
with open(os.environ["INSTALLER_LOG"], "a") as log:
    log.write(os.environ["INSTALLER_NAME"] + " " + " ".join(arguments) + "\\n")
says = {
    "hash": "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
    "hash in uv": "error: Hash mismatch for `django==5.2`",
    "network": "WARNING: Retrying after connection broken by 'NewConnectionError: Failed to establish a new connection'\\n"
               "ERROR: No matching distribution found for django==5.2",
    "network in uv": "error: Failed to fetch: `index`\\n  Caused by: dns error: failed to lookup address information",
    "disk": "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
    "permission": "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: 'x'",
    "certificate": "SSLError(SSLCertVerificationError: CERTIFICATE_VERIFY_FAILED)",
    "no file": "ERROR: No matching distribution found for django==5.2",
    "compiler": "error: command 'gcc' failed: No such file or directory",
    "unknown": "ERROR: the moon is in the wrong phase",
}
if how in says:
    print(says[how])
    sys.exit(1)
if how == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
bodies = {
    "django/__init__.py": "",
    "django/core/__init__.py": "",
    "django/core/management/__init__.py":
        "import os\\ndef execute_from_command_line(argv):\\n"
        "    print('ran', *argv[1:], 'on', os.environ['DJANGO_SETTINGS_MODULE'])\\n",
    "wagtail/__init__.py": "",
    "pytest/__init__.py": "",
    "pytest/__main__.py":
        "import os, sys\\nprint('pytest ran', *sys.argv[1:], 'in', os.getcwd())\\nsys.exit(5 if '--none' in sys.argv else 0)\\n",
    "pytest_django/__init__.py": "",
}
lock = pathlib.Path(arguments[arguments.index("-r") + 1]).read_text()
for name, version in re.findall(r"^([\\w-]+)==([\\d.]+)", lock, re.M):
    print("Collecting " + name + "==" + version, flush=True)
    if how == "stuck at " + name:
        open(os.environ["INSTALLER_LOG"] + ".go").read(1)
    if how == "full disk at " + name:
        print(says["disk"])
        sys.exit(1)
    if how == "forgetful":
        continue
    package = name.replace("-", "_")
    for path, body in bodies.items():
        if path.startswith(package + "/"):
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(body)
    (site / (package + "-" + version + ".dist-info")).mkdir(exist_ok=True)
"""


@dataclass
class Newcomer:
    """Someone with a fresh copy of the project and a Python that has no packages."""

    folder: Path
    has_uv: bool = True

    def __post_init__(self) -> None:
        self.root = self.folder / "project"
        self.tools = self.folder / "tools"
        self.modules = self.folder / "modules"
        self.log = self.folder / "installer.log"
        (self.root / "training_site").mkdir(parents=True)
        self.tools.mkdir()
        self.modules.mkdir()
        for name in (
            "manage.py",
            "training_site/__init__.py",
            "training_site/bootstrap.py",
            "training_site/installation.py",
        ):
            shutil.copyfile(bootstrap.ROOT / name, self.root / name)
        (self.root / "requirements.txt").write_text(RUNTIME_LOCK)
        (self.root / "requirements-dev.txt").write_text(DEVELOPMENT_LOCK)
        (self.folder / "installer.py").write_text(INSTALLER)
        if self.has_uv:
            self.add_tool("uv", f'INSTALLER_NAME=uv exec "{BASE_PYTHON}" "{self.folder / "installer.py"}" "$@"')
        else:
            self.add_module("pip/__init__.py", "")
            self.add_module("pip/__main__.py", "import os\nos.environ['INSTALLER_NAME'] = 'pip'\n" + INSTALLER)

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        return self.venv / "training-site.stamp"

    @property
    def installations(self) -> list[str]:
        """One line per run of the installer."""
        return self.log.read_text().splitlines() if self.log.exists() else []

    def add_tool(self, name: str, line: str) -> None:
        """Put a shell script on the PATH."""
        (self.tools / name).write_text(f"#!/bin/sh\n{line}\n")
        (self.tools / name).chmod(0o755)

    def add_module(self, path: str, text: str) -> None:
        """Put a Python module before all others."""
        (self.modules / path).parent.mkdir(exist_ok=True)
        (self.modules / path).write_text(text)

    def make_venv(self) -> None:
        """What `python -m venv` would have left."""
        subprocess.run([BASE_PYTHON, "-m", "venv", "--without-pip", self.venv], check=True)

    def environment(self, installer: str = "well") -> dict[str, str]:
        return {
            "PATH": str(self.tools),
            "HOME": str(self.folder),
            "PYTHONPATH": str(self.modules),
            "PYTHONDONTWRITEBYTECODE": "1",
            "INSTALLER": installer,
            "INSTALLER_LOG": str(self.log),
            "INSTALLER_NAME": "pip",
        }

    def command(self, *arguments: str, python: Path | str = BASE_PYTHON) -> list[str]:
        # Without -S the tests would depend on what is installed beside this machine's Python.
        bare = ["-S"] if str(python) == BASE_PYTHON else []
        return [str(python), *bare, "manage.py", *arguments]

    def hold_the_installer(self) -> int:
        """Make the place where an installer that is `stuck` waits for one byte; give its file descriptor."""
        os.mkfifo(f"{self.log}.go")
        return os.open(f"{self.log}.go", os.O_RDWR)

    def start(self, *arguments: str, installer: str = "well") -> "subprocess.Popen[str]":
        """Start a command in a process group of its own and leave it running.

        Whoever runs the tests in the background passes an ignored SIGINT on to every child; a newcomer's shell does not.
        """
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment(installer),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_listen_to_interruptions,
        )

    def run(
        self, *arguments: str, installer: str = "well", python: Path | str = BASE_PYTHON, before: tuple[str, ...] = ()
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end; `before` are words that go in front of it."""
        return subprocess.run(
            [*before, *self.command(*arguments, python=python)],
            cwd=self.root,
            env=self.environment(installer),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


def last_line(text: str) -> str:
    """The sentence on which a command ended."""
    return text.strip().splitlines()[-1]


def hear(process: "subprocess.Popen[str]", words: str) -> None:
    """Read what a running command says until these words come; its end before that is a failure."""
    assert process.stderr is not None
    heard = []
    for line in process.stderr:
        heard.append(line)
        if words in line:
            return
    raise AssertionError(f"it ended without saying {words!r}: {heard}")


def _listen_to_interruptions() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
