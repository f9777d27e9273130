"""The pages of a session and its record, for both halves of the pair."""

from datetime import date, datetime, time

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.pages.sessions import usual_moment
from tests.factories.mentoring_sessions import PATHS, at, learner_of, mentor_of
from training_site.people.models import User

pytestmark = pytest.mark.django_db


def opened(client: Client, person: User, name: str, *args: object) -> HttpResponse:
    client.force_login(person)
    return client.get(reverse(f"mentoring:{name}", args=args))


@pytest.mark.parametrize("who", ["learner", "mentor"])
@pytest.mark.parametrize("state", PATHS)
def test_a_record_says_to_both_where_it_stands_and_what_comes_next(client: Client, state: str, who: str) -> None:
    record = at(state)
    person = learner_of(record) if who == "learner" else mentor_of(record)
    page = opened(client, person, "record", record.pk)
    if state == "draft":
        assert page.status_code == (404 if who == "learner" else 302)
        return
    assert page.status_code == 200
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert page.context["record"].next_text


@pytest.mark.parametrize(
    ("hour", "offered"),
    [
        pytest.param(3, 10, id="at night"),
        pytest.param(7, 7, id="early"),
        pytest.param(18, 18, id="late"),
        pytest.param(19, 10, id="in the evening"),
    ],
)
def test_a_plan_begins_at_an_hour_at_which_people_work(hour: int, offered: int) -> None:
    now = timezone.make_aware(datetime.combine(date(2026, 3, 2), time(hour, 40)))

    assert usual_moment(now)["hour"] == time(offered)
    assert usual_moment(now)["day"] == date(2026, 3, 16)
