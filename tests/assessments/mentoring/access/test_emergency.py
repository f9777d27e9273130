"""Emergency access: two people, a reason, an end, and both parties told."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.models import AccessEvent, Annex, BreakGlass, Relationship
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import access, emergency, ledger, notes
from assessments.mentoring.services.ledger import NotNow
from tests.factories.mentoring import NOW, TODAY, organisation, pair, session
from tests.factories.people import CoordinatorFactory, MembershipFactory, MentorFactory, UserFactory
from training_site.notices.models import Notice
from training_site.people.models import User
from training_site.people.roles import Role

pytestmark = pytest.mark.django_db
WORDS = "The mentor is in hospital and a decision is due."
FORM = {"reason": "mentor_incapacity", "words": WORDS, "scope": ["record"], "hours": "24"}


@pytest.fixture
def place() -> Any:
    return organisation()


@pytest.fixture
def of(place: Any) -> Relationship:
    return pair(place=place)


@pytest.fixture
def coordinator(place: Any) -> User:
    return CoordinatorFactory(in_organisation=place)


@pytest.fixture
def lead(place: Any) -> User:
    person = UserFactory()
    MembershipFactory(user=person, role=Role.SAFEGUARDING, organisation=place)
    return person


def asked(of: Relationship, by: User, **changes: Any) -> BreakGlass:
    wish: dict[str, Any] = {"reason": "child_safety", "words": WORDS, "scope": [DataClass.RECORD], "hours": 24}
    return emergency.ask(requester=by, learner=of.learner, now=NOW, **{**wish, **changes})


def test_nothing_is_open_until_a_second_person_says_so(of: Relationship, coordinator: User, lead: User) -> None:
    grant = asked(of, coordinator)
    assert viewpoint(coordinator, of.learner_id, now=NOW).grants == frozenset()

    emergency.approve(grant=grant, approver=lead, now=NOW)

    assert viewpoint(coordinator, of.learner_id, now=NOW).grants == {DataClass.RECORD}
    assert viewpoint(lead, of.learner_id, now=NOW).grants == frozenset()


def test_it_closes_by_itself_at_the_moment_it_runs_out(of: Relationship, coordinator: User, lead: User) -> None:
    emergency.approve(grant=asked(of, coordinator, hours=3), approver=lead, now=NOW)
    last, over = NOW + timedelta(hours=3, seconds=-1), NOW + timedelta(hours=3)

    assert viewpoint(coordinator, of.learner_id, now=last).grants
    assert not viewpoint(coordinator, of.learner_id, now=over).grants
    assert emergency.expire(now=last) == 0
    assert emergency.expire(now=over) == 1
    assert emergency.expire(now=over) == 0


def test_it_ends_with_the_role_in_which_it_was_asked_for(of: Relationship, coordinator: User, lead: User) -> None:
    emergency.approve(grant=asked(of, coordinator), approver=lead, now=NOW)
    coordinator.memberships.update(until=TODAY)

    assert not viewpoint(coordinator, of.learner_id, now=NOW).grants


def test_nobody_approves_their_own_request(of: Relationship, coordinator: User) -> None:
    grant = asked(of, coordinator)
    with pytest.raises(emergency.NotTheirsToAnswer):
        emergency.approve(grant=grant, approver=coordinator, now=NOW)


def test_nobody_of_the_pair_asks_or_answers(of: Relationship, coordinator: User, place: Any) -> None:
    MembershipFactory(user=of.mentor, role=Role.COORDINATOR, organisation=place)
    with pytest.raises(emergency.NotTheirsToAsk):
        asked(of, of.mentor)
    with pytest.raises(emergency.NotTheirsToAnswer):
        emergency.approve(grant=asked(of, coordinator), approver=of.mentor, now=NOW)


@pytest.mark.parametrize("who", ["coordinator elsewhere", "mentor", "superuser"])
def test_others_can_neither_ask_nor_answer(of: Relationship, coordinator: User, place: Any, who: str) -> None:
    person = {
        "coordinator elsewhere": lambda: CoordinatorFactory(in_organisation=organisation()),
        "mentor": lambda: MentorFactory(in_organisation=place),
        "superuser": lambda: UserFactory(is_superuser=True),
    }[who]()
    with pytest.raises(emergency.NotTheirsToAsk):
        asked(of, person)
    with pytest.raises(emergency.NotTheirsToAnswer):
        emergency.approve(grant=asked(of, coordinator), approver=person, now=NOW)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"words": "too short"}, id="few words"),
        pytest.param({"scope": []}, id="nothing to open"),
        pytest.param({"scope": [DataClass.PREPARATION]}, id="what no emergency opens"),
        pytest.param({"scope": [DataClass.ANNEX]}, id="what no emergency opens to a coordinator"),
        pytest.param({"hours": 73}, id="more than 72 hours"),
        pytest.param({"hours": 0}, id="no time"),
        pytest.param({"reason": "curiosity"}, id="unknown reason"),
        pytest.param({"tell_on": TODAY + timedelta(days=3)}, id="a delay that nobody justified"),
        pytest.param({"tell_on": TODAY + timedelta(days=31), "delay_words": "danger"}, id="a delay over 30 days"),
    ],
)
def test_an_incomplete_request_is_refused(of: Relationship, coordinator: User, change: dict[str, Any]) -> None:
    with pytest.raises(emergency.Incomplete):
        asked(of, coordinator, **change)
    assert not BreakGlass.objects.exists()


def test_it_is_answered_once(of: Relationship, coordinator: User, lead: User) -> None:
    grant = asked(of, coordinator)
    emergency.refuse(grant=grant, approver=lead, now=NOW)
    with pytest.raises(NotNow):
        emergency.approve(grant=grant, approver=lead, now=NOW)


def test_both_are_told_at_once_and_no_words_travel(of: Relationship, coordinator: User, lead: User) -> None:
    emergency.approve(grant=asked(of, coordinator), approver=lead, now=NOW)

    told = Notice.objects.filter(kind="mentoring.emergency_opened")
    assert {notice.person_id for notice in told} == {of.learner_id, of.mentor_id}
    assert "hospital" not in f"{list(Notice.objects.values())}{mail.outbox}"


def test_a_justified_delay_tells_them_on_its_day(of: Relationship, coordinator: User, lead: User) -> None:
    grant = asked(of, coordinator, tell_on=TODAY + timedelta(days=3), delay_words="It would create danger.")
    emergency.approve(grant=grant, approver=lead, now=NOW)
    opened = Notice.objects.filter(kind="mentoring.emergency_opened")

    assert emergency.tell(now=NOW + timedelta(days=2)) == 0
    assert not opened.exists()
    emergency.tell(now=NOW + timedelta(days=3))
    emergency.tell(now=NOW + timedelta(days=4))
    assert opened.count() == 2


def test_either_of_the_two_closes_it_early(of: Relationship, coordinator: User, lead: User) -> None:
    grant = emergency.approve(grant=asked(of, coordinator), approver=lead, now=NOW)
    with pytest.raises(emergency.NotTheirsToAnswer):
        emergency.close(grant=grant, by=of.learner, now=NOW)
    emergency.close(grant=grant, by=lead, now=NOW)
    assert not viewpoint(coordinator, of.learner_id, now=NOW).grants


def test_every_use_names_its_grant(of: Relationship, coordinator: User, lead: User) -> None:
    grant = emergency.approve(grant=asked(of, coordinator), approver=lead, now=NOW)
    view = viewpoint(coordinator, of.learner_id, now=NOW)

    access.looked(view, data_class=DataClass.RECORD, subject=None, now=NOW)
    access.looked(view, data_class=DataClass.FACTS, subject=None, now=NOW)

    found = AccessEvent.objects.order_by("pk").values_list("action", "grant")
    assert list(found) == [("break_glass", grant.pk), ("view", None)]


def test_the_way_through_the_pages(of: Relationship, coordinator: User, lead: User, client: Client) -> None:
    client.force_login(coordinator)
    ask_url = reverse("mentoring:emergency_ask", args=[of.learner_id])
    assert client.get(ask_url).status_code == 200
    page = client.post(ask_url, FORM, follow=True)
    url = page.redirect_chain[-1][0]
    assert WORDS in page.content.decode()
    assert client.post(url, {"act": "approve"}).status_code == 404

    client.force_login(lead)
    assert client.get(reverse("mentoring:emergencies")).status_code == 200
    assert client.post(url, {"act": "approve"}).status_code == 302

    client.force_login(coordinator)
    assert client.get(f"{url}opened/").status_code == 200
    client.force_login(lead)
    assert client.get(f"{url}opened/").status_code == 404

    for party in (of.learner, of.mentor):
        client.force_login(party)
        assert WORDS in client.get(url).content.decode()


def test_an_invalid_request_comes_back_with_its_words(of: Relationship, coordinator: User, client: Client) -> None:
    client.force_login(coordinator)
    url = reverse("mentoring:emergency_ask", args=[of.learner_id])
    photo = SimpleUploadedFile("child.jpg", b"x")
    for wrong in ({"hours": "100"}, {"photo": photo}):
        page = client.post(url, {**FORM, **wrong})
        assert page.status_code == 400
        assert WORDS in page.content.decode()
    assert "The file was not taken" in page.content.decode()
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("who", ["learner", "mentor"])
def test_a_party_does_not_see_a_request_before_they_are_told(
    of: Relationship, coordinator: User, lead: User, client: Client, who: str
) -> None:
    delay = {"tell_on": TODAY + timedelta(days=20), "delay_words": "It would create danger."}
    waiting = asked(of, coordinator)
    hidden = emergency.approve(grant=asked(of, coordinator, **delay), approver=lead, now=NOW)
    BreakGlass.objects.filter(pk=hidden.pk).update(notify_at=timezone.now() + timedelta(days=1))
    client.force_login(getattr(of, who))
    for grant in (waiting, hidden):
        assert client.get(reverse("mentoring:emergency", args=[grant.pk])).status_code == 404
    listed = client.get(reverse("mentoring:emergencies")).content.decode().split("<main")[1].split("</main")[0]
    assert of.learner.username not in listed


@pytest.mark.parametrize("who", ["learner", "mentor"])
def test_both_read_who_used_it_and_when_and_not_why_they_were_told_late(
    of: Relationship, coordinator: User, lead: User, client: Client, who: str
) -> None:
    delay = {"tell_on": TODAY + timedelta(days=2), "delay_words": "It would have created danger."}
    grant = emergency.approve(grant=asked(of, coordinator, **delay), approver=lead, now=NOW)
    access.looked(viewpoint(coordinator, of.learner_id, now=NOW), data_class=DataClass.RECORD, subject=uuid4(), now=NOW)
    client.force_login(getattr(of, who))
    page = client.get(reverse("mentoring:emergency", args=[grant.pk])).content.decode()
    assert f"{coordinator}</b> · coordinator · opened by emergency access: the record of a session" in page
    assert WORDS in page
    assert "created danger" not in page


def test_a_mentor_whose_relationship_ended_no_longer_reads_of_it(
    of: Relationship, coordinator: User, lead: User, client: Client
) -> None:
    grant = emergency.approve(grant=asked(of, coordinator), approver=lead, now=NOW)
    ledger.append(of, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
    client.force_login(of.mentor)
    assert client.get(reverse("mentoring:emergency", args=[grant.pk])).status_code == 404


def test_each_look_names_the_grant_that_opened_it(of: Relationship, lead: User, coordinator: User) -> None:
    for scope in (DataClass.RECORD, DataClass.OBSERVATION, DataClass.ANNEX):
        emergency.approve(grant=asked(of, lead, scope=[scope]), approver=coordinator, now=NOW)
    view = viewpoint(lead, of.learner_id, now=NOW)
    for scope in (DataClass.ANNEX, DataClass.RECORD, DataClass.OBSERVATION):
        access.looked(view, data_class=scope, subject=None, now=NOW)
    assert all(look.grant is not None and look.grant.scope == [look.data_class] for look in AccessEvent.objects.all())


def test_a_confidential_matter_is_opened_read_and_not_written(
    of: Relationship, lead: User, coordinator: User, client: Client
) -> None:
    held = session(of=of, held_on=TODAY)
    matter = notes.add_annex(session=held, by=of.learner, body="I am often ill.", key=uuid4(), now=NOW)
    url = reverse("mentoring:annex", args=[held.pk])
    client.force_login(lead)
    assert client.get(url).status_code == 404

    now = timezone.now()
    wish = {"reason": "child_safety", "words": WORDS, "scope": [DataClass.ANNEX], "hours": 24, "now": now}
    grant = emergency.ask(requester=lead, learner=of.learner, **wish)
    emergency.approve(grant=grant, approver=coordinator, now=now)

    assert url in client.get(reverse("mentoring:opened", args=[grant.pk])).content.decode()
    page = client.get(url).content.decode()
    assert "I am often ill." in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert reverse("mentoring:session", args=[held.pk]) not in page
    assert client.post(url, {"body": "Me too.", "key": str(uuid4())}).status_code == 404
    assert list(Annex.objects.values_list("pk", flat=True)) == [matter.pk]
    assert AccessEvent.objects.get(actor=lead).action == "break_glass"
    emergency.close(grant=grant, by=lead, now=now)
    assert client.get(url).status_code == 404
