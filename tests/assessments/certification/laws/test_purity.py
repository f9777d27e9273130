"""The laws can be used without Django: by a script, by a test, by whoever checks a decision."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
ROOM = ROOT / "assessments" / "certification" / "laws"


def test_the_laws_can_be_imported_without_django() -> None:
    modules = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in ROOM.rglob("*.py")]
    program = "import importlib, sys\n" + "".join(f"importlib.import_module({name!r})\n" for name in modules)
    program += "print(sorted(name for name in sys.modules if name.split('.')[0] in ('django', 'wagtail')))"

    finished = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert finished.stdout.strip() == "[]"


def test_the_laws_never_ask_the_clock() -> None:
    ways = (".today()", ".now(", "import time")
    asked = [file.name for file in ROOM.rglob("*.py") if any(way in file.read_text(encoding="utf-8") for way in ways)]

    assert asked == []
