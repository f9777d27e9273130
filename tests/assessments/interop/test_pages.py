"""A trainer looks at a file of questions, chooses, and gets a draft; and takes questions out again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.interop import holdings
from assessments.interop.models import QuestionImport
from assessments.interop.services import looking
from assessments.models import QuizPage
from modules.services.exporting import newest
from tests.assessments.interop.codecs.test_h5p import CHOICE, package
from tests.factories.curriculum import QUESTION, LessonPageFactory, QuizPageFactory
from tests.factories.people import LearnerFactory, SuperuserFactory
from training_site.audit.models import AuditEvent
from training_site.people.models import User
from training_site.privacy.holdings import Erasing

pytestmark = pytest.mark.django_db
LOOK = "/questions/import/"
GIFT = "::Order::What comes first? {=Safety ~Speed}\n\nWrite a note. {}\n\nWhich? {=a ~a}\n\nNo end {=a\n"


@pytest.fixture
def trainer(client: Client) -> User:
    person = SuperuserFactory()
    client.force_login(person)
    return person


@pytest.fixture
def quiz() -> QuizPage:
    return QuizPageFactory(body=QUESTION)


def sent(client: Client, quiz: QuizPage, text: str = GIFT, **form: object) -> HttpResponse:
    return client.post(LOOK, {"page": quiz.pk, "text": text, **form})


def looked() -> QuestionImport:
    return QuestionImport.objects.latest("looked_at")


def step(client: Client, name: str, *items: int, **form: object) -> HttpResponse:
    of = looked()
    page = QuizPage.objects.get(pk=of.page_id)
    return client.post(
        reverse("interop:looked", args=[of.pk]),
        {"step": name, "item": items, "revision": page.latest_revision_id, **form},
    )


def body(quiz: QuizPage) -> str:
    return newest(QuizPage.objects.get(pk=quiz.pk)).body


def test_each_item_is_shown_with_its_line_what_it_becomes_and_what_is_lost(
    client: Client, trainer: User, quiz: QuizPage
) -> None:
    page = client.post(LOOK, {"page": quiz.pk, "text": GIFT}, follow=True).content.decode()

    assert "Read as GIFT." in page
    assert "2 of 3 items can be imported." in page
    assert "line 7: close the answers with" in page  # what cannot be read
    assert page.count("Import this") == 2
    assert 'type="radio" name="answer"' in page  # the question as a learner meets it
    assert "Not possible" in page
    assert "same option as one above it" in page
    assert body(quiz) == QUESTION


def test_what_is_chosen_becomes_one_draft_and_nothing_is_published(
    client: Client, trainer: User, quiz: QuizPage
) -> None:
    sent(client, quiz)
    done = step(client, "import", 0)

    assert done.status_code == 302
    text = body(quiz)
    assert text.startswith(QUESTION.rstrip("\n"))
    assert ":::choice{#order}" in text
    assert "Write a note" not in text
    fresh = QuizPage.objects.get(pk=quiz.pk)
    assert (fresh.body, fresh.latest_revision.user) == (QUESTION, trainer)
    assert looked().items == []
    assert bytes(looked().source) == b""
    event = AuditEvent.objects.get(act="interop.imported")
    assert (event.details["items"], event.details["left_out"]) == (1, 2)


def test_a_second_answer_to_the_same_file_changes_nothing(client: Client, trainer: User, quiz: QuizPage) -> None:
    sent(client, quiz)
    step(client, "import", 0)
    before = body(quiz)

    assert step(client, "import", 0).status_code == 409
    assert step(client, "drop").status_code == 409
    assert body(quiz) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda quiz: QuizPage.objects.get(pk=quiz.pk).save_revision(), "saved meanwhile"),
        (lambda quiz: QuizPage.objects.filter(pk=quiz.pk).update(locked=True), "locked"),
        (lambda quiz: None, "at least one question"),
    ],
    ids=["saved meanwhile", "locked", "nothing chosen"],
)
def test_what_stands_in_the_way_is_said_and_what_was_ticked_stays_ticked(
    client: Client, trainer: User, quiz: QuizPage, change: object, said: str
) -> None:
    sent(client, quiz)
    seen = quiz.latest_revision_id
    change(quiz)
    items = [] if said.startswith("at least") else [1]

    answer = step(client, "import", *items, revision=seen)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert said in page
    assert page.count(" checked") == len(items)
    assert looked().state == "looked"


def test_a_name_that_was_taken_meanwhile_is_not_given_twice(client: Client, trainer: User, quiz: QuizPage) -> None:
    sent(client, quiz)
    draft = newest(quiz)
    draft.body = QUESTION.replace("first-question", "order")
    draft.save_revision()

    step(client, "import", 0)

    assert ":::choice{#order-2}" in body(quiz)


def test_a_format_that_was_guessed_wrong_is_changed_without_sending_the_file_again(
    client: Client, trainer: User, quiz: QuizPage
) -> None:
    sent(client, quiz, "1. Which?\n*a) one\nb) two\n")
    assert looked().file_format == "gift"

    step(client, "again", file_format="text2qti")

    assert looked().file_format == "text2qti"
    assert [item["kind"] for item in looked().items] == ["choice"]


def test_a_package_is_looked_at_and_its_preview_gives_no_answer_away(
    client: Client, trainer: User, quiz: QuizPage
) -> None:
    file = SimpleUploadedFile("first.h5p", package("H5P.MultiChoice", CHOICE, title="First"))
    page = client.post(LOOK, {"page": quiz.pk, "file": file}, follow=True).content.decode()

    assert "first.h5p. Read as H5P." in page
    assert "content/content.json" in page
    assert "Safety" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("// nothing\n", "no question in it"),
        ("No end {=a\n", "line 1: close the answers"),
        ("A\x00B {}", "NUL"),
        ("", "one of the two"),
    ],
    ids=["nothing", "an error", "no text", "no file"],
)
def test_a_file_that_gives_nothing_is_refused_and_not_kept(
    client: Client, trainer: User, quiz: QuizPage, text: str, said: str
) -> None:
    file = {"file": SimpleUploadedFile("a.gift", text.encode())} if text else {}
    answer = client.post(LOOK, {"page": quiz.pk, **file})

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not QuestionImport.objects.exists()


def test_a_file_is_found_by_whoever_sent_it_and_by_nobody_else(client: Client, trainer: User, quiz: QuizPage) -> None:
    sent(client, quiz)
    url = reverse("interop:looked", args=[looked().pk])
    client.force_login(SuperuserFactory())

    assert client.get(url).status_code == 404
    assert client.post(url, {"step": "import", "item": 0}).status_code == 404
    assert client.get(reverse("interop:looked", args=[uuid4()])).status_code == 404
    client.force_login(LearnerFactory())
    assert client.get(LOOK).status_code == 404
    assert client.get(reverse("interop:export", args=[quiz.pk])).status_code == 404
    client.logout()
    assert client.get(LOOK).status_code == 302


def test_a_dropped_file_and_one_that_nobody_decided_about_are_emptied(
    client: Client, trainer: User, quiz: QuizPage
) -> None:
    sent(client, quiz)
    step(client, "drop")
    dropped = looked()
    sent(client, quiz)
    waiting = looked()

    assert (dropped.state, dropped.items, bytes(dropped.source)) == ("dropped", [], b"")
    assert looking.forget(now=waiting.looked_at + looking.KEPT) == 0
    assert looking.forget(now=waiting.looked_at + looking.KEPT + timedelta(seconds=1)) == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.items, bytes(waiting.source)) == ("dropped", [], b"")


def test_whoever_is_erased_leaves_no_file_that_waits(client: Client, trainer: User, quiz: QuizPage) -> None:
    sent(client, quiz)
    erasing = Erasing(person=trainer, by=trainer, now=looked().looked_at)

    assert holdings.erase(erasing) == {"files": 1}
    assert (looked().state, looked().items, bytes(looked().source)) == ("dropped", [], b"")


def test_the_database_decides_about_a_file_once(client: Client, trainer: User, quiz: QuizPage) -> None:
    sent(client, quiz)
    step(client, "drop")

    with pytest.raises(Error, match="once"), transaction.atomic():
        QuestionImport.objects.update(state="looked", ended_at=None)


@pytest.mark.parametrize("url", ["/admin/", "/admin/pages/{page}/edit/", "/admin/pages/{above}/"])
def test_the_editors_desk_leads_to_both(client: Client, trainer: User, quiz: QuizPage, url: str) -> None:
    page = client.get(url.format(page=quiz.pk, above=quiz.get_parent().pk), follow=True).content.decode()

    assert LOOK in page
    assert url == "/admin/" or f"/questions/export/{quiz.pk}/" in page


def test_an_export_says_first_what_would_be_lost_then_gives_the_file(
    client: Client, trainer: User, quiz: QuizPage
) -> None:
    draft = newest(quiz)
    draft.body = QUESTION + "\n\n:::order{#steps}\n\n1. one\n2. two\n\n:::\n"
    draft.save_revision()
    url = reverse("interop:export", args=[quiz.pk])

    assert client.get(url).status_code == 200
    page = client.get(url, {"file_format": "gift"}).content.decode()
    assert "line 13: steps: left out, because GIFT has no question like" in page
    file = client.post(url, {"file_format": "gift"})

    assert b"What comes first?" in file.content
    assert file["Content-Disposition"] == f'attachment; filename="{quiz.slug}.gift"'
    assert AuditEvent.objects.get(act="interop.exported").details["pages"] == 1
    assert client.post(url, {"file_format": "word"}).status_code == 400


@pytest.mark.parametrize("file_format", ["gift", "moodle-xml", "qti"])
def test_all_pages_below_one_go_into_one_file_each_under_its_title(
    client: Client, trainer: User, quiz: QuizPage, file_format: str
) -> None:
    module = quiz.get_parent()
    LessonPageFactory(parent=module, title="Second lesson")
    url = reverse("interop:export", args=[module.pk])

    page = client.get(url, {"file_format": file_format, "below": "on"}).content.decode()
    data = client.post(url, {"file_format": file_format, "below": "on"}).content

    assert "Get the file" in page
    assert file_format == "qti" or b"Second lesson" in data
    assert AuditEvent.objects.get(act="interop.exported").details["pages"] == 2
