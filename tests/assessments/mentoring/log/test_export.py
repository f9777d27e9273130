"""Taking one's own log along."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from assessments.mentoring.models import Relationship
from assessments.mentoring.services import entries, sharing
from tests.assessments.mentoring.log.conftest import SignIn
from tests.factories.mentoring import NOW, pair
from tests.factories.mentoring_log import SECRET, commitment, entry
from tests.factories.people import PASSWORD

EXPORT = "/mentoring/log/export/"


@pytest.fixture
def full(two: Relationship) -> Relationship:
    """A pair with a log in every state, and another pair with theirs."""
    row = entry(of=two, words="<b>Mine</b> & shared.", shared=True)
    sharing.comment(entry=row, by=two.mentor, words="What would you try?", now=NOW)
    entry(of=two, words="Mine alone.")
    entries.delete(entry=entry(of=two, words="Deleted words."), by=two.learner, now=NOW)
    commitment(learner=two.learner, words="I will wait for an answer.")
    other = pair(mentor=two.mentor)
    entry(of=other, words="Somebody else.", shared=True)
    return two


def proven(browser: Client, chosen: str) -> Client:
    """The file, after the password."""
    door = browser.post(EXPORT, {"format": chosen})
    assert door["Location"].startswith("/accounts/reauthenticate/")
    return browser.post(door["Location"], {"password": PASSWORD, "next": EXPORT})


def test_first_it_is_said_what_that_means(full: Relationship, sign_in: SignIn) -> None:
    page = sign_in(full.learner).get(EXPORT).content.decode()

    assert "From then on you answer for it" in page
    assert "2 entries" in page


def test_without_the_password_there_is_no_file(full: Relationship, sign_in: SignIn) -> None:
    browser = sign_in(full.learner)
    door = browser.post(EXPORT, {"format": "json"})

    wrong = browser.post(door["Location"], {"password": "guessed", "next": EXPORT})

    assert door.status_code == 302
    assert "Content-Disposition" not in wrong
    assert "Mine alone" not in wrong.content.decode()


def test_the_file_has_everything_of_ones_own_and_nothing_else(full: Relationship, sign_in: SignIn) -> None:
    reply = proven(sign_in(full.learner), "html")

    text = reply.content.decode()
    assert reply["Content-Disposition"].startswith('attachment; filename="log-')
    assert "no-store" in reply["Cache-Control"]
    for words in ("&lt;b&gt;Mine&lt;/b&gt; &amp; shared.", "Mine alone.", "What would you try?", "I will wait"):
        assert words in text
    assert "Deleted words." not in text
    assert "Somebody else." not in text
    assert "src=" not in text
    assert "href=" not in text


def test_the_file_for_programs_says_the_same(full: Relationship, sign_in: SignIn) -> None:
    found = json.loads(proven(sign_in(full.learner), "json").content)

    by_state = {one["state"]: one for one in found["entries"]}
    assert set(by_state) == {"private", "shared"}
    assert by_state["shared"]["comments"][0]["text"] == "What would you try?"
    assert found["commitments"][0]["text"] == "I will wait for an answer."


def test_a_mentor_takes_along_their_own_log_and_not_what_they_read(full: Relationship, sign_in: SignIn) -> None:
    text = proven(sign_in(full.mentor), "json").content.decode()

    assert json.loads(text)["entries"] == []
    assert SECRET not in text


def test_a_form_of_file_that_is_unknown_is_the_readable_one(full: Relationship, sign_in: SignIn) -> None:
    assert proven(sign_in(full.learner), "exe")["Content-Disposition"].endswith('.html"')


def test_the_way_there_is_on_the_log(full: Relationship, sign_in: SignIn) -> None:
    assert EXPORT in sign_in(full.learner).get(reverse("mentoring:log")).content.decode()
