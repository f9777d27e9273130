"""The practice task of a module: the learner writes a note about it, and sees on the module's page whether the mentor has read it."""

import re
from html import unescape
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import Context
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from assessments.mentoring.models import Entry, Relationship
from assessments.mentoring.services import ledger, sharing
from assessments.mentoring.templatetags.mentoring import practice_note
from modules.models import ModulePage
from modules.selectors import forget_outline
from tests.assessments.mentoring.log.conftest import SignIn
from tests.factories.evidence import plant_programme
from tests.factories.mentoring import NOW, TODAY, pair
from tests.factories.mentoring_log import entry, entry_form
from tests.factories.people import LearnerFactory

pytestmark = pytest.mark.django_db
MODULE = "practice/m03"
WRITE = f"{reverse('mentoring:entry_write')}?lesson=practice%2Fm03"
OFFER = "Write the note about this task"


@pytest.fixture
def module(db: None) -> ModulePage:
    page = plant_programme().module
    page.practice_task = "Listen to a colleague."
    page.save()
    forget_outline()
    return page


def text(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def shown(module: ModulePage, client: Client) -> str:
    response = client.get(module.get_url())
    assert response.status_code == 200
    return response.content.decode()


def note(of: Relationship, **state: bool) -> Entry:
    return entry(of=of, lesson_key=MODULE, **state)


def test_a_learner_with_a_mentor_is_asked_for_the_note(module: ModulePage, two: Relationship, sign_in: SignIn) -> None:
    page = shown(module, sign_in(two.learner))
    assert "Listen to a colleague." in text(page)
    assert "You have not written the note about this task yet. Your mentor reads it." in text(page)
    assert f'href="{WRITE}"' in page


@pytest.mark.parametrize(
    "who",
    ["visitor", "without a mentor", "mentor", "with a mentor proposed", "with a mentor who left"],
)
def test_nobody_else_is(module: ModulePage, two: Relationship, sign_in: SignIn, who: str) -> None:
    note(two, read=True)
    client = {
        "visitor": Client,
        "without a mentor": lambda: sign_in(LearnerFactory()),
        "mentor": lambda: sign_in(two.mentor),
        "with a mentor proposed": lambda: sign_in(_proposed()),
        "with a mentor who left": lambda: sign_in(pair(ended_on=TODAY).learner),
    }[who]()
    page = text(shown(module, client))
    assert "Listen to a colleague." in page
    assert "note about this task" not in page
    assert OFFER not in page


def _proposed() -> Any:
    of = pair()
    Relationship.objects.filter(pk=of.pk).update(state="awaiting_mentor")
    return of.learner


def test_the_form_knows_which_task_it_is_about(module: ModulePage, two: Relationship, sign_in: SignIn) -> None:
    client = sign_in(two.learner)
    form = client.get(WRITE).content.decode()
    assert '<option value="practice/m03" selected>The practice task</option>' in form
    client.post(reverse("mentoring:entry_write"), entry_form(lesson=MODULE))
    assert Entry.objects.get().lesson_key == MODULE


def test_it_does_so_for_readers_of_a_language_without_the_programme(
    module: ModulePage, two: Relationship, sign_in: SignIn
) -> None:
    Locale.objects.create(language_code="km")
    form = sign_in(two.learner).get(WRITE, headers={"accept-language": "km"}).content.decode()
    assert '<option value="practice/m03" selected>' in form


def test_a_module_without_a_task_is_not_offered(module: ModulePage, two: Relationship, sign_in: SignIn) -> None:
    module.practice_task = ""
    module.save()
    forget_outline()
    client = sign_in(two.learner)
    assert "The practice task" not in client.get(WRITE).content.decode()
    assert OFFER not in shown(module, client)


@pytest.mark.parametrize(
    ("state", "said", "leads_to"),
    [
        ("begun", "You have begun the note about this task. Only you can see it.", "entry_edit"),
        ("finished", "is written. Only you can see it, until you share it with your mentor.", "entry"),
        ("shared", "Your note about this task is written. {mentor} has not read it yet.", "entry"),
        ("read", "Your note about this task is written, and {mentor} has read it.", "entry"),
        ("validated", "Your note about this task is written, and {mentor} has read it.", "entry"),
        ("returned", "{mentor} gave your note about this task back to you.", "entry_edit"),
    ],
)
def test_the_page_says_in_words_how_far_it_is(
    module: ModulePage, two: Relationship, sign_in: SignIn, state: str, said: str, leads_to: str
) -> None:
    row = {
        "begun": lambda: note(two, draft=True),
        "finished": lambda: note(two),
        "shared": lambda: note(two, shared=True),
        "read": lambda: note(two, read=True),
        "validated": lambda: ledger.append(note(two, read=True), event="validated", by=two.mentor, now=NOW),
        "returned": lambda: sharing.give_back(
            entry=note(two, read=True), by=two.mentor, reason="own_part", words="And you?", now=NOW
        ),
    }[state]()
    page = shown(module, sign_in(two.learner))
    assert said.format(mentor=two.mentor) in text(page)
    assert f'href="{reverse(f"mentoring:{leads_to}", args=[row.pk])}"' in page
    assert OFFER not in page
    assert ("Write another note" in page) == (state in ("read", "validated"))


def test_of_several_notes_the_one_that_counts_is_told(module: ModulePage, two: Relationship, sign_in: SignIn) -> None:
    note(two, draft=True)
    row = note(two, read=True)
    note(two)
    page = shown(module, sign_in(two.learner))
    assert reverse("mentoring:entry", args=[row.pk]) in page


def test_a_note_stays_told_when_the_mentor_has_left(module: ModulePage, sign_in: SignIn) -> None:
    of = pair()
    note(of, read=True)
    ledger.append(of, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
    page = text(shown(module, sign_in(of.learner)))
    assert f"{of.mentor} has read it." in page
    assert "Write another note" not in page


def test_a_deleted_note_is_to_be_written_again(module: ModulePage, two: Relationship, sign_in: SignIn) -> None:
    ledger.append(note(two), event="deleted", by=two.learner, now=NOW, words=None)
    assert OFFER in shown(module, sign_in(two.learner))


def test_the_mentor_reads_which_task_a_note_is_about(module: ModulePage, two: Relationship, sign_in: SignIn) -> None:
    row = note(two, shared=True)
    page = text(sign_in(two.mentor).get(reverse("mentoring:entry", args=[row.pk])).content.decode())
    assert f"Practice task {module.title}" in page


def test_an_entry_about_a_lesson_is_still_about_the_lesson(
    module: ModulePage, two: Relationship, sign_in: SignIn
) -> None:
    row = entry(of=two, lesson_key="practice/m03-l1")
    page = text(sign_in(two.learner).get(reverse("mentoring:entry", args=[row.pk])).content.decode())
    assert "Lesson Tea" in page


def test_a_note_about_a_task_that_was_taken_out_names_its_key(
    module: ModulePage, two: Relationship, sign_in: SignIn
) -> None:
    row = note(two)
    module.practice_task = ""
    module.save()
    forget_outline()
    page = text(sign_in(two.learner).get(reverse("mentoring:entry", args=[row.pk])).content.decode())
    assert f"Lesson {MODULE}" in page


def test_a_preview_shows_nothing_of_whoever_edits(module: ModulePage, two: Relationship) -> None:
    request: HttpRequest = RequestFactory().get("/")
    request.user = two.learner
    assert practice_note(Context({"request": request}), module) is not None
    request.is_preview = True  # type: ignore[attr-defined]
    assert practice_note(Context({"request": request}), module) is None


def test_it_costs_two_queries_and_opens_nothing(
    two: Relationship, module: ModulePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        note(two, read=True)
    request: HttpRequest = RequestFactory().get("/")
    request.user = two.learner
    with django_assert_num_queries(2) as captured:
        practice_note(Context({"request": request}), module)
    assert not any("words_sealed" in query["sql"] for query in captured.captured_queries)
