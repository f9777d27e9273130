"""Time left is the server's: how much there is when the paper is shown, when it is told, and where a device asks again."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.presenting.sittings import left_texts, seconds_left
from tests.factories.evidence import NOW, Planted, sitting
from tests.factories.people import LearnerFactory
from training_site.people.models import User


@pytest.mark.parametrize(
    ("minutes", "marks"),
    [(120, [0, 60, 300, 3600]), (30, [0, 60, 300, 900]), (10, [0, 60, 300]), (4, [0, 60, 300])],
)
def test_it_is_told_at_half_of_the_time_at_five_minutes_at_one_and_at_the_end(
    planted: Planted, learner: User, minutes: int, marks: list[int]
) -> None:
    planted.quiz.limit_minutes = minutes
    said = json.loads(left_texts(sitting(learner, planted.quiz)))
    assert sorted(map(int, said)) == marks
    assert said["60"] == "Less than 1 minute left"
    assert said["300"] == "Less than 5 minutes left"


def test_where_there_is_no_limit_nothing_is_told(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    assert (seconds_left(begun, NOW), left_texts(begun)) == (None, "")


@pytest.mark.parametrize(("after", "left"), [(0, 1800), (1799.5, 0), (4000, 0)])
def test_seconds_are_counted_down_to_nothing(planted: Planted, learner: User, after: float, left: int) -> None:
    planted.quiz.limit_minutes = 30
    assert seconds_left(sitting(learner, planted.quiz), NOW + timedelta(seconds=after)) == left


def test_the_paper_says_how_much_is_left_politely_and_its_script_can_ask_again(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    planted.quiz.limit_minutes = 30
    begun = sitting(learner, planted.quiz, now=timezone.now() - timedelta(minutes=10))
    html = signed_in.get(reverse("assessments:quiz_attempt", args=[begun.pk])).content.decode()
    (tag,) = re.findall(r"<span [^>]*data-left[^>]*>", html)
    assert 'aria-live="polite"' in tag
    assert 1190 <= int(re.findall(r'data-left="(\d+)"', tag)[0]) <= 1200
    assert set(json.loads(unescape(re.findall(r'data-texts="([^"]*)"', tag)[0]))) == {"0", "60", "300", "900"}
    assert "time-left.js" in html

    ask = reverse("assessments:quiz_save", args=[begun.pk])
    assert f'data-ask="{ask}"' in tag
    said = json.loads(signed_in.get(ask, headers={"Accept": "application/json"}).content)
    assert 1190 <= said["left"] <= 1200
    assert said["token"]
    assert f'data-of="{said["reader"]}"' in html


def test_a_quiz_without_a_limit_loads_no_clock(signed_in: Client, learner: User, planted: Planted) -> None:
    begun = sitting(learner, planted.quiz)
    html = signed_in.get(reverse("assessments:quiz_attempt", args=[begun.pk])).content.decode()
    assert "data-left" not in html
    assert "time-left.js" not in html


def test_nobody_else_is_told_how_much_is_left_or_given_a_token(signed_in: Client, planted: Planted) -> None:
    theirs = sitting(LearnerFactory(), planted.quiz)
    response = signed_in.get(reverse("assessments:quiz_save", args=[theirs.pk]), headers={"Accept": "application/json"})
    assert response.status_code == 404
    assert list(json.loads(response.content)) == ["error"]
