"""Files become pages: all or none, once, in order, and never over somebody's work."""

from pathlib import Path

import pytest
from wagtail.models import Page, Revision, Site

from assessments.models import QuizPage
from modules.models import (
    Competency,
    CompiledText,
    GlossaryTerm,
    HomePage,
    LessonPage,
    ModulePage,
    ProgrammePage,
    ToolPage,
)
from modules.services import exporting, importing
from modules.services.content_files import digest
from modules.services.importing import Action
from tests.factories.curriculum import (
    FILES,
    MODULE_TOML,
    PROGRAMME_TOML,
    QUESTION,
    UNCLOSED,
    content_folder,
    imported,
    page_text,
)

pytestmark = pytest.mark.django_db

LESSON = "practice/en/01-listening/01-silence.md"
SECOND = "practice/en/01-listening/02-questions.md"
MODULE = "practice/en/01-listening/module.toml"


def bring(folder: Path, *, publish: bool = True, overwrite_edited: bool = False) -> importing.Plan:
    plan = importing.plan(folder=folder, publish=publish, overwrite_edited=overwrite_edited)
    importing.run(plan=plan, publish=publish)
    return plan


def actions(plan: importing.Plan) -> dict[str, Action]:
    return {step.file.path: step.action for step in plan.steps if step.action is not Action.SAME}


def lesson() -> LessonPage:
    return LessonPage.objects.get(content_key="practice/m01-l1")


def edit(page: LessonPage, body: str, *, publish: bool = False) -> None:
    draft = page.get_latest_revision_as_object()
    draft.body = body
    revision = draft.save_revision()
    if publish:
        revision.publish()


def change(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / name
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_tree_stands_in_the_order_of_the_files(folder: Path) -> None:
    bring(folder)

    home = HomePage.objects.get()
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert [page.url_path for page in Page.objects.filter(depth__gt=2).order_by("path")] == [
        "/home/practice/",
        "/home/practice/listening/",
        "/home/practice/listening/silence/",
        "/home/practice/listening/questions/",
        "/home/practice/listening/scenario/",
        "/home/practice/listening/quiz/",
        "/home/practice/competencies/",
        "/home/practice/glossary/",
        "/home/practice/sources/",
        "/home/practice/tools/",
        "/home/practice/tools/t01-card/",
    ]
    assert all(Page.objects.filter(depth__gt=2).values_list("live", flat=True))


def test_what_the_files_say_is_in_the_pages(folder: Path) -> None:
    bring(folder)

    module = ModulePage.objects.get()
    assert (module.number, module.phase, module.minutes, module.questions) == (
        1,
        "tracing",
        60,
        ["When did you listen last?"],
    )
    assert module.outcomes == [{"key": "m01-lo1", "text": "Listen without interrupting."}]
    assert ProgrammePage.objects.get().details["licence"] == "CC BY-SA 4.0"
    assert lesson().body == "Wait.\n\n" + QUESTION
    assert (lesson().outcomes, lesson().minutes) == (["m01-lo1"], 20)
    assert (QuizPage.objects.get().pass_mark, QuizPage.objects.get().shuffle) == (80, True)
    assert ToolPage.objects.get().is_form
    assert list(Competency.objects.values_list("indicator", "domain", "safety_critical")) == [("D1.1", "D1", False)]
    assert [term["text"] for term in GlossaryTerm.objects.get().equivalents] == ["familie", "ញាតិ"]


def test_a_second_run_makes_no_revision(folder: Path) -> None:
    imported()
    before = Revision.objects.count()

    plan = bring(folder)

    assert actions(plan) == {}
    assert Revision.objects.count() == before


def test_drafts_stay_drafts_until_somebody_publishes_them(folder: Path) -> None:
    bring(folder, publish=False)
    before = Revision.objects.count()
    assert not lesson().live

    plan = bring(folder, publish=True)

    assert set(actions(plan).values()) == {Action.PUBLISH}
    assert lesson().live
    assert Revision.objects.count() == before


def test_a_draft_for_a_live_page_leaves_the_live_text(folder: Path) -> None:
    imported()
    change(folder, LESSON, "Wait.", "Wait longer.")

    bring(folder, publish=False)

    assert lesson().body.startswith("Wait.")
    assert lesson().has_unpublished_changes
    assert bring(folder, publish=False).count(Action.SAME) == len(FILES) + 1
    assert actions(bring(folder, publish=True)) == {LESSON: Action.PUBLISH}
    assert lesson().body.startswith("Wait longer.")


def test_a_changed_file_makes_one_revision_of_one_page(folder: Path) -> None:
    imported()
    before = Revision.objects.count()
    change(folder, LESSON, "Wait.", "Wait longer.")

    plan = bring(folder)

    assert actions(plan) == {LESSON: Action.UPDATE}
    assert Revision.objects.count() == before + 1
    assert lesson().body.startswith("Wait longer.")
    assert actions(bring(folder)) == {}


@pytest.mark.parametrize("publish", [True, False], ids=["published", "as a draft"])
def test_a_page_edited_since_is_refused_and_nothing_is_imported(folder: Path, publish: bool) -> None:
    imported()
    edit(lesson(), "By a trainer.\n", publish=publish)
    change(folder, LESSON, "Wait.", "Wait longer.")
    change(folder, SECOND, "Some words.", "Other words.")
    before = Revision.objects.count()

    with pytest.raises(importing.EditedPages, match=rf"{LESSON}:1: edited-page .* --overwrite-edited"):
        bring(folder)

    assert Revision.objects.count() == before


def test_an_edited_page_is_overwritten_when_told(folder: Path) -> None:
    imported()
    edit(lesson(), "By a trainer.\n", publish=True)
    change(folder, LESSON, "Wait.", "Wait longer.")

    bring(folder, overwrite_edited=True)

    assert lesson().body.startswith("Wait longer.")


def test_an_edited_page_whose_file_is_as_it_was_is_kept(folder: Path) -> None:
    imported()
    edit(lesson(), "By a trainer.\n")

    assert actions(bring(folder)) == {LESSON: Action.KEEP}
    assert lesson().get_latest_revision_as_object().body == "By a trainer.\n"
    assert actions(bring(folder, overwrite_edited=True)) == {LESSON: Action.UPDATE}
    assert lesson().body.startswith("Wait.")


def test_overwriting_leaves_alone_what_nobody_has_edited(folder: Path) -> None:
    imported()

    assert actions(bring(folder, overwrite_edited=True)) == {}


def test_a_page_that_says_the_same_already_is_adopted(folder: Path) -> None:
    imported()
    change(folder, LESSON, "Wait.", "Wait longer.")
    edit(lesson(), "Wait longer.\n\n" + QUESTION)
    before = Revision.objects.count()

    assert actions(bring(folder)) == {LESSON: Action.ADOPT}
    assert Revision.objects.count() == before
    assert lesson().body.startswith("Wait longer.")
    assert actions(bring(folder)) == {}


def test_adopting_as_a_draft_publishes_nothing(folder: Path) -> None:
    imported()
    change(folder, LESSON, "Wait.", "Wait longer.")
    edit(lesson(), "Wait longer.\n\n" + QUESTION)

    assert actions(bring(folder, publish=False)) == {LESSON: Action.ADOPT}
    assert lesson().body.startswith("Wait.")


def test_going_back_to_an_old_revision_counts_as_an_edit(folder: Path) -> None:
    imported()
    old = lesson().latest_revision
    change(folder, LESSON, "Wait.", "Wait longer.")
    bring(folder)
    old.as_object().save_revision().publish()
    change(folder, LESSON, "Wait longer.", "Wait a little.")

    with pytest.raises(importing.EditedPages):
        bring(folder)


def test_a_page_that_somebody_took_offline_stays_so(folder: Path) -> None:
    imported()
    lesson().unpublish()

    assert actions(bring(folder)) == {}
    assert not lesson().live


def test_an_error_in_one_file_stops_all(folder: Path) -> None:
    change(folder, SECOND, "Some words.", UNCLOSED)

    with pytest.raises(importing.ContentErrors, match=rf"{SECOND}:8: unclosed"):
        bring(folder)

    assert not ProgrammePage.objects.exists()


def test_a_file_that_cannot_be_read_stops_all(folder: Path) -> None:
    (folder / SECOND).write_bytes(b"\xff")

    with pytest.raises(importing.ContentErrors, match=rf"{SECOND}:1: not-utf-8"):
        bring(folder)


def test_a_failure_in_the_middle_leaves_nothing_behind(folder: Path) -> None:
    plan = importing.plan(folder=folder, publish=True)

    def fail(done: int, _total: int, _name: str) -> None:
        if done == 5:
            raise RuntimeError("the machine stops")

    with pytest.raises(RuntimeError):
        importing.run(plan=plan, publish=True, progress=fail)

    assert not HomePage.objects.exists()
    assert not CompiledText.objects.exists()


def test_an_address_that_is_taken_stops_all(folder: Path) -> None:
    imported()
    ModulePage.objects.get().add_child(instance=LessonPage(title="Mine", slug="third"))
    (folder / "practice/en/01-listening/03-third.md").write_text(page_text("m01-l3", "lesson", minutes="5"))

    with pytest.raises(importing.ContentErrors, match=r"03-third.md:1: cannot-save the page cannot be saved: .*third"):
        bring(folder)


def test_a_new_file_between_two_others_becomes_a_page_between_theirs(folder: Path) -> None:
    imported()
    (folder / "practice/en/01-listening/01-then.md").write_text(page_text("m01-l3", "lesson", minutes="5"))

    bring(folder)

    titles = [page.slug for page in ModulePage.objects.get().get_children().order_by("path")]
    assert titles == ["silence", "then", "questions", "scenario", "quiz"]
    assert actions(bring(folder)) == {}


def test_a_renamed_file_keeps_its_page(folder: Path) -> None:
    imported()
    key = lesson().pk
    (folder / LESSON).rename(folder / "practice/en/01-listening/03-stillness.md")

    plan = bring(folder)

    assert lesson().pk == key
    assert lesson().url_path == "/home/practice/listening/stillness/"
    assert plan.gone == ()
    assert actions(bring(folder)) == {}


def test_a_file_in_another_folder_moves_its_page(folder: Path) -> None:
    imported()
    other = MODULE_TOML.replace('"m01"', '"m02"').replace("m01-lo1", "m02-lo1")
    content_folder(folder, {"practice/en/02-speaking/module.toml": other, LESSON: (folder / LESSON).read_bytes()})
    (folder / LESSON).rename(folder / "practice/en/02-speaking/01-silence.md")

    bring(folder)

    assert lesson().url_path == "/home/practice/speaking/silence/"


def test_a_page_whose_file_is_gone_stays_and_is_named(folder: Path) -> None:
    imported()
    (folder / SECOND).unlink()

    plan = bring(folder)

    assert plan.gone == (SECOND,)
    assert LessonPage.objects.filter(content_key="practice/m01-l2", live=True).exists()


def test_a_second_language_shares_the_keys(folder: Path) -> None:
    dutch = {
        "practice/nl/programme.toml": PROGRAMME_TOML.replace('"en"', '"nl"', 1),
        **{name.replace("/en/", "/nl/"): text for name, text in FILES.items() if "/en/" in name},
    }
    bring(content_folder(folder, dutch))

    english, translated = LessonPage.objects.filter(content_key="practice/m01-l1").order_by("locale__language_code")
    assert (english.locale.language_code, translated.locale.language_code) == ("en", "nl")
    assert english.translation_key == translated.translation_key
    assert translated.url_path == "/home-nl/practice/listening/silence/"
    assert (
        HomePage.objects.get(locale__language_code="nl").translation_key
        == HomePage.objects.get(locale__language_code="en").translation_key
    )
    assert actions(bring(folder)) == {}


def test_a_warning_does_not_stop_the_import(folder: Path) -> None:
    (folder / MODULE).write_text("# a remark\n" + MODULE_TOML, encoding="utf-8")

    plan = bring(folder)

    assert [finding.code for finding in plan.warnings] == ["not-canonical"]
    assert actions(bring(folder)) == {}


def test_the_welcome_page_of_a_fresh_site_makes_room(folder: Path) -> None:
    root = Page.objects.get(depth=1)
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    site = Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)

    bring(folder)

    site = Site.objects.get()
    assert site.root_page.specific_class is HomePage


def test_a_site_with_another_page_in_front_keeps_it(folder: Path) -> None:
    root = Page.objects.get(depth=1)
    mine = root.add_child(instance=Page(title="Mine", slug="mine"))
    site = Site.objects.create(hostname="localhost", root_page=mine, is_default_site=True)

    bring(folder)

    site.refresh_from_db()
    assert Page.objects.filter(pk=mine.pk).exists()
    assert site.root_page.specific_class is HomePage


def test_a_site_is_made_for_the_public_address(folder: Path, settings: object) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://training.example"

    bring(folder)

    assert (Site.objects.get().hostname, Site.objects.get().port) == ("training.example", 443)


def test_import_and_export_give_identical_bytes(folder: Path, tmp_path: Path) -> None:
    bring(folder)

    count = exporting.export(folder=tmp_path / "out")

    assert count == len(FILES)
    assert written(tmp_path / "out") == written(folder)


def test_the_digest_is_that_of_the_file(folder: Path) -> None:
    bring(folder)

    assert lesson().imported_digest == digest((folder / LESSON).read_text(encoding="utf-8"))
    assert exporting.newest_digest(lesson()) == lesson().imported_digest


def written(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
