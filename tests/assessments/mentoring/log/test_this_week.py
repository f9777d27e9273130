"""From a lesson to the next session: what it asks for this week is offered, kept as the learner wants it, and opens the agenda."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from assessments.mentoring.models import Commitment, Relationship
from assessments.mentoring.services import notes
from assessments.mentoring.services.notes import Noting
from modules.conventions import THIS_WEEK
from modules.rendering import compile_document
from tests.assessments.mentoring.log.conftest import SignIn
from tests.factories.evidence import LESSON, Planted, edit, plant_programme
from tests.factories.mentoring import NOW
from tests.factories.mentoring import session as planned_session

COMMIT = "/mentoring/commitments/"
WEEK = "Ask one open question a day, and count to five. Write no names."
TEXT = f"{LESSON}\n## This week\n\nAsk *one* open question a day, and count to five.\nWrite no names.\n\n## Key points\n\n- Wait.\n"


@pytest.fixture
def planted(db: None) -> Planted:
    made = plant_programme()
    edit(made.lesson, TEXT)
    return made


def offered(browser: Client, planted: Planted) -> str:
    """What stands in the form at the end of the lesson."""
    html = browser.get(planted.lesson.get_url()).content.decode()
    found = re.search(r'<textarea id="commit"[^>]*>(.*?)</textarea>', html, re.DOTALL)
    assert found is not None
    return unescape(found[1])


def keep(browser: Client, planted: Planted, words: str) -> None:
    sent = {"client_id": str(uuid4()), "content_key": planted.lesson.content_key, "words": words}
    assert browser.post(COMMIT, sent).status_code == 302


def agenda(browser: Client, two: Relationship) -> list[str]:
    """The agenda with which the record of the next session begins, as the mentor's form shows it."""
    page = browser.get(reverse("mentoring:write", args=[planned_session(of=two).pk]))
    return [row["text"].value() for row in page.context["form"].table("agenda")]


def test_what_the_lesson_asks_for_opens_the_agenda_of_the_next_session(
    two: Relationship, planted: Planted, sign_in: SignIn
) -> None:
    learner = sign_in(two.learner)

    assert offered(learner, planted) == WEEK
    keep(learner, planted, offered(learner, planted))

    assert agenda(sign_in(two.mentor), two)[0] == WEEK


def test_the_learner_makes_it_their_own_first(two: Relationship, planted: Planted, sign_in: SignIn) -> None:
    keep(sign_in(two.learner), planted, "Ask one open question on Tuesday.")

    assert agenda(sign_in(two.mentor), two)[0] == "Ask one open question on Tuesday."


def test_what_the_learner_prepares_comes_after_it(two: Relationship, planted: Planted, sign_in: SignIn) -> None:
    learner = sign_in(two.learner)
    keep(learner, planted, WEEK)
    meeting = planned_session(of=two)
    notes.save(session=meeting, by=two.learner, noting=Noting(text="", bring=("The visit on Monday.",)), now=NOW)

    page = sign_in(two.mentor).get(reverse("mentoring:write", args=[meeting.pk]))

    texts = [row["text"].value() for row in page.context["form"].table("agenda")]
    assert texts[:2] == [WEEK, "The visit on Monday."]


def test_the_same_words_kept_twice_are_one_commitment(two: Relationship, planted: Planted, sign_in: SignIn) -> None:
    learner = sign_in(two.learner)
    keep(learner, planted, WEEK)
    keep(learner, planted, WEEK)
    keep(learner, planted, "Another one.")

    assert Commitment.objects.count() == 2


def test_a_lesson_without_such_a_section_offers_nothing(two: Relationship, planted: Planted, sign_in: SignIn) -> None:
    edit(planted.lesson, LESSON)

    assert offered(sign_in(two.learner), planted) == ""


@pytest.mark.parametrize("heading", THIS_WEEK.values(), ids=THIS_WEEK.keys())
def test_the_section_is_known_in_every_language(heading: str) -> None:
    assert compile_document(f"## {heading}\n\nTry it.\n\n## Other\n\nMore.\n").this_week == "Try it."


@pytest.mark.parametrize("text", ["## This week and next\n\nTry it.\n", "Nothing.\n"], ids=["another heading", "none"])
def test_a_text_without_the_section_asks_for_nothing(text: str) -> None:
    assert compile_document(text).this_week == ""
