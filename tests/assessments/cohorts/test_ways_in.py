"""Join codes, invitations, first codes: who comes in, on which days, while there is a seat; and what each of them never does."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.db import Error, transaction

from assessments.cohorts.models import Cohort, CohortMember, FirstCode, Invitation, JoinCode
from assessments.cohorts.services import cohorts, first_codes, importing, inviting, joining, members
from assessments.cohorts.services.cohorts import Closed, NotTheirs
from tests.factories.cohorts import NOW, TODAY, CohortFactory, JoinCodeFactory, invitation, member, taking_part
from tests.factories.people import CoordinatorFactory, LearnerFactory, OrganisationFactory, UserFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
STRONG = "seven-quiet-lanterns"


@pytest.fixture
def cohort() -> Cohort:
    found: Cohort = CohortFactory()
    return found


@pytest.fixture
def coordinator(cohort: Cohort) -> User:
    person: User = CoordinatorFactory(in_organisation=cohort.organisation)
    return person


def door(cohort: Cohort, **changes: object) -> joining.Door:
    usual = {"organisation": cohort.organisation, "opens_on": TODAY, "closes_on": TODAY + timedelta(days=7)}
    return joining.Door(**usual | changes)


def without_email(cohort: Cohort, by: User) -> User:
    cells = {"first_name": "Ann", "last_name": "Birch"}
    importing.bring_one(cohort=cohort, cells=cells, organisation=cohort.organisation, by=by, now=NOW)
    return User.objects.get(username="ann.birch")


def test_whoever_joins_by_a_code_becomes_a_learner_there_and_a_member(cohort: Cohort) -> None:
    person, code = UserFactory(), JoinCodeFactory(cohort=cohort)

    assert joining.join(code=code, person=person, now=NOW)
    assert not joining.join(code=code, person=person, now=NOW)

    inside = CohortMember.objects.get()
    assert (inside.learner, inside.basis, inside.code, inside.added_by) == (person, "code", code, None)
    assert person.memberships.get().organisation == cohort.organisation


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ({"closed": True}, joining.NotOpen),
        ({"to_come": True}, joining.NotOpen),
        ({"seats": 1}, joining.Full),
        ({"cohort__seats": 1}, joining.Full),
        ({"cohort__over": True}, joining.Over),
    ],
    ids=["over", "to come", "no seat of the code", "no seat of the cohort", "cohort over"],
)
def test_a_code_lets_nobody_in_where_it_must_not(state: dict[str, object], why: type[Exception]) -> None:
    code = JoinCodeFactory(**state)
    CohortMember.objects.create(
        cohort=code.cohort, learner=UserFactory(), organisation=code.organisation, since=NOW, basis="code", code=code
    )

    with pytest.raises(why):
        joining.join(code=code, person=UserFactory(), now=NOW)

    assert CohortMember.objects.count() == 1


def test_a_code_is_made_by_whoever_brings_people_there(cohort: Cohort, coordinator: User) -> None:
    made = joining.make(cohort=cohort, door=door(cohort), by=coordinator, now=NOW)
    assert joining.typed(made.code.lower()) == made

    for stranger in (CoordinatorFactory(), LearnerFactory(in_organisation=cohort.organisation)):
        with pytest.raises(NotTheirs):
            joining.make(cohort=cohort, door=door(cohort), by=stranger, now=NOW)
        with pytest.raises(NotTheirs):
            joining.revoke(code=made, by=stranger, now=NOW)
    with pytest.raises(NotTheirs):
        joining.make(cohort=cohort, door=door(cohort, organisation=OrganisationFactory()), by=coordinator, now=NOW)


def test_a_code_with_one_wrong_character_is_no_code(cohort: Cohort) -> None:
    code = JoinCodeFactory(cohort=cohort, code="7Q2M9XKD4TC").code
    for wrong in (code[:-1] + "0", "", "x" * 200, "7Q2M9XKD4T"):
        with pytest.raises(joining.UnknownCode):
            joining.typed(wrong)


def test_a_revoked_code_stays_revoked_and_nobody_comes_in(cohort: Cohort, coordinator: User) -> None:
    code = JoinCodeFactory(cohort=cohort)
    joining.revoke(code=code, by=coordinator, now=NOW)

    with pytest.raises(joining.NotOpen):
        joining.join(code=code, person=UserFactory(), now=NOW)
    with pytest.raises(Error, match="evidence is never changed"), transaction.atomic():
        JoinCode.objects.filter(pk=code.pk).update(revoked_at=None, revoked_by=None)


def test_closing_a_cohort_revokes_its_codes_and_stops_everything(cohort: Cohort, coordinator: User) -> None:
    code, asked = JoinCodeFactory(cohort=cohort), invitation(cohort)
    cohorts.close(cohort=cohort, by=coordinator, now=NOW)

    code.refresh_from_db()
    assert code.revoked_by == coordinator
    with pytest.raises(inviting.NotInvited):
        inviting.found(inviting.token(asked), today=TODAY)
    with pytest.raises(Closed):
        joining.make(cohort=cohort, door=door(cohort), by=coordinator, now=NOW)
    with pytest.raises(Closed):
        cohorts.close(cohort=cohort, by=coordinator, now=NOW)
    with pytest.raises(members.Over):
        members.bring(cohort=cohort, joiners=[], basis=CohortMember.Basis.HAND, by=coordinator, now=NOW)


def test_an_organisation_that_takes_part_no_longer_has_no_codes(cohort: Cohort, coordinator: User) -> None:
    place = taking_part(cohort, OrganisationFactory())
    code = JoinCodeFactory(cohort=cohort, organisation=place.organisation)

    cohorts.end_place(place=place, by=coordinator, now=NOW)

    code.refresh_from_db()
    assert code.revoked_at == NOW


def test_an_invitation_is_sent_once_and_accepted_once(cohort: Cohort) -> None:
    asked = invitation(cohort, language="uk")
    assert inviting.send_due(now=NOW) == 1
    assert inviting.send_due(now=NOW) == 0
    assert inviting.token(asked) in mail.outbox[0].body

    found, person = inviting.found(inviting.token(asked), today=TODAY), UserFactory()
    inviting.accept(invitation=found, person=person, now=NOW)

    assert CohortMember.objects.get().learner == person
    with pytest.raises(inviting.NotInvited):
        inviting.found(inviting.token(asked), today=TODAY)
    with pytest.raises(inviting.NotInvited):
        inviting.accept(invitation=found, person=UserFactory(), now=NOW)
    with pytest.raises(Error, match="evidence is never changed"), transaction.atomic():
        Invitation.objects.update(answered_at=None, answer="", person=None)


def test_a_letter_that_fails_is_tried_again(cohort: Cohort) -> None:
    invitation(cohort)
    with patch.object(EmailBackend, "send_messages", side_effect=OSError):
        assert inviting.send_due(now=NOW) == 0

    assert inviting.send_due(now=NOW) == 1


@pytest.mark.parametrize("token", ["", "made-up", "00000000-0000-4000-8000-000000000000:forged"])
def test_a_link_that_nobody_sent_leads_nowhere(token: str) -> None:
    with pytest.raises(inviting.NotInvited):
        inviting.found(token, today=TODAY)


def test_an_invitation_that_is_withdrawn_or_old_no_longer_stands(cohort: Cohort, coordinator: User) -> None:
    withdrawn, old = invitation(cohort, "a@x.org"), invitation(cohort, "b@x.org", expires_on=TODAY - timedelta(days=1))
    with pytest.raises(NotTheirs):
        inviting.withdraw(invitation=withdrawn, by=CoordinatorFactory(), now=NOW)
    inviting.withdraw(invitation=withdrawn, by=coordinator, now=NOW)

    for one in (withdrawn, old):
        with pytest.raises(inviting.NotInvited):
            inviting.found(inviting.token(one), today=TODAY)


def test_a_first_code_opens_the_account_once(cohort: Cohort, coordinator: User) -> None:
    person = without_email(cohort, coordinator)
    [slip] = first_codes.issue(cohort=cohort, people_ids=[person.pk], by=coordinator, now=NOW)

    first_codes.redeem(username=" Ann.Birch ", code=slip.code.lower(), password=STRONG, now=NOW)

    person.refresh_from_db()
    assert person.check_password(STRONG)
    assert slip.code not in FirstCode.objects.get().digest
    with pytest.raises(first_codes.WrongCode):
        first_codes.redeem(username="ann.birch", code=slip.code, password=STRONG, now=NOW)
    assert first_codes.issue(cohort=cohort, people_ids=[person.pk], by=coordinator, now=NOW) == []


def test_a_weak_password_leaves_the_code_as_it_was(cohort: Cohort, coordinator: User) -> None:
    person = without_email(cohort, coordinator)
    [slip] = first_codes.issue(cohort=cohort, people_ids=[person.pk], by=coordinator, now=NOW)

    with pytest.raises(ValidationError):
        first_codes.redeem(username=person.username, code=slip.code, password="ann.birch", now=NOW)

    assert first_codes.redeem(username=person.username, code=slip.code, password=STRONG, now=NOW) == person


def test_a_first_code_is_worth_nothing_with_another_name_later_or_after_a_new_one(
    cohort: Cohort, coordinator: User
) -> None:
    person = without_email(cohort, coordinator)
    [old] = first_codes.issue(cohort=cohort, people_ids=[person.pk], by=coordinator, now=NOW)
    [new] = first_codes.issue(cohort=cohort, people_ids=[person.pk], by=coordinator, now=NOW)
    late = NOW + first_codes.LASTS
    tries = [("somebody", new.code, NOW), ("ann.birch", old.code, NOW), ("ann.birch", new.code, late)]

    for username, code, now in [*tries, ("ann.birch", "nothing", NOW)]:
        with pytest.raises(first_codes.WrongCode):
            first_codes.redeem(username=username, code=code, password=STRONG, now=now)


def test_no_slip_opens_an_account_that_somebody_uses(cohort: Cohort, coordinator: User) -> None:
    """Whoever prints a slip could use it: so there is none for anybody who has a password, an address or power."""
    people = [UserFactory(), UserFactory(email="a@x.org"), UserFactory(is_staff=True), UserFactory(is_superuser=True)]
    for person in people:
        member(cohort, person)
    for person in people[1:]:
        person.set_unusable_password()
        person.save()
    elsewhere = without_email(cohort, coordinator)
    CohortMember.objects.filter(learner=elsewhere).update(until=NOW)

    ids = [one.pk for one in [*people, elsewhere]]
    assert first_codes.issue(cohort=cohort, people_ids=ids, by=coordinator, now=NOW) == []


def test_whoever_leaves_keeps_their_place_and_can_come_back(cohort: Cohort, coordinator: User) -> None:
    person, code = UserFactory(), JoinCodeFactory(cohort=cohort)
    joining.join(code=code, person=person, now=NOW)
    inside = CohortMember.objects.get()
    with pytest.raises(NotTheirs):
        members.end(member=inside, by=CoordinatorFactory(), now=NOW)

    members.end(member=inside, by=coordinator, now=NOW + timedelta(hours=1))
    joining.join(code=code, person=person, now=NOW + timedelta(hours=2))

    assert [row.until is None for row in CohortMember.objects.order_by("pk")] == [False, True]
    assert person.memberships.count() == 1
    with pytest.raises(Error, match="evidence is never changed"), transaction.atomic():
        CohortMember.objects.filter(pk=inside.pk).update(until=None)
