"""Reading and deciding how an organisation mentors."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import PolicyVersion
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.services import policies
from tests.assessments.mentoring.relationships.asking import as_
from tests.factories.evidence import plant_programme
from tests.factories.mentoring import NOW, PROGRAMME, TODAY, organisation, pair
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MentorFactory,
    SuperuserFactory,
)
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def programme() -> None:
    plant_programme()


@pytest.fixture
def place() -> Organisation:
    return organisation()


@pytest.fixture
def coordinator(place: Organisation) -> User:
    return CoordinatorFactory(in_organisation=place)


def at(place: Organisation, query: str = "") -> str:
    return reverse("mentoring:policy", args=[place.pk]) + query


def sent(client: Client, place: Organisation, **changed: Any) -> Any:
    """What the form sends when some fields of it are changed."""
    form = client.get(at(place, "?edit=1")).context["form"]
    lines = [*form.bands, *form.evidence, form.bands.management_form, form.evidence.management_form, form]
    data = {field.html_name: field.value() for each in lines for field in each if field.value() is not None}
    return client.post(at(place), data | changed)


# Reading


def test_the_policy_is_read_in_words(coordinator: User, place: Organisation) -> None:
    page = as_(coordinator).get(at(place)).content.decode()
    assert "An individual session of at least 60 minutes every 2 weeks." in page
    assert "A mentor accompanies at most 6 learners." in page
    assert "Nobody here has decided otherwise." in page


@pytest.mark.parametrize("who", ["learner", "mentor"])
def test_whoever_is_mentored_here_reads_it_and_cannot_decide(place: Organisation, who: str) -> None:
    person = getattr(pair(place=place), who)
    page = as_(person).get(at(place))
    assert page.status_code == 200
    assert "Decide otherwise" not in page.content.decode()
    assert as_(person).get(at(place, "?edit=1")).status_code == 404
    assert as_(person).post(at(place), {"number": 0}).status_code == 404


def test_nobody_else_reads_it(place: Organisation) -> None:
    former = pair(place=place, ended_on=TODAY)
    strangers = [
        former.mentor,
        LearnerFactory(in_organisation=place),
        MentorFactory(in_organisation=place),
        AdministratorFactory(in_organisation=place),
        CoordinatorFactory(in_organisation=organisation()),
        SuperuserFactory(),
    ]
    assert [as_(person).get(at(place)).status_code for person in strangers] == [404] * len(strangers)


def test_a_policy_of_no_programme_is_not_there(coordinator: User, place: Organisation) -> None:
    assert as_(coordinator).get(at(place, "?programme=cooking")).status_code == 404


def test_what_was_decided_above_says_so(coordinator: User, place: Organisation) -> None:
    district = place.get_parent()
    PolicyVersion.objects.create(
        organisation=district, programme_key=PROGRAMME, number=1, values={"mentor_load_most": 4}, made_at=NOW
    )
    page = as_(coordinator).get(at(place)).content.decode()
    assert f"Decided by {district.name} on March 2, 2026, for everything below it." in page
    assert "at most 4 learners" in page


# Deciding


def test_a_decision_is_a_new_version_with_who_and_when(coordinator: User, place: Organisation) -> None:
    client = as_(coordinator)
    assert sent(client, place, mentor_load_most=4).status_code == 302
    assert sent(client, place, mentor_load_most=3, moderation_required="no").status_code == 302
    one, two = PolicyVersion.objects.order_by("number")
    assert (one.values, one.made_by) == ({"mentor_load_most": 4}, coordinator)
    assert two.values == {"mentor_load_most": 3, "moderation_required": False}
    assert policy_for(place, PROGRAMME) == Policy(mentor_load_most=3, moderation_required=False)
    page = client.get(at(place)).content.decode()
    assert "Version 2" in page
    assert "Version 1" in page
    assert str(coordinator) in page


def test_the_rhythm_and_the_evidence_are_decided_line_by_line(coordinator: User, place: Organisation) -> None:
    client = as_(coordinator)
    reply = sent(
        client,
        place,
        **{"bands-0-every": "1 week", "bands-1-min_minutes": 45, "evidence-1-kind": "", "evidence-0-count": 4},
    )
    assert reply.status_code == 302
    policy = policy_for(place, PROGRAMME)
    assert str(policy.bands[0].every) == "1 week"
    assert policy.bands[1].min_minutes == 45
    assert [(line.phase, line.count) for line in policy.required_evidence] == [
        ("any", 4),
        ("preparation", 1),
        ("follow_up", 1),
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"access_grace_days": 90}, "less than or equal to 30", id="looser than what protects"),
        pytest.param({"tolerance_days": "few"}, "whole number", id="no number"),
        pytest.param({"group_smallest": 9}, "Cannot be more than the largest group.", id="two that do not fit"),
        pytest.param({"bands-0-every": "often"}, "Line 1: write how often", id="a line that cannot be read"),
        pytest.param({"bands-0-times": "many"}, "a number is not one", id="a line with words for numbers"),
        pytest.param({"evidence-0-observers": 9}, "no more observers than that", id="evidence that cannot be"),
    ],
)
def test_what_cannot_be_is_refused_and_comes_back(
    coordinator: User, place: Organisation, changed: dict[str, Any], said: str
) -> None:
    reply = sent(as_(coordinator), place, mentor_load_most=2, **changed)
    assert reply.status_code == 400
    assert said in reply.content.decode()
    assert reply.context["form"]["mentor_load_most"].value() in (2, "2")
    assert not PolicyVersion.objects.exists()


def test_deciding_the_same_again_is_no_new_version(coordinator: User, place: Organisation) -> None:
    client = as_(coordinator)
    sent(client, place)
    assert not PolicyVersion.objects.exists()


def test_of_two_who_decide_at_once_the_second_is_told(coordinator: User, place: Organisation) -> None:
    client = as_(coordinator)
    assert sent(client, place, mentor_load_most=4).status_code == 302
    reply = sent(client, place, mentor_load_most=5, number=0)
    assert reply.status_code == 409
    assert "Somebody else decided meanwhile" in reply.content.decode()
    assert policy_for(place, PROGRAMME).mentor_load_most == 4


def test_a_place_that_decides_for_itself_begins_with_what_held_there(place: Organisation) -> None:
    district = place.get_parent()
    by = CoordinatorFactory(in_organisation=district)
    policy = Policy(mentor_load_most=4)
    policies.decide(place=district, programme_key=PROGRAMME, policy=policy, seen_number=0, by=by, now=NOW)
    client = as_(by)
    sent(client, place, tolerance_days=1)
    assert policy_for(place, PROGRAMME) == Policy(mentor_load_most=4, tolerance_days=1)
    assert policy_for(district, PROGRAMME) == Policy(mentor_load_most=4)


def test_nothing_decided_is_ever_changed(coordinator: User, place: Organisation) -> None:
    sent(as_(coordinator), place, mentor_load_most=4)
    with pytest.raises(DatabaseError), transaction.atomic():
        PolicyVersion.objects.update(number=7)
