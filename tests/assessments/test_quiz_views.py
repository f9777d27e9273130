"""Taking a quiz through its doors."""

import json
import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, QuizAttempt, QuizResponse
from assessments.services import quizzes
from tests.factories.evidence import NOW, Planted, edit, sitting
from tests.factories.people import LearnerFactory
from training_site.people.models import User

JSON = {"Accept": "application/json"}


def at(name: str, begun: QuizAttempt) -> str:
    return reverse(f"assessments:quiz_{name}", args=[begun.pk])


def text(response: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def whole(option: str = "a", sequence: int = 1) -> dict[str, str]:
    return {f"q{number}.answer": option for number in range(1, 5)} | {"sequence": str(sequence)}


def test_the_page_of_a_quiz_says_what_it_takes(client: Client, planted: Planted) -> None:
    said = text(client.get(planted.quiz.get_url()))
    assert "Four questions." in said
    assert "4 questions" in said
    assert "pass mark 75 %" in said
    assert "1 question is about the safety of children." in said
    assert "Sign in to take the quiz" in said
    assert "about" not in said.partition("pass mark")[0]
    planted.quiz.minutes = 20
    planted.quiz.save()
    assert "about 20 min" in text(client.get(planted.quiz.get_url()))


def test_a_quiz_without_safety_questions_does_not_speak_of_them(client: Client, planted: Planted) -> None:
    edit(planted.quiz, planted.quiz.body.replace(" critical", ""))
    assert "safety of children" not in text(client.get(planted.quiz.get_url()))


def test_starting_leads_to_the_paper_and_starting_again_to_the_same(signed_in: Client, planted: Planted) -> None:
    start = reverse("assessments:quiz_start", args=[planted.quiz.pk])
    first, second = signed_in.post(start), signed_in.post(start)
    assert first.status_code == 302
    assert first["Location"] == second["Location"]
    said = text(signed_in.get(first["Location"]))
    assert "Question 1 of 4" in said
    assert "0 of 4 answered" in said
    assert "Attempt 1" in said
    assert "Go on with the quiz" in text(signed_in.get(planted.quiz.get_url()))


def test_starting_by_get_leads_to_the_page_of_the_quiz(signed_in: Client, planted: Planted) -> None:
    response = signed_in.get(reverse("assessments:quiz_start", args=[planted.quiz.pk]))
    assert response["Location"] == planted.quiz.get_url()
    assert not QuizAttempt.objects.exists()


def test_a_visitor_who_starts_is_asked_to_sign_in(client: Client, planted: Planted) -> None:
    response = client.post(reverse("assessments:quiz_start", args=[planted.quiz.pk]))
    assert response["Location"].startswith(reverse("account_login"))
    assert planted.quiz.get_url() in response["Location"]


def test_a_quiz_that_is_not_there_cannot_be_started(signed_in: Client, planted: Planted) -> None:
    planted.quiz.live = False
    planted.quiz.save()
    for page_id in (planted.quiz.pk, planted.lesson.pk, 987_654):
        assert signed_in.post(reverse("assessments:quiz_start", args=[page_id])).status_code == 404


def test_a_quiz_that_is_still_being_written_says_so(signed_in: Client, planted: Planted) -> None:
    edit(planted.quiz, "Nothing yet.")
    response = signed_in.post(reverse("assessments:quiz_start", args=[planted.quiz.pk]))
    assert response.status_code == 409
    assert "still being written" in text(response)


def test_what_was_saved_is_in_the_paper_after_a_reload(signed_in: Client, learner: User, planted: Planted) -> None:
    begun = sitting(learner, planted.quiz)
    response = signed_in.post(at("save", begun), {"q1.answer": "b", "changed": "q1", "sequence": "4"}, headers=JSON)

    said = json.loads(response.content)
    assert said["answered_text"] == "1 of 4 answered"
    assert re.fullmatch(r"Saved .+", said["saved_text"])
    html = signed_in.get(at("attempt", begun)).content.decode()
    assert 'name="q1.answer" value="b" id="q1-answer-b" checked' in html
    assert 'name="shown" value="1"' in html
    assert "Saved" in html


def test_saving_without_a_script_leads_back_to_the_paper(signed_in: Client, learner: User, planted: Planted) -> None:
    begun = sitting(learner, planted.quiz)
    response = signed_in.post(at("save", begun), {"q1.answer": "b", "sequence": "1"})
    assert (response.status_code, response["Location"]) == (302, at("attempt", begun))
    assert set(quizzes.saved_answers(begun)) == {"q1", "q2", "q3", "q4"}


def test_handing_in_shows_the_result_and_doing_it_again_changes_nothing(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    begun = sitting(learner, planted.quiz)
    response = signed_in.post(at("hand_in", begun), whole("a"), follow=True)
    said = text(response)
    assert "Passed" in said
    assert "4 of 4 points · 100 %" in said
    assert "Pass mark 75 %" in said
    assert "On to “Later”" in said

    again = signed_in.post(at("hand_in", begun), whole("b", sequence=9), follow=True)
    assert "4 of 4 points · 100 %" in text(again)
    assert Attempt.objects.count() == 4
    assert "You passed this quiz on" in text(signed_in.get(planted.quiz.get_url()))


def test_the_result_says_what_is_missing(signed_in: Client, learner: User, planted: Planted) -> None:
    closed = sitting(learner, planted.quiz, handed_in=True, right=1)
    said = text(signed_in.get(at("attempt", closed)))
    assert "Not passed yet" in said
    assert "To pass, at least 75 % must be right." in said
    number = [item.key for item in closed.frozen_items].index("q4") + 1
    assert f"Question {number} is about child safety and must be right." in said
    row = text(signed_in.get(planted.quiz.get_url()))
    assert "25 %, not passed yet" in row
    assert "Take the quiz once more" in row


def test_a_result_just_below_the_mark_is_rounded_down(signed_in: Client, learner: User, planted: Planted) -> None:
    weights = planted.quiz.body.replace("{#q1 shuffle}", "{#q1 shuffle points=1.02}")
    edit(planted.quiz, weights)
    closed = sitting(learner, planted.quiz)
    form = whole("a") | {"q1.answer": "b"}
    said = text(signed_in.post(at("hand_in", closed), form, follow=True))
    assert "3 of 4.02 points · 74 %" in said
    assert "Not passed yet" in said


def test_a_paper_with_gaps_is_shown_again_until_that_is_meant(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    begun = sitting(learner, planted.quiz)
    form = {"q1.answer": "a", "sequence": "1"}
    response = signed_in.post(at("hand_in", begun), form)
    assert response["Location"] == f"{at('attempt', begun)}?gaps#missing"
    html = signed_in.get(response["Location"]).content.decode()
    assert "some questions have no answer" in html
    assert set(re.findall(r'href="#(q\d)"', html)) == {"q2", "q3", "q4"}

    signed_in.post(at("hand_in", begun), form | {"sequence": "2", "anyway": "1"})
    begun.refresh_from_db()
    assert (begun.state, begun.passed) == ("submitted", False)


def test_a_save_that_comes_after_hand_in_is_refused(signed_in: Client, learner: User, planted: Planted) -> None:
    closed = sitting(learner, planted.quiz, handed_in=True, right=4)
    plain = signed_in.post(at("save", closed), whole("b"))
    assert plain.status_code == 409
    assert "has been handed in" in text(plain)
    script = signed_in.post(at("save", closed), whole("b"), headers=JSON)
    assert (script.status_code, list(json.loads(script.content))) == (409, ["error"])


@pytest.mark.parametrize("name", ["save", "hand_in"])
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"q1.answer": "z"}, id="an-option-that-does-not-exist"),
        pytest.param({"q1.answer": ["a", "b"]}, id="two-answers"),
        pytest.param({"changed": "q9"}, id="a-question-that-was-not-asked"),
        pytest.param({"sequence": ""}, id="no-sequence"),
        pytest.param({"sequence": "-1"}, id="a-sequence-below-nothing"),
        pytest.param({"sequence": str(2**53)}, id="a-sequence-no-browser-counts-to"),
    ],
)
def test_a_forged_paper_gets_a_clear_page_and_nothing_is_saved(
    signed_in: Client, learner: User, planted: Planted, name: str, fields: dict[str, object]
) -> None:
    begun = sitting(learner, planted.quiz)
    response = signed_in.post(at(name, begun), whole("a") | fields)
    assert response.status_code == 400
    assert at("attempt", begun) in response.content.decode()
    assert not QuizResponse.objects.exists()
    begun.refresh_from_db()
    assert begun.is_open


def test_a_sitting_of_somebody_else_is_like_one_that_does_not_exist(signed_in: Client, planted: Planted) -> None:
    theirs = sitting(LearnerFactory(), planted.quiz)
    nobodys = QuizAttempt(pk="00000000-0000-4000-8000-000000000000")
    pages = set()
    for begun in (theirs, nobodys):
        for name in ("attempt", "save", "hand_in"):
            response = signed_in.get(at(name, begun))
            assert response.status_code == 404
            pages.add(re.sub(r'value="[^"]{64}"', "", response.content.decode()))
        for name in ("save", "hand_in"):
            assert signed_in.post(at(name, begun), whole("a")).status_code == 404
    assert len(pages) == 1
    assert quizzes.saved_answers(theirs) == {}


@pytest.mark.parametrize("name", ["save", "hand_in"])
def test_a_get_at_a_door_leads_to_the_sitting(signed_in: Client, learner: User, planted: Planted, name: str) -> None:
    begun = sitting(learner, planted.quiz)
    assert signed_in.get(at(name, begun))["Location"] == at("attempt", begun)


def test_somebody_whose_session_ended_gets_their_words_back(client: Client, planted: Planted) -> None:
    begun = sitting(LearnerFactory(), planted.quiz)
    response = client.post(at("save", begun), whole("a") | {"q9.answer": "My own words"})
    assert response.status_code == 401
    assert "You are signed out" in text(response)
    assert "My own words" in text(response)
    assert f"next={at('attempt', begun)}".replace("/", "%2F") in response.content.decode()
    assert client.get(at("attempt", begun))["Location"].startswith(reverse("account_login"))


def test_the_result_of_a_quiz_that_is_gone_can_still_be_read(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    closed = sitting(learner, planted.quiz, handed_in=True, right=4)
    planted.quiz.delete()
    said = text(signed_in.get(at("attempt", closed)))
    assert "4 of 4 points" in said


def test_the_last_module_leads_back_to_itself(signed_in: Client, learner: User, planted: Planted) -> None:
    later = planted.other_module.get_children().get(slug="later-quiz").specific
    closed = sitting(learner, later, handed_in=True, right=4)
    html = signed_in.get(at("attempt", closed)).content.decode()
    assert f'<a class="button" href="{planted.other_module.get_url()}">Later</a>' in html


def test_a_quiz_outside_a_module_has_no_trail(signed_in: Client, learner: User, planted: Planted) -> None:
    planted.quiz.move(planted.programme, pos="last-child")
    planted.quiz.refresh_from_db()
    closed = sitting(learner, planted.quiz, handed_in=True, right=4, now=NOW)
    assert "Passed" in text(signed_in.get(at("attempt", closed)))
