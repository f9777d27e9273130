"""The commands tell what every question becomes, then do all of it or nothing."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from assessments.interop.services import importing
from assessments.models import QuizPage
from modules.dialect.lint import lint
from modules.services.exporting import newest
from tests.factories.curriculum import QUESTION, QuizPageFactory
from tests.factories.questions import bank

pytestmark = pytest.mark.django_db

GIFT = """\
$CATEGORY: top

::Order::What comes first? {=Safety ~Speed}

// [id:first-question]
Write a note. {}
"""
BROKEN = f"{GIFT}\nWhich? {{=a ~a}}\n\nNo end {{=a\n"


def run(name: str, *args: object, **options: object) -> str:
    out = io.StringIO()
    call_command(name, *args, stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def quiz() -> QuizPage:
    return QuizPageFactory(body=QUESTION)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "questions.gift"
    path.write_text(GIFT, encoding="utf-8")
    return path


def body(quiz: QuizPage) -> str:
    return newest(QuizPage.objects.get(pk=quiz.pk)).body


def test_a_dry_run_lists_what_every_item_becomes_and_writes_nothing(quiz: QuizPage, file: Path) -> None:
    said = run("import_questions", file, "--dry-run", into=quiz.content_key)

    assert said.splitlines() == [
        "line 1: category becomes nothing",
        "    lost: the category 'top': it names a place in the other system",
        "line 3: choice becomes choice #order",
        "line 6: essay becomes essay #q03",  # the name it asks for is taken on this page
        "2 of 3 items can be imported, 0 errors.",
    ]
    assert body(quiz) == QUESTION


def test_an_import_is_a_draft_below_what_the_page_holds(quiz: QuizPage, file: Path) -> None:
    said = run("import_questions", file, into=quiz.content_key)
    text = body(quiz)

    assert said.splitlines()[-1] == f"2 items imported as a draft of {quiz.title}."
    assert text.startswith(QUESTION.rstrip("\n"))
    assert lint(text, publishing=True) == ()
    assert QuizPage.objects.get(pk=quiz.pk).body == QUESTION


def test_a_file_with_errors_changes_nothing_unless_they_may_be_skipped(quiz: QuizPage, file: Path) -> None:
    file.write_text(BROKEN, encoding="utf-8")

    with pytest.raises(CommandError, match="2 errors"):
        run("import_questions", file, into=quiz.content_key)
    assert body(quiz) == QUESTION

    assert "2 items imported" in run("import_questions", file, "--skip-errors", into=quiz.content_key)


def test_a_page_that_was_saved_in_between_is_not_overwritten(quiz: QuizPage) -> None:
    plan = importing.plan(data=GIFT.encode(), file_format="gift", page=QuizPage.objects.get(pk=quiz.pk))
    QuizPage.objects.get(pk=quiz.pk).save_revision()

    with pytest.raises(importing.PageChanged):
        importing.run(plan=plan)


def test_a_locked_page_is_left_alone(quiz: QuizPage, file: Path) -> None:
    QuizPage.objects.filter(pk=quiz.pk).update(locked=True)

    with pytest.raises(CommandError, match="locked"):
        run("import_questions", file, into=quiz.content_key)


@pytest.mark.parametrize(
    ("text", "said"),
    [("// nothing\n", "no question that can be imported"), (f"{'A' * 190_000} {{}}", "1 errors")],
    ids=["a file without questions", "a question larger than a page"],
)
def test_a_file_that_gives_nothing_is_refused(quiz: QuizPage, file: Path, text: str, said: str) -> None:
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=said):
        run("import_questions", file, into=quiz.content_key)


def test_a_page_or_a_file_that_is_not_there_is_named(quiz: QuizPage, file: Path) -> None:
    with pytest.raises(CommandError, match="no page with a text has the key practice/none in en"):
        run("import_questions", file, into="practice/none")
    with pytest.raises(CommandError, match="no page with a text has the key practice/none in en"):
        run("export_questions", "practice/none", file.with_name("out"), format="gift")
    with pytest.raises(CommandError, match="No such file"):
        run("export_questions", quiz.content_key, file.with_name("none") / "out", format="gift")
    with pytest.raises(CommandError, match="No such file"):
        run("import_questions", file.with_name("none.gift"), into=quiz.content_key)


@pytest.mark.parametrize("file_format", ["gift", "moodle-xml", "qti"])
def test_an_export_is_the_same_every_time_and_overwrites_nothing(
    quiz: QuizPage, tmp_path: Path, file_format: str
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    run("export_questions", quiz.content_key, first, format=file_format)
    run("export_questions", quiz.content_key, second, format=file_format)

    assert first.read_bytes() == second.read_bytes()
    with pytest.raises(CommandError, match="exists already"):
        run("export_questions", quiz.content_key, first, format=file_format)


def test_an_export_to_qti_is_a_package_with_its_manifest(quiz: QuizPage, tmp_path: Path) -> None:
    run("export_questions", quiz.content_key, tmp_path / "out.zip", format="qti")

    assert ZipFile(tmp_path / "out.zip").namelist() == ["imsmanifest.xml", "items/item-0001.xml"]


def test_an_export_tells_what_is_lost(quiz: QuizPage, tmp_path: Path) -> None:
    draft = newest(quiz)
    draft.body = ":::order{#steps}\n\n1. one\n2. two\n\n:::\n"
    draft.save_revision()

    said = run("export_questions", quiz.content_key, tmp_path / "out.gift", format="gift")

    assert "lost: line 1: steps: left out, because GIFT has no question like 'order'" in said


def test_questions_come_into_a_bank_as_drafts_and_what_cannot_be_marked_stays_out(file: Path, tmp_path: Path) -> None:
    doors = bank("doors")

    with pytest.raises(CommandError, match="Nothing was imported"):
        run("import_questions", file, into_bank="doors")
    said = run("import_questions", file, "--skip-errors", into_bank="doors")

    assert "error[not-marked]: a quiz cannot mark ':::essay'" in said
    assert "1 questions imported as drafts into the bank Doors." in said
    assert list(doors.questions.values_list("key", "status", "versions__number")) == [("order", "draft", 1)]
    run("export_questions", "doors", tmp_path / "doors.gift", "--bank", format="gift")
    assert "What comes first?" in (tmp_path / "doors.gift").read_text()


def test_a_bank_that_is_not_there_is_told_with_those_that_are(file: Path) -> None:
    bank("doors")
    with pytest.raises(CommandError, match="no bank of questions has the key windows; there are: doors"):
        run("import_questions", file, into_bank="windows")


def test_all_pages_below_one_are_exported_together(quiz: QuizPage, tmp_path: Path) -> None:
    module = quiz.get_parent().specific

    said = run("export_questions", module.content_key, tmp_path / "all.gift", "--below", format="gift")

    assert "bytes written" in said
    assert "What comes first?" in (tmp_path / "all.gift").read_text(encoding="utf-8")
    with pytest.raises(CommandError, match="no page with a text has the key"):
        run("export_questions", module.content_key, tmp_path / "none.gift", format="gift")
    with pytest.raises(CommandError, match="no page has the key practice/none in en"):
        run("export_questions", "practice/none", tmp_path / "none.gift", "--below", format="gift")
