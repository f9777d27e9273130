"""The pages on which somebody writes to many, and chooses when news may come."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.notices import written
from tests.factories.people import CoordinatorFactory, LearnerFactory, OrganisationFactory
from training_site.notices.models import Message, Preference
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db

WRITE = "/notices/write/"


@pytest.fixture
def place() -> Organisation:
    return OrganisationFactory(name="Tavenia")


@pytest.fixture
def sender(client: Client, place: Organisation) -> User:
    person = CoordinatorFactory(in_organisation=place)
    client.force_login(person)
    return person


def _form(place: Organisation, **changed: str) -> dict[str, str]:
    own = {"subject": "About Friday", "body": "Dear {name}, we meet.", "no_child": "on"}
    return {"to": f"people.learners={place.pk}", "template": "own", **own, "step": "look", **changed}


def _reads(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_nothing_is_kept_before_it_is_sent(client: Client, sender: User, place: Organisation) -> None:
    LearnerFactory(in_organisation=place, first_name="Ada")

    looked = client.post(WRITE, _form(place))
    page = _reads(looked)

    assert looked.status_code == 200
    assert "1 person is told." in page
    assert 'Ada</b> <span class="soft">on the site only: no confirmed e-mail address' in page
    assert not Message.objects.exists()

    changed = client.post(WRITE, _form(place, step="change"))
    assert changed.context["form"]["subject"].value() == "About Friday"

    sent = client.post(WRITE, _form(place, step="send"))
    message = Message.objects.get()
    assert sent["Location"] == f"/notices/messages/{message.pk}/deliveries/"
    assert "Waits on the site" in _reads(client.get(sent["Location"]))
    assert "1 told" in _reads(client.get("/notices/sent/"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"subject": ""}, "subject", id="no subject"),
        pytest.param({"body": " "}, "body", id="no words"),
        pytest.param({"body": "Dear {child}"}, "body", id="a gap that nothing fills"),
        pytest.param({"no_child": ""}, "no_child", id="words nobody has looked through"),
        pytest.param({"to": ""}, "to", id="no list"),
        pytest.param({"template": "rude"}, "template", id="a template that is none"),
        pytest.param({"body": "x" * 4001}, "body", id="more than is read"),
    ],
)
def test_a_mistake_is_said_at_its_field(
    changed: dict[str, str], field: str, client: Client, sender: User, place: Organisation
) -> None:
    response = client.post(WRITE, _form(place, **changed))

    assert response.status_code == 400
    assert field in response.context["form"].errors


def test_a_list_of_somebody_else_is_no_choice(client: Client, sender: User, place: Organisation) -> None:
    foreign = OrganisationFactory(name="Far away")

    assert "Far away" not in _reads(client.get(WRITE))
    assert client.post(WRITE, _form(foreign)).status_code == 400


def test_a_second_message_of_the_day_is_refused_in_words(client: Client, sender: User, place: Organisation) -> None:
    LearnerFactory(in_organisation=place)
    written(by=sender, to=place, now=timezone.now())

    response = client.post(WRITE, _form(place, step="send"))

    assert response.status_code == 409
    assert "You have written to this list today" in _reads(response)


def test_a_message_for_nobody_cannot_be_sent(client: Client, sender: User, place: Organisation) -> None:
    looked, sent = client.post(WRITE, _form(place)), client.post(WRITE, _form(place, step="send"))

    assert "0 people are told." in _reads(looked)
    assert "Send it" not in _reads(looked)
    assert sent.status_code == 409
    assert not Message.objects.exists()


def test_wordings_that_may_tell_who_somebody_is_are_shown(client: Client, sender: User, place: Organisation) -> None:
    LearnerFactory(in_organisation=place)

    page = _reads(client.post(WRITE, _form(place, body="Dear {name}, call 0977 123 456 about Sokha (8).")))

    assert "Does this tell who somebody is?" in page
    assert "<q>" in page


def test_the_hours_are_shown_as_they_are_and_kept_as_they_are_sent(client: Client, sender: User) -> None:
    shown = client.get("/notices/hours/").context["form"]
    assert str(shown["quiet_from"].value()) == "21:00:00"

    client.post(
        "/notices/hours/",
        {"quiet_from": "22:30", "quiet_until": "06:00", "zone": "Europe/Kyiv"},
    )

    chosen = Preference.objects.get(person=sender)
    assert (str(chosen.quiet_from), chosen.zone, chosen.messages, chosen.by_email) == (
        "22:30:00",
        "Europe/Kyiv",
        False,
        True,
    )
    assert client.get("/notices/hours/").context["form"]["zone"].value() == "Europe/Kyiv"


@pytest.mark.parametrize(
    "form", [{"quiet_from": "25:00"}, {"quiet_until": ""}, {"zone": "Mars/Olympus"}], ids=["hour", "none", "zone"]
)
def test_hours_that_no_clock_shows_are_refused(form: dict[str, str], client: Client, sender: User) -> None:
    given = {"quiet_from": "21:00", "quiet_until": "07:00", "zone": "", **form}

    response = client.post("/notices/hours/", given)

    assert response.status_code == 400
    assert list(response.context["form"].errors) == list(form)
