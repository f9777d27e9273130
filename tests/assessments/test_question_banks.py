"""Banks of questions: what a question is, its versions, who may use which bank, the editor's desk."""

import re
from html import unescape

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from assessments.models import ActivityVersion, Question, QuestionVersion
from assessments.permissions import CHANGE_BANK, USE_BANK
from assessments.selectors import questions as selectors
from assessments.services import questions
from assessments.services.questions import Described, NotAQuestion
from tests.factories.evidence import Planted, edit
from tests.factories.people import LearnerFactory, OrganisationFactory, SuperuserFactory, TrainerFactory
from tests.factories.questions import NOW, bank, question, source
from training_site.people.models import User

READY = Described(status="ready")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        pytest.param("", 1, "not-one", id="nothing"),
        pytest.param(source("a") + "\n" + source("b"), 11, "not-one", id="two-questions"),
        pytest.param("A word first.\n\n" + source("a"), 1, "text-beside", id="text-beside-it"),
        pytest.param(":::reflect{#r}\n\n- Why? {#w}\n\n:::\n", 1, "not-marked", id="nothing-to-mark"),
        pytest.param(
            ":::choice{#a}\n\nWhich?\n\n- ( ) One\n- ( ) Two\n\n:::\n", 1, "no-right-option", id="an-error-of-its-own"
        ),
        pytest.param(source("taken"), 1, "duplicate-id", id="a-name-that-is-taken"),
        pytest.param(source("n" * 43), 1, "too-long", id="a-name-that-is-too-long"),
    ],
)
def test_what_is_no_question_is_told_by_line(text: str, line: int, code: str) -> None:
    with pytest.raises(NotAQuestion) as told:
        questions.read(text, taken={"taken"})
    assert (told.value.problems[0].line, told.value.problems[0].code) == (line, code)


def test_a_question_without_a_name_gets_a_free_one() -> None:
    unnamed = ":::choice[At the door]\n\nWho?\n\n- (x) One\n- ( ) Two\n\n:::\n"
    assert questions.read(unnamed, taken=()).id == "at-the-door"
    assert questions.read(unnamed, taken={"at-the-door"}).id == "at-the-door-2"


def test_the_columns_repeat_what_the_text_says(db: None) -> None:
    found = question(bank(), "gate", options="critical outcome=m05-lo2 thinking=analysis", tags=("door",))
    assert (found.key, found.kind, found.excerpt) == ("gate", "choice", "What about gate?")
    assert (found.outcome, found.thinking, found.critical) == ("m05-lo2", "analysis", True)
    assert found.version.source == source("gate", options="critical outcome=m05-lo2 thinking=analysis")
    assert str(found) == "gate: What about gate?"


def test_every_version_is_kept_and_a_text_that_comes_back_is_the_old_version(db: None) -> None:
    found, trainer = question(bank(), "gate"), TrainerFactory()
    first = found.version_id
    for text in (source("gate").replace("Wrong", "Not that"), source("gate")):
        found = questions.revise(question=found, text=text, described=READY, by=trainer, now=NOW)
    questions.revise(question=found, text=source("gate"), described=Described(status="retired"), by=trainer, now=NOW)

    told = list(found.versions.values_list("number", "version", "written_by"))
    assert [number for number, _version, _by in told] == [1, 2, 3]
    assert told[0][1] == told[2][1] == first != told[1][1]
    assert [by for _number, _version, by in told] == [None, trainer.pk, trainer.pk]
    assert Question.objects.get().status == "retired"
    assert ActivityVersion.objects.count() == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        QuestionVersion.objects.update(number=9)


def test_a_question_keeps_its_name(db: None) -> None:
    with pytest.raises(NotAQuestion, match=r"write \{#gate\}"):
        questions.revise(question=question(bank(), "gate"), text=source("door"), described=READY, by=None, now=NOW)


def test_of_many_texts_all_become_questions_or_none(db: None) -> None:
    doors = bank()
    texts = [source("a"), source("b"), "no question"]
    with pytest.raises(NotAQuestion):
        questions.add_all(bank=doors, language="en", texts=texts, described=READY, by=None, now=NOW)
    assert not doors.questions.exists()
    assert len(questions.add_all(bank=doors, language="en", texts=texts[:2], described=READY, by=None, now=NOW)) == 2
    assert selectors.export_text(doors) == source("a") + "\n" + source("b")


def test_a_bank_is_used_along_the_branch_and_changed_below(db: None) -> None:
    country, elsewhere = OrganisationFactory(), OrganisationFactory()
    region = OrganisationFactory(below=country)
    district = OrganisationFactory(below=region)
    banks = {
        "shared": bank("shared"),
        "country": bank("country", of=country),
        "region": bank("region", of=region),
        "district": bank("district", of=district),
        "elsewhere": bank("elsewhere", of=elsewhere),
    }
    trainer, today = TrainerFactory(in_organisation=region), NOW.date()
    expected = {"shared", "country", "region", "district"}
    assert set(selectors.usable(trainer, today=today).values_list("key", flat=True)) == expected
    assert set(selectors.changeable(trainer, today=today).values_list("key", flat=True)) == expected - {"country"}
    for rule in (USE_BANK, CHANGE_BANK):
        seen = set(type(banks["shared"]).objects.filter(rule.visible_to(trainer, today=today)))
        assert {name for name, one in banks.items() if rule.allows(trainer, one, today=today)} == {
            one.key for one in seen
        }
    assert not selectors.usable(LearnerFactory(in_organisation=region), today=today).exists()
    assert selectors.usable(SuperuserFactory(), today=today).count() == 5


def test_where_a_question_is_used_is_told_with_the_line(planted: Planted) -> None:
    doors = bank()
    gate, door = question(doors, "gate", tags=("new",)), question(doors, "door")
    drawn = ":::draw{bank=doors number=1 tags=new}\n:::\n\n:::draw{bank=doors question=door}\n:::\n"
    edit(planted.quiz, drawn)
    assert selectors.uses(gate) == ((planted.quiz, 1, False),)
    assert selectors.uses(door) == ((planted.quiz, 4, True),)
    assert selectors.uses(question(bank("others"), "gate")) == ()


@pytest.fixture
def trainer(client: Client, db: None) -> User:
    person = TrainerFactory(in_organisation=OrganisationFactory())
    client.force_login(person)
    return person


def said(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, response
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def form(text: str, **changes: object) -> dict[str, object]:
    return {"language": "en", "text": text, "status": "ready", "difficulty": "hard", "tags": "door, gate"} | changes


def test_a_trainer_writes_and_revises_a_question(client: Client, trainer: User) -> None:
    doors = bank(of=trainer.memberships.get().organisation)
    client.post(reverse("questions:add"), form(source("gate"), bank=doors.pk))
    found = Question.objects.get()
    assert (found.status, found.difficulty, set(found.tags.names())) == ("ready", "hard", {"door", "gate"})
    assert found.versions.get().written_by == trainer

    better = source("gate").replace("Also wrong", "Not this either")
    client.post(reverse("questions:edit", args=[found.pk]), form(better, status="draft"))
    found.refresh_from_db()
    assert (found.status, found.version.source) == ("draft", better)
    shown = said(client, "questions:inspect", found.pk)
    assert "Not this either" in shown
    assert "No quiz asks it yet." in shown
    assert "2 · " in shown


def test_who_retires_a_question_is_told_which_quiz_is_short_of_it(
    client: Client, planted: Planted, trainer: User
) -> None:
    gate = question(bank(), "gate")
    edit(planted.quiz, "Words.\n\n:::draw{bank=doors question=gate}\n:::\n")
    response = client.post(
        reverse("questions:edit", args=[gate.pk]), form(source("gate"), status="retired"), follow=True
    )
    assert "“Quiz” cannot be given now, line 3: the bank" in unescape(response.content.decode())

    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
    edited = form(source("gate"), status="retired")
    response = client.post(reverse("questions:edit", args=[gate.pk]), edited, follow=True)
    assert "“Quiz” kan nu niet worden afgenomen, regel 3: de bank" in unescape(response.content.decode())


def test_a_text_that_is_no_question_comes_back_with_its_mistakes(client: Client, trainer: User) -> None:
    doors = bank()
    response = client.post(reverse("questions:add"), form(source("a") + "\n" + source("b"), bank=doors.pk))
    html = response.content.decode()
    assert 'data-line="11"' in html
    assert "write exactly one question" in html
    assert "What about b?" in html
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({"status": "draft"}, {"draft"}, id="status"),
        pytest.param({"outcome": "m05-lo2"}, {"outcome"}, id="outcome"),
        pytest.param({"tag": "threshold"}, {"tagged"}, id="tag"),
        pytest.param({"critical": "true"}, {"critical"}, id="critical"),
        pytest.param({"thinking": "analysis"}, {"analysis"}, id="thinking"),
        pytest.param({"difficulty": "hard"}, {"hard"}, id="difficulty"),
        pytest.param({"language": "uk"}, {"ukrainian"}, id="language"),
        pytest.param({"q": "RIGHT-tagged"}, {"tagged"}, id="words"),
    ],
)
def test_every_filter_is_an_address(client: Client, trainer: User, query: dict[str, str], expected: set[str]) -> None:
    doors = bank()
    question(doors, "draft", status="draft")
    question(doors, "outcome", options="outcome=m05-lo2")
    question(doors, "tagged", tags=("threshold",))
    question(doors, "critical", options="critical")
    question(doors, "analysis", options="thinking=analysis")
    question(doors, "hard", difficulty="hard")
    question(doors, "ukrainian", language="uk")
    response = client.get(reverse("questions:index"), query)
    assert {row.key for row in response.context["object_list"]} == expected


def test_the_bank_of_another_branch_does_not_exist(client: Client, trainer: User) -> None:
    theirs = bank("theirs", of=OrganisationFactory())
    above = bank("above", of=OrganisationFactory())
    member = trainer.memberships.get()
    member.organisation = OrganisationFactory(below=above.organisation)
    member.save()
    far, near = question(theirs, "far"), question(above, "near")
    listed = said(client, "questions:index")
    assert "near: What about near?" in listed
    assert "What about far?" not in listed
    assert client.get(reverse("questions:inspect", args=[far.pk])).status_code == 404
    assert client.get(reverse("question_banks:text", args=[theirs.pk])).status_code == 404
    assert client.get(reverse("questions:edit", args=[near.pk])).status_code == 404
    assert "What about near?" in said(client, "questions:inspect", near.pk)
    refused = client.post(reverse("questions:add"), form(source("new"), bank=above.pk))
    assert "Select a valid choice" in refused.content.decode()


def test_a_bank_is_made_below_and_given_out_as_a_text(client: Client, trainer: User) -> None:
    own, foreign = trainer.memberships.get().organisation, OrganisationFactory()
    for key, organisation in (("doors", own), ("foreign", foreign)):
        client.post(reverse("question_banks:add"), {"title": "Doors", "key": key, "organisation": organisation.pk})
    assert set(selectors.changeable(trainer, today=NOW.date()).values_list("key", flat=True)) == {"doors"}
    doors = selectors.usable(trainer, today=NOW.date()).get()
    question(doors, "gate")
    assert "All questions as one text" in said(client, "question_banks:index")
    response = client.get(reverse("question_banks:text", args=[doors.pk]))
    assert response.content.decode() == source("gate")
    assert 'filename="doors.md"' in response["Content-Disposition"]
    client.post(reverse("question_banks:edit", args=[doors.pk]), {"title": "New", "key": "other", "organisation": ""})
    doors.refresh_from_db()
    assert (doors.title, doors.key, doors.organisation) == ("New", "doors", None)
