"""Writing to whoever answers a question to the board: the same people, inside one's own scope, asked again when it is sent."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from assessments.reporting.filters import Filters
from assessments.reporting.services import keeping
from tests.assessments.reporting.views.test_board import Town
from tests.factories.people import AdministratorFactory, TrainerFactory
from training_site.notices import recipients
from training_site.notices.models import Delivery

pytestmark = pytest.mark.django_db
WRITE = "/notices/write/"


@pytest.fixture
def town() -> Town:
    return Town()


def test_the_board_leads_to_the_form_and_those_who_answer_are_told(client: Client, town: Town) -> None:
    client.force_login(town.coordinator(town.north))
    query = f"unit={town.north.pk}&status=overdue"

    board = client.get("/board/?status=overdue").content.decode()
    form = client.get(f"{WRITE}?to={quote(f'reporting.board={query}')}").content.decode()
    client.post(WRITE, {"to": f"reporting.board={query}", "template": "go-on", "step": "send"})

    assert f"{WRITE}?to={quote(f'reporting.board={query}', safe='')}" in board
    assert "North · Overdue" in form
    assert [row.person.display_name for row in Delivery.objects.all()] == ["Emil Late"]


@pytest.mark.parametrize(
    "value",
    ["status=overdue&unit={north}", "unit={north}&status=overdue&order=name", "unit={south}", "unit={north}&more=1"],
    ids=["another order", "what goes without saying", "foreign unit", "more"],
)
def test_a_question_has_one_spelling_and_stays_inside_the_scope(value: str, town: Town) -> None:
    asked = value.format(north=town.north.pk, south=town.south.pk)

    assert recipients.find(town.coordinator(town.north), "reporting.board", asked, today=town.today) is None


def test_who_may_read_the_board_and_write_to_nobody_has_no_such_list(client: Client, town: Town) -> None:
    for person in (TrainerFactory(in_organisation=town.north), AdministratorFactory(in_organisation=town.north)):
        assert recipients.find(person, "reporting.board", f"unit={town.north.pk}", today=town.today) is None
    client.force_login(TrainerFactory(in_organisation=town.north))
    assert "Write to these" not in client.get("/board/").content.decode()


def test_views_that_were_kept_are_offered_once_each(town: Town) -> None:
    person, filters = town.coordinator(town.north), Filters(unit=town.north.pk, status="overdue")
    for title in ("Late", "Again late"):
        keeping.keep(owner=person, title=title, filters=filters, monthly=False, now=timezone.now())

    offered = dict(recipients.offered(person, today=town.today))

    assert offered["From the board"] == [(f"reporting.board={filters.query}", "Again late")]
