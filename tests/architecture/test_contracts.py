"""The architecture, judged by the same command as everything else."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("training_site", "modules", "assessments")
MOST_LINES = 300
VAGUE_NAMES = {"core", "common", "base", "utils", "helpers", "misc"}
# A settings module is a list of names, and `base.py` is what Django's own documentation calls it.
NAMES_ALLOWED = {"training_site/settings/base.py"}


def _sources() -> list[Path]:
    return sorted(
        file for package in PACKAGES for file in (ROOT / package).rglob("*.py") if "migrations" not in file.parts
    )


def test_imports_only_point_down() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    finished = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    contracts = len(
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    )

    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert f"Contracts: {contracts} kept, 0 broken." in finished.stdout


@pytest.mark.parametrize("source", _sources(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_module_is_longer_than_a_person_reads(source: Path) -> None:
    lines = source.read_text(encoding="utf-8").count("\n")

    assert lines <= MOST_LINES, f"{source.relative_to(ROOT)} has {lines} lines: split it by the nouns it is about"


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [
        str(file.relative_to(ROOT))
        for file in _sources()
        if {file.stem, *file.relative_to(ROOT).parent.parts} & VAGUE_NAMES
    ]

    assert set(vague) <= NAMES_ALLOWED


def test_the_dialect_can_be_imported_without_django() -> None:
    modules = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in (ROOT / "modules" / "dialect").rglob("*.py")
        if file.name != "__init__.py"
    ]
    program = "import importlib, sys\n" + "".join(f"importlib.import_module({name!r})\n" for name in modules)
    program += "print(sorted(name for name in sys.modules if name.split('.')[0] in ('django', 'wagtail')))"

    finished = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert finished.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "package", [package for name in PACKAGES for package in (ROOT / name).rglob("apps.py")], ids=str
)
def test_an_app_opens_with_the_nouns_it_is_about(package: Path) -> None:
    docstring = ast.get_docstring(ast.parse((package.parent / "__init__.py").read_text(encoding="utf-8")))

    assert docstring, f"{package.parent.relative_to(ROOT)}/__init__.py should say in a sentence what the app is about"


def test_suppressions_name_their_reason() -> None:
    bare = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in _sources()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if ("# no" + "qa" in line or "# type: " + "ignore" in line) and line.count("#") < 2 and "—" not in line
    ]

    assert not bare, f"say why, after the suppression: {bare}"


@pytest.mark.parametrize("room", ["modules/dialect", "modules/services", "assessments/services"])
def test_the_dialect_and_the_services_suppress_nothing(room: str) -> None:
    suppressed = [
        str(file.relative_to(ROOT))
        for file in (ROOT / room).rglob("*.py")
        if any(mark in file.read_text(encoding="utf-8") for mark in ("# no" + "qa", "# type: " + "ignore", "# pragma"))
    ]

    assert not suppressed
