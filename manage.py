#!/usr/bin/env python3
"""Every command of the platform. The first run prepares its own environment; `test` runs pytest."""

import os
import sys
from pathlib import Path

from training_site import bootstrap


def run_tests(arguments: "list[str]") -> None:
    """Replace this process with pytest, always on the settings for tests, from inside the project."""
    if bootstrap.ROOT not in [Path.cwd(), *Path.cwd().parents]:
        os.chdir(str(bootstrap.ROOT))
    # Both before pytest looks at the arguments, or the value of --corpora would pass for a folder of tests.
    project = ["-c", str(bootstrap.ROOT / "pyproject.toml"), "-p", "tests.options"]
    bootstrap.start([sys.executable, "-m", "pytest", *project, "--ds=training_site.settings.test", *arguments])


def main() -> None:
    """Make sure that the packages are there, then run the command."""
    bootstrap.prepare(sys.argv)
    if sys.argv[1:2] == ["test"]:
        run_tests(sys.argv[2:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "training_site.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
