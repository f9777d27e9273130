"""What has to hold before the demo begins, and what a failure means in plain words."""

import errno
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.db import DatabaseError, connection

ADDRESS = "127.0.0.1"
MEGABYTES_NEEDED = 200
SETTINGS_FOR_DEMO = ("training_site.settings.dev", "training_site.settings.test")

SENTENCES = {
    "database is locked": "Another program is writing to the database: is the demo running in another window? Stop it there and run this again.",
    "disk is full": "The disk is full. Free some space and run this again: nothing that was saved is lost.",
    "no space left": "The disk is full. Free some space and run this again: nothing that was saved is lost.",
    "readonly database": "The database may not be written by this user. Correct the permissions of its file and folder, and run this again.",
    "unable to open database file": "The database file cannot be opened. Is its folder there, and may this user write to it?",
    "file is not a database": "The database file is damaged or something else. Move it away and run this again.",
    "malformed": "The database file is damaged. Move it away, or start over with --reset.",
    "connection refused": "The database server does not answer. Is it running, and is DATABASE_URL right?",
    "could not translate host name": "The database server cannot be found. Is the host in DATABASE_URL right?",
    "does not exist": "The database does not exist. Make it, or correct DATABASE_URL, and run this again.",
    "authentication failed": "The database server refused the name or the password. Is DATABASE_URL right?",
}


@contextmanager
def plain_words() -> Iterator[None]:
    """Turn what disks and databases say into one sentence; a fault of the program itself passes as it is."""
    try:
        yield
    except (DatabaseError, OSError) as error:
        raise CommandError(sentence_for(error)) from error


def sentence_for(error: Exception) -> str:
    """What happened and what to do."""
    said = str(error)
    for mark, sentence in SENTENCES.items():
        if mark in said.lower():
            return sentence
    if isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{error.filename} may not be read or written by this user. Correct its permissions and run this again."
    who = "The database" if isinstance(error, DatabaseError) else "The computer"
    return f"{who} refused: {' '.join(said.split())}"


def refuse_production() -> None:
    """Made-up people with printed passwords have no business where real people work."""
    module = os.environ.get("DJANGO_SETTINGS_MODULE", "")
    if module not in SETTINGS_FOR_DEMO:
        raise CommandError(
            f"The demo makes people whose passwords are printed, so it does not run with {module}. "
            "Unset DJANGO_SETTINGS_MODULE, or use a machine where nobody works."
        )


def prepare_folder(folder: Path) -> None:
    """Make the folder and see that it can be written and has room."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise CommandError(
            f"The folder {folder} cannot be used ({error.strerror}). Correct its permissions, or name another folder in VAR_DIR."
        ) from error
    free = shutil.disk_usage(folder).free // 2**20
    if free < MEGABYTES_NEEDED:
        raise CommandError(
            f"The disk is nearly full: {free} MB are free in {folder}, the demo needs {MEGABYTES_NEEDED} MB. Free some space."
        )


def prepare_database_folder() -> None:
    """Make the folder of the database file, where there is one."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and "memory" not in name:
        prepare_folder(Path(name).parent)


def check_port(port: int) -> None:
    """See that the site can be served there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OverflowError as error:
            raise CommandError(f"{port} is no port: choose one between 1024 and 65535.") from error
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = "is taken by another program (perhaps a demo in another window)" if taken else "may not be used here"
            raise CommandError(
                f"Port {port} {why}. Stop that, or choose another: python3 manage.py demo --port {port % 60000 + 1}"
            ) from error


def clear_database() -> None:
    """Take everything out of the database: the file on SQLite, every table on PostgreSQL."""
    if connection.vendor == "sqlite":
        file = str(connection.settings_dict["NAME"])
        connection.close()
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(file + ending).unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if tables:
            names = ", ".join(connection.ops.quote_name(table) for table in tables)
            cursor.execute(f"DROP TABLE {names} CASCADE")
