"""`manage.py demo`: every step is done once, nothing is lost, and each failure is one sentence."""

import errno
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock, patch

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from tests.factories.audit import forget_the_trail
from tests.factories.people import UserFactory
from training_site.people.demonstration import cast, content, ground, passwords
from training_site.people.demonstration.counting import Count, MigrationCount
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Role

COMMAND = "training_site.people.management.commands.demo"
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A scratch folder for what the demo keeps, and a curriculum of one file."""
    settings.VAR_DIR = tmp_path / "var"
    settings.CONTENT_DIR = tmp_path / "content"
    settings.CONTENT_DIR.mkdir()
    (settings.CONTENT_DIR / "lesson.md").write_text("# A lesson")
    return tmp_path / "var"


@pytest.fixture
def other_commands() -> Iterator[MagicMock]:
    """The commands that the demo calls, each recorded instead of run."""
    with (
        patch(f"{COMMAND}.call_command") as called,
        patch(
            f"{COMMAND}.get_commands",
            return_value=dict.fromkeys(
                ("demo_learning", "demo_mentoring", "demo_certification", "demo_cohorts", "demo_surveys"), "x"
            ),
        ),
    ):
        yield called


def _demo(*words: str) -> str:
    said = StringIO()
    call_command("demo", *words, stdout=said, stderr=said)
    return said.getvalue()


def _names(called: MagicMock) -> list[str]:
    return [call.args[0] for call in called.call_args_list]


@pytest.mark.django_db
def test_the_first_run_brings_everything_and_says_who_can_sign_in(
    folder: Path, other_commands: MagicMock, client: Client
) -> None:
    said = _demo("--no-server")

    assert _names(other_commands) == [
        "import_content",
        "demo_learning",
        "demo_mentoring",
        "demo_certification",
        "demo_cohorts",
        "demo_surveys",
    ]
    assert other_commands.call_args_list[0].kwargs["publish"] is True
    assert User.objects.count() == len(cast.PEOPLE)
    assert {Role(role) for role in Membership.objects.values_list("role", flat=True)} == set(Role)
    assert Membership.objects.filter(role=Role.LEARNER).count() == 9
    assert [one.kind for one in Organisation.objects.filter(depth=4)] == ["organisation", "organisation"]
    assert f"People: {len(cast.PEOPLE)} of {len(cast.PEOPLE)} people" in said
    for row in (folder / passwords.FILE_NAME).read_text().splitlines()[1:]:
        _role, username, password, _name, _place = row.split("\t")
        assert username in said
        assert password in said
        assert User.objects.get(username=username).check_password(password)


@pytest.mark.django_db
def test_nobody_but_the_owner_can_read_the_passwords(folder: Path, other_commands: MagicMock) -> None:
    _demo("--no-server")

    assert stat.S_IMODE((folder / passwords.FILE_NAME).stat().st_mode) == 0o600


@pytest.mark.django_db
def test_the_second_run_changes_nothing_and_prints_the_same_table(folder: Path, other_commands: MagicMock) -> None:
    first = _demo("--no-server")
    learner = User.objects.get(username="learner")

    with patch.object(content, "recall", return_value=content.fingerprint(folder.parent / "content")):
        second = _demo("--no-server")

    table = passwords.table(passwords.read(folder))
    assert table in first
    assert table in second
    assert User.objects.get(username="learner").password == learner.password
    assert Membership.objects.count() == sum(person.role is not None for person in cast.PEOPLE)


@pytest.mark.django_db
def test_new_passwords_replace_the_old_ones(folder: Path, other_commands: MagicMock) -> None:
    _demo("--no-server")
    old = passwords.read(folder)

    _demo("--no-server", "--new-passwords")

    new = passwords.read(folder)
    assert not set(old.values()) & set(new.values())
    assert User.objects.get(username="trainer").check_password(new["trainer"])


@pytest.mark.django_db
def test_without_the_file_of_passwords_the_demo_says_how_to_come_by_new_ones(
    folder: Path, other_commands: MagicMock
) -> None:
    _demo("--no-server")
    (folder / passwords.FILE_NAME).unlink()

    assert "--new-passwords" in _demo("--no-server")


@pytest.mark.django_db
def test_a_person_who_is_missing_comes_back_and_the_others_keep_their_passwords(
    folder: Path, other_commands: MagicMock
) -> None:
    _demo("--no-server")
    before = passwords.read(folder)
    forget_the_trail()
    User.objects.filter(username="operator").delete()

    _demo("--no-server")

    after = passwords.read(folder)
    assert {name for name in before if before[name] != after[name]} == {"operator"}
    assert User.objects.get(username="operator").check_password(after["operator"])


@pytest.mark.django_db
def test_the_file_and_the_people_come_together_or_not_at_all(folder: Path, other_commands: MagicMock) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")

    with patch.object(passwords, "write", side_effect=full), pytest.raises(CommandError, match="The disk is full"):
        _demo("--no-server")

    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "there", "imported"),
    [
        pytest.param(False, True, 0, id="unchanged files, pages there"),
        pytest.param(True, True, 1, id="changed files"),
        pytest.param(False, False, 1, id="pages gone"),
    ],
)
def test_the_curriculum_is_imported_when_needed(
    changed: bool, there: bool, imported: int, folder: Path, other_commands: MagicMock
) -> None:
    folder.mkdir()
    content.remember(folder, content.fingerprint(folder.parent / "content"))
    if changed:
        (folder.parent / "content" / "lesson.md").write_text("# Another lesson")

    with _lessons(there):
        _demo("--no-server")

    assert _names(other_commands).count("import_content") == imported


def _lessons(there: bool) -> Any:
    apps = MagicMock()
    apps.get_model.return_value._default_manager.exists.return_value = there
    return patch(f"{COMMAND}.apps", apps)


@pytest.mark.django_db
@pytest.mark.parametrize("there", [True, False], ids=["pages there", "no pages"])
def test_pages_that_somebody_edited_do_not_keep_the_site_from_starting(
    there: bool, folder: Path, other_commands: MagicMock
) -> None:
    other_commands.side_effect = [CommandError("2 pages were edited here"), *[None] * 5]

    with _lessons(there):
        if there:
            assert "2 pages were edited here" in _demo("--no-server")
        else:
            with pytest.raises(CommandError, match="edited here"):
                _demo("--no-server")


@pytest.mark.django_db
def test_a_site_without_learners_work_can_be_shown_too(folder: Path, other_commands: MagicMock) -> None:
    with patch(f"{COMMAND}.get_commands", return_value={}):
        _demo("--no-server")

    assert _names(other_commands) == ["import_content"]


@pytest.mark.django_db
def test_a_database_of_other_people_is_left_alone(folder: Path, other_commands: MagicMock) -> None:
    UserFactory()
    UserFactory(username="learner")

    with pytest.raises(CommandError, match="left alone"):
        _demo("--no-server", "--new-passwords")

    assert User.objects.count() == 2


@pytest.mark.django_db
def test_the_site_is_served_at_the_asked_port(folder: Path, other_commands: MagicMock) -> None:
    port = _free_port()

    said = _demo("--port", str(port))

    assert f"http://127.0.0.1:{port}/" in said
    assert other_commands.call_args.args == ("runserver", f"127.0.0.1:{port}")


@pytest.mark.django_db
def test_pending_migrations_are_counted(folder: Path, other_commands: MagicMock) -> None:
    with patch(f"{COMMAND}.MigrationExecutor") as executor:
        executor.return_value.migration_plan.return_value = [1, 2, 3]
        _demo("--no-server")

    assert _names(other_commands)[0] == "migrate"
    assert other_commands.call_args_list[0].kwargs["stdout"].count.total == 3


# Starting over


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["", "y", "no", EOFError()], ids=["nothing", "y", "no", "no terminal"])
def test_starting_over_needs_a_yes(answer: Any, folder: Path, other_commands: MagicMock) -> None:
    _demo("--no-server")

    with patch("builtins.input", side_effect=[answer]), pytest.raises(CommandError, match="Nothing was removed"):
        _demo("--no-server", "--reset")

    assert User.objects.exists()
    assert passwords.read(folder)


@pytest.mark.django_db
@pytest.mark.parametrize("words", [("--reset",), ("--reset", "--yes")], ids=["typed", "in the command"])
def test_with_a_yes_everything_is_made_anew(words: tuple[str, ...], folder: Path, other_commands: MagicMock) -> None:
    _demo("--no-server")
    old = passwords.read(folder)

    with patch("builtins.input", return_value="Yes "), patch.object(ground, "clear_database", _remove_everybody):
        said = _demo("--no-server", *words)

    assert "The database is empty." in said
    assert not set(old.values()) & set(passwords.read(folder).values())
    assert _names(other_commands).count("import_content") == 2


def _remove_everybody() -> None:
    forget_the_trail()
    Membership.objects.all().delete()
    User.objects.all().delete()
    Organisation.objects.all().delete()


def test_a_database_file_is_removed_with_what_belongs_to_it(tmp_path: Path) -> None:
    file = tmp_path / "site.sqlite3"
    for ending in ("", "-wal", "-shm"):
        Path(f"{file}{ending}").touch()
    connection = MagicMock(vendor="sqlite", settings_dict={"NAME": file})

    with patch.object(ground, "connection", connection):
        ground.clear_database()

    assert list(tmp_path.iterdir()) == []
    connection.close.assert_called_once()


@pytest.mark.parametrize(
    ("tables", "statements"),
    [
        pytest.param(["a", "b"], ['DROP TABLE "a", "b" CASCADE'], id="some"),
        pytest.param([], [], id="none"),
    ],
)
def test_tables_of_a_server_are_removed(tables: list[str], statements: list[str]) -> None:
    connection = MagicMock(vendor="postgresql")
    connection.introspection.table_names.return_value = tables
    connection.ops.quote_name = '"{}"'.format

    with patch.object(ground, "connection", connection):
        ground.clear_database()

    cursor = connection.cursor.return_value.__enter__.return_value
    assert [call.args[0] for call in cursor.execute.call_args_list] == statements


# What stands in the way


@pytest.mark.parametrize("module", ["training_site.settings.production", "somewhere.live"])
def test_the_demo_does_not_run_where_people_work(module: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", module)

    with pytest.raises(CommandError, match="does not run with"):
        _demo("--no-server")


def test_a_taken_port_is_named_with_another_to_choose(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match=rf"Port {port} is taken .*--port \d+"):
            _demo("--port", str(port))


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        pytest.param(OverflowError(), "is no port", id="out of range"),
        pytest.param(PermissionError(errno.EACCES, "denied"), "may not be used here", id="reserved"),
    ],
)
def test_a_port_that_cannot_be_used_is_named(error: Exception, sentence: str) -> None:
    probe = MagicMock()
    probe.return_value.__enter__.return_value.bind.side_effect = error

    with patch("socket.socket", probe), pytest.raises(CommandError, match=sentence):
        ground.check_port(80)


@pytest.mark.parametrize("below", [True, False], ids=["a file above it", "a file in its place"])
def test_a_folder_that_cannot_be_used_is_named(below: bool, tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").touch()
    settings.VAR_DIR = tmp_path / "file" / "var" if below else tmp_path / "file"

    with pytest.raises(CommandError, match=r"The folder .* cannot be used"):
        _demo("--no-server")


def test_a_nearly_full_disk_is_named(folder: Path) -> None:
    nearly_full = MagicMock(free=3 * 2**20)

    with patch("shutil.disk_usage", return_value=nearly_full), pytest.raises(CommandError, match="3 MB are free"):
        _demo("--no-server")


def test_the_folder_of_the_database_file_is_made(tmp_path: Path) -> None:
    connection = MagicMock(vendor="sqlite", settings_dict={"NAME": tmp_path / "new" / "site.sqlite3"})

    with patch.object(ground, "connection", connection):
        ground.prepare_database_folder()

    assert (tmp_path / "new").is_dir()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        pytest.param(OperationalError("database is locked"), "Another program is writing", id="locked"),
        pytest.param(OperationalError("database or disk is full"), "The disk is full", id="full, says the database"),
        pytest.param(OSError(errno.ENOSPC, "No space left on device"), "The disk is full", id="full, says the system"),
        pytest.param(OperationalError("attempt to write a readonly database"), "may not be written", id="read-only"),
        pytest.param(OperationalError("unable to open database file"), "cannot be opened", id="no file"),
        pytest.param(OperationalError("database disk image is malformed"), "damaged", id="damaged"),
        pytest.param(OperationalError("connection failed: Connection refused"), "does not answer", id="no server"),
        pytest.param(OperationalError('database "x" does not exist'), "does not exist", id="no such database"),
        pytest.param(PermissionError(errno.EACCES, "denied", "/a/b"), "/a/b may not be read", id="no permission"),
        pytest.param(OperationalError("something\n new"), "The database refused: something new", id="unheard of"),
        pytest.param(OSError("odd"), "The computer refused: odd", id="unheard of, of the system"),
    ],
)
def test_a_failure_is_one_sentence(error: Exception, sentence: str, folder: Path) -> None:
    with patch(f"{COMMAND}.Command.set_up", side_effect=error), pytest.raises(CommandError) as said:
        _demo("--no-server")

    assert sentence in str(said.value)
    assert "\n" not in str(said.value)


def test_somebody_who_stops_it_is_told_how_to_go_on(folder: Path) -> None:
    said = StringIO()

    with patch(f"{COMMAND}.Command.set_up", side_effect=KeyboardInterrupt), pytest.raises(SystemExit) as left:
        call_command("demo", "--no-server", stderr=said)

    assert left.value.code == 130
    assert said.getvalue() == "\nStopped. Run the same command again to go on.\n"


def test_a_fault_of_the_program_is_not_hidden(folder: Path) -> None:
    with patch(f"{COMMAND}.Command.set_up", side_effect=KeyError("a bug")), pytest.raises(KeyError):
        _demo("--no-server")


@pytest.mark.parametrize("variable", ["VAR_DIR", "DATABASE_URL"])
def test_a_newcomer_with_an_unusable_folder_reads_a_sentence_and_no_traceback(variable: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    values = {
        "VAR_DIR": {"VAR_DIR": str(tmp_path / "file")},
        "DATABASE_URL": {"VAR_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/file/site.sqlite3"},
    }[variable]

    finished = subprocess.run(
        [sys.executable, "manage.py", "demo", "--no-server"],
        cwd=ROOT,
        env={"PATH": "", "DJANGO_SETTINGS_MODULE": "training_site.settings.dev", **values},
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 1
    assert "cannot be used" in finished.stderr
    assert "Traceback" not in finished.stderr


# Counting


def _count(total: int, *, terminal: bool) -> tuple[StringIO, Count]:
    out = StringIO()
    if terminal:
        out.isatty = lambda: True  # type: ignore[method-assign]
    return out, Count(OutputWrapper(out), "Pages", total, "pages")


def test_a_count_grows_on_one_line_of_a_terminal() -> None:
    out, count = _count(2, terminal=True)

    count.to(1)
    count.to(2)

    assert out.getvalue() == "\rPages: 1 of 2 pages\x1b[K\rPages: 2 of 2 pages\x1b[K\n"


@pytest.mark.parametrize(
    ("total", "lines"),
    [
        pytest.param(3, ["1", "2", "3"], id="few"),
        pytest.param(25, [*map(str, range(2, 25, 2)), "25"], id="many"),
    ],
)
def test_a_count_in_a_file_is_a_line_for_each_tenth(total: int, lines: list[str]) -> None:
    out, count = _count(total, terminal=False)

    for number in range(1, total + 1):
        count.to(number)

    assert [line.split()[1] for line in out.getvalue().splitlines()] == lines


def test_migrations_are_counted_by_what_migrate_prints() -> None:
    out, count = _count(2, terminal=False)
    counter = MigrationCount(count)

    for text in ("Running migrations:\n", "  Applying people.0001…", " OK\n", "  Applying people.0002…", " FAKED\n"):
        assert counter.write(text) == len(text)
    counter.flush()

    assert not counter.isatty()
    assert out.getvalue().splitlines() == ["Pages: 1 of 2 pages", "Pages: 2 of 2 pages"]


def test_passwords_are_long_random_and_easy_to_type() -> None:
    words = passwords.invent(f"person{number}" for number in range(200))

    assert len(set(words.values())) == 200
    assert all(len(word) == 14 and set(word) <= {*passwords.ALPHABET, "-"} for word in words.values())


def test_files_moved_between_folders_are_another_curriculum(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.md").write_text("x")
    before = content.fingerprint(tmp_path)
    (tmp_path / "a" / "one.md").rename(tmp_path / "one.md")

    assert content.fingerprint(tmp_path) != before
    assert content.recall(tmp_path) == ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
