"""Secrets that a developer's machine makes for itself: once, in VAR_DIR, outside the database."""

import base64
import contextlib
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path


def secret(file: Path, make: Callable[[], str]) -> str:
    """What the file holds; made first where there is none, for this user's eyes. Ends with a sentence where that cannot be."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Of two first runs at the same time one makes it and both use it.
        with contextlib.suppress(FileExistsError), open(file, "x", encoding="utf-8", opener=_private) as new:
            new.write(make())
        return file.read_text(encoding="utf-8")
    except OSError as error:
        # Every command reads the settings first, so this is where a newcomer meets a folder that cannot be used.
        sys.exit(
            f"The folder {file.parent} cannot be used ({error.strerror}). Correct its permissions, or name another in VAR_DIR."
        )


def new_text_keys() -> str:
    """One general key for the texts of people, as TEXT_KEYS has it."""
    return "this-machine:" + base64.b64encode(secrets.token_bytes(32)).decode("ascii")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)
