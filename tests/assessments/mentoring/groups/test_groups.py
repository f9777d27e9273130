"""Groups: formed by a coordinator, led by one mentor, confirmed by everybody for themself."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.models import Attendance, Group, GroupMember, Tutorial
from assessments.mentoring.services import groups
from tests.factories.mentoring import organisation
from tests.factories.people import CoordinatorFactory, LearnerFactory, MentorFactory
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Organisation:
    return organisation()


@pytest.fixture
def coordinator(place: Organisation) -> User:
    return CoordinatorFactory(in_organisation=place)


@pytest.fixture
def facilitator(place: Organisation) -> User:
    return MentorFactory(in_organisation=place)


@pytest.fixture
def group(place: Organisation, coordinator: User, facilitator: User) -> Group:
    began = timezone.now() - timedelta(days=20)
    made = groups.form(
        by=coordinator, place=place, name="Tuesday", facilitator=facilitator, programme_key="practice", now=began
    )
    for _number in range(5):
        groups.join(group=made, learner=LearnerFactory(in_organisation=place), by=coordinator, now=began)
    return made


def members(group: Group) -> list[User]:
    return [member.learner for member in group.members.select_related("learner").order_by("pk")]


def recorded(group: Group, **changes: Any) -> Tutorial:
    wish: dict[str, Any] = {
        "by": group.facilitator,
        "occurred_on": timezone.localdate(),
        "minutes": 90,
        "topic": "First visit after the return",
        "note": "Ask the child alone.\nListen first.",
        "rules_read": True,
        "present": [one.pk for one in members(group)[:4]],
        "client_id": uuid4(),
        "now": timezone.now(),
    }
    return groups.record(group=group, **{**wish, **changes})


def filled(group: Group, **changes: Any) -> dict[str, Any]:
    return {
        "occurred_on": timezone.localdate().isoformat(),
        "minutes": "90",
        "topic": "First visit after the return",
        "note": "Ask the child alone.",
        "present": [str(one.pk) for one in members(group)[:4]],
        "client_id": str(uuid4()),
        **changes,
    }


def test_a_facilitator_records_who_was_there(group: Group) -> None:
    tutorial = recorded(group)
    there = Attendance.objects.filter(tutorial=tutorial).values_list("present", flat=True)
    assert sorted(there) == [False, True, True, True, True]


def test_sent_twice_it_is_one(group: Group) -> None:
    number = uuid4()
    assert recorded(group, client_id=number) == recorded(group, client_id=number)
    assert Tutorial.objects.count() == 1
    assert Attendance.objects.count() == 5
    with pytest.raises(groups.SentForSomethingElse):
        recorded(group, client_id=number, occurred_on=timezone.localdate() - timedelta(days=1))


@pytest.mark.parametrize("who", ["coordinator", "member", "other mentor"])
def test_nobody_but_the_facilitator_records(group: Group, coordinator: User, place: Organisation, who: str) -> None:
    person = {
        "coordinator": lambda: coordinator,
        "member": lambda: members(group)[0],
        "other mentor": lambda: MentorFactory(in_organisation=place),
    }[who]()
    with pytest.raises(groups.NotTheFacilitator):
        recorded(group, by=person)


@pytest.mark.parametrize("days", [-1, 21], ids=["to come", "before the group"])
def test_a_day_that_cannot_be_is_refused(group: Group, days: int) -> None:
    with pytest.raises(groups.NotOnThatDay):
        recorded(group, occurred_on=timezone.localdate() - timedelta(days=days))


def test_only_members_were_present_or_absent(group: Group) -> None:
    with pytest.raises(groups.NotInTheGroup):
        recorded(group, present=[LearnerFactory().pk])


def test_a_note_has_ten_lines_at_most(group: Group) -> None:
    with pytest.raises(groups.NoteTooLong):
        recorded(group, note="line\n" * 11)


def test_a_correction_stands_beside_what_it_corrects(group: Group) -> None:
    first = recorded(group)
    second = recorded(group, corrects=first, minutes=60)
    assert Tutorial.objects.count() == 2
    assert second.corrects == first
    with pytest.raises(groups.CorrectedAlready):
        recorded(group, corrects=first)
    with pytest.raises(DatabaseError, match="evidence is never changed"), transaction.atomic():
        Tutorial.objects.filter(pk=first.pk).update(minutes=10)


def test_everybody_answers_for_themself_and_nobody_else(group: Group) -> None:
    tutorial = recorded(group)
    groups.answer(tutorial=tutorial, learner=members(group)[0], was_there=False, now=timezone.now())
    assert Attendance.objects.get(tutorial=tutorial, learner=members(group)[0]).answer == "denied"
    with pytest.raises(groups.NotInTheGroup):
        groups.answer(tutorial=tutorial, learner=group.facilitator, was_there=True, now=timezone.now())


def test_a_coordinator_elsewhere_arranges_nothing(group: Group, place: Organisation) -> None:
    stranger = CoordinatorFactory(in_organisation=organisation())
    now = timezone.now()
    for act in (
        lambda: groups.join(group=group, learner=LearnerFactory(), by=stranger, now=now),
        lambda: groups.leave(group=group, learner=members(group)[0], by=stranger, now=now),
        lambda: groups.end(group=group, by=stranger, now=now),
        lambda: groups.form(
            by=stranger, place=place, name="x", facilitator=group.facilitator, programme_key="p", now=now
        ),
    ):
        with pytest.raises(groups.NotTheirsToArrange):
            act()


def test_nobody_is_in_a_group_twice(group: Group, coordinator: User) -> None:
    with pytest.raises(groups.InTheGroupAlready):
        groups.join(group=group, learner=members(group)[0], by=coordinator, now=timezone.now())


def test_the_pages_form_a_group_and_take_people_in_and_out(
    place: Organisation, coordinator: User, facilitator: User, client: Client
) -> None:
    learner = LearnerFactory(in_organisation=place)
    client.force_login(coordinator)
    assert client.get(reverse("mentoring:groups")).status_code == 200
    sent = {"name": "Tuesday", "facilitator": facilitator.pk, "place": place.pk}
    url = client.post(reverse("mentoring:groups"), sent)["Location"]
    assert learner.username in client.get(url).content.decode()
    client.post(url, {"act": "join", "learner": learner.pk})
    assert GroupMember.objects.get().learner == learner
    assert "a good size is 5 to 8" in client.get(url).content.decode()
    client.post(url, {"act": "leave", "learner": learner.pk})
    assert GroupMember.objects.get().until
    client.post(url, {"act": "end"})
    assert Group.objects.get().until


def test_the_pages_record_correct_and_confirm(group: Group, client: Client) -> None:
    new = reverse("mentoring:tutorial_new", args=[group.pk])
    client.force_login(group.facilitator)
    assert client.get(new).status_code == 200
    url = client.post(new, filled(group))["Location"]
    assert "was not there" in client.get(url).content.decode()
    corrected = client.post(f"{url}correct/", filled(group, minutes="60"))["Location"]
    assert corrected != url

    learner = members(group)[0]
    client.force_login(learner)
    page = client.get(corrected).content.decode()
    assert "Ask the child alone." in page
    assert learner.username not in page.split("<main")[1].split("</main")[0]
    client.post(corrected, {"answer": "confirmed"})
    assert Attendance.objects.get(tutorial__corrects__isnull=False, learner=learner).answer == "confirmed"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({"minutes": "5"}, 400, id="too short"),
        pytest.param({"note": "line\n" * 11}, 400, id="too many lines"),
        pytest.param({"note": "Call 0971 234 567 about it."}, 422, id="a number that may identify somebody"),
        pytest.param({"occurred_on": "2001-01-01"}, 400, id="long ago"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_its_words(
    group: Group, client: Client, change: dict[str, str], status: int
) -> None:
    client.force_login(group.facilitator)
    page = client.post(reverse("mentoring:tutorial_new", args=[group.pk]), filled(group, **change))
    assert page.status_code == status
    assert "First visit after the return" in page.content.decode()
    assert not Tutorial.objects.exists()


def test_others_find_neither_group_nor_tutorial(group: Group, place: Organisation, client: Client) -> None:
    tutorial = recorded(group)
    for person in (LearnerFactory(in_organisation=place), MentorFactory(in_organisation=place)):
        client.force_login(person)
        for name, number in (("group", group.pk), ("tutorial", tutorial.pk), ("tutorial_new", group.pk)):
            assert client.get(reverse(f"mentoring:{name}", args=[number])).status_code == 404
