"""Passwords of the made-up people: made at random on this machine, in no file but one that only its owner may read."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from training_site.people.demonstration.cast import PEOPLE

# Letters and digits that nobody mistakes for another when typing them on a phone.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
FILE_NAME = "demo-people.txt"
HEADINGS = ("Role", "User name", "Password", "Name", "Place")

Row = tuple[str, str, str, str, str]


def invent(usernames: Iterable[str]) -> dict[str, str]:
    """A new password for each name, of some 59 bits."""
    return {username: _word() for username in usernames}


def _word() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def rows(passwords: dict[str, str]) -> list[Row]:
    """The table of people, those with a role of their own first."""
    return [
        (
            person.role_name,
            person.username,
            passwords.get(person.username, ""),
            f"{person.first_name} {person.last_name}",
            person.place,
        )
        for person in PEOPLE
    ]


def write(folder: Path, passwords: dict[str, str]) -> None:
    """Replace the file at once, readable by its owner alone."""
    partial = folder / f"{FILE_NAME}.partial"
    partial.unlink(missing_ok=True)
    text = "".join("\t".join(row) + "\n" for row in [HEADINGS, *rows(passwords)])
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    partial.replace(folder / FILE_NAME)


def read(folder: Path) -> dict[str, str]:
    """User name → password as the file has them; empty when there is no file."""
    try:
        lines = (folder / FILE_NAME).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    cells = [line.split("\t") for line in lines[1:]]
    return {row[1]: row[2] for row in cells if len(row) > 2}


def table(passwords: dict[str, str]) -> str:
    """The people in columns, for a person to read."""
    lines = [HEADINGS, *rows(passwords)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join(
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
