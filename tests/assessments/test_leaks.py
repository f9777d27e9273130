"""What would help somebody who has not answered yet is in no answer of the site: canaries in every key and feedback."""

import json
import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.evidence import Planted, paper, sitting
from tests.factories.people import LearnerFactory
from training_site.people.models import User

CANARIES = re.compile(r"FEEDBACK-|HINT-|EXPLAIN-|SAID-|DEBRIEF-")


def addresses(planted: Planted) -> list[str]:
    pages = [planted.programme, planted.module, planted.other_module, planted.lesson, planted.second, planted.scenario]
    return [
        "/",
        *(page.get_url() for page in [*pages, planted.quiz]),
        reverse("progress:my_learning"),
        reverse("progress:join"),
    ]


@pytest.mark.parametrize("who", ["visitor", "learner"])
def test_no_page_shows_feedback_before_an_answer(client: Client, learner: User, planted: Planted, who: str) -> None:
    if who == "learner":
        client.force_login(learner)
        client.post(reverse("progress:join"), {"pathway": "official"})
    for address in addresses(planted):
        found = CANARIES.findall(client.get(address, follow=True).content.decode())
        assert not found, address


def test_no_answer_of_an_open_sitting_shows_feedback(signed_in: Client, learner: User, planted: Planted) -> None:
    begun = sitting(learner, planted.quiz)
    form = {f"{key}.{part}": values for key, given in paper(begun, right=2).items() for part, values in given.items()}
    form.pop("q1.answer")
    save, hand_in = (reverse(f"assessments:quiz_{name}", args=[begun.pk]) for name in ("save", "hand_in"))
    replies = [
        signed_in.post(save, form | {"sequence": "1"}, headers={"Accept": "application/json"}),
        signed_in.post(save, form | {"sequence": "2"}, follow=True),
        signed_in.post(hand_in, form | {"sequence": "3"}, follow=True),
        signed_in.post(save, form | {"sequence": "x"}),
        signed_in.get(planted.quiz.get_url()),
    ]
    for reply in replies:
        assert not CANARIES.search(reply.content.decode())
    assert set(json.loads(replies[0].content)) == {"saved_text", "answered_text"}


def test_a_result_that_is_not_passed_comments_only_what_was_chosen(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    closed = sitting(learner, planted.quiz, handed_in=True, right=1)
    html = signed_in.get(reverse("assessments:quiz_attempt", args=[closed.pk])).content.decode()
    assert Counter(re.findall(r"(?:KEY|WRONG|OTHER)-FEEDBACK-\d", html)) == Counter(
        ["KEY-FEEDBACK-1", "WRONG-FEEDBACK-2", "WRONG-FEEDBACK-3", "WRONG-FEEDBACK-4"]
    )
    assert "EXPLAIN-" not in html
    assert "The right answer" not in html


def test_a_result_that_is_passed_explains_everything(signed_in: Client, learner: User, planted: Planted) -> None:
    closed = sitting(learner, planted.quiz, handed_in=True, right=4)
    html = signed_in.get(reverse("assessments:quiz_attempt", args=[closed.pk])).content.decode()
    assert set(re.findall(r"EXPLAIN-\d", html)) == {"EXPLAIN-1", "EXPLAIN-2", "EXPLAIN-3", "EXPLAIN-4"}


def test_the_options_of_a_question_look_alike(signed_in: Client, learner: User, planted: Planted) -> None:
    begun = sitting(learner, planted.quiz)
    html = signed_in.get(reverse("assessments:quiz_attempt", args=[begun.pk])).content.decode()
    inputs = re.findall(r"<input type=\"radio\"[^>]*>", html)
    assert len(inputs) == 12
    shapes = {re.sub(r'value="[abc]"|id="q\d-answer-[abc]"|name="q\d\.answer"', "", shown) for shown in inputs}
    assert len(shapes) == 1


def test_the_place_of_an_option_does_not_tell_whether_it_is_right(planted: Planted) -> None:
    places: Counter[int] = Counter()
    for _ in range(40):
        learner = LearnerFactory()
        begun = sitting(learner, planted.quiz)
        client = Client()
        client.force_login(learner)
        html = client.get(reverse("assessments:quiz_attempt", args=[begun.pk])).content.decode()
        for number in range(1, 5):
            options = re.findall(rf'name="q{number}\.answer" value="([abc])"', html)
            places[options.index("a")] += 1
    # 160 right options in three places: each place expects 53, and fewer than 25 has a chance of one in ten million.
    assert min(places[place] for place in range(3)) > 25
