"""Privileged acts are recorded with them, in codes, and nothing else is."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.audit import NOW
from tests.factories.people import AdministratorFactory, MembershipFactory, OrganisationFactory, UserFactory
from training_site.audit import acts
from training_site.audit.acts import UnfitDetails
from training_site.audit.models import AuditEvent, Link
from training_site.audit.services.recording import record
from training_site.people import services
from training_site.people.models import Organisation
from training_site.people.roles import Role

DAY = NOW.date()


def newest() -> AuditEvent:
    return AuditEvent.objects.order_by("pk").reverse()[0]


@pytest.mark.django_db
def test_a_role_that_is_given_is_recorded_with_who_gave_it_and_where() -> None:
    giver, person, place = AdministratorFactory(), UserFactory(), OrganisationFactory()

    services.add_membership(user=person, role=Role.MENTOR, organisation=place, since=DAY, today=DAY, by=giver)

    event = newest()
    assert (event.act, event.actor, event.person, event.unit) == ("people.membership_begun", giver, person, place)
    assert event.details == {"role": "mentor", "since": "2026-05-03"}


@pytest.mark.django_db
def test_a_role_that_ends_is_recorded_once() -> None:
    membership = MembershipFactory()

    for _again in range(2):
        services.end_membership(membership=membership, until=DAY + timedelta(days=1), today=DAY)

    assert list(AuditEvent.objects.values_list("act", flat=True)) == ["people.membership_ended"]
    assert newest().details["until"] == "2026-05-04"


@pytest.mark.django_db
def test_changes_of_the_tree_are_recorded_without_a_word_that_was_written() -> None:
    by = AdministratorFactory()
    country = services.create_organisation(name="Tavenia", kind=Organisation.Kind.COUNTRY, by=by)
    other = services.create_organisation(name="Elsewhere", kind=Organisation.Kind.COUNTRY, by=by)
    region = services.create_organisation(name="North", kind=Organisation.Kind.REGION, parent=country, by=by)
    services.change_organisation(organisation=region, name="Far north", by=by)
    services.move_organisation(organisation=region, parent=other, by=by)

    events = list(AuditEvent.objects.filter(unit=region).order_by("pk"))
    assert [event.act.removeprefix("people.organisation_") for event in events] == ["made", "changed", "moved"]
    assert events[-1].details == {"kind": "region", "below": other.pk}
    assert "north" not in str([event.as_values() for event in events]).lower()


@pytest.mark.django_db
def test_accounts_that_run_the_site_or_are_closed_are_recorded() -> None:
    person = UserFactory()
    services.make_superuser(person=person)
    services.deactivate_person(person=person)

    assert [event.act for event in AuditEvent.objects.order_by("pk")] == [
        "people.account_superuser",
        "people.account_closed",
    ]


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_event() -> None:
    with pytest.raises(services.MembershipRefused), transaction.atomic():
        services.add_membership(
            user=UserFactory(),
            role=Role.LEARNER,
            organisation=OrganisationFactory(),
            since=DAY,
            until=DAY - timedelta(days=1),
            today=DAY,
        )

    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "details",
    [
        pytest.param({"role": "Lina Sorensen"}, id="a name"),
        pytest.param({"role": "she said no"}, id="words"),
        pytest.param({"role": "a" * 81}, id="too long for a code"),
        pytest.param({"reason": "fraud"}, id="a detail that the act does not know"),
        pytest.param({"role": "дарина"}, id="letters of another script"),
    ],
)
def test_details_that_could_be_somebodys_words_are_refused(details: dict[str, Any]) -> None:
    with pytest.raises(UnfitDetails) as refused:
        acts.checked("people.membership_begun", details)

    assert not any(str(value) in str(refused.value) for value in details.values())


@given(words=st.text(min_size=1).filter(lambda text: " " in text or text != text.lower() or not text.isascii()))
def test_no_text_with_spaces_capitals_or_other_scripts_is_a_detail(words: str) -> None:
    with pytest.raises(UnfitDetails):
        acts.checked("people.membership_begun", {"role": words})


def test_two_acts_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match=r"people\.membership_begun"):
        acts.register(acts.Act("people.membership_begun", "Something else"))
    assert acts.title_of("of.an_earlier_version") == "of.an_earlier_version"


@pytest.mark.django_db
def test_what_is_recorded_is_linked_when_the_transaction_is_over(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True) as asked:
        for _one in range(3):
            record(act="people.account_closed", actor=None, now=NOW)

    assert len(asked) == 1
    assert list(Link.objects.values_list("number", flat=True)) == [1, 2, 3]
