"""Answering an activity in a lesson, through its door."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from assessments.models import Attempt
from modules.models import LessonPage, ScenarioPage
from tests.factories.evidence import Planted, answered, compiled_in, edit
from tests.factories.people import LearnerFactory
from training_site.people.models import User

FRAGMENT = {"Accept": "text/html+fragment"}


def door(page: LessonPage | ScenarioPage, key: str) -> str:
    return reverse("assessments:answer", args=[page.pk, key])


def form(page: LessonPage | ScenarioPage, key: str, **fields: object) -> dict[str, object]:
    return {"version": compiled_in(page, key).version, "client_id": str(uuid4())} | fields


def text(response: HttpResponse) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def card(response: HttpResponse, key: str) -> str:
    """The HTML of one activity in a page."""
    html = response.content.decode()
    start = html.index(f'id="{key}"')
    ends = [html.find(end, start) for end in ("</form>", "</section>")]
    return html[start : min(end for end in ends if end > 0)]


def test_an_answer_is_recorded_and_leads_back_to_its_activity(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    response = signed_in.post(door(planted.lesson, "tea"), form(planted.lesson, "tea", answer="b"))

    assert response.status_code == 302
    assert response["Location"] == f"{planted.lesson.get_url()}#tea"
    attempt = Attempt.objects.get(learner=learner)
    assert (attempt.content_key, attempt.activity_key, attempt.verdict) == ("practice/m03-l1", "tea", "right")
    shown = card(signed_in.get(planted.lesson.get_url()), "tea")
    assert "FEEDBACK-TIME" in shown
    assert "EXPLAIN-TEA" in shown
    assert "not recorded" not in shown


def test_a_script_gets_the_activity_alone(signed_in: Client, planted: Planted) -> None:
    response = signed_in.post(door(planted.lesson, "tea"), form(planted.lesson, "tea", answer="a"), headers=FRAGMENT)

    assert response.status_code == 200
    html = response.content.decode()
    assert html.lstrip().startswith("<form")
    assert 'id="tea"' in html
    assert "FEEDBACK-ADVICE" in html
    assert "1 try left" in html
    assert "<html" not in html


def test_a_visitor_sees_the_outcome_in_the_page_and_nothing_is_recorded(client: Client, planted: Planted) -> None:
    response = client.post(door(planted.lesson, "tea"), form(planted.lesson, "tea", answer="a"))

    assert response.status_code == 200
    assert planted.lesson.title in text(response)
    shown = card(response, "tea")
    assert "FEEDBACK-ADVICE" in shown
    assert "not recorded" in shown
    assert not Attempt.objects.exists()


def test_what_comes_back_speaks_the_language_of_its_lesson(client: Client, planted: Planted) -> None:
    ukrainian = Locale.objects.create(language_code="uk")
    lesson = planted.lesson.copy_for_translation(ukrainian, copy_parents=True)
    lesson.get_latest_revision().publish()

    response = client.post(door(lesson, "tea"), form(lesson, "tea", answer="a"), headers=FRAGMENT)

    assert "Спробувано без входу: не записано." in text(response)


@pytest.mark.parametrize(("option", "explained"), [("a", False), ("b", True)])
def test_only_a_right_answer_shows_a_visitor_the_explanation(
    client: Client, planted: Planted, option: str, explained: bool
) -> None:
    response = client.post(door(planted.lesson, "tea"), form(planted.lesson, "tea", answer=option), headers=FRAGMENT)
    assert ("EXPLAIN-TEA" in response.content.decode()) is explained


def test_an_empty_form_is_a_slip_and_not_a_try(signed_in: Client, planted: Planted) -> None:
    response = signed_in.post(door(planted.lesson, "tea"), form(planted.lesson, "tea"))
    assert response.status_code == 200
    assert "Choose or write an answer first." in card(response, "tea")
    assert not Attempt.objects.exists()


def test_an_empty_checklist_is_an_answer(signed_in: Client, planted: Planted) -> None:
    signed_in.post(door(planted.lesson, "bag"), form(planted.lesson, "bag"))
    assert Attempt.objects.get().answer == {}


def test_a_reflection_comes_back_as_it_was_written(signed_in: Client, planted: Planted) -> None:
    words = "My <b>grandmother</b> & me"
    signed_in.post(door(planted.lesson, "mine"), form(planted.lesson, "mine", **{"prompt-who": words}))
    shown = card(signed_in.get(planted.lesson.get_url()), "mine")
    assert "My &lt;b&gt;grandmother&lt;/b&gt; &amp; me</textarea>" in shown
    assert "Saved" in shown


def test_a_reflection_is_never_written_to_a_log(
    signed_in: Client, planted: Planted, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        secret = form(planted.lesson, "mine", **{"prompt-who": "CANARY-REFLECTION"})
        signed_in.post(door(planted.lesson, "mine"), secret)
        signed_in.post(door(planted.lesson, "mine"), secret | {"version": "stale"})
        signed_in.post(door(planted.lesson, "mine"), secret | {"client_id": "forged"})
    assert "CANARY-REFLECTION" not in caplog.text


def test_a_visitor_who_reflects_is_told_that_nothing_is_kept(client: Client, planted: Planted) -> None:
    sent = form(planted.lesson, "mine", **{"prompt-who": "Nobody"})
    shown = card(client.post(door(planted.lesson, "mine"), sent), "mine")
    assert "Noted" in shown
    assert "not recorded" in shown
    assert "Nobody</textarea>" in shown


def test_hints_are_earned_by_wrong_tries(signed_in: Client, planted: Planted) -> None:
    def answer(option: str) -> str:
        sent = form(planted.lesson, "tea", answer=option)
        return signed_in.post(door(planted.lesson, "tea"), sent, headers=FRAGMENT).content.decode()

    assert "HINT-ONE" not in card(signed_in.get(planted.lesson.get_url()), "tea")
    first = answer("a")
    assert "HINT-ONE" in first
    assert "HINT-TWO" not in first
    assert "EXPLAIN-TEA" not in first
    second = answer("c")
    assert "HINT-TWO" in second
    assert "EXPLAIN-TEA" in second
    assert "The right answer" in second


def test_a_settled_activity_can_be_practised_again(signed_in: Client, learner: User, planted: Planted) -> None:
    answered(learner, planted.lesson, "tea", {"answer": ("b",)})
    settled = card(signed_in.get(planted.lesson.get_url()), "tea")
    assert "?again=tea#tea" in settled
    assert "<button" not in settled

    fresh = card(signed_in.get(planted.lesson.get_url() + "?again=tea"), "tea")
    assert "<button" in fresh
    assert "checked" not in fresh
    assert "EXPLAIN-TEA" not in fresh
    signed_in.post(door(planted.lesson, "tea"), form(planted.lesson, "tea", answer="a"))
    assert [attempt.verdict for attempt in Attempt.objects.all()] == ["right", "wrong"]
    assert "1 try left" in card(signed_in.get(planted.lesson.get_url()), "tea")


def test_a_reload_shows_the_options_in_the_same_order(signed_in: Client, planted: Planted) -> None:
    edit(planted.lesson, planted.lesson.body.replace(":::choice{#tea}", ":::choice{#tea shuffle}"))
    orders = {
        tuple(re.findall(r'value="([abc])"', card(signed_in.get(planted.lesson.get_url()), "tea"))) for _ in range(3)
    }
    assert len(orders) == 1


def test_an_answer_to_an_earlier_text_is_kept_and_said(signed_in: Client, learner: User, planted: Planted) -> None:
    answered(learner, planted.lesson, "tea", {"answer": ("b",)})
    answered(learner, planted.lesson, "mine", {"prompt-who": ("Nobody",)})
    turned = planted.lesson.body.replace("Advice", "Good advice").replace("Who listened", "Who really listened")
    edit(planted.lesson, turned)

    response = signed_in.get(planted.lesson.get_url())
    assert "This question has changed since you answered" in card(response, "tea")
    assert "FEEDBACK-TIME" not in card(response, "tea")
    assert 'value="b" id="tea-answer-b" checked' in card(response, "tea")
    assert "Nobody</textarea>" in card(response, "mine")
    assert "This text has changed" in card(response, "mine")


def test_an_earlier_answer_that_no_longer_fits_is_not_forced_into_the_form(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    answered(learner, planted.lesson, "tea", {"answer": ("c",)})
    edit(planted.lesson, planted.lesson.body.replace("- ( ) Money {#c}", "- ( ) Coffee {#d}"))
    assert "checked" not in card(signed_in.get(planted.lesson.get_url()), "tea")


def test_a_get_at_the_door_leads_to_the_activity(client: Client, planted: Planted) -> None:
    response = client.get(door(planted.lesson, "tea"))
    assert (response.status_code, response["Location"]) == (302, f"{planted.lesson.get_url()}#tea")


def test_a_quiz_inside_a_lesson_is_answered_question_by_question(signed_in: Client, planted: Planted) -> None:
    fields = form(planted.second, "visits", **{"statement-aim": "true", "statement-surprise": "false"})
    signed_in.post(door(planted.second, "visits"), fields)
    assert Attempt.objects.get().verdict == "right"
    assert "Right" in card(signed_in.get(planted.second.get_url()), "visits")


def test_blanks_say_what_would_have_been_right_only_once_settled(signed_in: Client, planted: Planted) -> None:
    shown = ""
    for number in range(3):
        sent = form(planted.second, "words", **{"gap-1": "happy", "gap-2": "2"})
        shown = signed_in.post(door(planted.second, "words"), sent, headers=FRAGMENT).content.decode()
        assert ("The right answer: safe" in shown) is (number == 2)
    assert "Partly right" in shown


# Bad input: a clear page, nothing recorded.


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({"answer": "z"}, 400, id="an-option-that-does-not-exist"),
        pytest.param({"answer": ["a", "b"]}, 400, id="two-answers-where-one-is-asked"),
        pytest.param({"client_id": "1234"}, 400, id="a-client-id-that-is-none"),
        pytest.param({"client_id": None}, 400, id="no-client-id"),
        pytest.param({"version": None}, 400, id="no-version"),
        pytest.param({"version": "0" * 64}, 409, id="a-stale-version"),
    ],
)
@pytest.mark.parametrize("who", ["learner", "visitor"])
def test_a_forged_answer_gets_a_clear_page_and_nothing_is_recorded(
    client: Client, learner: User, planted: Planted, who: str, change: dict[str, object], status: int
) -> None:
    if who == "learner":
        client.force_login(learner)
    sent = form(planted.lesson, "tea", answer="b") | change
    response = client.post(
        door(planted.lesson, "tea"), {name: value for name, value in sent.items() if value is not None}
    )
    assert response.status_code == status
    assert "Nothing was recorded." in text(response)
    assert f"{planted.lesson.get_url()}#tea" in response.content.decode()
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    "words",
    [pytest.param("x" * 10_001, id="too-long"), pytest.param("a\x00b", id="with-a-null")],
)
def test_a_text_no_form_can_send_is_refused(signed_in: Client, planted: Planted, words: str) -> None:
    response = signed_in.post(door(planted.lesson, "mine"), form(planted.lesson, "mine", **{"prompt-who": words}))
    assert response.status_code == 400
    assert not Attempt.objects.exists()


def test_a_stale_answer_is_shown_again_so_that_nothing_is_lost(signed_in: Client, planted: Planted) -> None:
    sent = form(planted.lesson, "mine", **{"prompt-who": "A long thought"})
    edit(planted.lesson, planted.lesson.body.replace("Who listened", "Who really listened"))
    response = signed_in.post(door(planted.lesson, "mine"), sent)
    assert response.status_code == 409
    assert "A long thought" in text(response)
    assert sent["version"] not in text(response)


def test_another_answer_under_the_same_client_id_is_refused(signed_in: Client, planted: Planted) -> None:
    sent = form(planted.lesson, "tea", answer="a")
    assert signed_in.post(door(planted.lesson, "tea"), sent).status_code == 302
    assert signed_in.post(door(planted.lesson, "tea"), sent).status_code == 302
    response = signed_in.post(door(planted.lesson, "tea"), sent | {"answer": "b"})
    assert response.status_code == 409
    assert Attempt.objects.get().answer == {"answer": ["a"]}


def test_what_does_not_exist_and_what_is_not_to_be_seen_look_the_same(signed_in: Client, planted: Planted) -> None:
    draft = LessonPage(title="Draft", slug="draft", body=planted.lesson.body, live=False)
    planted.module.add_child(instance=draft)
    hidden = LessonPage(title="Hidden", slug="hidden", body=planted.lesson.body)
    planted.other_module.add_child(instance=hidden)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    doors = {
        "an unknown activity": (planted.lesson.pk, "nothing"),
        "an unknown page": (987_654, "tea"),
        "a page without a text": (planted.module.pk, "tea"),
        "a draft": (draft.pk, "tea"),
        "a private page": (hidden.pk, "tea"),
        "a question of a quiz": (planted.quiz.pk, "q1"),
        "something that is only read": (planted.lesson.pk, "cards-1"),
    }
    sent = {"version": "0" * 64, "client_id": str(uuid4()), "answer": "a"}
    pages = {}
    for name, (page_id, key) in doors.items():
        address = reverse("assessments:answer", args=[page_id, key])
        for response in (signed_in.get(address), signed_in.post(address, sent)):
            assert response.status_code == 404, name
            pages[name] = re.sub(r'value="[^"]{64}"', "", response.content.decode())
    assert len(set(pages.values())) == 1
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param("2026-01-05T10:00:00+07:00", "2026-01-05 03:00", id="with-a-zone"),
        pytest.param("2026-01-05T10:00:00", "", id="without-a-zone"),
        pytest.param("yesterday", "", id="no-time-at-all"),
    ],
)
def test_the_time_of_the_device_is_kept_where_it_can_be_read(
    signed_in: Client, planted: Planted, written: str, kept: str
) -> None:
    signed_in.post(door(planted.lesson, "tea"), form(planted.lesson, "tea", answer="a", answered_at=written))
    attempt = Attempt.objects.get()
    if kept:
        assert f"{attempt.answered_at:%Y-%m-%d %H:%M}" == kept
    else:
        assert attempt.answered_at == attempt.received_at


def test_a_form_without_its_token_is_refused(planted: Planted, learner: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(learner)
    response = strict.post(door(planted.lesson, "tea"), form(planted.lesson, "tea", answer="b"))
    assert response.status_code == 403
    assert not Attempt.objects.exists()


# Scenarios.


def test_a_walk_is_one_scene_at_a_time_and_every_scene_has_an_address(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    address = planted.scenario.get_url()
    start = card(signed_in.get(address), "door")
    assert "At the door" in start
    assert "Inside" not in start

    response = signed_in.post(door(planted.scenario, "door"), form(planted.scenario, "door", move="m1"))
    assert response["Location"] == f"{address}?at=door&path=m1#door"
    assert "SAID-KNOCK" in signed_in.get(response["Location"]).content.decode()

    signed_in.post(door(planted.scenario, "door"), form(planted.scenario, "door", path=["m1"], move="m3"))
    end = signed_in.get(address).content.decode()
    assert "You are at the table." in end
    assert "DEBRIEF-DOOR" in end
    assert "Best choice" in end
    assert [attempt.finished for attempt in Attempt.objects.filter(learner=learner)] == [False, True]


def test_one_can_try_again_from_any_scene_and_nothing_is_lost(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    answered(learner, planted.scenario, "door", {"path": ("m1", "m3")})
    address = planted.scenario.get_url()
    assert "?at=door&amp;path=m1#door" in card(signed_in.get(address), "door")
    assert "They offer tea." in card(signed_in.get(f"{address}?at=door&path=m1"), "door")
    assert "It is late." in card(signed_in.get(f"{address}?at=door"), "door")
    assert "You are at the table." in card(signed_in.get(f"{address}?at=other"), "door")
    assert "You are at the table." in card(signed_in.get(f"{address}?at=door&path=forged"), "door")


def test_a_visitor_walks_by_the_address_alone(client: Client, planted: Planted) -> None:
    sent = form(planted.scenario, "door", path=["m1"], move="m4")
    response = client.post(door(planted.scenario, "door"), sent)
    assert response["Location"] == f"{planted.scenario.get_url()}?at=door&path=m1&path=m4#door"
    end = client.get(response["Location"]).content.decode()
    assert "You are outside." in end
    assert "DEBRIEF-DOOR" in end
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({"move": "m3"}, 400, id="a-move-of-another-scene"),
        pytest.param({"move": ["m1", "m2"]}, 400, id="two-moves"),
        pytest.param({"path": ["m1"] * 300, "move": "m3"}, 400, id="a-path-that-never-ends"),
        pytest.param({}, 200, id="no-move-at-all"),
    ],
)
def test_a_forged_move_is_not_recorded(
    signed_in: Client, planted: Planted, fields: dict[str, object], status: int
) -> None:
    response = signed_in.post(door(planted.scenario, "door"), form(planted.scenario, "door", **fields))
    assert response.status_code == status
    assert not Attempt.objects.exists()


def test_a_walk_through_a_scenario_that_was_rewritten_begins_again(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    answered(learner, planted.scenario, "door", {"path": ("m1",)})
    edit(planted.scenario, planted.scenario.body.replace("{#m1 rating=best}", "{#m9 rating=best}"))
    assert "It is late." in card(signed_in.get(planted.scenario.get_url()), "door")


def test_nobody_sees_the_answers_of_somebody_else(signed_in: Client, planted: Planted) -> None:
    answered(LearnerFactory(), planted.lesson, "mine", {"prompt-who": ("SOMEBODY-ELSES",)})
    assert "SOMEBODY-ELSES" not in signed_in.get(planted.lesson.get_url()).content.decode()
