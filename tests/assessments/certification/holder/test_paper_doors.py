"""Papers through the doors."""

from datetime import timedelta

from django.urls import reverse

from assessments.certification.models import Evidence
from tests.assessments.certification.holder.conftest import SignIn
from tests.assessments.certification.holder.reading import text
from tests.factories.certification import TODAY, assigned
from tests.factories.certification_papers import LICENCE, NAME, REASON, paper
from tests.factories.certification_requests import certifier, learning
from tests.factories.people import CoordinatorFactory, LearnerFactory

CODE = "reintegration-practice"
ENTER = reverse("certification:paper_enter", args=[CODE, "registered"])
SENT = {"title": "Registration as a social worker", "issuer": "Chamber", "dated": "2026-03-02", "reference": "SW 114"}


def desk(row: Evidence) -> str:
    return reverse("certification:answer", args=["evidence", row.pk])


def test_a_learner_enters_a_paper_and_reads_how_it_stands(sign_in: SignIn) -> None:
    cycle = assigned(learning(LICENCE))
    coordinator = certifier(cycle)
    client = sign_in(cycle.learner)
    assert ENTER in client.get(reverse("certification:way", args=[CODE])).content.decode()
    assert coordinator.display_name in text(client.get(ENTER))
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert "This day has not come yet." in text(client.post(ENTER, SENT | {"dated": tomorrow}))
    assert client.post(ENTER, SENT | {"title": ""}).status_code == 400
    assert client.post(ENTER, SENT | {"title": "Letter about 012 345 678"}).status_code == 422

    page = client.post(ENTER, SENT)["Location"]

    assert "Waits until somebody has looked at the original" in text(client.get(page))
    assert "Registration as a social worker" in text(client.get(reverse("certification:requests")))
    assert "Registration as a social worker" in text(client.get(ENTER))
    assert sign_in(LearnerFactory()).get(page).status_code == 404
    assert sign_in(LearnerFactory()).get(ENTER).status_code == 404


def test_no_number_is_kept_of_a_paper_that_says_who_somebody_is(sign_in: SignIn) -> None:
    cycle = assigned(learning(NAME))
    door = reverse("certification:paper_enter", args=[CODE, "named"])
    client = sign_in(cycle.learner)

    assert 'name="reference"' not in client.get(door).content.decode()
    client.post(door, SENT)
    assert Evidence.objects.get().reference == ""


def test_whoever_looks_at_it_finds_it_and_says_that_it_was_seen(sign_in: SignIn) -> None:
    row = paper()
    coordinator = CoordinatorFactory(in_organisation=row.organisation)
    client = sign_in(coordinator)
    for where in ("waiting", "answers"):
        assert desk(row) in client.get(reverse(f"certification:{where}")).content.decode()
    assert "Chamber" in text(client.get(desk(row)))
    assert client.post(desk(row), {"outcome": "verify"}).status_code == 400

    assert client.post(desk(row), {"outcome": "verify", "seen": "on"})["Location"] == reverse("certification:waiting")

    said = text(sign_in(row.learner).get(reverse("certification:paper", args=[row.pk])))
    assert "The original was seen" in said
    assert str(coordinator) in said


def test_a_paper_that_was_sent_back_says_why(sign_in: SignIn) -> None:
    row = paper()
    client = sign_in(CoordinatorFactory(in_organisation=row.organisation))
    assert client.post(desk(row), {"outcome": "refuse", "words": "No."}).status_code == 400
    client.post(desk(row), {"outcome": "refuse", "words": REASON})

    assert REASON in text(sign_in(row.learner).get(reverse("certification:paper", args=[row.pk])))


def test_a_learner_takes_a_paper_back(sign_in: SignIn) -> None:
    row = paper()
    page = sign_in(row.learner).post(reverse("certification:paper_withdraw", args=[row.pk]))["Location"]

    assert page == reverse("certification:paper", args=[row.pk])
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_for_everybody_else_the_paper_is_not_there(sign_in: SignIn) -> None:
    row = paper()
    for person in (row.learner, LearnerFactory(), CoordinatorFactory()):
        client = sign_in(person)
        assert client.get(desk(row)).status_code == 404
        assert client.post(desk(row), {"outcome": "verify", "seen": "on"}).status_code == 404
