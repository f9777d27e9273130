"""The commands say what they do, and stop with a number other than nought where they did not."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from modules.management.progress import Counter
from modules.models import CompiledText, LessonPage, ProgrammePage
from tests.factories.curriculum import FILES, UNCLOSED, LessonPageFactory, page_text

LESSON = "practice/en/01-listening/01-silence.md"


def run(name: str, *args: object, **options: object) -> str:
    out = io.StringIO()
    call_command(name, *args, stdout=out, stderr=out, **options)
    return out.getvalue()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_checking_a_faultless_folder(folder: Path) -> None:
    assert run("check_content", folder) == "11 files checked, 0 errors, 0 warnings\n"


def test_checking_names_file_line_and_code(folder: Path) -> None:
    (folder / LESSON).write_text(page_text("m01-l1", "lesson", minutes="1", body=UNCLOSED), encoding="utf-8")
    out = io.StringIO()

    with pytest.raises(SystemExit, match="1"):
        call_command("check_content", folder, stdout=out)

    first, last = out.getvalue().splitlines()
    assert first.startswith(f"{LESSON}:8: unclosed ':::choice' is never closed")
    assert last == "11 files checked, 1 error, 0 warnings"


@pytest.mark.django_db
class TestImport:
    def test_importing_counts_and_sums_up(self, folder: Path) -> None:
        said = run("import_content", folder, "--publish").splitlines()

        assert said == ["Checked 11/11", "Imported 11/11", "11 create", "11 pages changed, 0 as they were."]
        assert LessonPage.objects.filter(live=True).count() == 2

    def test_a_second_run_has_nothing_to_do(self, folder: Path) -> None:
        run("import_content", folder, "--publish")

        assert run("import_content", folder, "--publish").splitlines()[-2:] == [
            "11 same",
            "0 pages changed, 11 as they were.",
        ]

    def test_drafts_are_the_default(self, folder: Path) -> None:
        run("import_content", folder)

        assert not LessonPage.objects.filter(live=True).exists()

    def test_a_dry_run_prints_the_plan_and_does_nothing(self, folder: Path) -> None:
        said = run("import_content", folder, "--dry-run").splitlines()

        assert "create   practice/programme.toml" in said
        assert said[-1] == "11 create"
        assert not ProgrammePage.objects.exists()

    def test_a_dry_run_names_what_is_gone_and_leaves_out_what_is_the_same(self, folder: Path) -> None:
        run("import_content", folder)
        (folder / LESSON).unlink()

        assert run("import_content", folder, "--dry-run").splitlines() == [
            f"gone     {LESSON} (the page stays)",
            "10 same, 1 gone",
        ]

    def test_an_error_stops_the_import(self, folder: Path) -> None:
        (folder / LESSON).write_bytes(b"\xff")

        with pytest.raises(CommandError, match=rf"{LESSON}:1: not-utf-8 .*\nNothing was imported."):
            run("import_content", folder)

    @pytest.mark.parametrize("option", [(), ("--dry-run",)], ids=["import", "dry run"])
    def test_an_edited_page_stops_the_import(self, folder: Path, option: tuple[str, ...]) -> None:
        run("import_content", folder)
        LessonPage.objects.get(content_key="practice/m01-l1").save_revision()
        edited = LessonPage.objects.get(content_key="practice/m01-l1")
        edited.body = "Mine.\n"
        edited.save_revision()
        (folder / LESSON).write_text(page_text("m01-l1", "lesson", minutes="1"), encoding="utf-8")

        with pytest.raises(CommandError, match="edited since"):
            run("import_content", folder, *option)
        assert run("import_content", folder, "--overwrite-edited").splitlines()[-1].startswith("1 pages changed")

    def test_warnings_are_printed(self, folder: Path) -> None:
        (folder / LESSON).write_bytes((folder / LESSON).read_bytes().replace(b"\n", b"\r\n"))

        assert f"{LESSON}:1: not-canonical" in run("import_content", folder)

    def test_exporting_writes_what_was_imported(self, folder: Path, tmp_path: Path) -> None:
        run("import_content", folder)

        assert run("export_content", tmp_path / "out") == f"{len(FILES)} files written to {tmp_path / 'out'}\n"

    def test_a_folder_with_something_in_it_is_not_written_to(self, folder: Path) -> None:
        with pytest.raises(CommandError, match="is not an empty folder"):
            run("export_content", folder)

    def test_a_folder_that_cannot_be_written_is_named(self, folder: Path, tmp_path: Path) -> None:
        run("import_content", folder)
        (tmp_path / "file").touch()

        with pytest.raises(CommandError, match="The export is not complete"):
            run("export_content", tmp_path / "file" / "out")

    def test_importing_compiles_what_an_update_of_the_site_left_behind(self, folder: Path) -> None:
        run("import_content", folder, "--publish")
        before = set(CompiledText.objects.values_list("digest", flat=True))
        CompiledText.objects.filter(digest=min(before)).delete()

        run("import_content", folder, "--publish")

        assert set(CompiledText.objects.values_list("digest", flat=True)) == before

    def test_recompiling_keeps_what_is_used(self) -> None:
        page = LessonPageFactory()
        page.body = "Other words.\n"
        page.save_revision().publish()
        LessonPageFactory(parent=page.get_parent(), published=False, body="A draft.\n")
        before = CompiledText.objects.count()

        said = run("recompile_content")

        assert said == f"{CompiledText.objects.count()} texts compiled, 1 dropped\n"
        assert CompiledText.objects.count() == before - 1


def test_a_terminal_sees_a_bar_that_moves() -> None:
    from django.core.management.base import OutputWrapper

    terminal = Terminal()
    counter = Counter(OutputWrapper(terminal), "Imported")
    counter(1, 2, "a.md")
    counter(2, 2, "b.md")

    assert terminal.getvalue().startswith("\rImported [############............] 1/2 a.md")
    assert terminal.getvalue().endswith("2/2 b.md" + " " * 46 + "\n")


def test_a_file_sees_a_line_now_and_then() -> None:
    from django.core.management.base import OutputWrapper

    out = io.StringIO()
    counter = Counter(OutputWrapper(out), "Imported")
    for done in range(1, 121):
        counter(done, 120, "a.md")

    assert out.getvalue().splitlines() == ["Imported 50/120", "Imported 100/120", "Imported 120/120"]
