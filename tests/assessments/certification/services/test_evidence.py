"""Declarations that are signed, and hours that somebody else verifies."""

from datetime import timedelta

import pytest

from assessments.certification.declarations.reader import NoSuchDeclaration, declarations, latest
from assessments.certification.models import Cycle, Evidence, RequirementStatus
from assessments.certification.services import evidence
from tests.factories.certification import NOW, TODAY, assigned
from tests.factories.certification_requests import CONDUCT, HOURS, certifier, learning
from tests.factories.mentoring import Kind, pair
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db


def hours(learner: User, *, amount: int = 20, place: str = "Team east", days_ago: int = 0) -> Evidence:
    return evidence.enter_hours(
        learner=learner, hours=amount, place=place, until=TODAY - timedelta(days=days_ago), now=NOW
    )


def manager_of(learner: User, cycle: Cycle) -> User:
    return pair(learner=learner, place=cycle.certification.issuer, kind=Kind.LINE_MANAGEMENT).mentor


def test_the_code_of_conduct_can_be_read() -> None:
    text = latest("code-of-conduct")

    assert text.title == "Code of conduct and safeguarding"
    assert "<h2" in text.html
    assert "<script" not in text.html
    assert set(declarations()) == {"code-of-conduct"}
    with pytest.raises(NoSuchDeclaration):
        latest("nothing")


def test_signing_meets_the_requirement_at_once() -> None:
    cycle = assigned(learning(CONDUCT, HOURS))
    evidence.sign(learner=cycle.learner, declaration=latest("code-of-conduct"), now=NOW)

    status = RequirementStatus.objects.get(cycle=cycle, key="conduct")
    assert (status.state, status.met_on) == ("met", TODAY)
    assert Cycle.objects.get().state == "in_progress"


def test_signed_twice_it_is_one_signature() -> None:
    cycle = assigned(learning(CONDUCT, HOURS))
    rows = [evidence.sign(learner=cycle.learner, declaration=latest("code-of-conduct"), now=NOW) for _ in range(2)]

    assert rows[0].pk == rows[1].pk
    assert rows[0].reference == latest("code-of-conduct").digest
    assert Evidence.objects.count() == 1


def test_the_last_signature_certifies() -> None:
    cycle = assigned(learning(CONDUCT))
    evidence.sign(learner=cycle.learner, declaration=latest("code-of-conduct"), now=NOW)

    assert Cycle.objects.get().state == "certified"
    assert Notice.objects.filter(person=cycle.learner, kind="certification.name").exists()


def test_hours_wait_for_the_line_manager() -> None:
    cycle = assigned(learning(HOURS))
    manager, coordinator = manager_of(cycle.learner, cycle), certifier(cycle)
    row = hours(cycle.learner)

    assert row.state == "submitted"
    assert RequirementStatus.objects.get(cycle=cycle).code == "practice_hours.unverified"
    told = Notice.objects.filter(kind="certification.request")
    assert [notice.person for notice in told] == [manager]
    row = evidence.verify(evidence=row, by=manager, now=NOW)
    assert (row.state, row.verified_by, row.verifier_role) == ("verified", manager, "line_manager")
    assert Cycle.objects.get().state == "certified"
    assert not Notice.objects.filter(person=coordinator).exists()


def test_where_there_is_no_line_manager_somebody_who_certifies_verifies() -> None:
    cycle = assigned(learning(HOURS))
    coordinator = certifier(cycle)
    row = hours(cycle.learner)

    assert Notice.objects.get(kind="certification.request").person == coordinator
    assert evidence.verify(evidence=row, by=coordinator, now=NOW).verifier_role == "coordinator"


def test_nobody_verifies_their_own_or_those_of_strangers() -> None:
    cycle = assigned(learning(HOURS))
    row = hours(cycle.learner)
    mentor = pair(learner=cycle.learner, place=cycle.certification.issuer).mentor

    for person in (cycle.learner, CoordinatorFactory(), LearnerFactory(), mentor):
        with pytest.raises(evidence.MayNotVerify):
            evidence.verify(evidence=row, by=person, now=NOW)
        with pytest.raises(evidence.MayNotVerify):
            evidence.refuse(evidence=row, by=person, now=NOW)


def test_sent_twice_hours_count_once() -> None:
    cycle = assigned(learning(HOURS))

    assert hours(cycle.learner).pk == hours(cycle.learner).pk
    with pytest.raises(evidence.EnteredAlready):
        hours(cycle.learner, amount=8)
    hours(cycle.learner, amount=8, place="Team west")
    hours(cycle.learner, amount=8, days_ago=7)
    assert Evidence.objects.count() == 3


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(evidence.TooEarly):
        hours(LearnerFactory(), days_ago=-1)


def test_what_nobody_has_verified_can_be_taken_back_and_nothing_else() -> None:
    cycle = assigned(learning(HOURS))
    row = hours(cycle.learner)
    with pytest.raises(evidence.NotYours):
        evidence.withdraw(evidence=row, by=certifier(cycle), now=NOW)
    assert evidence.withdraw(evidence=row, by=cycle.learner, now=NOW).state == "withdrawn"
    with pytest.raises(evidence.NotNow):
        evidence.withdraw(evidence=row, by=cycle.learner, now=NOW)

    other = evidence.verify(evidence=hours(cycle.learner), by=certifier(cycle), now=NOW)
    with pytest.raises(evidence.NotNow):
        evidence.withdraw(evidence=other, by=cycle.learner, now=NOW)


def test_hours_that_were_not_worked_are_refused_and_do_not_count() -> None:
    cycle = assigned(learning(HOURS))
    row = evidence.refuse(evidence=hours(cycle.learner), by=certifier(cycle), now=NOW)

    assert row.state == "refused"
    assert RequirementStatus.objects.get(cycle=cycle).code == "practice_hours.none"
    assert Notice.objects.filter(person=cycle.learner, kind="certification.answer").exists()
