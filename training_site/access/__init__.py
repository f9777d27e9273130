"""Who may do what, read from one file: `matrix.toml`. Pure: knows the words of the file, and neither Django nor the rest of the site.

The roles of the site take their permissions from it (`people.roles`), the tests ask every door it names as everybody
(`tests/architecture/access`), and the tables of the README beside it are written from it (`telling`).
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("matrix.toml")
HEAD = "\nrows = ["
SUPERUSER = "superuser"
"""In the file beside the roles: what whoever runs the site may do everywhere."""


@lru_cache(maxsize=1)
def whole() -> dict[str, Any]:
    """Everything in the file; it takes a moment, and no request needs it."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _powers() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8").partition(HEAD)[0])


def permissions_of(role: str) -> frozenset[str]:
    """What a role may do in its organisation and everything below it."""
    return frozenset(_powers()["roles"][role])


def given_by(role: str) -> frozenset[str]:
    """The roles that a role gives and ends."""
    return frozenset(_powers()["gives"].get(role, ()))


def roles() -> tuple[str, ...]:
    """The roles of the file, without whoever runs the site."""
    return tuple(role for role in _powers()["roles"] if role != SUPERUSER)
