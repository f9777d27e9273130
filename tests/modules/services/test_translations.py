"""A language edition beside the first: what would grade people wrongly stops an import, with both lines named."""

from pathlib import Path

import pytest

from modules.models import LessonPage, ModulePage
from modules.services import checking, content_tree, exporting, importing
from tests.factories.curriculum import FILES, MODULE_TOML, PROGRAMME_TOML, QUESTION, content_folder, page_text

LESSON = "practice/en/01-listening/01-silence.md"
KHMER = "practice/km/01-listening/01-silence.md"
KHMER_MODULE = "practice/km/01-listening/module.toml"
HEAD = {"minutes": "20", "outcomes": "[m01-lo1]", "sources": "[S01]"}
KHMER_QUESTION = QUESTION.replace("What comes first?", "អ្វីមុនគេ?").replace("Safety", "សុវត្ថិភាព").replace("Speed", "ល្បឿន")
EDITION: dict[str, str | bytes | None] = {
    "practice/km/programme.toml": PROGRAMME_TOML.replace('"CC BY-SA 4.0"', '"CC BY-SA 4.0"\nreview = "machine-assisted"'),
    "practice/km/competencies.toml": FILES["practice/en/competencies.toml"],
    "practice/km/glossary.toml": FILES["practice/en/glossary.toml"],
    "practice/km/sources.toml": FILES["practice/en/sources.toml"],
    KHMER_MODULE: MODULE_TOML.replace("Listening", "ការស្តាប់"),
    KHMER: page_text("m01-l1", "lesson", title="ភាពស្ងៀមស្ងាត់", **HEAD, body="រង់ចាំ។\n\n" + KHMER_QUESTION),
    "practice/km/tools/t01-card.md": page_text("t01", "tool", title="កាត", used_in="[m01]", blank_template="true"),
}  # fmt: skip


def said(folder: Path) -> list[str]:
    return [str(finding) for finding in checking.check(content_tree.read(folder))]


def edition(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    return content_folder(folder, {**EDITION, **(changes or {})})


def test_an_edition_with_the_same_bones_has_no_findings(tmp_path: Path) -> None:
    assert said(edition(tmp_path)) == []


def spoilt(old: str, new: str, file: str = KHMER) -> dict[str, str | bytes | None]:
    text = EDITION[file]
    assert isinstance(text, str)
    assert old in text
    return {file: text.replace(old, new)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            spoilt("{#b}", "{#z}"),
            f"{KHMER}:18: translation here is - ( ) {{#z}}, and in {LESSON}:18 - ( ) {{#b}}; make it the same",
        ),
        (
            spoilt("{#first-question}", "{#question}"),
            f"{KHMER}:1: translation here is nothing, and in {LESSON}:12 :::choice{{#first-question}}; make it the same",
        ),
        (
            spoilt("{#first-question}", "{#question}"),
            f"{KHMER}:12: translation :::choice{{#question}} is not in {LESSON}; delete it, or write it there first",
        ),
        (
            spoilt("minutes: 20", "minutes: 25"),
            f"{KHMER}:5: translation 'minutes' is not what {LESSON}:5 says: 20; make it the same",
        ),
        (
            spoilt('indicators = ["D1.1"]', "indicators = []", KHMER_MODULE),
            f"{KHMER_MODULE}:15: translation 'indicators' is not what practice/en/01-listening/module.toml:15 says",
        ),
        (
            spoilt('key = "m01-lo1"', 'key = "m01-lo2"', KHMER_MODULE),
            f"{KHMER_MODULE}:18: translation the outcomes are not those of practice/en/01-listening/module.toml:18: m01-lo1",
        ),
    ],
    ids=["a key of an option", "an activity that is missing", "an activity more", "a number", "a list", "an outcome"],
)  # fmt: skip
def test_what_differs_is_an_error_with_both_lines(
    tmp_path: Path, changes: dict[str, str | bytes | None], expected: str
) -> None:
    found = said(edition(tmp_path, changes))

    assert any(line.startswith(expected) for line in found), "\n".join(found)


def test_a_right_option_that_moved_is_found(tmp_path: Path) -> None:
    moved = KHMER_QUESTION.replace("- (x)", "- (?)").replace("- ( )", "- (x)").replace("- (?)", "- ( )")
    text = page_text("m01-l1", "lesson", title="ភាព", **HEAD, body="រង់ចាំ។\n\n" + moved)

    assert f"{KHMER}:16: translation here is - ( ) {{#a}}, and in {LESSON}:16 - (x) {{#a}}; make it the same" in said(
        edition(tmp_path, {KHMER: text})
    )


def test_a_page_that_only_the_translation_has_is_compared_with_nothing(tmp_path: Path) -> None:
    extra = {"practice/km/01-listening/09-more.md": page_text("m01-l9", "lesson", title="ទៀត", minutes="5")}

    assert said(edition(tmp_path, extra)) == []


@pytest.mark.django_db
def test_several_languages_come_in_and_go_out_again_byte_for_byte(tmp_path: Path) -> None:
    folder = edition(tmp_path / "content")
    importing.run(plan=importing.plan(folder=folder, publish=True), publish=True)

    lessons = LessonPage.objects.filter(content_key="practice/m01-l1")
    assert {page.locale.language_code for page in lessons} == {"en", "km"}
    assert len({page.translation_key for page in lessons}) == 1
    assert ModulePage.objects.filter(content_key="practice/m01").count() == 2
    written = {exported.path: exported.text for exported in exporting.exports()}
    assert {path: (folder / path).read_text(encoding="utf-8") for path in written} == written
    assert KHMER in written
    again = importing.plan(folder=folder, publish=True)
    assert {step.action.value for step in again.all_steps} == {"same"}
