"""Hours of practice and declarations through the doors."""

from datetime import timedelta

from django.urls import reverse

from assessments.certification.models import Evidence
from assessments.certification.services import evidence
from tests.assessments.certification.holder.conftest import SignIn
from tests.assessments.certification.holder.reading import text
from tests.factories.certification import NOW, TODAY, assigned
from tests.factories.certification_requests import CONDUCT, HOURS, MODULE, certifier, learning
from tests.factories.people import LearnerFactory

HOURS_PAGE = reverse("certification:hours")
DECLARATION = reverse("certification:declaration", args=["code-of-conduct"])


def test_hours_are_entered_and_read_by_who_verifies_them(sign_in: SignIn) -> None:
    cycle = assigned(learning(HOURS))
    client = sign_in(cycle.learner)
    sent = {"hours": "8", "until": TODAY.isoformat(), "place": "Team east"}
    for _ in range(2):
        assert client.post(HOURS_PAGE, sent)["Location"] == HOURS_PAGE

    row = Evidence.objects.get()
    said = text(client.get(HOURS_PAGE))
    assert "0 hours verified · 8 hours waiting" in said
    assert client.post(HOURS_PAGE, sent | {"hours": "9"}).status_code == 409
    assert client.post(HOURS_PAGE, sent | {"until": (TODAY + timedelta(days=1)).isoformat()}).status_code == 400
    assert client.post(HOURS_PAGE, sent | {"hours": "0"}).status_code == 400
    page = reverse("certification:evidence", args=[row.pk])
    assert "Waits for your line manager" in text(client.get(page))
    assert cycle.learner.display_name in text(sign_in(certifier(cycle)).get(page))
    assert sign_in(LearnerFactory()).get(page).status_code == 404
    evidence.verify(evidence=row, by=certifier(cycle), now=NOW)
    assert "8 hours verified" in text(client.get(HOURS_PAGE))


def test_a_name_in_the_place_is_asked_about(sign_in: SignIn) -> None:
    sent = {"hours": "8", "until": TODAY.isoformat(), "place": "House of 012 345 678"}

    assert sign_in(LearnerFactory()).post(HOURS_PAGE, sent).status_code == 422


def test_a_declaration_is_read_and_signed_as_it_reads(sign_in: SignIn) -> None:
    cycle = assigned(learning(CONDUCT, MODULE))
    client = sign_in(cycle.learner)
    page = client.get(DECLARATION).content.decode()
    digest = page.partition('name="digest" value="')[2].partition('"')[0]
    assert client.post(DECLARATION, {"digest": digest}).status_code == 400
    changed = client.post(DECLARATION, {"digest": "0" * 64, "agreed": "on"})
    assert changed.status_code == 409
    assert "The text has changed since you opened it." in text(changed)
    for _ in range(2):
        assert client.post(DECLARATION, {"digest": digest, "agreed": "on"})["Location"] == DECLARATION

    assert Evidence.objects.count() == 1
    said = text(client.get(DECLARATION))
    assert "You signed this version on Oct. 5, 2026." in said


def test_a_version_that_was_signed_before_is_named(sign_in: SignIn) -> None:
    learner = LearnerFactory()
    Evidence.objects.create(
        learner=learner,
        kind="declaration",
        subject="code-of-conduct",
        version="0",
        occurred_on=TODAY,
        source="platform",
        state="verified",
        created_at=NOW,
    )

    assert "Version 0, signed on Oct. 5, 2026" in text(sign_in(learner).get(DECLARATION))
