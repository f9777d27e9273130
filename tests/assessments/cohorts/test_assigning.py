"""What a cohort asks: a pathway at once, a certificate by a day; whom that does not fit is listed, and decided about at once."""

from datetime import date, timedelta

import pytest

from assessments.certification.models import Assignment, CertificationVersion
from assessments.cohorts.laws.fitting import days_needed, obstacles
from assessments.cohorts.models import Cohort, CohortException
from assessments.cohorts.services import assigning, members
from assessments.cohorts.services.cohorts import NotTheirs
from assessments.cohorts.services.members import Joiner
from assessments.progress.models import Enrolment
from tests.assessments.certification.deciding.asking import page, send
from tests.factories import evidence
from tests.factories.certification import certification, certified
from tests.factories.cohorts import NOW, TODAY, CohortFactory
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> CertificationVersion:
    evidence.plant_programme()
    return certification()


@pytest.fixture
def cohort(version: CertificationVersion) -> Cohort:
    found: Cohort = CohortFactory(
        organisation=version.certification.issuer,
        certification=version.certification,
        pathway="official",
        due_on=TODAY + timedelta(days=400),
    )
    return found


@pytest.fixture
def coordinator(cohort: Cohort) -> User:
    person: User = CoordinatorFactory(in_organisation=cohort.organisation)
    return person


def bring(cohort: Cohort, *people: User) -> None:
    joiners = [Joiner(learner=one, organisation=cohort.organisation, since=TODAY) for one in people]
    members.bring(cohort=Cohort.objects.get(pk=cohort.pk), joiners=joiners, basis="hand", by=None, now=NOW)


def kinds() -> list[str]:
    return sorted(CohortException.objects.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ({"due_on": TODAY + timedelta(days=400)}, date(2027, 11, 9)),
        ({"due_on": None, "due_days": 365}, date(2027, 10, 5)),
        ({"due_on": None}, None),
    ],
    ids=["fixed", "relative", "none"],
)
def test_a_new_member_follows_the_pathway_and_is_asked_by_the_day(
    cohort: Cohort, due: dict[str, object], expected: date | None
) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(**due)
    person = LearnerFactory(in_organisation=cohort.organisation)

    bring(cohort, person)

    asked = Assignment.objects.get()
    assert (asked.learner, asked.organisation, asked.due_on) == (person, cohort.organisation, expected)
    assert Enrolment.objects.get().pathway == "official"
    assert kinds() == []


def test_whoever_cannot_be_asked_as_planned_is_an_exception_and_not_asked(cohort: Cohort) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(due_on=TODAY + timedelta(days=3))
    holds = certified(version=cohort.certification.versions.get()).learner
    other = LearnerFactory(in_organisation=cohort.organisation)
    Enrolment.objects.create(learner=other, programme_key="practice", pathway="social-worker", since=NOW)

    bring(cohort, holds, other)

    assert kinds() == ["certified", "pathway", "time"]
    assert not Assignment.objects.exists()
    assert Enrolment.objects.get(learner=other, until=None).pathway == "social-worker"


def test_exceptions_are_resolved_in_bulk(cohort: Cohort, coordinator: User) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(due_on=TODAY + timedelta(days=3))
    first, second, third = (LearnerFactory(in_organisation=cohort.organisation) for _each in range(3))
    Enrolment.objects.create(learner=third, programme_key="practice", pathway="social-worker", since=NOW)
    bring(cohort, first, second, third)
    late = list(CohortException.objects.filter(kind="time").values_list("pk", flat=True))
    later = TODAY + timedelta(days=200)

    done = assigning.resolve(cohort=cohort, exceptions=late, resolution="later", later=later, by=coordinator, now=NOW)

    assert done == 3
    assert set(Assignment.objects.values_list("learner", "due_on")) == {(first.pk, later), (second.pk, later)}
    rest = CohortException.objects.get(resolved_at=None)
    assert (rest.kind, rest.member.learner) == ("pathway", third)
    again = {"cohort": cohort, "exceptions": [rest.pk, *late], "resolution": "assigned", "by": coordinator, "now": NOW}
    assert assigning.resolve(**again) == 1
    assert Assignment.objects.get(learner=third).due_on == later
    assert Enrolment.objects.get(learner=third, until=None).pathway == "official"


def test_what_is_left_as_it_is_is_not_asked_and_not_found_again(cohort: Cohort, coordinator: User) -> None:
    bring(cohort, certified(version=cohort.certification.versions.get()).learner)
    found = CohortException.objects.get()

    assigning.resolve(cohort=cohort, exceptions=[found.pk], resolution="left", by=coordinator, now=NOW)

    assert assigning.assign_everywhere(now=NOW) == 0
    assert not Assignment.objects.exists()
    with pytest.raises(assigning.NoLaterDay):
        assigning.resolve(cohort=cohort, exceptions=[found.pk], resolution="later", by=coordinator, now=NOW)
    with pytest.raises(NotTheirs):
        assigning.resolve(cohort=cohort, exceptions=[found.pk], resolution="left", by=CoordinatorFactory(), now=NOW)


def test_the_clock_goes_on_with_those_who_wait(cohort: Cohort) -> None:
    people = [LearnerFactory(in_organisation=cohort.organisation) for _each in range(members.AT_ONCE + 2)]
    bring(cohort, *people)
    assert Assignment.objects.count() == members.AT_ONCE

    assert assigning.assign_everywhere(now=NOW) == 2
    assert assigning.assign_everywhere(now=NOW) == 0
    assert Assignment.objects.count() == len(people)


def test_a_cohort_without_a_certificate_only_sees_to_the_pathway(cohort: Cohort) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(certification=None)
    other = LearnerFactory(in_organisation=cohort.organisation)
    Enrolment.objects.create(learner=other, programme_key="practice", pathway="social-worker", since=NOW)

    bring(cohort, other, LearnerFactory(in_organisation=cohort.organisation))

    assert kinds() == ["pathway"]
    assert assigning.assign_everywhere(now=NOW) == 0


def test_at_the_screen_those_that_are_ticked_are_decided_about(cohort: Cohort, coordinator: User) -> None:
    bring(cohort, certified(version=cohort.certification.versions.get()).learner)
    door, found = f"/cohorts/{cohort.pk}/exceptions/", CohortException.objects.get()
    assert "Holds this certificate already" in page(coordinator, door)
    assert "1 exception waits" in page(coordinator, f"/cohorts/{cohort.pk}/")

    assert "errorlist" in send(coordinator, door, {"resolution": "left"}, status=400).content.decode()
    late = {"resolution": "later", "exception": [found.pk]}
    assert "Name a day" in send(coordinator, door, late, status=400).content.decode()
    send(coordinator, door, late | {"resolution": "left"})

    assert "Nothing waits for a decision" in page(coordinator, door)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ()),
        ({"certified": True}, ("certified",)),
        ({"other_pathway": True}, ("pathway",)),
        ({"due_on": TODAY + timedelta(days=55)}, ("time",)),
        ({"due_on": TODAY + timedelta(days=56)}, ()),
        ({"due_on": TODAY, "certified": True}, ("certified",)),
    ],
    ids=["fits", "certified", "pathway", "a day too few", "just enough", "no hurry for who holds it"],
)
def test_what_does_not_fit(given: dict[str, object], expected: tuple[str, ...]) -> None:
    usual = {"certified": False, "other_pathway": False, "due_on": None, "joined_on": TODAY, "hours": 40}

    assert days_needed(40) == 56
    assert obstacles(**usual | given) == expected
