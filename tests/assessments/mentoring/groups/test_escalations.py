"""The note that a concern was raised holds no word about whom or what."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.models import Escalation, Relationship
from assessments.mentoring.services import escalations
from tests.factories.mentoring import NOW, TODAY, organisation, pair
from tests.factories.people import CoordinatorFactory, MembershipFactory, UserFactory
from training_site.people.models import User
from training_site.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Relationship:
    return pair(place=organisation())


def noted(of: Relationship, by: User, **changes: Any) -> Escalation:
    wish: dict[str, Any] = {"channel": "voice", "raised_on": TODAY, "reference": "", "support_offered": True}
    return escalations.note(relationship=of, by=by, now=NOW, **{**wish, **changes})


@pytest.mark.parametrize("reference", ["she is hurt", "ក", "a" * 41, "-1", "x\ny"], ids=ascii)
def test_a_reference_is_no_sentence(of: Relationship, reference: str) -> None:
    with pytest.raises(escalations.NotAReference):
        noted(of, of.mentor, reference=reference)


def test_the_table_has_no_place_for_a_sentence() -> None:
    texts = [field.name for field in Escalation._meta.get_fields() if field.get_internal_type() == "TextField"]
    lengths = [getattr(field, "max_length", 0) or 0 for field in Escalation._meta.get_fields()]
    assert texts == []
    assert max(lengths) <= 40


def test_only_the_mentor_says_that_it_reached_somebody(of: Relationship) -> None:
    with pytest.raises(escalations.NotTheirsToConfirm):
        noted(of, of.learner, reached=True)
    row = noted(of, of.learner)
    with pytest.raises(escalations.NotTheirsToConfirm):
        escalations.confirm(escalation=row, by=of.learner, now=NOW)
    first = escalations.confirm(escalation=row, by=of.mentor, now=NOW)
    again = escalations.confirm(escalation=row, by=of.mentor, now=NOW + timedelta(days=1))
    assert (first.reached, again.reached_at) == (True, NOW)


def test_a_day_to_come_is_refused(of: Relationship) -> None:
    with pytest.raises(escalations.NotADay):
        noted(of, of.mentor, raised_on=TODAY + timedelta(days=1))


def test_the_page_keeps_a_note_and_confirms_it(of: Relationship, client: Client) -> None:
    url = reverse("mentoring:escalation", args=[of.pk])
    client.force_login(of.learner)
    assert reverse("people:danger") in client.get(url).content.decode()
    sent = {"channel": "voice", "raised_on": timezone.localdate().isoformat(), "reference": "RC/2026/17"}
    assert client.post(url, sent).status_code == 302
    assert client.post(url, {**sent, "reference": "two words"}).status_code == 400
    row = Escalation.objects.get()
    assert client.post(url, {"confirm": row.pk}).status_code == 404
    client.force_login(of.mentor)
    assert client.post(url, {"confirm": row.pk}).status_code == 302
    assert Escalation.objects.get().reached


def test_the_safeguarding_lead_sees_that_there_was_one_and_others_find_nothing(
    of: Relationship, client: Client
) -> None:
    noted(of, of.mentor)
    lead = UserFactory()
    MembershipFactory(user=lead, role=Role.SAFEGUARDING, organisation=of.organisation)
    elsewhere = UserFactory()
    MembershipFactory(user=elsewhere, role=Role.SAFEGUARDING, organisation=organisation())
    url = reverse("mentoring:escalations")

    client.force_login(lead)
    assert of.learner.username in client.get(url).content.decode()
    client.force_login(elsewhere)
    assert of.learner.username not in client.get(url).content.decode()
    for person in (of.learner, of.mentor, CoordinatorFactory(in_organisation=of.organisation)):
        client.force_login(person)
        assert client.get(url).status_code == 404
    for person in (lead, elsewhere, CoordinatorFactory(in_organisation=of.organisation), pair().mentor):
        client.force_login(person)
        assert client.get(reverse("mentoring:escalation", args=[of.pk])).status_code == 404


@pytest.mark.parametrize(
    ("days", "said"),
    [
        pytest.param(0, "on the same day", id="the same day"),
        pytest.param(1, "within 1 day.", id="one day"),
        pytest.param(3, "within 3 days.", id="three days"),
    ],
)
def test_the_safeguarding_lead_reads_how_fast_they_reached_somebody(
    of: Relationship, client: Client, days: int, said: str
) -> None:
    row = noted(of, of.mentor)
    lead = UserFactory()
    MembershipFactory(user=lead, role=Role.SAFEGUARDING, organisation=of.organisation)
    reached_at = timezone.make_aware(datetime.combine(row.raised_on + timedelta(days=days), time(12)))
    Escalation.objects.update(reached=True, reached_at=reached_at)
    client.force_login(lead)
    page = client.get(reverse("mentoring:escalations")).content.decode()
    assert f"half of them reached somebody {said}" in page
    assert reverse("mentoring:facts", args=[of.learner_id]) in page
    assert client.get(reverse("mentoring:facts", args=[of.learner_id])).status_code == 200
