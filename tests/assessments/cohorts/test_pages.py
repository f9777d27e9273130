"""The room of cohorts and the doors into them, as people see them: only one's own, in words, without JavaScript."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.cohorts.models import Cohort, CohortMember, CohortPlace, EnrolmentImport, Invitation, JoinCode
from tests.assessments.certification.deciding.asking import page, send
from tests.factories import evidence
from tests.factories.cohorts import CohortFactory, JoinCodeFactory, invitation, member, taking_part
from tests.factories.files import workbook
from tests.factories.people import CoordinatorFactory, LearnerFactory, OrganisationFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
STRONG = "seven-quiet-lanterns"
HEAD = "first_name,last_name,email,note\n"


@pytest.fixture
def cohort() -> Cohort:
    found: Cohort = CohortFactory(name="Autumn", organisation=OrganisationFactory(name="Centre"), pathway="official")
    return found


@pytest.fixture
def coordinator(cohort: Cohort) -> User:
    person: User = CoordinatorFactory(in_organisation=cohort.organisation)
    return person


def at(cohort: Cohort, rest: str = "") -> str:
    return f"/cohorts/{cohort.pk}/{rest}"


def upload(person: User, cohort: Cohort, data: bytes | str, *, status: int = 302) -> Any:
    content = data if isinstance(data, bytes) else data.encode()
    return send(person, at(cohort, "file/"), {"file": SimpleUploadedFile("people.csv", content)}, status=status)


def test_a_cohort_is_made_and_changed_and_closed(coordinator: User) -> None:
    evidence.plant_programme()
    place = coordinator.memberships.get().organisation
    form = {"name": "Spring", "organisation": place.pk, "road": "practice official", "begins_on": "2026-12-01"}

    send(coordinator, "/cohorts/new/", form | {"seats": "12", "due_days": "90"})

    made = Cohort.objects.get(name="Spring")
    assert (made.programme_key, made.pathway, made.seats, made.due_days) == ("practice", "official", 12, 90)
    said = page(coordinator, at(made))
    assert "12 seats are free" in said
    assert "Due 90 days after joining" in said
    send(coordinator, at(made, "change/"), form | {"name": "Summer", "due_on": "2027-03-01"})
    assert "Summer" in page(coordinator, "/cohorts/")
    send(coordinator, at(made, "change/"), {"step": "close"})
    assert "nobody joins any more" in page(coordinator, at(made))


def test_a_cohort_that_cannot_be_says_why_at_the_field(coordinator: User) -> None:
    evidence.plant_programme()
    place = coordinator.memberships.get().organisation
    form = {"name": "S", "organisation": place.pk, "road": "practice official", "begins_on": "2026-12-01"}
    wrong = form | {"ends_on": "2026-11-01", "due_on": "2026-11-01", "due_days": "3"}

    said = send(coordinator, "/cohorts/new/", wrong, status=400).content.decode()

    assert said.count('class="errorlist"') == 3
    foreign = form | {"organisation": OrganisationFactory().pk}
    assert "Select a valid choice" in send(coordinator, "/cohorts/new/", foreign, status=400).content.decode()


def test_whoever_takes_part_sees_their_own_people_and_counts_the_others(cohort: Cohort) -> None:
    ours = OrganisationFactory(name="Ours")
    taking_part(cohort, ours)
    member(cohort, LearnerFactory(in_organisation=ours, first_name="Mine"), organisation=ours)
    member(cohort, LearnerFactory(in_organisation=cohort.organisation, first_name="Theirs"))
    invitation(cohort, "theirs@x.org")
    person = CoordinatorFactory(in_organisation=ours)

    said = page(person, at(cohort))

    assert "Mine" in said
    assert "Theirs" not in said
    assert "theirs@x.org" not in said
    assert "and 1 of another organisation" in said
    assert "Nobody of that name" in page(person, at(cohort) + "?q=Theirs")
    for door in ("change/", "places/", "exceptions/"):
        page(person, at(cohort, door), status=404)
    assert "Autumn" not in page(CoordinatorFactory(), "/cohorts/")


def test_a_file_is_looked_at_then_carried_out(cohort: Cohort, coordinator: User) -> None:
    door = upload(coordinator, cohort, HEAD + "Ann,Birch,,x\nBo,Cole,bo@x.org,x\n")["Location"]

    said = page(coordinator, door)
    assert "Nothing is written yet" in said
    assert "Read as UTF-8, separated by commas." in said
    assert "left out: note" in said
    assert "gets an account and a slip to print" in said
    assert "is invited by e-mail, and decides" in said
    assert not CohortMember.objects.exists()

    send(coordinator, door, {"step": "all"})
    assert "Carried out" in page(coordinator, door)
    assert CohortMember.objects.get().learner.first_name == "Ann"
    again = upload(coordinator, cohort, HEAD + "Ann,Birch,,x\nBo,Cole,bo@x.org,x\n")["Location"]
    assert "2 rows are unchanged" in page(coordinator, again)


def test_bad_rows_come_back_with_reasons_and_good_ones_go_in_when_told_so(cohort: Cohort, coordinator: User) -> None:
    door = upload(coordinator, cohort, HEAD + 'Ann,Birch,,x\nBo,Cole,"no address",=x\n')["Location"]
    assert "not possible" in send(coordinator, door, {"step": "all"}, status=409).content.decode()
    assert not CohortMember.objects.exists()

    text = send(coordinator, door, {"step": "bad"}, status=200).content.decode().lstrip("\ufeff")
    rows = list(csv.reader(StringIO(text)))
    assert rows[0] == ["first_name", "last_name", "email", "note", "line", "reason"]
    assert rows[1] == ["Bo", "Cole", "no address", "'=x", "3", "This is no e-mail address."]
    send(coordinator, door, {"step": "good"})
    send(coordinator, door, {"step": "good"})
    assert CohortMember.objects.count() == 1


def test_a_file_is_dropped_and_nobody_else_finds_it(cohort: Cohort, coordinator: User) -> None:
    door = upload(coordinator, cohort, workbook([["First name"], ["Ann"]]))["Location"]
    assert "Read as XLSX" in page(coordinator, door)
    page(CoordinatorFactory(in_organisation=cohort.organisation), door, status=404)

    send(coordinator, door, {"step": "drop"})

    assert EnrolmentImport.objects.get().state == "dropped"
    assert "Dropped" in page(coordinator, at(cohort, "file/"))


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", "first_name\nZoë\n".encode("cp1252")], ids=["empty", "PNG", "cp1252"]
)
def test_what_is_no_table_is_refused_at_the_field(cohort: Cohort, coordinator: User, data: bytes) -> None:
    said = upload(coordinator, cohort, data, status=400).content.decode()

    assert 'class="errorlist"' in said
    assert not EnrolmentImport.objects.exists()


def test_one_person_is_brought_or_invited(cohort: Cohort, coordinator: User) -> None:
    form = {"first_name": "Ann", "last_name": "Birch", "organisation": cohort.organisation_id}
    send(coordinator, at(cohort, "people/"), form)
    send(
        coordinator,
        at(cohort, "people/"),
        {"first_name": "Bo", "email": "bo@x.org", "organisation": cohort.organisation_id},
    )

    assert CohortMember.objects.get().basis == "hand"
    said = page(coordinator, at(cohort))
    assert "User name: ann.birch, not used yet" in said
    assert "1 person was asked and has not answered" in said
    nobody = send(coordinator, at(cohort, "people/"), {"organisation": cohort.organisation_id}, status=400)
    assert "There is no name." in nobody.content.decode()
    send(coordinator, at(cohort, f"invitations/{Invitation.objects.get().pk}/"))
    assert Invitation.objects.get().answer == "withdrawn"


def test_a_slip_is_shown_once_and_opens_the_account(cohort: Cohort, coordinator: User) -> None:
    form = {"first_name": "Ann", "last_name": "Birch", "organisation": cohort.organisation_id}
    send(coordinator, at(cohort, "people/"), form)
    person = CohortMember.objects.get().learner
    assert "ann.birch" in page(coordinator, at(cohort, "slips/"))

    said = send(coordinator, at(cohort, "slips/"), {"person": [person.pk]}, status=200).content.decode()
    code = said.split("<dt>Code</dt><dd><b>")[1].split("<")[0]
    assert code not in page(coordinator, at(cohort, "slips/"))

    client = Client()
    wrong = client.post("/start/", {"username": "ann.birch", "code": "7Q2M-9XKD-4TC", "password": STRONG})
    assert wrong.status_code == 400
    weak = client.post("/start/", {"username": "ann.birch", "code": code, "password": "short"})
    assert "too short" in weak.content.decode()
    opened = client.post("/start/", {"username": "ann.birch", "code": code, "password": STRONG})
    assert opened["Location"] == "/learning/"
    assert client.get("/certificates/").status_code == 200


def test_slips_are_not_made_for_people_of_others(cohort: Cohort, coordinator: User) -> None:
    ours = OrganisationFactory()
    taking_part(cohort, ours)
    send(coordinator, at(cohort, "people/"), {"first_name": "Ann", "organisation": cohort.organisation_id})
    person = CohortMember.objects.get().learner

    form = {"person": [person.pk, "²", "9" * 30]}
    said = send(CoordinatorFactory(in_organisation=ours), at(cohort, "slips/"), form, status=200).content.decode()

    assert "Nobody was ticked" in said


def test_a_code_is_made_hung_up_and_revoked(cohort: Cohort, coordinator: User) -> None:
    form = {"organisation": cohort.organisation_id, "opens_on": "2026-12-01", "closes_on": "2026-12-24", "seats": "5"}
    door = send(coordinator, at(cohort, "codes/"), form)["Location"]

    poster = page(coordinator, door)
    assert "<svg" in poster
    assert f"/join/{JoinCode.objects.get().code}/" in poster
    assert "0 of 5 seats are taken" in poster
    send(coordinator, door)
    assert "Revoked" in page(coordinator, at(cohort, "codes/"))
    backwards = form | {"closes_on": "2026-11-01"}
    assert "errorlist" in send(coordinator, at(cohort, "codes/"), backwards, status=400).content.decode()


def test_an_organisation_takes_part_by_its_name(cohort: Cohort, coordinator: User) -> None:
    region = OrganisationFactory(name="Region")
    other = OrganisationFactory(name="Open Gate", below=region)
    OrganisationFactory(name="Open Gate")
    for name in ("Nowhere", "Open Gate", "Elsewhere / Open Gate"):
        assert "errorlist" in send(coordinator, at(cohort, "places/"), {"name": name}, status=400).content.decode()

    send(coordinator, at(cohort, "places/"), {"name": "region / open gate"})

    place = CohortPlace.objects.get()
    assert place.organisation == other
    assert "Autumn" in page(CoordinatorFactory(in_organisation=other), "/cohorts/")
    send(coordinator, at(cohort, "places/"), {"end": place.pk})
    assert "Autumn" not in page(CoordinatorFactory(in_organisation=other), "/cohorts/")
    send(coordinator, at(cohort, "places/"), {"end": "x"}, status=404)


@pytest.mark.parametrize(
    "door", ["", "codes/", "slips/", "exceptions/"], ids=["people", "codes", "slips", "exceptions"]
)
def test_a_page_asks_the_database_as_often_for_many_as_for_few(cohort: Cohort, coordinator: User, door: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(coordinator, at(cohort, door))
        return len(queries)

    def more() -> None:
        inside = member(cohort)
        inside.exceptions.create(kind="time", found_at=inside.since)
        JoinCodeFactory(cohort=cohort)
        invitation(cohort, f"{inside.learner.username}@x.org")

    more()
    page(coordinator, at(cohort, door))  # the curriculum is read once
    few = asked()
    for _each in range(9):
        more()

    assert asked() == few
