"""People by a file: looked at first, all good rows or none, a second time nothing; nobody learns who is here beyond their scope."""

import pytest
from django.core import mail

from assessments.cohorts.models import Cohort, CohortMember, EnrolmentImport, Invitation
from assessments.cohorts.services import forgetting, importing, inviting
from assessments.cohorts.services.cohorts import Closed, NotTheirs
from assessments.progress.models import Enrolment
from tests.factories.cohorts import NOW, TODAY, CohortFactory, invitation, member, taking_part
from tests.factories.files import workbook
from tests.factories.people import (
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from training_site.people.models import Membership, User
from training_site.people.roles import Role
from training_site.tables.unreadable import Unreadable

pytestmark = pytest.mark.django_db
HEAD = "email,username,first_name,last_name,organisation,language,since\n"


@pytest.fixture
def cohort() -> Cohort:
    found: Cohort = CohortFactory(organisation=OrganisationFactory(name="Centre"), pathway="social-worker")
    return found


@pytest.fixture
def coordinator(cohort: Cohort) -> User:
    person: User = CoordinatorFactory(in_organisation=cohort.organisation)
    return person


def look(cohort: Cohort, by: User, text: str | bytes) -> EnrolmentImport:
    data = text if isinstance(text, bytes) else (HEAD + text).encode()
    return importing.look(cohort=cohort, data=data, by=by, now=NOW)


def carried(cohort: Cohort, by: User, text: str, **how: bool) -> EnrolmentImport:
    return importing.carry_out(looked=look(cohort, by, text), by=by, now=NOW, **how)


def said(looked: EnrolmentImport) -> list[str]:
    return [f"{row.verdict} {row.reason or ' '.join(row.changes)}".strip() for row in looked.rows.all()]


def test_looking_writes_nothing_about_anybody(cohort: Cohort, coordinator: User) -> None:
    before = User.objects.count()

    looked = look(cohort, coordinator, "a@x.org,,Ann,B,,,\n,,Cleo,D,,,\n")

    assert said(looked) == ["create invitation", "create account"]
    assert User.objects.count() == before
    assert not CohortMember.objects.exists()
    assert not Invitation.objects.exists()


def test_who_has_no_address_gets_an_account_a_place_and_the_pathway(cohort: Cohort, coordinator: User) -> None:
    carried(cohort, coordinator, ",,Олена,Марчук,,uk,2026-09-01\n")

    person = User.objects.get(username="olena.marchuk")
    assert (person.get_full_name(), person.language, person.has_usable_password()) == ("Олена Марчук", "uk", False)
    membership = Membership.objects.get(user=person)
    assert (membership.role, membership.organisation, str(membership.since)) == (
        Role.LEARNER,
        cohort.organisation,
        "2026-09-01",
    )
    inside = CohortMember.objects.get(learner=person)
    assert (inside.cohort, inside.basis, inside.added_by) == (cohort, "file", coordinator)
    assert Enrolment.objects.get(learner=person).pathway == "social-worker"


def test_a_user_name_in_the_file_is_kept_and_others_make_way(cohort: Cohort, coordinator: User) -> None:
    carried(cohort, coordinator, ",,Maria,Lopez,,,\n,maria.lopez,Marian,Lopes,,,\n")

    assert User.objects.get(username="maria.lopez").first_name == "Marian"
    assert User.objects.get(username="maria.lopez2").first_name == "Maria"


def test_a_second_time_nothing_changes(cohort: Cohort, coordinator: User) -> None:
    known = LearnerFactory(in_organisation=cohort.organisation, email="known@x.org", first_name="K")
    text = "a@x.org,,Ann,B,,,\n,,Cleo,D,,,\n,dora,Dora,E,,,\nknown@x.org,,Kim,L,,nl,\n"
    first = carried(cohort, coordinator, text)
    counts = [model.objects.count() for model in (User, Membership, CohortMember, Invitation, Enrolment)]

    second = carried(cohort, coordinator, text)

    assert said(first) == ["create invitation", "create account", "create account", "update name language cohort"]
    assert said(second) == ["unchanged asked", "unchanged", "unchanged", "unchanged"]
    assert [model.objects.count() for model in (User, Membership, CohortMember, Invitation, Enrolment)] == counts
    known.refresh_from_db()
    assert (known.get_full_name(), known.language) == ("Kim L", "nl")


def test_somebody_beyond_the_scope_and_nobody_look_the_same_before_and_after(cohort: Cohort, coordinator: User) -> None:
    stranger = LearnerFactory(email="here@x.org", first_name="Secret")
    text = "here@x.org,,Ann,B,,,\nnowhere@x.org,,Ann,B,,,\n"

    looked = look(cohort, coordinator, text)
    assert said(looked) == ["create invitation"] * 2
    importing.carry_out(looked=looked, by=coordinator, now=NOW)

    rows = Invitation.objects.order_by("email").values_list("first_name", "answer", "person")
    assert list(rows) == [("Ann", "", None)] * 2
    assert not CohortMember.objects.exists()
    inviting.send_due(now=NOW)
    letters = [(letter.subject, letter.body.split("/join/")[0]) for letter in mail.outbox]
    assert len(letters) == 2
    assert letters[0] == letters[1]
    stranger.refresh_from_db()
    assert stranger.first_name == "Secret"


def test_what_an_invitation_was_answered_is_not_asked_again(cohort: Cohort, coordinator: User) -> None:
    person = UserFactory()
    inviting.accept(invitation=invitation(cohort, "yes@x.org"), person=person, now=NOW)
    inviting.decline(invitation=invitation(cohort, "no@x.org"), now=NOW)

    looked = look(cohort, coordinator, "yes@x.org,,A,B,,,\nno@x.org,,C,D,,,\n")

    assert said(looked) == ["unchanged accepted", "unchanged declined"]


def test_names_of_somebody_who_belongs_elsewhere_too_stay(cohort: Cohort, coordinator: User) -> None:
    both = LearnerFactory(in_organisation=cohort.organisation, email="both@x.org", first_name="Own")
    MembershipFactory(user=both)

    looked = carried(cohort, coordinator, "both@x.org,,Other,Name,,,\n")

    both.refresh_from_db()
    assert both.first_name == "Own"
    assert [(row.verdict, row.reason, row.changes) for row in looked.rows.all()] == [
        ("update", "elsewhere", ["cohort"])
    ]


def test_rows_that_are_not_possible_say_why(cohort: Cohort, coordinator: User) -> None:
    OrganisationFactory(below=cohort.organisation, name="Twin")
    OrganisationFactory(below=OrganisationFactory(below=cohort.organisation, name="Office"), name="Twin")
    OrganisationFactory(name="Foreign")
    UserFactory(username="taken")
    LearnerFactory(in_organisation=cohort.organisation, username="one", email="one@x.org")
    LearnerFactory(in_organisation=cohort.organisation, username="two")
    rows = {
        ",,,,,,": "no_name",
        "no address,,A,B,,,": "email",
        "аdmin@x.org,,A,B,,,": "email",
        ",bad name,A,B,,,": "username",
        ",taken,A,B,,,": "username_taken",
        "one@x.org,two,A,B,,,": "two_people",
        "a@x.org,,A,B,Twin,,": "organisation_twice",
        "a@x.org,,A,B,Foreign,,": "organisation",
        "a@x.org,,A,B,,xx,": "language",
        "a@x.org,,A,B,,,05/03/2026": "two_days",
        "a@x.org,,A,B,,,soon": "day",
        "a@x.org,,A,B,,,1926-03-05": "day_far",
        "a@x.org,,=1+1,B,,,": "formula",
        "a@x.org,,A": "cells",
        f"a@x.org,,{'x' * 151},B,,,": "long",
    }
    text = "\n".join(row for row in rows if row.strip(",")) + "\n"

    looked = look(cohort, coordinator, text)

    assert said(looked) == [f"error {reason}" for row, reason in rows.items() if row.strip(",")]
    assert said(look(cohort, coordinator, ",,,,,uk,\n")) == ["error no_name"]


def test_one_person_in_several_rows_is_one(cohort: Cohort, coordinator: User) -> None:
    looked = carried(cohort, coordinator, "a@x.org,,A,B,,,\nA@X.org ,,A,B,,,\n,,Cleo,D,,,\n,,cleo,d,,,\n")

    assert said(looked) == ["create invitation", "unchanged again", "create account", "unchanged again"]
    assert Invitation.objects.count() == 1


def test_all_or_nothing_unless_the_good_rows_are_asked_for(cohort: Cohort, coordinator: User) -> None:
    text = ",,Ann,B,,,\nno address,,C,D,,,\n"
    with pytest.raises(importing.SomeNotPossible):
        carried(cohort, coordinator, text)
    assert not CohortMember.objects.exists()

    carried(cohort, coordinator, text, only_good=True)

    assert CohortMember.objects.get().learner.first_name == "Ann"


def test_what_happened_between_looking_and_carrying_out_counts(cohort: Cohort, coordinator: User) -> None:
    looked = look(cohort, coordinator, ",dora,Dora,E,,,\n")
    UserFactory(username="dora")

    with pytest.raises(importing.SomeNotPossible):
        importing.carry_out(looked=looked, by=coordinator, now=NOW)

    assert not CohortMember.objects.exists()


def test_rows_beyond_the_seats_are_not_possible(cohort: Cohort, coordinator: User) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(seats=3)
    member(cohort)
    invitation(cohort, "asked@x.org")

    looked = look(Cohort.objects.get(pk=cohort.pk), coordinator, ",,A,B,,,\n,,C,D,,,\n")

    assert said(looked) == ["create account", "error full"]


def test_an_organisation_that_takes_part_brings_its_own_and_only_those(cohort: Cohort) -> None:
    ours, theirs = OrganisationFactory(name="Ours"), OrganisationFactory(name="Theirs")
    taking_part(cohort, ours)
    taking_part(cohort, theirs)
    person = CoordinatorFactory(in_organisation=ours)

    looked = look(cohort, person, ",,A,B,Ours,,\n,,A,B,Theirs,,\n,,A,B,Centre,,\n,,A,B,,,\n")

    assert said(looked) == ["create account", "error organisation", "error organisation", "error organisation_none"]


def test_nobody_looks_or_writes_for_a_cohort_elsewhere_or_one_that_is_over(cohort: Cohort, coordinator: User) -> None:
    looked = look(cohort, coordinator, ",,A,B,,,\n")
    for stranger in (CoordinatorFactory(), LearnerFactory(in_organisation=cohort.organisation), UserFactory()):
        with pytest.raises(NotTheirs):
            look(cohort, stranger, ",,A,B,,,\n")
        with pytest.raises(NotTheirs):
            importing.carry_out(looked=looked, by=stranger, now=NOW)
    with pytest.raises(Closed):
        look(CohortFactory(organisation=cohort.organisation, over=True), coordinator, ",,A,B,,,\n")


def test_a_file_is_carried_out_or_dropped_once(cohort: Cohort, coordinator: User) -> None:
    looked = look(cohort, coordinator, ",,A,B,,,\n")
    importing.drop(looked=looked, by=coordinator, now=NOW)

    assert looked.rows.get().cells == {}
    with pytest.raises(importing.AlreadyEnded):
        importing.carry_out(looked=looked, by=coordinator, now=NOW)
    with pytest.raises(importing.AlreadyEnded):
        importing.drop(looked=looked, by=coordinator, now=NOW)


def test_a_spreadsheet_and_windows_1251_are_as_good(cohort: Cohort, coordinator: User) -> None:
    book = look(cohort, coordinator, workbook([["First name", "Surname"], ["Ann", "B"]]))
    text = look(cohort, coordinator, "Ім'я;Прізвище\nОлена;Марчук\n".encode("cp1251"))

    assert (said(book), book.sheet) == (["create account"], "People")
    assert (said(text), text.encoding, text.separator) == (["create account"], "Windows-1251", "semicolon")


def test_what_is_no_table_leaves_no_trace(cohort: Cohort, coordinator: User) -> None:
    with pytest.raises(Unreadable):
        look(cohort, coordinator, b"\x89PNG\r\n")

    assert not EnrolmentImport.objects.exists()


def test_after_two_weeks_only_the_verdicts_are_left(cohort: Cohort, coordinator: User) -> None:
    looked = look(cohort, coordinator, ",,A,B,,,\n")
    assert forgetting.forget_cells(now=NOW + forgetting.KEPT) == 0

    assert forgetting.forget_cells(now=NOW + forgetting.KEPT * 2) == 1

    row = looked.rows.get()
    assert (row.cells, row.raw, row.verdict) == ({}, [], "create")
    looked.refresh_from_db()
    assert looked.state == "dropped"


def test_power_and_passwords_never_come_by_a_file(cohort: Cohort, coordinator: User) -> None:
    text = "first_name,last_name,is_superuser,role,password\nAnn,B,1,administrator,x\n"

    looked = importing.carry_out(looked=look(cohort, coordinator, text.encode()), by=coordinator, now=NOW)

    person = CohortMember.objects.get().learner
    assert (person.is_superuser, person.is_staff, person.has_usable_password()) == (False, False, False)
    assert [row.role for row in person.memberships.all()] == [Role.LEARNER]
    assert looked.ignored == ["is_superuser", "role", "password"]
    assert person.memberships.get().since == TODAY
