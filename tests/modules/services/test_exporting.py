"""Pages made in the editor become files beside those of their siblings."""

from pathlib import Path

import pytest

from modules.models import HomePage
from modules.services import checking, content_tree, exporting
from tests.factories.curriculum import (
    FrameworkPageFactory,
    GlossaryPageFactory,
    LessonPageFactory,
    ModulePageFactory,
    ProgrammePageFactory,
    QuizPageFactory,
    ScenarioPageFactory,
    ToolIndexPageFactory,
    ToolPageFactory,
    imported,
)

pytestmark = pytest.mark.django_db


def paths() -> list[str]:
    return [exported.path for exported in exporting.exports()]


def test_pages_made_in_the_editor_get_files_by_their_place() -> None:
    programme = ProgrammePageFactory()
    module = ModulePageFactory(parent=programme, number=2, slug="tracing")
    LessonPageFactory(parent=module, slug="tea")
    ScenarioPageFactory(parent=module, slug="garden")
    LessonPageFactory(parent=module, slug="milk")
    QuizPageFactory(parent=module, slug="quiz")
    QuizPageFactory(parent=module, slug="second-quiz")
    ToolPageFactory(parent=ToolIndexPageFactory(parent=programme), slug="card")
    FrameworkPageFactory(parent=programme)
    GlossaryPageFactory(parent=programme)

    assert paths() == [
        "practice/programme.toml",
        "practice/en/02-tracing/module.toml",
        "practice/en/02-tracing/01-tea.md",
        "practice/en/02-tracing/scenario-garden.md",
        "practice/en/02-tracing/02-milk.md",
        "practice/en/02-tracing/questions.md",
        "practice/en/02-tracing/questions-2.md",
        "practice/en/tools/tools.toml",
        "practice/en/tools/card.md",
        "practice/en/competencies.toml",
        "practice/en/glossary.toml",
    ]


def test_what_a_trainer_adds_to_an_imported_curriculum_can_be_imported_elsewhere(tmp_path: Path) -> None:
    imported()
    module = HomePage.objects.get().get_descendants().get(slug="listening").specific
    LessonPageFactory(parent=module, slug="tea", minutes=5, content_key="practice/tea")

    exporting.export(folder=tmp_path / "out")

    tree = content_tree.read(tmp_path / "out")
    assert checking.check(tree) == []
    assert "practice/en/01-listening/03-tea.md" in [file.path for file in tree.files]


def test_an_edited_shelf_of_tools_gets_a_file(tmp_path: Path) -> None:
    imported()
    shelf = HomePage.objects.get().get_descendants().get(slug="tools").specific
    shelf.intro = "Take them along."
    shelf.save_revision().publish()

    exporting.export(folder=tmp_path / "out")

    file = tmp_path / "out" / "practice/en/tools/tools.toml"
    assert file.read_text(encoding="utf-8") == 'title = "Practice tools"\nintro = "Take them along."\n'
    assert content_tree.read(tmp_path / "out").findings == ()


def test_the_newest_draft_is_exported() -> None:
    lesson = LessonPageFactory(body="Published.\n")
    lesson.body = "Draft.\n"
    lesson.save_revision()

    assert any(exported.text.endswith("---\n\nDraft.\n") for exported in exporting.exports())


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    ModulePageFactory(number=7)
    told: list[str] = []

    assert exporting.export(folder=tmp_path / "out", progress=told.append) == 2
    assert told == ["practice/programme.toml", "practice/en/07-module-7/module.toml"]


def test_the_home_page_has_no_file() -> None:
    ProgrammePageFactory()

    with pytest.raises(LookupError, match="HomePage has no file"):
        exporting.text_of(HomePage.objects.get())


def test_a_file_in_the_way_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    with pytest.raises(exporting.NotEmpty):
        exporting.export(folder=tmp_path / "file")
