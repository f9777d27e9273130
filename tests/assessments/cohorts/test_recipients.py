"""Writing to a cohort: those of its members whom the writer looks after, asked again when it is sent."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.cohorts import CohortFactory, member, taking_part
from tests.factories.people import CoordinatorFactory, OrganisationFactory, TrainerFactory
from training_site.notices import recipients
from training_site.notices.models import Delivery, Message

pytestmark = pytest.mark.django_db
WRITE = "/notices/write/"


def test_the_cohort_page_leads_to_the_form_with_the_cohort_chosen(client: Client) -> None:
    cohort = CohortFactory(name="Spring")
    client.force_login(CoordinatorFactory(in_organisation=cohort.organisation))
    member(cohort)

    assert f"/notices/write/?to=cohorts.cohort%3D{cohort.pk}" in client.get(f"/cohorts/{cohort.pk}/").content.decode()
    form = client.get(f"/notices/write/?to=cohorts.cohort%3D{cohort.pk}").content.decode()
    assert f'<option value="cohorts.cohort={cohort.pk}" selected>Spring</option>' in form


def test_only_ones_own_members_are_told_and_the_others_are_counted(client: Client) -> None:
    cohort, elsewhere = CohortFactory(), OrganisationFactory()
    taking_part(cohort, elsewhere)
    ours, theirs = member(cohort), member(cohort, organisation=elsewhere)
    client.force_login(CoordinatorFactory(in_organisation=cohort.organisation))
    form = {"to": f"cohorts.cohort={cohort.pk}", "template": "go-on"}

    looked = client.post(WRITE, {**form, "step": "look"}).content.decode()
    client.post(WRITE, {**form, "step": "send"})

    assert "1 person is told." in looked
    assert "1 more is not told" in looked
    assert theirs.learner.display_name not in looked
    assert [row.person for row in Delivery.objects.all()] == [ours.learner]


def test_who_looks_after_nobody_in_it_any_more_cannot_send(client: Client) -> None:
    cohort = CohortFactory()
    member(cohort)
    person = CoordinatorFactory(in_organisation=cohort.organisation)
    client.force_login(person)
    form = {"to": f"cohorts.cohort={cohort.pk}", "template": "go-on"}
    assert client.post(WRITE, {**form, "step": "look"}).status_code == 200
    person.memberships.update(until=timezone.localdate())

    assert client.post(WRITE, {**form, "step": "send"}).status_code == 404
    assert not Message.objects.exists()


@pytest.mark.parametrize("value", ["0", "-1", "²", "9" * 30, "x"])
def test_what_names_no_cohort_is_no_list(value: str) -> None:
    person = CoordinatorFactory(in_organisation=CohortFactory().organisation)

    assert recipients.find(person, "cohorts.cohort", value, today=timezone.localdate()) is None


def test_a_foreign_coordinator_and_a_trainer_have_no_such_list() -> None:
    cohort = CohortFactory()
    member(cohort)
    for person in (CoordinatorFactory(), TrainerFactory(in_organisation=cohort.organisation)):
        assert recipients.find(person, "cohorts.cohort", str(cohort.pk), today=timezone.localdate()) is None
