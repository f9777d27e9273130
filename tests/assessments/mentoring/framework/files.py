"""Definition files that tests write."""

from pathlib import Path

from assessments.mentoring.framework.definitions import Table


def written(folder: Path, text: str, name: str = "thing.1.toml") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def table(folder: Path, text: str, name: str = "thing.1.toml") -> Table:
    """The table this text holds."""
    return Table.read(written(folder, text, name))
