"""From an answer there is no way to a person: not by a column, a moment, an order, a transaction, a session, a log or the audit trail."""

import logging
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from assessments.surveys.links import token
from assessments.surveys.models import Answer, Survey, Ticket
from tests.factories import cohorts
from tests.factories.people import OrganisationFactory
from tests.factories.surveys import NOW, answered, closed, cohort_of, survey
from tests.scanning import columns_with
from training_site.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
FITS = [{"fits": str(1 + at % 5), "change": f"Qqword{at}qq"} for at in range(12)]


def rows_as_they_lie() -> list[str]:
    """The words in the order in which the database reads its rows when nobody asks for one."""
    return [row.given.opened()["change"] for row in Answer.objects.raw("SELECT * FROM surveys_answer")]


def in_physical_order() -> list[str]:
    column = "rowid" if connection.vendor == "sqlite" else "ctid"
    return [
        row.given.opened()["change"] for row in Answer.objects.raw(f"SELECT * FROM surveys_answer ORDER BY {column}")
    ]


def test_no_column_of_an_answer_is_a_relation_a_moment_or_a_number_that_counts() -> None:
    fields = Answer._meta.get_fields(include_parents=True, include_hidden=True)

    assert {field.name for field in fields} == {"id", "survey", "version", "place", "given"}
    assert not any(field.is_relation for field in fields)
    assert not any(isinstance(field, models.DateField | models.TimeField | models.AutoField) for field in fields)


def test_nothing_points_at_an_answer() -> None:
    pointing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is Answer
    ]

    assert pointing == []


def test_no_value_of_an_answer_stands_in_any_row_that_names_a_person() -> None:
    asked = survey(12)
    answered(asked, FITS)
    keys = [row.pk.hex for row in Answer.objects.all()] + [str(row.pk) for row in Answer.objects.all()]

    assert {place.split(".")[0] for place in columns_with(keys)} <= {"surveys_answer"}
    words = columns_with([one["change"] for one in FITS])
    assert {place.partition(":")[0] for place in words} == {"surveys_answer.given (opened)"}


def test_who_and_what_are_joined_by_the_survey_and_the_place_alone() -> None:
    asked = survey(12)
    answered(asked, FITS)
    shared = {"survey": str(asked.pk), "place": None}

    for ticket in Ticket.objects.filter(spent=True):
        of_ticket = {str(value) for name, value in _values(ticket).items() if name not in ("survey_id", "place")}
        for row in Answer.objects.all():
            assert not of_ticket & {str(value) for name, value in _values(row).items() if name not in shared}


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("read", [rows_as_they_lie, in_physical_order], ids=["as they lie", "physical"])
def test_answers_do_not_lie_in_the_order_in_which_they_came(read: Any) -> None:
    orders = set()
    for _time in range(3):
        Answer.objects.all().delete()
        answered(survey(12), FITS)
        orders.add(tuple(read()))

    # By chance one of three might; that all three are the same, or as they came, is one in 10^17.
    assert len(orders) > 1
    assert orders != {tuple(one["change"] for one in FITS)}


def test_the_newest_answer_lies_anywhere() -> None:
    places = set()
    for _time in range(8):
        Answer.objects.all().delete()
        answered(survey(7), FITS[:7])
        places.add(in_physical_order().index(FITS[6]["change"]))

    assert len(places) > 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL notes the transaction on a row")
def test_no_transaction_wrote_one_answer_and_one_ticket_alone() -> None:
    asked = survey(8)
    answered(asked, FITS[:6])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM surveys_answer")
        of_answers = cursor.fetchone()[0]
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM surveys_ticket WHERE spent")
        of_tickets = cursor.fetchone()[0]

    assert (of_answers, of_tickets) == (1, 1)


def test_every_answer_that_lies_there_gets_a_new_name_when_another_comes() -> None:
    asked = survey(8)
    answered(asked, FITS[:3])
    before = set(Answer.objects.values_list("pk", flat=True))
    answered(asked, FITS[3:4])

    assert not before & set(Answer.objects.values_list("pk", flat=True))
    assert sorted(rows_as_they_lie()) == sorted(one["change"] for one in FITS[:4])


def test_when_it_closes_nobody_is_known_to_have_been_asked() -> None:
    asked = survey(8)
    answered(asked, FITS[:6])
    closed(asked)
    asked.refresh_from_db()

    assert not Ticket.objects.exists()
    assert (asked.invited, asked.answered) == (8, 6)
    assert len(rows_as_they_lie()) == 6


@pytest.mark.parametrize(("number", "left"), [(4, 0), (5, 5)])
def test_fewer_than_five_answers_are_destroyed_unread(number: int, left: int) -> None:
    asked = survey(8)
    answered(asked, FITS[:number])
    closed(asked)

    assert Answer.objects.count() == left


def test_an_organisation_stands_on_an_answer_only_where_five_are_asked() -> None:
    cohort = cohort_of(6)
    for _small in range(5):
        cohorts.member(cohort, organisation=OrganisationFactory())
    asked = survey(cohort=cohort)
    places = list(Ticket.objects.filter(survey=asked).values_list("place", flat=True))

    assert places.count(cohort.organisation_id) == 6
    assert places.count(None) == 5


def test_answering_leaves_no_word_in_session_log_audit_or_cookie(caplog: pytest.LogCaptureFixture) -> None:
    asked = survey(6)
    ticket = Ticket.objects.filter(survey=asked).first()
    client = Client(enforce_csrf_checks=True)
    before = AuditEvent.objects.count()
    with caplog.at_level(logging.DEBUG):
        page = client.post(reverse("surveys:answer", args=[token(ticket)]), {"fits": "4", "change": "qqheardqq"})

    assert page.status_code == 200
    assert page.cookies == {}
    assert client.cookies == {}
    assert Session.objects.count() == 0
    assert AuditEvent.objects.count() == before
    assert "qqheardqq" not in caplog.text
    assert columns_with(["qqheardqq"]) == ["surveys_answer.given (opened): qqheardqq"]


def test_whoever_is_signed_in_has_nothing_written_about_them_either() -> None:
    asked = survey(6)
    ticket = Ticket.objects.filter(survey=asked).first()
    client = Client()
    client.force_login(ticket.person)
    untouched = _everything_but(Answer, Ticket)
    client.post(reverse("surveys:answer", args=[token(ticket)]), {"fits": "4"})

    assert _everything_but(Answer, Ticket) == untouched


def test_no_ticket_has_a_moment() -> None:
    assert not any(isinstance(field, models.DateField | models.TimeField) for field in Ticket._meta.get_fields())
    assert any(isinstance(field, models.DateField) for field in Survey._meta.get_fields())  # the survey's own days


def _values(row: models.Model) -> dict[str, Any]:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {
        name: value
        for name, value in values.items()
        if value is not None and not isinstance(value, bool | bytes | date | datetime | int)
    }


def _everything_but(*left_out: type[models.Model]) -> dict[str, list[Any]]:
    return {
        model._meta.label: sorted(map(repr, model._default_manager.values()))
        for model in apps.get_models()
        if model not in left_out and not model._meta.proxy and model._meta.managed
    }
