"""The independent judge: a verifier in another language, by other people, that answers in one process per test."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from assessments.certification.badges import pinned, timestamps

JUDGE = Path(__file__).parent / "judge"
SECONDS = 60

Ask = Callable[[Sequence[dict[str, Any]], datetime], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def judge(request: pytest.FixtureRequest) -> Ask:
    """Put questions to the judge (see judge/judge.mjs), at a moment."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("needs the independent verifier: install node and npm")
    folder = _installed(npm, request.config.cache.mkdir("badge-judge"))

    def ask(questions: Sequence[dict[str, Any]], now: datetime) -> list[dict[str, Any]]:
        contexts = {address: json.loads(pinned.text_of(address)) for address in pinned.PINNED}
        asked = {"contexts": contexts, "now": timestamps.utc(now), "questions": list(questions)}
        answered = subprocess.run(
            [node, "judge.mjs"],
            cwd=folder,
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert answered.returncode == 0, answered.stderr
        answers: list[dict[str, Any]] = json.loads(answered.stdout)
        return answers

    return ask


def _installed(npm: str, cache: Path) -> Path:
    """The folder with the judge and its libraries, installed once for each lock."""
    folder = cache / hashlib.sha256((JUDGE / "package-lock.json").read_bytes()).hexdigest()[:16]
    done = folder / "installed"
    folder.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json", "judge.mjs"):
        shutil.copy(JUDGE / name, folder / name)
    if not done.exists():
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        try:
            subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=True)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            pytest.skip("needs the independent verifier: npm could not install its libraries")
        done.touch()
    return folder
