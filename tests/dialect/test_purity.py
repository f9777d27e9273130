"""The dialect is plain Python: it can be imported where there is no Django."""

import pkgutil
import subprocess
import sys

import modules.dialect


def test_no_module_of_the_dialect_imports_django() -> None:
    names = [module.name for module in pkgutil.walk_packages(modules.dialect.__path__, "modules.dialect.")]
    assert {"modules.dialect.parser", "modules.dialect.activities.choice", "modules.dialect.markup"} <= set(names)
    script = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in {'django', 'wagtail'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
