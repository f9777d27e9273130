"""A dump or a backup of the database shows nothing of a sealed text."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection, connections

from tests.assessments import racing
from tests.factories.people import OrganisationFactory
from tests.training_site.sealing.models import Letter

WORDS = "Sokha went home to Kampong Cham"
OPEN_WORDS = "a subject that anybody may read"


def write_letters() -> None:
    place = OrganisationFactory()
    for _ in range(3):
        letter = Letter.objects.create(
            organisation=place, subject=OPEN_WORDS, body=WORDS * 20, answers={"deep": [{"words": WORDS}]}
        )
        letter.body = f"{WORDS} again"
        letter.save()


def test_a_dump_shows_nothing_of_a_text(copy_of_the_database: Path) -> None:
    dump = racing.apart(lambda: [write_letters(), dumped(copy_of_the_database)][1])

    assert b"".join(dump.values()).count(OPEN_WORDS.encode()) >= 3, "the dump holds the rows"
    for words in (WORDS.encode(), WORDS.encode("utf-16-le"), b"Sokha", b"Kampong"):
        assert [name for name, data in dump.items() if words in data or words.hex().encode() in data.lower()] == []


def dumped(folder: Path) -> dict[str, bytes]:
    """Name → content of everything that a backup would take."""
    return {"sqlite": _files, "postgresql": _pg_dump}[connection.vendor](folder)


def _files(folder: Path) -> dict[str, bytes]:
    # The write-ahead log is a file of its own until the last connection closes.
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert {"race.sqlite3", "race.sqlite3-wal"} <= set(files)
    return files


def _pg_dump(_folder: Path) -> dict[str, bytes]:
    settings = connections.settings["default"]
    if not shutil.which("pg_dump"):
        with connection.cursor() as cursor, cursor.copy("COPY letters_letter TO STDOUT") as copied:
            return {"COPY": b"".join(map(bytes, copied))}
    address = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = {name: str(settings[key]) for name, key in address.items() if settings[key]}
    finished = subprocess.run(["pg_dump"], env=os.environ | environment, capture_output=True, check=False)
    assert finished.returncode == 0, finished.stderr.decode()
    return {"pg_dump": finished.stdout}
