"""A trainer edits a text: mistakes are named with their line, drafts may have them, published texts may not."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from assessments.models import QuizPage
from modules import rendering, wagtail_hooks
from modules.dialect import naming
from modules.models import CompiledText, FrameworkPage, LessonPage, ModulePage
from modules.services import publishing
from tests.factories.curriculum import (
    QUESTION,
    UNCLOSED,
    WITHOUT_ID,
    FrameworkPageFactory,
    LessonPageFactory,
    ModulePageFactory,
    QuizPageFactory,
    ScenarioPageFactory,
    ToolPageFactory,
)
from tests.factories.people import AdministratorFactory, TrainerFactory

pytestmark = pytest.mark.django_db

UNSHUFFLED = QUESTION.replace("{#first-question}", "{#first-question colour=red}")


@pytest.mark.parametrize(("factory", "deletes"), [(TrainerFactory, False), (AdministratorFactory, True)], ids=str)
def test_who_writes_takes_a_lesson_from_the_site_and_does_not_delete_it(factory: Any, deletes: bool) -> None:
    lesson = LessonPageFactory()
    allowed = Page.objects.get(pk=lesson.pk).permissions_for_user(factory())

    assert allowed.can_edit()
    assert allowed.can_unpublish()
    assert allowed.can_delete() is deletes


@pytest.fixture
def trainer(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser(username="tara"))
    return client


@pytest.fixture
def lesson() -> LessonPage:
    return LessonPageFactory()


def address(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def post(trainer: Client, page: Page, *, action: str = "", **changes: str) -> HttpResponse:
    """The editor's form as it is sent, with some fields changed."""
    html = trainer.get(address(page)).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form")
    for name, value in changes.items():
        data[name] = value
    if action:
        data[f"action-{action}"] = "1"
    return trainer.post(address(page), data)


def errors(response: HttpResponse, field: str = "body") -> list[str]:
    return [strip_tags(error) for error in response.context["form"].errors.get(field, [])]


def told(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_text_with_mistakes_is_saved_and_not_published_and_every_mistake_is_named_with_its_line(
    trainer: Client, lesson: LessonPage
) -> None:
    live = lesson.body
    body = "One.\n\n" + QUESTION.replace(":::choice", ":::choise") + "\n" + UNCLOSED

    response = post(trainer, lesson, action="publish", body=body)

    assert (response.status_code, response.url) == (302, address(lesson))
    assert "was not published" in told(response)[0]
    assert [message.split(":")[0] for message in told(response)[1:]] == ["line 3", "line 14"]
    assert "did you mean ':::choice'?" in told(response)[1]
    lesson.refresh_from_db()
    assert (lesson.body, lesson.get_latest_revision_as_object().body) == (live, body)
    assert 'class="source-text-mistake" data-line="14">' in trainer.get(address(lesson)).content.decode()


def test_a_new_page_with_mistakes_is_kept_as_a_draft(trainer: Client) -> None:
    module = ModulePageFactory()
    add = reverse("wagtailadmin_pages:add", args=["modules", "lessonpage", module.pk])
    data = querydict_from_html(trainer.get(add).content.decode(), form_id="page-edit-form")
    data.update({"title": "Tea", "slug": "tea", "minutes": "5", "body": UNCLOSED, "action-publish": "1"})

    assert trainer.post(add, data).status_code == 302

    page = LessonPage.objects.get()
    assert not page.live
    assert page.get_latest_revision_as_object().body == UNCLOSED


def test_a_mistake_is_named_in_the_language_of_the_trainer(trainer: Client, lesson: LessonPage) -> None:
    trainer.cookies[settings.LANGUAGE_COOKIE_NAME] = "uk"
    body = QUESTION.replace(":::choice", ":::choise")

    refused = post(trainer, lesson, action="publish", body=body)
    saved = post(trainer, lesson, body=body)

    said = "рядок 1: невідоме завдання ':::choise'; можливо, ':::choice'?"
    assert [said in told(response) for response in (refused, saved)] == [True, True]


@pytest.mark.parametrize(
    "factory",
    [LessonPageFactory, ScenarioPageFactory, QuizPageFactory, ToolPageFactory],
    ids=["lesson", "scenario", "quiz", "tool"],
)
def test_every_page_with_a_text_is_held_back(trainer: Client, factory: Any) -> None:
    response = post(trainer, factory(), action="publish", body=UNCLOSED)

    assert told(response)[1].startswith("line 1: ")


def test_a_draft_may_have_mistakes_and_is_told_of_them(trainer: Client, lesson: LessonPage) -> None:
    response = post(trainer, lesson, body=UNCLOSED)

    assert response.status_code == 302
    assert LessonPage.objects.get().get_latest_revision_as_object().body == UNCLOSED
    assert any(message.startswith("line 1: ") for message in told(response))


def test_a_text_without_mistakes_is_published_and_compiled(trainer: Client, lesson: LessonPage) -> None:
    body = "Other words.\n\n" + QUESTION

    response = post(trainer, lesson, action="publish", body=body)

    assert response.status_code == 302
    assert LessonPage.objects.get().body == body
    assert CompiledText.objects.filter(digest=rendering.text_digest(body)).exists()
    assert "Other words." in trainer.get(lesson.get_url()).content.decode()


@pytest.mark.parametrize("action", ["", "publish"])
def test_names_are_written_into_a_text_when_it_is_saved(trainer: Client, lesson: LessonPage, action: str) -> None:
    post(trainer, lesson, action=action, body="Before.\n\n" + WITHOUT_ID.replace(" {#a}", "").replace(" {#b}", ""))
    lesson.refresh_from_db()
    saved = lesson.get_latest_revision_as_object()
    assert ":::choice{#choice}" in saved.body
    assert saved.body.count(" {#") == 2
    assert (lesson.body == saved.body) is bool(action)


def test_a_browsers_line_ends_become_plain_ones(trainer: Client, lesson: LessonPage) -> None:
    post(trainer, lesson, action="publish", body="One.\r\n\r\nTwo.\r\n")

    assert LessonPage.objects.get().body == "One.\n\nTwo.\n"


def test_a_warning_is_told_and_does_not_stand_in_the_way(
    trainer: Client, lesson: LessonPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    reserved = "A line with \ue000 in it.\n"

    response = post(trainer, lesson, action="publish", body=reserved)

    assert response.status_code == 302
    assert any("private-use" in message for message in told(response))
    assert LessonPage.objects.get().body == reserved


def test_a_page_without_a_text_is_saved_in_silence(trainer: Client) -> None:
    response = post(trainer, ModulePageFactory())

    assert response.status_code == 302
    assert not any(message.startswith("line") for message in told(response))


def test_saving_in_the_background_tells_nothing(trainer: Client, lesson: LessonPage) -> None:
    data = querydict_from_html(trainer.get(address(lesson)).content.decode(), form_id="page-edit-form")
    data["body"] = UNCLOSED

    response = trainer.post(address(lesson), data, headers={"accept": "application/json"})

    assert response.json()["success"]
    assert told(response) == []


def publish_from_the_list(trainer: Client, page: Page, **form: str) -> HttpResponse:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return trainer.post(f"{address}?id={page.pk}&next=/admin/", form)


def test_publishing_a_draft_with_mistakes_from_the_list_is_refused(trainer: Client) -> None:
    draft = LessonPageFactory(body=UNCLOSED, published=False)

    response = publish_from_the_list(trainer, draft)

    assert not LessonPage.objects.get().live
    assert any(message.startswith("line 1: ") for message in told(response))


def test_publishing_a_module_with_its_drafts_is_refused_when_one_has_mistakes(trainer: Client) -> None:
    module = ModulePageFactory(published=False)
    LessonPageFactory(parent=module, body=UNCLOSED, published=False)

    publish_from_the_list(trainer, module, include_descendants="on")

    assert not ModulePage.objects.get().live


def test_a_draft_without_mistakes_is_published_from_the_list(trainer: Client) -> None:
    draft = LessonPageFactory(published=False)

    publish_from_the_list(trainer, draft)

    assert LessonPage.objects.get().live


def test_a_module_with_a_broken_table_is_not_published_from_the_list(trainer: Client) -> None:
    module = ModulePageFactory(outcomes=[{"key": "m01-lo1"}], published=False)

    response = publish_from_the_list(trainer, module)

    assert not ModulePage.objects.get().live
    assert "entry 1: 'text' is missing in 'outcome'; add it" in told(response)


def test_a_page_of_another_app_is_nobodys_business(lesson: LessonPage) -> None:
    assert publishing.obstacles(Page(title="Plain")) == ()


def test_taking_pages_offline_from_the_list_asks_nothing(trainer: Client, lesson: LessonPage) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])

    trainer.post(f"{address}?id={lesson.pk}&next=/admin/")

    assert not LessonPage.objects.get().live


def test_the_hook_stops_a_publishing_that_went_around_the_form(
    rf: Any, lesson: LessonPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(wagtail_hooks.messages, "error", lambda _request, text: sent.append(str(text)))
    lesson.body = UNCLOSED

    response = wagtail_hooks.refuse_a_text_with_errors(rf.post("/"), lesson)

    assert response.url == address(lesson)
    assert "was not published" in sent[0]
    assert sent[1].startswith("line 1: ")


def test_the_preview_is_made_by_the_same_renderer(trainer: Client, lesson: LessonPage) -> None:
    data = querydict_from_html(trainer.get(address(lesson)).content.decode(), form_id="page-edit-form")
    data["body"] = "Words *under way*.\n\n" + QUESTION
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])

    assert trainer.post(preview, data).json() == {"is_valid": True, "is_available": True}
    html = trainer.get(preview).content.decode()

    assert "Words <em>under way</em>." in html
    assert 'id="first-question"' in html
    assert not CompiledText.objects.filter(digest=rendering.text_digest(data["body"])).exists()


def test_the_preview_shows_a_text_with_mistakes(trainer: Client, lesson: LessonPage) -> None:
    data = querydict_from_html(trainer.get(address(lesson)).content.decode(), form_id="page-edit-form")
    data["body"] = "Words *under way*.\n\n" + WITHOUT_ID
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])

    assert trainer.post(preview, data).json()["is_valid"]
    assert "What comes first?" in trainer.get(preview).content.decode()


@pytest.mark.parametrize("mode", ["", "without-scripts"], ids=["with scripts", "without scripts"])
def test_the_preview_without_scripts_is_sandboxed_by_its_own_policy(
    trainer: Client, lesson: LessonPage, mode: str
) -> None:
    data = querydict_from_html(trainer.get(address(lesson)).content.decode(), form_id="page-edit-form")
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    trainer.post(preview, data)

    policy = trainer.get(preview, {"mode": mode})["Content-Security-Policy"]

    assert ("sandbox allow-same-origin" in policy) is bool(mode)
    assert ("script-src 'none'" in policy) is bool(mode)
    assert "frame-ancestors 'self'" in policy


def test_a_new_lesson_can_be_made_and_previewed_before_it_is_saved(trainer: Client) -> None:
    module = ModulePageFactory()
    add = reverse("wagtailadmin_pages:add", args=["modules", "lessonpage", module.pk])
    data = querydict_from_html(trainer.get(add).content.decode(), form_id="page-edit-form")
    data.update({"title": "Tea", "slug": "tea", "minutes": "5", "body": "About *tea*.\n"})
    preview = reverse("wagtailadmin_pages:preview_on_add", args=["modules", "lessonpage", module.pk])
    assert trainer.post(preview, data).json()["is_valid"]
    assert "About <em>tea</em>." in trainer.get(preview).content.decode()

    data["action-publish"] = "1"
    assert trainer.post(add, data).status_code == 302

    page = LessonPage.objects.get()
    assert page.live
    assert page.content_key.startswith("practice/tea-")
    assert page.imported_digest == ""


def test_a_copy_is_another_page(trainer: Client, lesson: LessonPage) -> None:
    copy = lesson.copy(update_attrs={"slug": "copy", "title": "Copy"})

    assert copy.content_key.startswith("practice/copy-")
    assert copy.source_path == ""


def test_a_quiz_is_edited_like_a_lesson(trainer: Client) -> None:
    quiz = QuizPageFactory()

    assert post(trainer, quiz, action="publish", pass_mark="90").status_code == 302
    assert QuizPage.objects.get().pass_mark == 90


def test_the_edit_form_comes_back_unchanged(trainer: Client) -> None:
    module = ModulePageFactory(
        outcomes=[{"key": "m01-lo1", "text": 'Say "no".'}],
        tools=["t01", "t02"],
        outline=[{"number": 1, "title": "A", "minutes": 5, "text": ""}],
    )

    assert post(trainer, module, action="publish").status_code == 302

    found = ModulePage.objects.get()
    assert (found.outcomes, found.tools, found.outline) == (module.outcomes, module.tools, module.outline)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("outcomes", '[[outcome]]\nkey = "a"\ntext = ', "line 3: write a value after the '='"),
        ("outcomes", '[[outcom]]\nkey = "a"\n', "Begin every entry with a line [[outcome]]."),
        ("outcomes", '[[outcome]]\nkey = "a"\n', "entry 1: 'text' is missing in 'outcome'; add it"),
        ("tools", "", None),
        (
            "further_phases",
            "tracing\nplaning\n",
            "'planing' is not a value of 'further_phases'; did you mean 'planning'?",
        ),
    ],
    ids=["unreadable", "another name", "a missing key", "nothing", "an unknown word"],
)
def test_lists_and_tables_are_checked_on_their_field(trainer: Client, field: str, text: str, said: str | None) -> None:
    response = post(trainer, ModulePageFactory(tools=["t01"]), action="publish", **{field: text})

    if said is None:
        assert response.status_code == 302
        assert ModulePage.objects.get().tools == []
    else:
        assert any(error.startswith(said) for error in errors(response, field))


def test_a_table_inside_a_table_is_checked(trainer: Client) -> None:
    response = post(trainer, FrameworkPageFactory(), action="publish", rules="version = 3\n")

    assert "'version' must be a text" in errors(response, "rules")
    assert FrameworkPage.objects.get().rules == {}


def test_the_home_page_has_no_file_and_can_be_published(trainer: Client, lesson: LessonPage) -> None:
    home = lesson.get_ancestors().get(depth=2).specific

    assert post(trainer, home, action="publish", intro="Welcome *here*.").status_code == 302
    assert "Welcome <em>here</em>." in trainer.get("/").content.decode()


def test_the_text_is_edited_in_a_plain_large_field(trainer: Client, lesson: LessonPage) -> None:
    html = trainer.get(address(lesson)).content.decode()

    assert 'class="source-text' in html
    assert "modules/source_textarea.js" in html


def test_trainers_are_spared_what_is_for_technicians(trainer: Client, rf: Any) -> None:
    menu = [SimpleNamespace(name=name) for name in ("explorer", "images", "documents", "reports", "help")]
    request = rf.get("/")
    request.user = SimpleNamespace(is_superuser=False)
    wagtail_hooks.show_trainers_what_they_need(request, menu)
    assert [item.name for item in menu] == ["explorer"]

    request.user = SimpleNamespace(is_superuser=True)
    technician = [SimpleNamespace(name="images")]
    wagtail_hooks.show_trainers_what_they_need(request, technician)
    assert [item.name for item in technician] == ["images"]


@pytest.mark.parametrize(
    ("language", "table", "number", "text"),
    [
        ("nl", "item 1: 'text' ontbreekt", "'minuts' is geen sleutel", "regel 1: "),
        ("uk", "запис 1: ", "'minuts' не є ключем", "рядок 1: "),
        ("km", "ធាតុទី 1៖ 'text' បាត់", "'minuts' មិនមែនជាឈ្មោះតម្លៃ", "បន្ទាត់ 1៖ "),
    ],
)
def test_what_is_wrong_is_told_in_the_language_of_the_trainer(
    trainer: Client, lesson: LessonPage, language: str, table: str, number: str, text: str
) -> None:
    module = lesson.get_parent().specific
    trainer.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    incomplete = post(trainer, module, action="publish", outcomes='[[outcome]]\nkey = "a"\n')
    unknown = post(trainer, module, action="publish", outcomes='[[outcome]]\nkey = "a"\ntext = "b"\nminuts = 3\n')
    unclosed = post(trainer, lesson, action="publish", body=UNCLOSED)

    assert any(error.startswith(table) for error in errors(incomplete, "outcomes"))
    assert any(number in error for error in errors(unknown, "outcomes"))
    assert any(message.startswith(text) for message in told(unclosed))


@pytest.mark.parametrize(
    ("body", "is_named"),
    [("One.\r\n\r\n" + WITHOUT_ID, True), (QUESTION, False)],
    ids=["names are written", "every name is there"],
)
def test_a_save_in_the_background_answers_with_the_text_as_it_was_kept(
    trainer: Client, lesson: LessonPage, body: str, is_named: bool
) -> None:
    data = querydict_from_html(trainer.get(address(lesson)).content.decode(), form_id="page-edit-form")
    data["body"] = naming.named(body) if not is_named else body

    answer = trainer.post(address(lesson), data, headers={"accept": "application/json"}).json()

    kept = LessonPage.objects.get().get_latest_revision_as_object().body
    assert answer["field_updates"].get("body-as-kept") == (kept if is_named else None)
    assert "body" not in answer["field_updates"]
