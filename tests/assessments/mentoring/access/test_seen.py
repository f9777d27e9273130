"""Who looked at what: the learner reads every look of everybody else."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.models import AccessEvent, BreakGlass, Relationship
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import access, emergency
from tests.factories.mentoring import NOW, Kind, organisation, pair, record, session
from tests.factories.people import CoordinatorFactory, MembershipFactory, SuperuserFactory, UserFactory
from training_site.people.models import User
from training_site.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> Relationship:
    return pair(place=organisation())


def look(of: Relationship, *, data_class: DataClass = DataClass.RECORD, times: int = 1) -> None:
    for minute in range(times):
        access.looked(
            viewpoint(of.mentor, of.learner_id, now=NOW),
            data_class=data_class,
            subject=None,
            now=NOW + timedelta(minutes=minute),
        )


def test_what_a_learner_does_with_their_own_leaves_no_row(of: Relationship) -> None:
    access.looked(viewpoint(of.learner, of.learner_id, now=NOW), data_class=DataClass.RECORD, subject=None, now=NOW)
    assert not AccessEvent.objects.exists()


def test_a_look_is_never_changed(of: Relationship) -> None:
    look(of)
    with pytest.raises(DatabaseError, match="evidence is never changed"), transaction.atomic():
        AccessEvent.objects.update(role="nobody")


def test_a_list_is_noted_once_a_day_for_each_learner(of: Relationship) -> None:
    coordinator = CoordinatorFactory(in_organisation=of.organisation)
    for hours in (0, 3, 24):
        access.listed(
            actor_id=coordinator.pk,
            role="coordinator",
            learners=[of.learner_id, coordinator.pk],
            data_class=DataClass.FACTS,
            now=NOW + timedelta(hours=hours),
        )
    assert AccessEvent.objects.count() == 2
    assert {event.learner_id for event in AccessEvent.objects.all()} == {of.learner_id}


@pytest.mark.parametrize(
    ("looks", "sentence"),
    [
        pytest.param(0, "Nobody has opened anything that you wrote.", id="nobody"),
        pytest.param(2, "Nobody but your mentor has opened anything that you wrote.", id="the mentor"),
    ],
)
def test_one_sentence_says_who_has_read_words(of: Relationship, client: Client, looks: int, sentence: str) -> None:
    look(of, times=looks)
    client.force_login(of.learner)
    assert sentence in client.get(reverse("mentoring:seen")).content.decode()


def test_the_learner_reads_who_when_and_as_what(of: Relationship, client: Client) -> None:
    of.mentor.first_name, of.mentor.last_name = "Mirela", "Okoro"
    of.mentor.save()
    look(of)
    client.force_login(of.learner)
    page = client.get(reverse("mentoring:seen")).content.decode()
    assert "Mirela Okoro</b> · mentor · opened: the record of a session" in page
    assert "March 2, 2026" in page


def test_everybody_reads_their_own_acts_and_nobody_elses(of: Relationship, client: Client) -> None:
    look(of)
    client.force_login(of.mentor)
    assert of.learner.username in client.get(reverse("mentoring:seen"), {"of": "me"}).content.decode()
    assert "opened:" not in client.get(reverse("mentoring:seen")).content.decode()
    client.force_login(CoordinatorFactory(in_organisation=of.organisation))
    for query in ({}, {"of": "me"}):
        assert "opened:" not in client.get(reverse("mentoring:seen"), query).content.decode()


def test_the_list_is_downloaded_without_words(of: Relationship, client: Client) -> None:
    look(of)
    client.force_login(of.learner)
    looks = json.loads(client.get(reverse("mentoring:seen_download")).content)["looks"]
    assert [(one["as"], one["what"], one["did"]) for one in looks] == [("mentor", "record", "view")]


@pytest.mark.parametrize("looks", [1, 120])
def test_the_page_costs_the_same_however_long_the_list(
    of: Relationship, client: Client, looks: int, django_assert_max_num_queries: Any
) -> None:
    look(of, times=looks)
    client.force_login(of.learner)
    with django_assert_max_num_queries(10):
        assert client.get(reverse("mentoring:seen")).status_code == 200


class TestOfSomebodyElse:
    """The list of another learner."""

    @pytest.fixture
    def lead(self, of: Relationship) -> User:
        person = UserFactory()
        MembershipFactory(user=person, role=Role.SAFEGUARDING, organisation=of.organisation)
        return person

    @staticmethod
    def main(client: Client, of: Relationship) -> str:
        page = client.get(reverse("mentoring:seen_of", args=[of.learner_id]))
        return page.content.decode().split("<main")[1].split("</main")[0] if page.status_code == 200 else ""

    def test_a_safeguarding_lead_reads_all_of_it_and_that_they_did_stands_there(
        self, of: Relationship, lead: User, client: Client
    ) -> None:
        look(of)
        client.force_login(lead)
        assert "mentor · opened: the record of a session" in self.main(client, of)
        client.force_login(of.learner)
        assert "safeguarding lead · opened: this list" in client.get(reverse("mentoring:seen")).content.decode()

    def test_a_mentor_reads_who_else_opened_what_they_two_wrote(self, of: Relationship, client: Client) -> None:
        supervisor = pair(learner=of.mentor, place=of.organisation).mentor
        Relationship.objects.filter(pk=of.pk).update(is_primary=False)
        other = pair(learner=of.learner, place=of.organisation, ended_on=NOW.date())
        held, elsewhere = (
            record(of=session(of=of, held_on=NOW.date())),
            record(of=session(of=other, held_on=NOW.date())),
        )
        for subject, data_class in (
            (held.pk, DataClass.RECORD),
            (elsewhere.pk, DataClass.OBSERVATION),
            (held.session_id, DataClass.FACTS),
        ):
            view = viewpoint(supervisor, of.learner_id, now=NOW)
            access.looked(view, data_class=data_class, subject=subject, now=NOW)
        access.looked(
            viewpoint(of.mentor, of.learner_id, now=NOW), data_class=DataClass.RECORD, subject=held.pk, now=NOW
        )
        client.force_login(of.mentor)
        page = self.main(client, of)
        assert f"{supervisor}</b> · mentor of the mentor · opened: the record of a session" in page
        assert page.count("opened:") == 1

    def test_emergency_access_stands_there_once_the_two_are_told(
        self, of: Relationship, lead: User, client: Client
    ) -> None:
        coordinator = CoordinatorFactory(in_organisation=of.organisation)
        held = record(of=session(of=of, held_on=NOW.date()), shared=True)
        now = timezone.now()
        grant = emergency.ask(
            requester=coordinator,
            learner=of.learner,
            reason="child_safety",
            words="The mentor is ill and a decision is due.",
            scope=[DataClass.RECORD],
            hours=24,
            tell_on=timezone.localdate(now) + timedelta(days=2),
            delay_words="Telling them now creates danger.",
            now=now,
        )
        emergency.approve(grant=grant, approver=lead, now=now)
        client.force_login(coordinator)
        assert client.get(reverse("mentoring:record", args=[held.pk])).status_code == 200
        client.force_login(of.mentor)
        assert "emergency" not in self.main(client, of)
        BreakGlass.objects.update(notify_at=now)
        assert "opened by emergency access: the record of a session" in self.main(client, of)

    @pytest.mark.parametrize("who", ["supervisor", "line manager", "assessor", "coordinator", "ended", "superuser"])
    def test_nobody_else_finds_it(self, of: Relationship, client: Client, who: str) -> None:
        look(of)
        place = of.organisation
        Relationship.objects.filter(pk=of.pk).update(is_primary=False)
        person = {
            "supervisor": lambda: pair(learner=of.mentor, place=place).mentor,
            "line manager": lambda: pair(learner=of.learner, place=place, kind=Kind.LINE_MANAGEMENT).mentor,
            "assessor": lambda: pair(learner=of.learner, place=place, kind=Kind.ASSESSOR).mentor,
            "coordinator": lambda: CoordinatorFactory(in_organisation=place),
            "ended": lambda: pair(learner=of.learner, place=place, ended_on=NOW.date()).mentor,
            "superuser": lambda: SuperuserFactory(),
        }[who]()
        client.force_login(person)
        assert client.get(reverse("mentoring:seen_of", args=[of.learner_id])).status_code == 404

    def test_the_learner_is_led_to_their_own_page(self, of: Relationship, client: Client) -> None:
        client.force_login(of.learner)
        page = client.get(reverse("mentoring:seen_of", args=[of.learner_id]))
        assert (page.status_code, page["Location"]) == (302, reverse("mentoring:seen"))
