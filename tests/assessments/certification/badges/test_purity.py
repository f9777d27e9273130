"""The badges are plain Python: a certificate can be checked where there is no Django."""

import pkgutil
import subprocess
import sys

import assessments.certification.badges as badges


def test_no_module_of_the_badges_imports_django() -> None:
    names = [module.name for module in pkgutil.walk_packages(badges.__path__, f"{badges.__name__}.")]
    assert {f"{badges.__name__}.{name}" for name in ("verifying", "credential", "token", "pinned")} <= set(names)
    script = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in {'django', 'wagtail', 'segno'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
