"""Duplicates are found and merged by those who look after both people, after a look at what would happen, and looked up later."""

from dataclasses import dataclass

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    MentorFactory,
    OrganisationFactory,
    SuperuserFactory,
)
from training_site.audit.models import AuditEvent
from training_site.duplicates import selectors
from training_site.duplicates.services import merging
from training_site.notices.models import Notice
from training_site.people.merges import accounts_of, closed_accounts, person_behind
from training_site.people.models import Merge, Organisation, User
from training_site.people.roles import Role
from training_site.privacy.services import requests

pytestmark = pytest.mark.django_db
REASON = Merge.Reason.FORGOTTEN


@dataclass(frozen=True)
class Two:
    """Two accounts of one name in one organisation, and their coordinator."""

    old: User
    new: User
    coordinator: User
    place: Organisation

    @property
    def preview(self) -> str:
        return f"/duplicates/{self.old.pk}/into/{self.new.pk}/"

    @property
    def side_by_side(self) -> str:
        return f"/duplicates/{self.old.pk}/and/{self.new.pk}/"

    def merge(self) -> Merge:
        return merging.merge(account=self.old, person=self.new, reason=REASON, by=self.coordinator, now=timezone.now())

    def obstacles(self) -> list[str]:
        return merging.obstacles(account=self.old, person=self.new, by=self.coordinator, now=timezone.now())


@pytest.fixture
def two() -> Two:
    place = OrganisationFactory(below=OrganisationFactory())
    named = {"in_organisation": place, "first_name": "Maria"}
    return Two(
        old=LearnerFactory(**named, last_name="Lopez", username="maria", email="maria@example.org"),
        new=LearnerFactory(**named, last_name="LÓPEZ", username="maria.lopez"),
        coordinator=CoordinatorFactory(in_organisation=place),
        place=place,
    )


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_coordinator_sees_the_pairs_of_their_own_scope_with_what_speaks_for_each(two: Two) -> None:
    elsewhere = OrganisationFactory()
    for name in ("olena", "olena2"):
        LearnerFactory(in_organisation=elsewhere, first_name="Olena", last_name="Koval", username=name)

    page = signed_in(two.coordinator).get("/duplicates/").content.decode()

    assert "maria · maria.lopez" in page
    assert "The same name, and the same organisation" in page
    assert "olena" not in page


def test_the_room_is_not_there_for_those_who_look_after_nobody(two: Two) -> None:
    for person in (two.old, MentorFactory(in_organisation=two.place)):
        client = signed_in(person)
        assert [client.get(url).status_code for url in ("/duplicates/", "/duplicates/merged/", two.preview)] == [
            404
        ] * 3


def test_two_whom_nothing_makes_alike_cannot_be_merged_by_anybody(two: Two) -> None:
    other = LearnerFactory(in_organisation=two.place, first_name="Ana", last_name="Lopez")
    url = f"/duplicates/{two.old.pk}/into/{other.pk}/"

    assert signed_in(two.coordinator).post(url, {"reason": REASON}).status_code == 404
    with pytest.raises(merging.NotTheirs):
        merging.merge(account=two.old, person=other, reason=REASON, by=two.coordinator, now=timezone.now())


def test_a_coordinator_of_another_branch_finds_neither(two: Two) -> None:
    client = signed_in(CoordinatorFactory())

    assert [client.get(url).status_code for url in (two.preview, two.side_by_side)] == [404, 404]
    assert client.post(two.preview, {"reason": REASON}).status_code == 404


def test_told_apart_they_are_not_asked_about_again(two: Two) -> None:
    client = signed_in(two.coordinator)

    client.post(two.side_by_side)

    assert "maria" not in client.get("/duplicates/").content.decode()
    assert AuditEvent.objects.get(act="duplicates.told_apart").unit == two.place


def test_the_preview_changes_nothing_and_says_ledger_by_ledger_what_would_happen(two: Two) -> None:
    MembershipFactory(user=two.old, organisation=OrganisationFactory(below=two.place))

    page = signed_in(two.coordinator).get(two.preview).content.decode()

    assert not Merge.objects.exists()
    assert "1 moves" in page
    assert "1 is there already" in page
    assert "Merge</button>" in page


def test_without_a_reason_nothing_is_merged(two: Two) -> None:
    assert signed_in(two.coordinator).post(two.preview, {"reason": "because"}).status_code == 400
    assert not Merge.objects.exists()


def test_merged_the_one_is_closed_and_the_other_has_its_roles(two: Two) -> None:
    below = OrganisationFactory(below=two.place)
    MembershipFactory(user=two.old, organisation=below)
    old = signed_in(two.old)

    response = signed_in(two.coordinator).post(two.preview, {"reason": REASON})

    assert response["Location"] == f"/organisations/people/{two.new.pk}/"
    assert old.get("/notices/").status_code == 302
    two.old.refresh_from_db()
    assert (two.old.is_active, two.old.email, two.old.has_usable_password()) == (False, "", False)
    assert not two.old.memberships.filter(until=None).exists()
    assert set(two.new.memberships.filter(until=None).values_list("organisation", flat=True)) == {
        two.place.pk,
        below.pk,
    }
    assert signed_in(two.new).get("/notices/").status_code == 200


def test_a_merge_is_recorded_told_and_found_again_from_both_sides(two: Two) -> None:
    merge = two.merge()

    event = AuditEvent.objects.get(act="duplicates.merged")
    assert (event.actor, event.person, event.unit) == (two.coordinator, two.new, two.place)
    assert event.details == {"account": two.old.pk, "reason": "forgotten"}
    assert Notice.objects.get(person=two.new, kind="duplicates.merged").link == "/privacy/"
    client = signed_in(two.coordinator)
    assert "Merged into Maria LÓPEZ" in client.get(f"/organisations/people/{two.old.pk}/").content.decode()
    assert "maria was merged into this account" in client.get(f"/organisations/people/{two.new.pk}/").content.decode()
    assert "Could not sign in any more" in client.get("/duplicates/merged/").content.decode()
    assert merge not in selectors.merges(CoordinatorFactory(), today=timezone.localdate())


def test_whoever_reads_follows_from_the_kept_account_to_the_closed_one_and_not_back(two: Two) -> None:
    two.merge()

    assert set(User.objects.filter(pk__in=accounts_of(two.new.pk))) == {two.old, two.new}
    assert set(User.objects.filter(pk__in=accounts_of(two.old.pk))) == {two.old}
    assert person_behind(two.old) == two.new == person_behind(two.new)
    assert closed_accounts(two.new) == [two.old]


def test_the_database_keeps_a_merge_and_refuses_a_chain(two: Two) -> None:
    merge = two.merge()
    third = LearnerFactory()

    for wrong in (
        lambda: Merge.objects.filter(pk=merge.pk).update(reason="other"),
        lambda: merge.delete(),
        lambda: _row(account=two.new, person=third),  # the kept one is closed in turn
        lambda: _row(account=third, person=two.old),  # into one that is closed
        lambda: _row(account=third, person=third),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            wrong()


def _row(*, account: User, person: User) -> Merge:
    return Merge.objects.create(
        account=account, person=person, reason=REASON, by=SuperuserFactory(), at=timezone.now(), report={}
    )


def test_two_accounts_with_power_over_others_are_refused(two: Two) -> None:
    for person in (two.old, two.new):
        MembershipFactory(user=person, organisation=two.place, role=Role.MENTOR)

    assert two.obstacles() == ["Both have a role besides learning. End the roles of one of them first."]
    assert signed_in(two.coordinator).post(two.preview, {"reason": REASON}).status_code == 409
    with pytest.raises(merging.InTheWay, match="Both have a role"):
        two.merge()


def test_a_role_that_the_coordinator_does_not_give_is_refused_and_an_administrator_may(two: Two) -> None:
    MembershipFactory(user=two.old, organisation=two.place, role=Role.COORDINATOR)
    administrator = AdministratorFactory(in_organisation=two.place.get_parent())

    assert ["Whoever looks after both" in one for one in two.obstacles()] == [True]
    merging.merge(account=two.old, person=two.new, reason=REASON, by=administrator, now=timezone.now())

    assert two.new.memberships.filter(role=Role.COORDINATOR, until=None).exists()


def test_whoever_runs_the_site_is_merged_with_nobody(two: Two) -> None:
    User.objects.filter(pk=two.new.pk).update(is_superuser=True)
    two.new.refresh_from_db()

    assert two.obstacles() == ["One of the two runs the site."]


def test_an_account_into_which_another_was_merged_is_kept_and_not_closed(two: Two) -> None:
    two.merge()
    third = LearnerFactory(in_organisation=two.place, first_name="Maria", last_name="Lopez")

    found = merging.obstacles(account=two.new, person=third, by=two.coordinator, now=timezone.now())
    assert found == ["Another account was merged into the one that would be closed. Keep that one instead."]
    merging.merge(account=third, person=two.new, reason=REASON, by=two.coordinator, now=timezone.now())
    assert closed_accounts(two.new) == [two.old, third]


def test_a_wish_to_be_forgotten_comes_first(two: Two) -> None:
    requests.ask(person=two.old, now=timezone.now())

    assert two.obstacles() == ["One of the two asks to be forgotten. That comes first."]


def test_nobody_merges_an_account_of_their_own(two: Two) -> None:
    two.coordinator.first_name, two.coordinator.last_name = "Maria", "Lopez"
    two.coordinator.save()
    MembershipFactory(user=two.coordinator, organisation=two.place)

    assert selectors.pair(two.coordinator, two.old.pk, two.coordinator.pk, today=timezone.localdate()) is None


def test_what_somebody_is_elsewhere_is_told_to_nobody_here(two: Two) -> None:
    elsewhere = OrganisationFactory(name="Shelter of Quillwort")
    MembershipFactory(user=two.old, organisation=elsewhere)
    client = signed_in(two.coordinator)

    pages = [client.get(url).content.decode() for url in (two.preview, two.side_by_side)]

    assert not any("Quillwort" in page for page in pages)
    assert "Whoever looks after both" in pages[0]
    assert "Ledger by ledger" not in pages[0]
