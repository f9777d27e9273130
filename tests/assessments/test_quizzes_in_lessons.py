"""The questions of a quiz inside a lesson: what comes of all of them, checked one by one or together."""

from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt
from modules.rendering import lesson_document
from tests.assessments.test_answer_views import FRAGMENT, door, text
from tests.factories.evidence import Planted, edit
from tests.factories.people import UserFactory

QUESTIONS = "".join(
    f"""
:::choice{{#q{number}{" critical" if number == 3 else ""} tries=1}}

Question {number}?

- (x) Yes {{#yes}}
  > SAID-YES-{number}
- ( ) No {{#no}}
  > SAID-NO-{number}

:::
"""
    for number in (1, 2, 3)
)


def quiz(attrs: str = "") -> str:
    return f"""::::quiz[Check]{{#all {attrs}}}

Answer them.
{QUESTIONS}
> [!SCORE 0-66]
> BAND-LOW

> [!SCORE 67-100]
> BAND-HIGH

::::
"""


def version(planted: Planted, key: str) -> str:
    compiled, _quiz = lesson_document(planted.lesson).answered_at(key)
    assert compiled
    return compiled.version


def answer(client: Client, planted: Planted, key: str, option: str, **headers: str) -> HttpResponse:
    sent = {"version": version(planted, key), "client_id": str(uuid4()), "answer": option}
    return client.post(door(planted.lesson, key), sent, headers=headers or None)


def together(
    client: Client, planted: Planted, *options: str, client_id: str = "", door_name: str = "assessments:answer"
) -> HttpResponse:
    sent = {f"q{number}.answer": option for number, option in enumerate(options, start=1) if option}
    sent |= {"version": version(planted, "all"), "client_id": client_id or str(uuid4())}
    return client.post(reverse(door_name, args=[planted.lesson.pk, "all"]), sent, headers=FRAGMENT)


def result(client: Client, planted: Planted) -> str:
    return beneath(client.get(planted.lesson.get_url()))


def beneath(response: HttpResponse) -> str:
    html = response.content.decode()
    return html[html.index('id="all-status"') :].split("</div>")[0]


def test_the_result_grows_with_each_answer_and_stays(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz())
    assert "<b>" not in result(signed_in, planted)

    answer(signed_in, planted, "q1", "yes")
    assert "1 of 3 answered · 1 right" in result(signed_in, planted)
    assert "BAND" not in result(signed_in, planted)

    answer(signed_in, planted, "q2", "no")
    answer(signed_in, planted, "q3", "yes")
    shown = result(signed_in, planted)
    assert "2 of 3 right · 66\u00a0%" in shown
    assert "Not passed yet" in shown
    assert "To pass, at least 80 % must be right." in shown
    assert "BAND-LOW" in shown
    assert "BAND-HIGH" not in shown


def test_a_script_gets_the_result_beside_the_answer(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz())
    response = answer(signed_in, planted, "q1", "yes", **FRAGMENT)
    assert response.content.decode().lstrip().startswith("<form")
    assert "1 of 3 answered" in beneath(response)
    assert "data-beside" in response.content.decode()


def test_what_is_about_child_safety_must_be_right(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz("pass=50%"))
    for key, option in (("q1", "yes"), ("q2", "yes"), ("q3", "no")):
        answer(signed_in, planted, key, option)
    shown = result(signed_in, planted)
    assert "Not passed yet" in shown
    assert "What is about child safety must be right, and was not." in shown


def test_a_visitor_who_answers_one_by_one_has_no_result(client: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz())
    response = answer(client, planted, "q1", "yes", **FRAGMENT)
    assert "SAID-YES-1" in response.content.decode()
    assert "<b>" not in beneath(response)


def test_questions_checked_together_say_nothing_until_all_are_answered(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz("feedback=deferred"))
    page = signed_in.get(planted.lesson.get_url()).content.decode()
    assert page.count("data-activity") == 1
    assert "Check all" in page

    response = together(signed_in, planted, "yes", "no")
    html = response.content.decode()
    assert "Answer every question first, then check." in beneath(response)
    assert "Choose or write an answer first." in html
    assert "SAID" not in html
    assert html.count(" checked") == 2
    assert not Attempt.objects.exists()


def test_all_are_marked_together_and_may_be_tried_again(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz("feedback=deferred"))
    html = together(signed_in, planted, "yes", "no", "yes").content.decode()
    assert "SAID-NO-2" in html
    assert "Try again" in html
    assert "The right answer" not in html
    assert "2 of 3 right" in result(signed_in, planted)
    assert {attempt.activity_key for attempt in Attempt.objects.all()} == {"q1", "q2", "q3"}

    together(signed_in, planted, "yes", "yes", "yes")
    shown = result(signed_in, planted)
    assert "3 of 3 right · 100\u00a0%" in shown
    assert "Passed" in shown
    assert "BAND-HIGH" in shown
    again = signed_in.get(f"{planted.lesson.get_url()}?again=all").content.decode()
    assert "Check all" in again
    assert " checked" not in again


def test_without_a_script_one_is_led_back_to_the_quiz(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz("feedback=deferred"))
    sent = {"version": version(planted, "all"), "client_id": str(uuid4())}
    response = signed_in.post(
        door(planted.lesson, "all"), sent | dict.fromkeys(("q1.answer", "q2.answer", "q3.answer"), "yes")
    )
    assert response["Location"] == f"{planted.lesson.get_url()}#all"


def test_what_is_sent_twice_is_one_try(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz("feedback=deferred attempts=1"))
    same = str(uuid4())
    first, second = (together(signed_in, planted, "yes", "no", "yes", client_id=same) for _time in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert Attempt.objects.count() == 3

    other = together(signed_in, planted, "no", "no", "yes", client_id=same)
    assert other.status_code == 409
    assert Attempt.objects.count() == 3


def test_after_the_last_joint_try_the_right_answers_are_shown_and_nothing_is_taken(
    signed_in: Client, planted: Planted
) -> None:
    edit(planted.lesson, quiz("feedback=deferred attempts=2"))
    first = together(signed_in, planted, "yes", "no", "yes").content.decode()
    assert "1 try left" in first
    assert "The right answer" not in first

    last = together(signed_in, planted, "yes", "no", "no").content.decode()
    assert "The right answer" in last
    assert "<button" not in last
    assert "again=all" not in last

    refused = together(signed_in, planted, "yes", "yes", "yes")
    assert refused.status_code == 409
    assert "No tries left" in text(refused)
    assert Attempt.objects.count() == 6


def test_rounds_of_single_questions_end_with_the_tries_of_their_quiz(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz("attempts=2"))
    first = answer(signed_in, planted, "q1", "no", **FRAGMENT).content.decode()
    assert "again=q1" in first
    second = answer(signed_in, planted, "q1", "no", **FRAGMENT).content.decode()
    assert "again=q1" not in second
    assert answer(signed_in, planted, "q1", "yes").status_code == 409
    assert Attempt.objects.count() == 2


def test_a_question_of_a_joint_form_cannot_be_asked_by_itself(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz("feedback=deferred"))
    response = signed_in.post(door(planted.lesson, "q1"), {"answer": "yes", "client_id": str(uuid4())})
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({"q1.answer": "forged"}, 400, id="an-option-that-is-none"),
        pytest.param({"client_id": "forged"}, 400, id="an-id-that-is-none"),
        pytest.param({"version": "old"}, 409, id="an-earlier-text"),
    ],
)
def test_a_joint_form_that_no_page_sends_is_refused(
    signed_in: Client, planted: Planted, fields: dict[str, str], status: int
) -> None:
    edit(planted.lesson, quiz("feedback=deferred"))
    sent = {"version": version(planted, "all"), "client_id": str(uuid4())} | fields
    assert signed_in.post(door(planted.lesson, "all"), sent).status_code == status
    assert not Attempt.objects.exists()


def test_a_visitor_checks_all_and_nothing_is_recorded(client: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz("feedback=deferred"))
    shown = beneath(together(client, planted, "yes", "yes", "yes"))
    assert "3 of 3 right" in shown
    assert "not recorded" in shown
    assert not Attempt.objects.exists()


def test_a_draft_is_tried_together_and_nothing_is_recorded(client: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz("feedback=deferred"))
    planted.lesson.save_revision()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    shown = beneath(together(client, planted, "yes", "no", "yes", door_name="assessments:try_activity"))
    assert "2 of 3 right" in shown
    assert "nothing is recorded" in shown
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("attrs", ["pick=2", "pick=2 feedback=deferred"])
def test_somebody_keeps_the_questions_that_were_drawn(signed_in: Client, planted: Planted, attrs: str) -> None:
    edit(planted.lesson, quiz(attrs))

    def asked() -> list[str]:
        page = signed_in.get(planted.lesson.get_url()).content.decode()
        return [number for number in "123" if f"Question {number}?" in page]

    drawn = asked()
    assert len(drawn) == 2
    if "deferred" in attrs:
        together(signed_in, planted, *("yes" if number in drawn else "" for number in "123"))
        assert "2 of 2 right" in result(signed_in, planted)
    else:
        answer(signed_in, planted, f"q{drawn[-1]}", "no")
        assert "1 of 2 answered" in result(signed_in, planted)
    assert asked() == drawn


def test_a_question_that_was_changed_waits_for_its_answer_and_says_so(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, quiz("feedback=deferred"))
    together(signed_in, planted, "yes", "yes", "yes")
    edit(planted.lesson, quiz("feedback=deferred").replace("Question 2?", "Another question?"))
    page = signed_in.get(planted.lesson.get_url()).content.decode()
    assert "This question has changed since you answered." in page
    assert "SAID" not in page
    assert "Check all" in page
