"""The page of the trail: within one's own organisations, by act, actor, unit and day; and as a file that is itself recorded."""

import csv
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.audit import NOW, AuditEventFactory, linked
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    OrganisationFactory,
    SuperuserFactory,
    TrainerFactory,
    UserFactory,
)
from training_site.audit.exporting import _cell
from training_site.audit.models import AuditEvent
from training_site.audit.pages import ON_A_PAGE
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db
TRAIL = "/audit/"


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def places() -> dict[str, Organisation]:
    """Two countries; the first has a region."""
    here, elsewhere = OrganisationFactory(name="Here"), OrganisationFactory(name="Elsewhere")
    return {"here": here, "below": OrganisationFactory(name="Below", below=here, kind="region"), "elsewhere": elsewhere}


@pytest.fixture
def told(places: dict[str, Organisation]) -> dict[str, AuditEvent]:
    made = {
        name: AuditEventFactory(unit=place, act="people.organisation_made", details={"kind": "region"})
        for name, place in places.items()
    }
    return made | {"nowhere": AuditEventFactory(unit=None, act="people.account_closed")}


def shown(client: Client, **questions: str) -> list[str]:
    lines = client.get(TRAIL, questions).context["trail"].lines
    return sorted(line.facts[-1] for line in lines)


@pytest.mark.parametrize("factory", [AdministratorFactory, CoordinatorFactory])
def test_who_answers_for_an_organisation_reads_what_belongs_to_it_and_below(
    places: dict[str, Organisation], told: dict[str, AuditEvent], factory: type[UserFactory]
) -> None:
    assert shown(signed_in(factory(in_organisation=places["here"]))) == ["Below", "Here"]
    assert shown(signed_in(factory(in_organisation=places["below"]))) == ["Below"]


def test_whoever_runs_the_site_reads_all_of_it(told: dict[str, AuditEvent]) -> None:
    assert len(shown(signed_in(SuperuserFactory()))) == len(told)


def test_an_organisation_elsewhere_cannot_even_be_asked_about(
    places: dict[str, Organisation], told: dict[str, AuditEvent]
) -> None:
    client = signed_in(AdministratorFactory(in_organisation=places["below"]))

    page = client.get(TRAIL, {"unit": str(places["elsewhere"].pk)})

    assert page.context["trail"].lines == ()
    assert "Elsewhere" not in page.content.decode()
    assert "form-errors" in page.content.decode()


def test_it_is_not_there_for_anybody_else(places: dict[str, Organisation]) -> None:
    assert signed_in(TrainerFactory(in_organisation=places["here"])).get(TRAIL).status_code == 404
    assert signed_in(UserFactory()).post(reverse("audit:export"), {"format": "csv"}).status_code == 404


def test_it_is_asked_by_act_by_actor_by_unit_and_by_day(
    places: dict[str, Organisation], told: dict[str, AuditEvent]
) -> None:
    client = signed_in(SuperuserFactory())
    actor = UserFactory(username="Vera")
    AuditEventFactory(unit=places["here"], actor=actor, at=NOW + timedelta(days=3))

    assert shown(client, act="people.organisation_made") == ["Below", "Elsewhere", "Here"]
    assert shown(client, actor="vera") == ["Here"]
    assert shown(client, unit=str(places["below"].pk)) == ["Below"]
    assert shown(client, since="2026-05-04") == ["Here"]
    assert len(shown(client, until="2026-05-03")) == len(told)
    assert len(shown(client, until="2026-05-06")) == len(told) + 1


@pytest.mark.parametrize(
    "questions",
    [
        {"actor": "nobody-of-this-name"},
        {"since": "yesterday"},
        {"since": "0001-01-01"},
        {"since": "2026-05-04", "until": "2026-05-03"},
        {"act": "no.such_act"},
        {"unit": "x"},
    ],
    ids=lambda asked: " ".join(f"{name} {value}" for name, value in asked.items()),
)
def test_a_question_that_cannot_be_understood_is_said_at_its_field(questions: dict[str, str]) -> None:
    AuditEventFactory()
    page = signed_in(SuperuserFactory()).get(TRAIL, questions)

    assert (page.status_code, page.context["trail"].lines) == (200, ())
    assert 'id="form-errors"' in page.content.decode()


def test_pages_follow_one_another_with_the_same_questions() -> None:
    events = linked(ON_A_PAGE + 2)
    client = signed_in(SuperuserFactory())

    first = client.get(TRAIL, {"act": "people.membership_begun"})
    second = client.get(f"{TRAIL}{first.context['trail'].older_url}")

    assert f"before={events[2].pk}" in first.context["trail"].older_url
    assert [len(page.context["trail"].lines) for page in (first, second)] == [ON_A_PAGE, 2]
    assert second.context["trail"].older_url == ""
    assert client.get(TRAIL, {"before": "9" * 40}).status_code == 200


def test_the_page_costs_the_same_however_long_the_trail_is(
    places: dict[str, Organisation], django_assert_max_num_queries: object
) -> None:
    client = signed_in(AdministratorFactory(in_organisation=places["here"]))
    AuditEventFactory.create_batch(ON_A_PAGE, unit=places["here"], person=UserFactory(), actor=UserFactory())

    with django_assert_max_num_queries(8):  # type: ignore[operator]  # pytest-django's fixture
        client.get(TRAIL)


def test_a_file_holds_the_asked_rows_with_their_hashes_and_is_recorded(
    places: dict[str, Organisation], told: dict[str, AuditEvent]
) -> None:
    administrator = AdministratorFactory(in_organisation=places["here"])
    client = signed_in(administrator)

    response = client.post(reverse("audit:export"), {"format": "jsonl", "act": "people.organisation_made"})
    rows = [json.loads(line) for line in b"".join(response.streaming_content).decode().splitlines()]  # type: ignore[attr-defined]

    assert {row["unit"] for row in rows} == {places["here"].pk, places["below"].pk}
    assert all(len(row["sha256"]) == 64 for row in rows)
    event = AuditEvent.objects.get(act="audit.exported")
    assert event.actor == administrator
    assert event.details == {"format": "jsonl", "rows": 2, "act": "people.organisation_made"}


def test_an_export_of_the_trail_shows_the_exports_before_it(places: dict[str, Organisation]) -> None:
    client = signed_in(SuperuserFactory())

    for expected in range(3):
        response = client.post(reverse("audit:export"), {"format": "csv", "act": "audit.exported"})
        table = list(csv.DictReader(b"".join(response.streaming_content).decode().splitlines()))  # type: ignore[attr-defined]
        assert len(table) == expected


def test_the_form_of_the_file_is_asked_for() -> None:
    client = signed_in(SuperuserFactory())

    assert client.post(reverse("audit:export"), {"format": "pdf"}).status_code == 400
    assert client.get(reverse("audit:export"))["Location"] == TRAIL


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\ufeff", " ", "\uff1d"])
def test_no_cell_is_a_formula(begins: str) -> None:
    assert _cell(f"{begins}1") == f"'{begins}1"
    assert _cell("plain") == "plain"
    assert _cell(7) == 7
