"""A quiz with sections, questions of its own and draws from banks; and one that is impossible."""

from html import unescape
from pathlib import Path

import pytest
from django.contrib.messages import ERROR, get_messages
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.test.utils.form_data import nested_form_data

from assessments.models import QuizAttempt, QuizPage
from assessments.papers import layout
from assessments.services import quizzes
from modules.rendering import compile_document
from modules.services import checking, content_tree, publishing
from tests.factories.curriculum import QuizPageFactory, content_folder, page_text
from tests.factories.evidence import NOW, Planted, edit, sitting
from tests.factories.people import OrganisationFactory, TrainerFactory
from tests.factories.questions import bank, question, source
from training_site.people.models import User

BODY = f"""\
Read slowly.

{source("first")}

## At the door

A woman opens.

:::draw{{bank=doors number=2 tags=new points=2}}
:::

{source("second", options="critical")}

## Nothing asked here

Only to read.

## Inside

:::draw{{bank=doors question=gate}}
:::
"""


@pytest.fixture
def composed(planted: Planted) -> QuizPage:
    """A quiz that draws two of three new questions, and asks for one by name."""
    doors = bank()
    question(doors, "gate", options="critical points=3")
    for key in ("one", "two", "three"):
        question(doors, key, tags=("new",))
    question(doors, "draft", tags=("new",), status="draft")
    question(doors, "one", language="uk")
    edit(planted.quiz, BODY)
    planted.quiz.shuffle = False
    return planted.quiz


def test_headings_make_sections_and_what_asks_nothing_is_introduction() -> None:
    found = layout(compile_document(BODY))
    assert [(section.title, len(section.rows)) for section in found.sections] == [
        ("", 1),
        ("At the door", 2),
        ("Inside", 1),
    ]
    assert "A woman opens." in found.sections[1].html
    assert "Read slowly." in found.introduction
    assert "Nothing asked here</h2>" in found.introduction
    assert "Only to read." in found.introduction
    assert (found.number, found.critical) == (5, 1)
    flagged = layout(compile_document(BODY.replace("number=2", "number=2 critical")))
    assert flagged.critical == 3


def test_a_sitting_asks_its_own_questions_and_drawn_ones_where_they_stand(composed: QuizPage, learner: User) -> None:
    begun = sitting(learner, composed)
    keys = [item.key for item in begun.frozen_items]
    assert [keys[0], keys[3], keys[4]] == ["first", "second", "doors__gate"]
    assert set(keys[1:3]) < {"doors__one", "doors__two", "doors__three"}
    assert [item.section for item in begun.frozen_items] == [0, 1, 1, 1, 2]
    assert [item.points for item in begun.frozen_items] == ["1", "2", "2", "1", "3"]
    assert [item.critical for item in begun.frozen_items] == [False, False, False, True, True]
    assert [section.title for section in begun.promise.sections] == ["", "At the door", "Inside"]


def test_who_sits_again_gets_what_they_have_not_seen(composed: QuizPage, learner: User) -> None:
    papers = [{item.key for item in sitting(learner, composed, handed_in=True, now=NOW).frozen_items} for _ in range(2)]
    assert set().union(*papers) >= {"doors__one", "doors__two", "doors__three"}


@pytest.mark.parametrize("fixed", [True, False], ids=["fixed", "mixed"])
def test_questions_are_mixed_inside_their_section_unless_they_keep_their_order(
    composed: QuizPage, learner: User, fixed: bool
) -> None:
    composed.shuffle, composed.fixed_questions = True, fixed
    papers = [[item.key for item in sitting(learner, composed, handed_in=True).frozen_items] for _ in range(8)]
    assert all((paper[0], paper[4]) == ("first", "doors__gate") for paper in papers)
    assert all("second" in paper[1:4] for paper in papers)
    assert all(paper[3] == "second" for paper in papers) is fixed


def test_where_an_attempt_builds_on_the_last_chance_does_not_draw_again(composed: QuizPage, learner: User) -> None:
    from assessments.models import Question
    from assessments.services import questions

    composed.builds_on_last = True
    papers = [sitting(learner, composed, handed_in=True, right=5).items for _ in range(4)]
    assert all(paper == papers[0] for paper in papers)

    gate = Question.objects.get(key="gate")
    text = source("gate", options="critical").replace("What about gate?", "What about the gate now?")
    questions.revise(question=gate, text=text, described=questions.Described(status="ready"), by=None, now=NOW)
    answers = quizzes.saved_answers(sitting(learner, composed))
    assert "doors__gate" not in answers
    assert {"first", "second"} <= answers.keys()


def test_a_later_edit_of_a_drawn_question_does_not_reach_a_sitting(composed: QuizPage, learner: User) -> None:
    from assessments.models import Question
    from assessments.services import questions

    begun = sitting(learner, composed)
    gate = Question.objects.get(key="gate")
    text = source("gate").replace("(x)", "( )").replace("- ( ) Wrong", "- (x) Wrong")
    questions.revise(question=gate, text=text, described=questions.Described(status="retired"), by=None, now=NOW)
    answers = {item.key: {"answer": ("a",)} for item in begun.frozen_items}
    assert quizzes.hand_in(attempt=begun, answers=answers, sequence=1, now=NOW).score == 1
    with pytest.raises(quizzes.BankIsShort):
        sitting(learner, composed)


def test_a_bank_that_has_become_too_small_is_told_on_a_page(client: Client, composed: QuizPage, learner: User) -> None:
    client.force_login(learner)
    edit(composed, BODY.replace("number=2", "number=4"))
    response = client.post(reverse("assessments:quiz_start", args=[composed.pk]))
    assert response.status_code == 409
    assert "Its bank has fewer questions than it asks for." in response.content.decode()
    assert not QuizAttempt.objects.exists()


def test_the_paper_shows_sections_with_what_is_read_in_them(client: Client, composed: QuizPage, learner: User) -> None:
    client.force_login(learner)
    begun = sitting(learner, composed)
    html = client.get(reverse("assessments:quiz_attempt", args=[begun.pk])).content.decode()
    assert html.index("What about first?") < html.index("At the door</h2>") < html.index("A woman opens.")
    assert html.index("A woman opens.") < html.index("What about second?") < html.index("Inside</h2>")
    assert "Only to read." not in html


def published(client: Client, quiz: QuizPage, **changes: str) -> list[str]:
    """What is told about the fields when a quiz is published."""
    data = {
        "title": quiz.title,
        "slug": quiz.slug,
        "minutes": "0",
        "body": quiz.body,
        "pass_mark": "80",
        "behaviour": "deferred",
        "pick": "0",
        "at_end": "submit",
        "grace_minutes": "0",
        "most_attempts": "0",
        "first_wait_hours": "0",
        "later_wait_hours": "0",
        "counts": "highest",
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
    }
    data = nested_form_data({**data, "action-publish": "1", **changes})  # type: ignore[dict-item]
    response = client.post(reverse("wagtailadmin_pages:edit", args=[quiz.pk]), data)
    if response.status_code == 302:
        told = [str(each) for each in get_messages(response.wsgi_request) if each.level == ERROR]
        return told[1:]  # after the heading
    errors = response.context["form"].errors
    return [f"{name}: {unescape(strip_tags(error))}" for name, found in errors.items() for error in found]


@pytest.fixture
def trainer(client: Client, db: None) -> User:
    person = TrainerFactory(in_organisation=OrganisationFactory())
    client.force_login(person)
    return person


def test_an_impossible_quiz_is_not_published_and_the_line_is_named(client: Client, trainer: User) -> None:
    question(bank(), "gate")
    bank("theirs", of=OrganisationFactory())
    quiz = QuizPageFactory()
    too_many = "Words.\n\n:::draw{bank=doors number=2}\n:::\n"
    assert published(client, quiz, body=too_many) == [
        "line 3: wants 2 questions, and the bank 'doors' has 1 that fit and are ready in 'en'; ask for fewer, or write more"
    ]
    (foreign,) = published(client, quiz, body=too_many.replace("doors", "theirs"))
    assert "you may not draw from the bank" in foreign
    assert any("pass_mark: " in error for error in published(client, quiz, pass_mark="101"))
    assert published(client, quiz, bands="80: Well done.\nNearly.\n80: Again.") == [
        f"bands: Row {row}: begin with a percentage up to 100 that stands only once: “80: Well done.”" for row in (2, 3)
    ]
    assert published(client, quiz, body=too_many.replace("number=2", "number=1"), bands="80: Well done.") == []


def test_a_bank_that_shrinks_is_noticed_by_every_way_of_publishing(db: None) -> None:
    quiz = QuizPageFactory(body=":::draw{bank=doors number=1}\n:::\n")
    assert "there is no bank of questions 'doors'" in publishing.obstacles(quiz)[0]
    question(bank(), "gate")
    assert publishing.obstacles(quiz) == ()


def found_in(folder: Path, body: str, *, name: str = "questions.md", **head: str) -> list[str]:
    kind = "quiz" if name == "questions.md" else "lesson"
    usual = {"pass_mark": "80", "shuffle": "true"} if kind == "quiz" else {"minutes": "5"}
    key = "m01-quiz" if kind == "quiz" else "m01-l9"
    file = page_text(key, kind, body=body, **{**usual, **head})
    tree = content_tree.read(content_folder(folder, {f"practice/en/01-listening/{name}": file}))
    return [str(one) for one in checking.check(tree) if name in str(one) and one.severity == "error"]


def test_the_check_of_files_names_file_line_and_row(tmp_path: Path, db: None) -> None:
    question(bank(), "gate")
    (short,) = found_in(tmp_path / "a", "Words.\n\n:::draw{bank=doors number=2}\n:::\n")
    assert "01-listening/questions.md:11: draw-too-large wants 2 questions" in short
    (mark,) = found_in(tmp_path / "b", "Words.\n", pass_mark="120")
    assert "questions.md:5: too-large 'pass_mark' is 120, and may be 100 at most" in mark
    (misplaced,) = found_in(tmp_path / "c", ":::draw{bank=doors}\n:::\n", name="09-lesson.md")
    assert "not-here questions are drawn in a quiz only" in misplaced
