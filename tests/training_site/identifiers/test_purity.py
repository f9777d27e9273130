"""The guard is plain Python: it can be imported where there is no Django, and it suppresses no check."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import training_site.identifiers

MODULES = [
    module.name for module in pkgutil.walk_packages(training_site.identifiers.__path__, "training_site.identifiers.")
]


def test_no_module_of_the_guard_imports_anything_but_the_standard_library() -> None:
    assert {"training_site.identifiers.examining", "training_site.identifiers.vocabulary"} <= set(MODULES)
    script = (
        f"import importlib, sys\nfor name in {MODULES!r}: importlib.import_module(name)\n"
        "ours = {'training_site', '__main__', '__mp_main__'}\n"
        "top = {name.split('.')[0] for name in sys.modules if getattr(sys.modules[name], '__file__', None)}\n"
        "foreign = {name for name in top if name not in sys.stdlib_module_names and name not in ours}\n"
        "print(sorted(name for name in foreign if not name.startswith('_')))"
    )

    done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_guard_suppresses_nothing() -> None:
    folder = Path(training_site.identifiers.__file__).parent
    marks = ("# no" + "qa", "# type: " + "ignore", "# pragma")

    assert not [
        file.name for file in folder.rglob("*.py") if any(mark in file.read_text(encoding="utf-8") for mark in marks)
    ]


def test_the_guard_writes_and_sends_nothing() -> None:
    folder = Path(training_site.identifiers.__file__).parent
    sources = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))

    assert not [
        word for word in ("import logging", "import socket", "urllib", "print(", "write_text") if word in sources
    ]
