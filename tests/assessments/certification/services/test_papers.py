"""Papers: entered by the learner, looked at by whoever is asked, sent back with a reason, and never uploaded."""

from datetime import timedelta

import pytest

from assessments.certification.models import Cycle, Evidence, RequirementStatus
from assessments.certification.services import evidence, papers
from tests.factories.certification import NOW, TODAY, assigned
from tests.factories.certification_papers import FIRST_AID, ISSUED, LICENCE, REASON, described, paper
from tests.factories.certification_requests import CONDUCT, certifier, learning
from tests.factories.certification_words import manager
from tests.factories.mentoring import Kind
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.notices.models import Notice

pytestmark = pytest.mark.django_db


def code_of(cycle: Cycle, key: str) -> tuple[str, str]:
    row = RequirementStatus.objects.get(cycle=cycle, key=key)
    return row.code, row.waits_for


def test_a_detail_is_entered_and_then_waits_for_a_coordinator() -> None:
    cycle = assigned(learning(LICENCE, CONDUCT))
    coordinator = certifier(cycle)
    assert code_of(cycle, "registered") == ("profile_verified.unverified", "learner")

    row = paper(cycle=cycle)

    assert code_of(cycle, "registered") == ("profile_verified.waiting", "coordinator")
    assert (row.kind, row.subject, row.title, row.reference) == ("profile", "registration", row.title, "SW 114")
    assert [notice.person for notice in Notice.objects.filter(kind="certification.request")] == [coordinator]


def test_what_was_seen_counts_from_the_day_on_the_paper() -> None:
    cycle = assigned(learning(LICENCE))
    coordinator = certifier(cycle)
    row = papers.verify(evidence=paper(cycle=cycle), seen=True, by=coordinator, now=NOW)

    assert (row.state, row.verified_by, row.verifier_role, row.verified_on) == (
        "verified",
        coordinator,
        "coordinator",
        TODAY,
    )
    status = RequirementStatus.objects.get(cycle=cycle)
    assert (status.state, status.met_on, status.evidence) == ("met", ISSUED, [f"evidence:{row.pk.hex}"])
    assert Cycle.objects.get().state == "certified"
    assert Notice.objects.filter(kind="certification.answer", person=cycle.learner).count() == 1


def test_a_document_is_looked_at_by_the_role_that_the_rules_name() -> None:
    cycle = assigned(learning(FIRST_AID, CONDUCT))
    boss, mentor, coordinator = manager(cycle), manager(cycle, Kind.REFLECTIVE), certifier(cycle)
    row = paper(cycle=cycle, requirement="first-aid")
    assert code_of(cycle, "first-aid") == ("evidence_shown.unverified", "line_manager")

    for person in (mentor, coordinator, cycle.learner, LearnerFactory(), CoordinatorFactory()):
        with pytest.raises(papers.MayNotVerify):
            papers.verify(evidence=row, seen=True, by=person, now=NOW)
        with pytest.raises(papers.MayNotVerify):
            papers.send_back(evidence=row, reason=REASON, by=person, now=NOW)
    papers.verify(evidence=row, seen=True, by=boss, now=NOW)
    assert code_of(cycle, "first-aid")[0] == "evidence_shown.met"


@pytest.mark.parametrize("verified_by", ["anybody", "no_one"])
def test_where_no_role_is_named_coordinators_look_or_nobody_does(verified_by: str) -> None:
    cycle = assigned(learning({**FIRST_AID, "verified_by": verified_by}, CONDUCT))
    coordinator, mentor = certifier(cycle), manager(cycle, Kind.REFLECTIVE)
    row = paper(cycle=cycle, requirement="first-aid")

    told = [notice.person for notice in Notice.objects.filter(kind="certification.request")]
    if verified_by == "no_one":
        assert told == []
        assert code_of(cycle, "first-aid")[0] == "evidence_shown.met"
    else:
        assert told == [coordinator]
        assert papers.verify(evidence=row, seen=True, by=mentor, now=NOW).verifier_role == "mentor"


def test_nothing_is_verified_that_was_not_seen() -> None:
    row = paper()
    with pytest.raises(papers.NotSeen):
        papers.verify(evidence=row, seen=False, by=CoordinatorFactory(in_organisation=row.organisation), now=NOW)


def test_a_paper_is_sent_back_with_a_reason_and_another_can_be_entered() -> None:
    row = paper()
    coordinator = CoordinatorFactory(in_organisation=row.organisation)
    with pytest.raises(papers.WordsMissing):
        papers.send_back(evidence=row, reason="No.", by=coordinator, now=NOW)

    row = papers.send_back(evidence=row, reason=REASON, by=coordinator, now=NOW)

    cycle = Cycle.objects.get()
    assert (row.state, row.answer.opened()) == ("refused", REASON)
    assert code_of(cycle, "registered") == ("profile_verified.unverified", "learner")
    assert paper(cycle=cycle).pk != row.pk


def test_sent_twice_it_is_one_paper_and_another_title_is_another() -> None:
    cycle = assigned(learning(LICENCE, FIRST_AID))

    assert paper(cycle=cycle).pk == paper(cycle=cycle).pk
    paper(cycle=cycle, title="Registration, renewed")
    assert Evidence.objects.count() == 2


def test_a_paper_can_be_taken_back_while_nobody_has_looked() -> None:
    row = paper()

    assert evidence.withdraw(evidence=row, by=row.learner, now=NOW).state == "withdrawn"


def test_days_to_come_and_what_nobody_asks_for_are_refused() -> None:
    cycle = assigned(learning(LICENCE, CONDUCT))
    with pytest.raises(papers.DoesNotCount):
        paper(cycle=cycle, dated=TODAY + timedelta(days=1))
    with pytest.raises(papers.NotAsked):
        paper(cycle=cycle, requirement="conduct")
    with pytest.raises(papers.NotYours):
        papers.enter(cycle=cycle, requirement="registered", paper=described(), by=LearnerFactory(), now=NOW)
