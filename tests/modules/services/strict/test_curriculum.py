"""The curriculum of this repository keeps every rule."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from modules.services import content_tree, strict
from modules.services.strict.edition import Edition, editions
from training_site.identifiers import examine


@pytest.fixture(scope="module")
def english() -> Edition:
    folder = Path(__file__).resolve().parents[4] / "content"
    return next(edition for edition in editions(content_tree.read(folder)) if edition.language == "en")


def test_the_curriculum_keeps_every_rule(settings: LazySettings) -> None:
    tree = content_tree.read(settings.CONTENT_DIR)

    found = strict.check(tree)

    assert [str(finding) for finding in found if finding.severity == "error"] == []
    assert {finding.code for finding in found} <= {"page-weight"}, "a translation may be heavy, and nothing else"


def test_the_rules_look_at_a_curriculum_that_is_there(english: Edition) -> None:
    assert len(english.lessons) > 60
    assert len(english.written_modules) == 15
    assert sum(lesson.word_count for lesson in english.lessons) > 50_000


def test_nothing_a_learner_is_asked_to_keep_looks_identifying(english: Edition) -> None:
    asked = {
        lesson.file.path: " ".join(each.text for each in lesson.section("This week")) for lesson in english.lessons
    }

    assert {path: text for path, text in asked.items() if not text or examine(text)} == {}


def test_the_command_exits_with_one_when_a_rule_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.factories.strict_lessons import LESSON, lesson, page, strict_folder

    folder = strict_folder(tmp_path, {LESSON: page(lesson(words=300))})
    call_command("check_content", folder)
    with pytest.raises(SystemExit):
        call_command("check_content", folder, "--strict")

    assert "lesson-length" in capsys.readouterr().out
