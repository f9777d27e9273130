"""Whatever is done with a cohort and its people is found in the audit trail, in codes and numbers alone."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from assessments.cohorts import auditing
from assessments.cohorts.models import Cohort, CohortException, CohortMember
from assessments.cohorts.services import assigning, cohorts, first_codes, importing, joining, members
from assessments.cohorts.services.cohorts import Plan
from assessments.cohorts.services.joining import Door
from tests.factories.cohorts import NOW, TODAY, CohortFactory, member
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    OrganisationFactory,
    UserFactory,
)
from training_site.audit.models import AuditEvent
from training_site.audit.services import checking, linking
from training_site.people.models import Organisation, User
from training_site.people.organisations.services import appointing, arranging
from training_site.people.roles import Role

pytestmark = pytest.mark.django_db
FILE = b"email,first_name,last_name\nann@example.org,Ann,Quillwort\n,Cleo,Quillwort\n,,\n,Dora,Quillwort\n"


@pytest.fixture
def place() -> Organisation:
    found: Organisation = OrganisationFactory(below=OrganisationFactory())
    return found


@pytest.fixture
def by(place: Organisation) -> User:
    person: User = CoordinatorFactory(in_organisation=place)
    return person


@pytest.fixture
def cohort(place: Organisation) -> Cohort:
    found: Cohort = CohortFactory(organisation=place)
    return found


def plan(**changed: Any) -> Plan:
    return Plan(**{"name": "Autumn", "programme_key": "practice", "begins_on": TODAY} | changed)


def told(act: str) -> list[tuple[User | None, User | None, dict[str, Any]]]:
    return [(one.actor, one.person, one.details) for one in AuditEvent.objects.filter(act=act).order_by("pk")]


def test_a_cohort_is_recorded_when_it_is_made_changed_and_closed_and_so_is_another_day(
    place: Organisation, by: User
) -> None:
    made = cohorts.make(plan=plan(), organisation=place, by=by, now=NOW)
    cohorts.change(cohort=made, plan=plan(name="Winter"), by=by, now=NOW)
    cohorts.change(cohort=made, plan=plan(due_on=date(2027, 3, 1)), by=by, now=NOW)
    cohorts.close(cohort=made, by=by, now=NOW)

    assert [said["step"] for _by, _person, said in told("cohorts.cohort")] == ["made", "changed", "changed", "closed"]
    assert told("cohorts.due") == [(by, None, {"due_on": "2027-03-01", "due_days": None})]
    assert {event.unit for event in AuditEvent.objects.filter(act__startswith="cohorts.")} == {place}


def test_who_takes_part_and_how_one_comes_in_is_recorded(cohort: Cohort, by: User) -> None:
    other = OrganisationFactory()
    taking_part = cohorts.add_place(cohort=cohort, organisation=other, by=by, now=NOW)
    cohorts.add_place(cohort=cohort, organisation=other, by=by, now=NOW)
    cohorts.end_place(place=taking_part, by=by, now=NOW)
    door = Door(organisation=cohort.organisation, opens_on=TODAY, closes_on=TODAY + timedelta(days=3))
    code = joining.make(cohort=cohort, door=door, by=by, now=NOW)
    joiner = UserFactory()
    joining.join(code=code, person=joiner, now=NOW)
    joining.revoke(code=code, by=by, now=NOW)
    joining.revoke(code=code, by=by, now=NOW)

    assert [said["step"] for _by, _person, said in told("cohorts.place")] == ["begun", "ended"]
    assert [said["step"] for _by, _person, said in told("cohorts.code")] == ["made", "revoked"]
    assert told("cohorts.joined") == [(joiner, joiner, {"people": 1, "basis": "code"})]
    assert code.code not in str([event.as_values() for event in AuditEvent.objects.all()])


def test_who_is_taken_out_is_recorded_once(cohort: Cohort, by: User) -> None:
    inside = member(cohort, since=NOW - timedelta(days=2))
    for _again in range(2):
        members.end(member=inside, by=by, now=NOW)

    assert told("cohorts.removed") == [(by, inside.learner, {"cohort": cohort.pk})]


def test_a_file_of_people_is_one_act_at_each_step_with_how_its_rows_came_out(cohort: Cohort, by: User) -> None:
    looked = importing.look(cohort=cohort, data=FILE, by=by, now=NOW)
    importing.carry_out(looked=looked, by=by, now=NOW, only_good=True)
    importing.drop(looked=importing.look(cohort=cohort, data=FILE, by=by, now=NOW), by=by, now=NOW)

    steps = [said for _by, _person, said in told("cohorts.import")]
    assert [said["step"] for said in steps] == ["looked", "done", "looked", "dropped"]
    assert {key: steps[1][key] for key in ("sha256", "create")} == {"sha256": looked.sha256, "create": 3}
    assert told("cohorts.joined") == [(by, None, {"people": 2, "basis": "file"})]
    assert "Quillwort" not in str([event.as_values() for event in AuditEvent.objects.all()])


def test_first_codes_are_recorded_by_their_number_and_nobody_s_code(cohort: Cohort, by: User) -> None:
    importing.bring_one(
        cohort=cohort, cells={"first_name": "Cleo", "last_name": "D"}, organisation=cohort.organisation, by=by, now=NOW
    )
    people = list(CohortMember.objects.values_list("learner", flat=True))
    [slip] = first_codes.issue(cohort=cohort, people_ids=people, by=by, now=NOW)
    first_codes.issue(cohort=cohort, people_ids=[], by=by, now=NOW)

    assert told("cohorts.slips") == [(by, None, {"people": 1})]
    assert slip.code not in str([event.as_values() for event in AuditEvent.objects.all()])


def test_a_decision_about_exceptions_is_recorded_with_the_later_day(cohort: Cohort, by: User) -> None:
    row = CohortException.objects.create(member=member(cohort), kind=CohortException.Kind.TIME, found_at=NOW)
    later = TODAY + timedelta(days=90)
    for _again in range(2):
        assigning.resolve(cohort=cohort, exceptions=[row.pk], resolution="later", by=by, now=NOW, later=later)

    assert told("cohorts.resolved") == [(by, None, {"people": 1, "resolution": "later", "due_on": later.isoformat()})]


def test_every_act_of_cohorts_has_a_test_above() -> None:
    acts = {act.key for act in auditing.ACTS}
    written = Path(__file__).read_text(encoding="utf-8")
    tested = {act for act in acts if f'told("{act}")' in written}

    assert tested == acts


def test_who_gave_ended_and_moved_a_role_or_a_place_stands_in_the_trail(place: Organisation) -> None:
    by: User = AdministratorFactory(in_organisation=place.get_parent())
    person = LearnerFactory(in_organisation=place)
    given = appointing.begin(person=person, role=Role.MENTOR, organisation=place, by=by, since=TODAY, today=TODAY)
    other = arranging.make(name="Other", kind=Organisation.Kind.ORGANISATION, parent=place, by=by, today=TODAY)
    moved = appointing.move(membership=given, to=other, by=by, on=TODAY + timedelta(days=1), today=TODAY)
    appointing.end(membership=moved, by=by, until=TODAY + timedelta(days=2), today=TODAY)
    arranging.change(organisation=other, by=by, name="Else", danger_contacts="", today=TODAY)

    acts = AuditEvent.objects.filter(act__startswith="people.")
    assert {event.actor for event in acts} == {by}
    assert acts.filter(act="people.membership_begun").count() == 2


def test_taking_the_trail_along_is_recorded_and_so_is_taking_that_along(place: Organisation) -> None:
    client = Client()
    client.force_login(AdministratorFactory(in_organisation=place))
    for wanted in ("csv", "jsonl"):
        b"".join(client.post("/audit/export/", {"format": wanted, "unit": place.pk}).streaming_content)

    told_of = [said["format"] for _by, _person, said in told("audit.exported")]
    assert told_of == ["csv", "jsonl"]
    newest = b"".join(client.post("/audit/export/", {"format": "csv", "unit": place.pk}).streaming_content).decode()
    assert newest.count("audit.exported") == 2
    linking.link_waiting()
    assert not checking.check().broken
