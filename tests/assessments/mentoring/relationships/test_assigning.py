"""A coordinator arranges the people around a learner; the two answer; nobody else finds anything here."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.models import AccessEvent, Event, PolicyVersion, Relationship
from tests.assessments.mentoring.relationships.asking import as_, statements
from tests.factories.evidence import plant_programme
from tests.factories.mentoring import NOW, PROGRAMME, organisation, pair
from tests.factories.mentoring_relationships import proposal
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MentorFactory,
    SuperuserFactory,
    TrainerFactory,
)
from training_site.people.models import Organisation, User

Kind = Relationship.Kind
pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


@pytest.fixture(autouse=True)
def programme() -> None:
    plant_programme()


@pytest.fixture
def place() -> Organisation:
    return organisation()


@pytest.fixture
def coordinator(place: Organisation) -> User:
    return CoordinatorFactory(in_organisation=place)


@pytest.fixture
def learner(place: Organisation) -> User:
    return LearnerFactory(in_organisation=place, first_name="Lina", last_name="Sorensen")


@pytest.fixture
def mentor(place: Organisation) -> User:
    return MentorFactory(in_organisation=place, first_name="Mirela", last_name="Okoro")


def assign(learner: User, query: str = "") -> str:
    return reverse("mentoring:assign", args=[learner.pk]) + query


def answer(row: Relationship) -> str:
    return reverse("mentoring:answer", args=[row.pk])


# Who may


def others(place: Organisation, learner: User, mentor: User) -> dict[str, User]:
    district = place.get_parent()
    return {
        "the learner": learner,
        "a mentor": mentor,
        "a trainer": TrainerFactory(in_organisation=place),
        "an administrator": AdministratorFactory(in_organisation=place),
        "a superuser": SuperuserFactory(),
        "a coordinator of the region": CoordinatorFactory(in_organisation=district.get_parent()),
        "a coordinator next door": CoordinatorFactory(in_organisation=organisation()),
    }


def test_nobody_else_finds_the_page_or_changes_anything(place: Organisation, learner: User, mentor: User) -> None:
    row = pair(place=place, learner=learner, mentor=mentor)
    acts = {
        assign(learner): {"person": mentor.pk, "starts_on": "2026-03-02"},
        reverse("mentoring:pause", args=[row.pk]): {f"pause-{row.pk.hex}-reason": "leave"},
        reverse("mentoring:end", args=[row.pk]): {f"end-{row.pk.hex}-reason": "other"},
        reverse("mentoring:resume", args=[row.pk]): {},
        reverse("mentoring:take_back", args=[row.pk]): {},
    }
    before = Event.objects.count()
    for who, person in others(place, learner, mentor).items():
        client = as_(person)
        assert client.get(assign(learner)).status_code == 404, who
        for url, data in acts.items():
            assert client.post(url, data).status_code == 404, (who, url)
    assert Event.objects.count() == before


def test_coordinators_of_the_organisation_and_its_district_find_it(place: Organisation, learner: User) -> None:
    for where in (place, place.get_parent()):
        assert as_(CoordinatorFactory(in_organisation=where)).get(assign(learner)).status_code == 200


def test_a_look_at_the_people_around_somebody_is_noted_for_them(coordinator: User, learner: User) -> None:
    as_(coordinator).get(assign(learner))
    look = AccessEvent.objects.get()
    assert (look.learner, look.actor, look.role, look.data_class) == (learner, coordinator, "coordinator", "facts")


# Naming


def test_a_mentor_is_proposed(coordinator: User, learner: User, mentor: User) -> None:
    page = as_(coordinator).get(assign(learner))
    assert "Mirela Okoro · 0 of 6 learners" in page.content.decode()
    today = timezone.localdate().isoformat()
    sent = as_(coordinator).post(assign(learner), {"person": mentor.pk, "starts_on": today, "is_primary": "on"})
    row = Relationship.objects.get()
    assert sent["Location"] == assign(learner)
    assert (row.learner, row.mentor, row.state, row.is_primary) == (learner, mentor, "proposed", True)
    assert (row.programme_key, row.organisation) == (PROGRAMME, learner.memberships.get().organisation)


def test_a_line_manager_is_named(coordinator: User, learner: User, mentor: User) -> None:
    today = timezone.localdate().isoformat()
    as_(coordinator).post(assign(learner, "?kind=line_management"), {"person": mentor.pk, "starts_on": today})
    assert Relationship.objects.get().state == "active"


def test_a_full_mentor_is_marked_and_can_still_be_chosen(
    coordinator: User, place: Organisation, learner: User, mentor: User
) -> None:
    PolicyVersion.objects.create(
        organisation=place, programme_key=PROGRAMME, number=1, values={"mentor_load_most": 1}, made_at=NOW
    )
    pair(place=place, mentor=mentor)
    page = as_(coordinator).get(assign(learner)).content.decode()
    assert "1 of 1 learners (one more is more than the policy advises)" in page
    as_(coordinator).post(assign(learner), {"person": mentor.pk, "starts_on": timezone.localdate().isoformat()})
    assert Relationship.objects.filter(learner=learner).exists()


def test_what_is_refused_says_why_and_keeps_what_was_chosen(
    coordinator: User, place: Organisation, learner: User, mentor: User
) -> None:
    pair(place=place, learner=learner, mentor=mentor, kind=Kind.LINE_MANAGEMENT)
    sent = as_(coordinator).post(assign(learner), {"person": mentor.pk, "starts_on": timezone.localdate().isoformat()})
    page = sent.content.decode()
    assert sent.status_code == 409
    assert "Mentor and line manager are kept apart by the policy" in page
    assert sent.context["form"]["person"].value() == str(mentor.pk)


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        pytest.param({"person": "0"}, "person", id="somebody who is not offered"),
        pytest.param({"starts_on": "2019-01-01"}, "starts_on", id="years ago"),
        pytest.param({"starts_on": "soon"}, "starts_on", id="no day"),
    ],
)
def test_a_mistake_is_named_at_its_field(
    coordinator: User, learner: User, mentor: User, data: dict[str, str], wrong: str
) -> None:
    good = {"person": mentor.pk, "starts_on": timezone.localdate().isoformat()}
    sent = as_(coordinator).post(assign(learner), good | data)
    assert (sent.status_code, list(sent.context["form"].errors)) == (400, [wrong])
    assert not Relationship.objects.exists()


def test_nobody_from_elsewhere_is_offered(coordinator: User, learner: User) -> None:
    stranger = MentorFactory(in_organisation=organisation())
    sent = as_(coordinator).post(
        assign(learner), {"person": stranger.pk, "starts_on": timezone.localdate().isoformat()}
    )
    assert sent.status_code == 400


# Changing


def test_somebody_else_instead(coordinator: User, place: Organisation, learner: User, mentor: User) -> None:
    first = pair(place=place, learner=learner)
    url = assign(learner, f"?kind=reflective&instead_of={first.pk}")
    assert f"Somebody else instead of {first.mentor}" in as_(coordinator).get(url).content.decode()
    as_(coordinator).post(url, {"person": mentor.pk, "starts_on": timezone.localdate().isoformat(), "is_primary": "on"})
    first.refresh_from_db()
    assert (first.state, first.successors.get().mentor) == ("ended", mentor)


def test_nobody_is_replaced_for_somebody_else_by_an_address(coordinator: User, learner: User) -> None:
    other = pair()
    assert as_(coordinator).get(assign(learner, f"?kind=reflective&instead_of={other.pk}")).status_code == 404
    assert as_(coordinator).get(assign(learner, "?kind=reflective&instead_of=nobody")).status_code == 200


@pytest.mark.parametrize(("act", "reason", "state"), [("pause", "leave", "paused"), ("end", "moved", "ended")])
def test_it_is_paused_or_ended_with_a_reason(
    coordinator: User, place: Organisation, act: str, reason: str, state: str
) -> None:
    row = pair(place=place)
    url = reverse(f"mentoring:{act}", args=[row.pk])
    as_(coordinator).post(url, {})
    row.refresh_from_db()
    assert row.state == "active"
    as_(coordinator).post(url, {f"{act}-{row.pk.hex}-reason": reason})
    row.refresh_from_db()
    assert (row.state, row.reason) == (state, reason)


def test_it_goes_on_and_a_second_click_is_told_that_it_has_changed(coordinator: User, place: Organisation) -> None:
    row = pair(place=place, paused=True)
    client = as_(coordinator)
    client.post(reverse("mentoring:resume", args=[row.pk]))
    again = client.post(reverse("mentoring:resume", args=[row.pk]), follow=True)
    assert "This has changed meanwhile" in again.content.decode()
    row.refresh_from_db()
    assert row.state == "active"


def test_a_proposal_is_taken_back(coordinator: User, place: Organisation) -> None:
    row = proposal(place=place)
    as_(coordinator).post(reverse("mentoring:take_back", args=[row.pk]))
    row.refresh_from_db()
    assert row.reason == "taken_back"


@pytest.mark.parametrize("people", [1, 6])
def test_the_page_costs_the_same_for_any_number_of_people(
    coordinator: User,
    place: Organisation,
    learner: User,
    people: int,
) -> None:
    for number in range(people):
        row = pair(place=place, learner=learner, kind=Kind.ASSESSOR if number else Kind.REFLECTIVE)
        pair(place=place, mentor=row.mentor)
    client = as_(coordinator)
    client.get(assign(learner))
    with statements(17):
        client.get(assign(learner))


# Answering


def test_each_of_the_two_says_yes_on_their_own_page(place: Organisation, learner: User, mentor: User) -> None:
    row = proposal(place=place, learner=learner, person=mentor)
    assert "Mirela Okoro would accompany your practice" in as_(learner).get(answer(row)).content.decode()
    sent = as_(learner).post(answer(row), {"answer": "yes"})
    assert sent["Location"] == reverse("mentoring:home")
    assert "You said yes. Mirela Okoro has not answered yet" in as_(learner).get(answer(row)).content.decode()
    assert "You would accompany the practice of Lina Sorensen" in as_(mentor).get(answer(row)).content.decode()
    sent = as_(mentor).post(answer(row), {"answer": "yes"})
    assert sent["Location"] == reverse("mentoring:agreement", args=[row.pk])
    row.refresh_from_db()
    assert row.state == "active"


def test_nobody_else_can_answer_or_see_the_proposal(place: Organisation, coordinator: User, learner: User) -> None:
    row = proposal(place=place, learner=learner, by=coordinator)
    for person in (coordinator, SuperuserFactory(), MentorFactory(in_organisation=place)):
        assert as_(person).get(answer(row)).status_code == 404
        assert as_(person).post(answer(row), {"answer": "yes"}).status_code == 404


def test_a_no_has_a_reason(place: Organisation, learner: User) -> None:
    row = proposal(place=place, learner=learner)
    assert as_(learner).post(answer(row), {"answer": "no"}).status_code == 400
    as_(learner).post(answer(row), {"answer": "no", "reason": "too_near"})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("ended", "too_near")
    assert as_(learner).post(answer(row), {"answer": "yes"})["Location"] == reverse("mentoring:home")


def test_a_declared_conflict_is_a_fact_to_the_coordinator_and_never_words(
    place: Organisation, coordinator: User, learner: User
) -> None:
    row = proposal(place=place, learner=learner, by=coordinator)
    as_(learner).post(answer(row), {"answer": "yes", "conflict": "We are related by marriage."})
    page = as_(coordinator).get(assign(learner)).content.decode()
    assert "A conflict of interest was declared." in page
    assert "marriage" not in page
    row.refresh_from_db()
    assert row.conflict.opened() == "We are related by marriage."


def test_words_that_may_identify_somebody_are_asked_about_and_kept_meanwhile(
    place: Organisation, learner: User
) -> None:
    row = proposal(place=place, learner=learner)
    sent = as_(learner).post(answer(row), {"answer": "yes", "conflict": "Ask me on 097 1234567 about it."})
    assert sent.status_code == 422
    assert "097 1234567" in sent.content.decode()
    row.refresh_from_db()
    assert row.state == "proposed"


# Changing without reasons


def test_a_learner_changes_to_another_mentor(place: Organisation, learner: User) -> None:
    row = pair(place=place, learner=learner)
    url = reverse("mentoring:change", args=[row.pk])
    assert as_(row.mentor).get(url).status_code == as_(row.mentor).post(url).status_code == 404
    assert "Nobody will ask you why" in as_(learner).get(url).content.decode()
    as_(learner).post(url)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("ended", "learner_changed")
    again = pair(place=place, learner=learner, starts_on=date(2026, 2, 1))
    url = reverse("mentoring:change", args=[again.pk])
    assert "You have used the one change" in as_(learner).get(url).content.decode()
    assert as_(learner).post(url).status_code == 409
    again.refresh_from_db()
    assert again.state == "active"


def test_no_page_of_these_is_kept_by_a_browser(place: Organisation, coordinator: User, learner: User) -> None:
    row = proposal(place=place, learner=learner, by=coordinator)
    for person, url in [(coordinator, assign(learner)), (learner, answer(row))]:
        assert "no-store" in as_(person).get(url)["Cache-Control"]
