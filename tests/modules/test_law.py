"""Law and local procedure: a text for a lesson and a country, shown to those who work there, missing only for editors."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from modules.models import LawText, LessonPage
from modules.services import checking, content_tree, exporting, importing, laws
from modules.viewsets import NationalEditors
from tests.factories.curriculum import LessonPageFactory, content_folder, page_text
from tests.factories.law import REVIEW, WRITTEN, law_text
from tests.factories.people import (
    LearnerFactory,
    MembershipFactory,
    OrganisationFactory,
    SuperuserFactory,
    TrainerFactory,
)
from training_site.people.models import Organisation, User
from training_site.people.roles import Role

MISSING = "Not yet written for your country"
ASKS = "Which office decides."


@pytest.fixture
def zambia(db: None) -> Organisation:
    return OrganisationFactory(name="Zambia")


@pytest.fixture
def district(zambia: Organisation) -> Organisation:
    return OrganisationFactory(name="A district", below=zambia)


@pytest.fixture
def lesson(db: None) -> LessonPage:
    return LessonPageFactory(law=ASKS)


def page(client: Client, lesson: LessonPage, person: User | None) -> str:
    if person is not None:
        client.force_login(person)
    return client.get(lesson.get_url()).content.decode()


def test_who_works_in_the_country_reads_its_text(client: Client, lesson: LessonPage, district: Organisation) -> None:
    law_text(lesson_key=lesson.content_key)
    law_text(lesson_key=lesson.content_key, country="Kenya", body="Somebody else decides.")

    shown = page(client, lesson, LearnerFactory(in_organisation=district))

    assert "<p>A <em>magistrate</em> decides.</p>" in shown
    assert "Zambia · As of" in shown
    assert "Legal adviser of the ministry" in shown
    assert "Somebody else" not in shown
    assert MISSING not in shown


@pytest.mark.parametrize("who", ["visitor", "learner", "learner without organisation"])
def test_who_is_no_editor_sees_nothing_where_nothing_is_written(
    client: Client, lesson: LessonPage, district: Organisation, who: str
) -> None:
    law_text(lesson_key=lesson.content_key, country="Kenya")
    person = {
        "visitor": lambda: None,
        "learner": lambda: LearnerFactory(in_organisation=district),
        "learner without organisation": lambda: LearnerFactory(),
    }[who]()

    shown = page(client, lesson, person)

    assert "Law and local procedure" not in shown
    assert "magistrate" not in shown


def test_a_visitor_belongs_to_no_country(client: Client, lesson: LessonPage) -> None:
    law_text(lesson_key=lesson.content_key)

    assert "magistrate" not in page(client, lesson, None)


def test_an_editor_sees_that_it_is_missing_and_what_it_should_say(
    client: Client, lesson: LessonPage, district: Organisation
) -> None:
    shown = page(client, lesson, TrainerFactory(in_organisation=district))

    assert MISSING in shown
    assert ASKS in shown


def test_a_lesson_that_needs_no_law_shows_no_box(client: Client, district: Organisation) -> None:
    plain = LessonPageFactory()
    law_text(lesson_key=plain.content_key)

    assert "Law and local procedure" not in page(client, plain, TrainerFactory(in_organisation=district))


@pytest.mark.parametrize("role", ["trainer", "learner"])
@pytest.mark.parametrize("days", [-1, 1], ids=["overdue", "in time"])
def test_an_overdue_review_is_told_to_editors_alone(
    client: Client, lesson: LessonPage, district: Organisation, role: str, days: int
) -> None:
    due = timezone.localdate() + timedelta(days=days)
    law_text(lesson_key=lesson.content_key, dated=due - timedelta(days=300), review_by=due)
    person = (TrainerFactory if role == "trainer" else LearnerFactory)(in_organisation=district)

    shown = page(client, lesson, person)

    assert "magistrate" in shown
    assert ("To be reviewed since" in shown) is (role == "trainer" and days < 0)


def test_the_box_costs_one_query(
    client: Client, lesson: LessonPage, district: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    law_text(lesson_key=lesson.content_key)
    person = LearnerFactory(in_organisation=district)
    page(client, lesson, person)

    with django_assert_max_num_queries(8):
        assert "magistrate" in page(client, lesson, None)


def test_there_is_one_text_for_a_lesson_and_a_country(db: None) -> None:
    law_text(lesson_key="practice/m01-l1")

    with pytest.raises(IntegrityError), transaction.atomic():
        law_text(lesson_key="practice/m01-l1")


@pytest.mark.parametrize("values", [{"review_by": WRITTEN}, {"owner": ""}, {"body": ""}], ids=["days", "owner", "text"])
def test_the_database_refuses_a_text_nobody_keeps(db: None, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        law_text(lesson_key="practice/m01-l1", **values)


def test_a_review_before_the_text_is_said_in_words(db: None) -> None:
    row = LawText(lesson_key="practice/m01-l1", country="Zambia", owner="x", dated=REVIEW, review_by=WRITTEN, body="x")

    with pytest.raises(ValidationError, match="A review comes after"):
        row.full_clean()


LESSON = "practice/en/01-listening/01-silence.md"
FILE = "practice/law/cote-divoire/m01-l1.md"
LAW = """\
---
type: law
country: Côte d'Ivoire
lesson: m01-l1
language: en
owner: Legal adviser of the ministry
date: 2026-01-10
review_by: 2027-01-10
---

A *magistrate* decides.
"""
ASKING = page_text("m01-l1", "lesson", title="Silence", minutes="20", outcomes="[m01-lo1]", sources="[S01]", law=ASKS)


def folder(path: Path, law: str | None = LAW, name: str = FILE, **more: str) -> Path:
    return content_folder(path, {LESSON: ASKING, name: law, **more})


def said(path: Path) -> list[str]:
    return [str(finding) for finding in checking.check(content_tree.read(path))]


def test_a_faultless_text_has_no_findings(tmp_path: Path) -> None:
    assert said(folder(tmp_path)) == []


@pytest.mark.parametrize(
    ("law", "name", "expected"),
    [
        (LAW.replace("m01-l1", "m01-l9"), FILE, f"{FILE}:4: unknown-lesson there is no lesson 'm01-l9'"),
        (LAW.replace("m01-l1", "m01-l2"), FILE, f"{FILE}:4: unwanted-law practice/en/01-listening/02-questions.md asks"),
        (LAW, FILE.replace("m01-l1", "other"), f"{FILE.replace('m01-l1', 'other')}:1: bad-name call the file 'm01-l1.md'"),
        (LAW.replace("Côte d'Ivoire", "Kenya"), FILE, f"{FILE}:3: bad-country the country does not fit the folder"),
        (LAW.replace("2026-01-10", "soon"), FILE, f"{FILE}:7: bad-date write 'date' as a day, such as 2026-11-30"),
        (LAW.replace("2027", "2025"), FILE, f"{FILE}:8: bad-date the review has to come after"),
        (LAW.replace("owner: Legal adviser of the ministry\n", ""), FILE, f"{FILE}:1: missing-key 'owner' is missing"),
        (LAW.replace("decides.", "decides.\n\n:::choice{#a}"), FILE, f"{FILE}:13: unclosed"),
        (LAW, "practice/law/zambia.md", "practice/law/zambia.md:1: unknown-file no file of this name"),
        (LAW, "practice/law/zambia/notes.txt", "practice/law/zambia/notes.txt:1: unknown-file no file of this name"),
    ],
    ids=["lesson", "not asked for", "name", "country", "day", "days", "owner", "text", "no folder", "another file"],
)  # fmt: skip
def test_what_is_wrong_with_a_file_of_law_is_named(tmp_path: Path, law: str, name: str, expected: str) -> None:
    found = said(folder(tmp_path, law, name))

    assert any(line.startswith(expected) for line in found), "\n".join(found)


def actions(path: Path, *, overwrite: bool = False) -> list[str]:
    plan = importing.plan(folder=path, publish=True, overwrite_edited=overwrite)
    return [step.action.value for step in plan.laws]


def bring_in(path: Path, *, overwrite: bool = False) -> int:
    plan = importing.plan(folder=path, publish=True, overwrite_edited=overwrite)
    return importing.run(plan=plan, publish=True)


@pytest.mark.django_db
def test_a_text_comes_in_and_goes_out_again_byte_for_byte(tmp_path: Path) -> None:
    path = folder(tmp_path)
    bring_in(path)

    row = LawText.objects.get()
    assert (row.lesson_key, row.country, row.dated, row.html) == (
        "practice/m01-l1",
        "Côte d'Ivoire",
        WRITTEN,
        "<p>A <em>magistrate</em> decides.</p>\n",
    )
    assert {each.path: each.text for each in exporting.exports()}[FILE] == LAW
    assert actions(path) == ["same"]
    assert bring_in(path) == 0


@pytest.mark.django_db
def test_a_text_that_was_edited_is_left_alone_unless_somebody_says_so(tmp_path: Path) -> None:
    path = folder(tmp_path)
    bring_in(path)
    row = LawText.objects.get()
    row.body = "Edited."
    laws.save(row=row)

    assert actions(path) == ["keep"]
    (path / FILE).write_text(LAW.replace("magistrate", "judge"), encoding="utf-8")
    assert actions(path) == ["refuse"]
    with pytest.raises(importing.EditedPages, match=FILE):
        bring_in(path)
    assert bring_in(path, overwrite=True) == 1
    assert "judge" in LawText.objects.get().html


@pytest.mark.django_db
def test_a_text_that_says_the_same_already_is_adopted(tmp_path: Path) -> None:
    path = folder(tmp_path)
    bring_in(path)
    LawText.objects.update(imported_digest="")

    assert actions(path) == ["adopt"]
    bring_in(path)
    assert actions(path) == ["same"]


@pytest.mark.django_db
def test_the_command_tells_what_it_would_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_content", folder(tmp_path), "--dry-run")

    assert f"create   {FILE}" in capsys.readouterr().out


def test_a_new_renderer_renders_the_texts_again(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    row = law_text(lesson_key="practice/m01-l1")
    LawText.objects.update(html="old")

    call_command("recompile_content")

    row.refresh_from_db()
    assert "magistrate" in row.html
    assert "1 texts of law rendered" in capsys.readouterr().out


LIST = "/admin/snippets/modules/lawtext/"
CHOOSER = "/admin/snippets/choose/modules/lawtext/"


def form(lesson: LessonPage, **given: str) -> dict[str, str]:
    usual = {
        "lesson_key": lesson.content_key,
        "country": "Zambia",
        "language": "en",
        "owner": "Legal adviser",
        "dated": "2026-01-10",
        "review_by": "2027-01-10",
        "body": "A *council* decides.",
    }
    return usual | given


@pytest.fixture
def editor(zambia: Organisation) -> User:
    return MembershipFactory(role=Role.TRAINER, organisation=zambia).user


def test_a_national_editor_writes_for_the_country(client: Client, lesson: LessonPage, editor: User) -> None:
    client.force_login(editor)

    assert client.get(LIST).status_code == 200
    assert client.get(f"{LIST}add/").status_code == 200
    reply = client.post(f"{LIST}add/", form(lesson))

    assert reply.status_code == 302
    assert LawText.objects.get().html == "<p>A <em>council</em> decides.</p>\n"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"country": "Kenya"}, "Write for a country in which you are an editor"),
        ({"body": ":::choice{#a}\n"}, "is never closed"),
        ({"review_by": "2025-01-10"}, "A review comes after the day of the text."),
        ({"lesson_key": "no/lesson"}, "Select a valid choice"),
    ],
    ids=["another country", "a text with errors", "a review before the text", "another lesson"],
)
def test_what_is_wrong_stands_at_its_field(
    client: Client, lesson: LessonPage, editor: User, given: dict[str, str], message: str
) -> None:
    client.force_login(editor)

    reply = client.post(f"{LIST}add/", form(lesson, **given))

    assert reply.status_code == 200
    assert message in reply.content.decode()
    assert not LawText.objects.exists()


def test_the_text_of_another_country_is_not_theirs(client: Client, lesson: LessonPage, editor: User) -> None:
    mine = law_text(lesson_key=lesson.content_key)
    other = law_text(lesson_key=lesson.content_key, country="Kenya")
    client.force_login(editor)

    listed = client.get(LIST).content.decode()

    assert "Zambia ·" in listed
    assert "Kenya ·" not in listed
    assert client.get(f"{LIST}edit/{mine.pk}/").status_code == 200
    assert client.get(f"{LIST}edit/{other.pk}/").status_code == 404
    client.post(f"{LIST}delete/{other.pk}/")
    assert LawText.objects.filter(pk=other.pk).exists()


def test_the_text_of_another_country_is_not_chosen_by_its_number(
    client: Client, lesson: LessonPage, editor: User
) -> None:
    mine = law_text(lesson_key=lesson.content_key)
    other = law_text(lesson_key=lesson.content_key, country="Kenya")
    client.force_login(editor)

    assert client.get(f"{CHOOSER}chosen/{mine.pk}/").json()["result"]["id"] == str(mine.pk)
    assert client.get(f"{CHOOSER}chosen/{other.pk}/").status_code == 404
    several = client.get(f"{CHOOSER}chosen-multiple/", {"id": [mine.pk, other.pk]}).json()["result"]
    assert [one["id"] for one in several] == [str(mine.pk)]


@pytest.mark.parametrize("page", ["usage", "history", "history-results"])
def test_nothing_is_told_of_the_text_of_another_country(
    client: Client, lesson: LessonPage, editor: User, page: str
) -> None:
    mine = law_text(lesson_key=lesson.content_key)
    other = law_text(lesson_key=lesson.content_key, country="Kenya")
    client.force_login(editor)

    assert client.get(f"{LIST}{page}/{mine.pk}/").status_code == 200
    assert client.get(f"{LIST}{page}/{other.pk}/").status_code == 404


def test_a_trainer_of_a_district_writes_no_law(client: Client, lesson: LessonPage, district: Organisation) -> None:
    client.force_login(TrainerFactory(in_organisation=district))

    assert client.get(LIST).status_code == 302
    assert client.post(f"{LIST}add/", form(lesson)).status_code == 302
    assert not LawText.objects.exists()


def test_a_superuser_writes_for_any_country(client: Client, lesson: LessonPage) -> None:
    client.force_login(SuperuserFactory())

    assert client.post(f"{LIST}add/", form(lesson, country="Kenya")).status_code == 302
    row = LawText.objects.get()
    assert client.post(f"{LIST}edit/{row.pk}/", form(lesson, country="Kenya", body="New.")).status_code == 302
    assert LawText.objects.get().html == "<p>New.</p>\n"


def test_superusers_and_national_editors_are_those_who_may(
    lesson: LessonPage, editor: User, district: Organisation
) -> None:
    TrainerFactory(in_organisation=district)
    boss = SuperuserFactory()

    assert set(NationalEditors(LawText).users_with_any_permission(("change",))) == {editor, boss}
