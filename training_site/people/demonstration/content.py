"""Whether the files of the curriculum have changed since the demo last read them: then a second start takes seconds."""

from hashlib import sha256
from pathlib import Path

FILE_NAME = "demo-content.txt"


def fingerprint(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files below a folder."""
    found = sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        found.update(f"{file.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def remember(folder: Path, mark: str) -> None:
    """Note which files are in the database."""
    (folder / FILE_NAME).write_text(mark, encoding="ascii")


def recall(folder: Path) -> str:
    """What was noted; empty when nothing was."""
    file = folder / FILE_NAME
    return file.read_text(encoding="ascii") if file.exists() else ""


def forget(folder: Path) -> None:
    """Note that nothing is in the database."""
    (folder / FILE_NAME).unlink(missing_ok=True)
