"""Prior learning: claimed for what is learning, decided by somebody who judged nothing, recognised only where the original was seen."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from assessments.certification.models import CertificationEvent, Claim, Conflict, RequirementStatus
from assessments.certification.selectors.facts import facts_of
from assessments.certification.services import recognition
from assessments.services import ledgers
from tests.factories.certification import NOW, TODAY, assigned
from tests.factories.certification_requests import (
    ANSWER,
    CONDUCT,
    HOURS,
    LEVELS,
    MODULE,
    STATEMENT,
    certifier,
    claim,
    learned,
    learning,
)
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_a_claim_waits_for_whoever_may_decide() -> None:
    cycle = assigned(learning())
    assessor, elsewhere = certifier(cycle), CoordinatorFactory()
    row = claim(cycle=cycle)

    assert row.state == "submitted"
    assert row.statement.opened() == STATEMENT
    told = Notice.objects.get(kind="certification.request")
    assert (told.person, told.link) == (assessor, f"/certificates/answers/claim/{row.pk}/")
    assert not Notice.objects.filter(person=elsewhere).exists()


def test_the_words_are_sealed() -> None:
    row = claim()

    stored = Claim.objects.filter(pk=row.pk).values_list("statement_sealed", flat=True)[0]
    assert STATEMENT.encode() not in bytes(stored)


def test_sent_twice_it_is_one_claim() -> None:
    cycle = assigned(learning())

    assert claim(cycle=cycle).pk == claim(cycle=cycle).pk
    assert Claim.objects.count() == 1
    assert CertificationEvent.objects.filter(machine="claim").count() == 1


def test_another_claim_about_the_same_is_refused_while_one_waits() -> None:
    cycle = assigned(learning())
    claim(cycle=cycle)

    with pytest.raises(recognition.ClaimedAlready):
        claim(cycle=cycle, title="Something else")


def test_nobody_claims_for_somebody_else() -> None:
    cycle = assigned(learning())

    with pytest.raises(recognition.NotYours):
        recognition.claim(cycle=cycle, requirement="m03-done", learned=learned(), by=LearnerFactory(), now=NOW)


@pytest.mark.parametrize("key", ["conduct", "levels", "no-such-key"])
def test_what_has_to_be_shown_here_is_not_recognised(key: str) -> None:
    cycle = assigned(learning(MODULE, LEVELS, CONDUCT))

    with pytest.raises(recognition.NotRecognisable):
        recognition.claim(cycle=cycle, requirement=key, learned=learned(), by=cycle.learner, now=NOW)


def test_nothing_is_claimed_in_a_round_that_is_over() -> None:
    cycle = assigned(learning())
    cycle = ledgers.append(cycle, event="withdrawn", by=None, now=NOW)

    with pytest.raises(recognition.NotRecognisable):
        recognition.claim(cycle=cycle, requirement="m03-done", learned=learned(), by=cycle.learner, now=NOW)


def test_a_day_to_come_does_not_count() -> None:
    with pytest.raises(recognition.DoesNotCount):
        claim(completed_on=TODAY + timedelta(days=1))


def test_in_a_renewal_only_what_is_new_counts() -> None:
    cycle = assigned(learning())
    cycle.counts_from = date(2026, 8, 1)
    cycle.save(update_fields=["counts_from"])

    with pytest.raises(recognition.DoesNotCount) as refused:
        claim(cycle=cycle, completed_on=date(2026, 7, 31))
    assert refused.value.first == date(2026, 8, 1)
    assert claim(cycle=cycle, completed_on=date(2026, 8, 1)).state == "submitted"


def test_what_always_counts_may_be_older_than_the_round() -> None:
    cycle = assigned(learning({**MODULE, "ever": True}))
    cycle.counts_from = TODAY
    cycle.save(update_fields=["counts_from"])

    assert claim(cycle=cycle).state == "submitted"


def test_a_statement_needs_a_sentence() -> None:
    with pytest.raises(recognition.WordsMissing):
        claim(statement="A course.")


def test_a_question_is_asked_and_answered() -> None:
    row = claim()
    assessor = certifier(row.cycle)
    row = recognition.ask(claim=row, question="How many days did the course take?", by=assessor, now=NOW)

    assert row.state == "more_info"
    assert Notice.objects.filter(person=row.cycle.learner, kind="certification.request", withdrawn_at=None).exists()

    row = recognition.answer(claim=row, statement=f"{STATEMENT} Five days.", by=row.cycle.learner, now=NOW)
    assert row.state == "submitted"
    assert row.statement.opened().endswith("Five days.")
    assert Notice.objects.filter(person=assessor, kind="certification.request", withdrawn_at=None).exists()
    assert not Notice.objects.filter(person=row.cycle.learner, kind="certification.request", withdrawn_at=None).exists()


def test_only_the_learner_answers_and_takes_back() -> None:
    row = claim()
    assessor = certifier(row.cycle)
    recognition.ask(claim=row, question="How many days did the course take?", by=assessor, now=NOW)

    with pytest.raises(recognition.NotYours):
        recognition.answer(claim=row, statement=STATEMENT, by=assessor, now=NOW)
    with pytest.raises(recognition.NotYours):
        recognition.withdraw(claim=row, by=assessor, now=NOW)


def test_what_was_recognised_counts_by_the_day_of_the_act() -> None:
    row = claim()
    row = recognition.accept(claim=row, rationale=ANSWER, seen=True, by=certifier(row.cycle), now=NOW)

    status = RequirementStatus.objects.get(cycle=row.cycle, key="m03-done")
    assert (status.state, status.met_on, status.code) == ("met", row.completed_on, "prior_learning")
    assert Notice.objects.filter(person=row.cycle.learner, kind="certification.answer").exists()
    assert len(facts_of([row.cycle.learner_id], today=TODAY)[row.cycle.learner_id].prior_learning) == 1


def test_nothing_is_recognised_that_was_not_seen() -> None:
    row = claim()

    with pytest.raises(recognition.NotSeen):
        recognition.accept(claim=row, rationale=ANSWER, seen=False, by=certifier(row.cycle), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=row.pk).update(
            state="accepted", assessor=certifier(row.cycle), decided_on=TODAY, seen=False
        )


@pytest.mark.parametrize(
    ("decide", "state"),
    [(recognition.accept_partly, "partly"), (recognition.reject, "rejected")],
    ids=["partly", "rejected"],
)
def test_what_is_not_recognised_leaves_the_requirement(decide: object, state: str) -> None:
    row = claim()
    row = decide(claim=row, rationale=ANSWER, seen=True, by=certifier(row.cycle), now=NOW)  # type: ignore[operator]  # one of three services

    assert row.state == state
    assert row.rationale.opened() == ANSWER
    assert RequirementStatus.objects.get(cycle=row.cycle, key="m03-done").state == "not_started"
    assert claim(cycle=row.cycle, title="Another course").state == "submitted"


def test_a_rationale_needs_a_sentence() -> None:
    row = claim()

    with pytest.raises(recognition.WordsMissing):
        recognition.reject(claim=row, rationale="No.", seen=True, by=certifier(row.cycle), now=NOW)


def test_who_may_not_judge() -> None:
    row = claim()
    conflicted = certifier(row.cycle)
    Conflict.objects.create(learner=row.cycle.learner, by=conflicted, at=NOW)

    for person in (row.cycle.learner, CoordinatorFactory(), conflicted):
        with pytest.raises(recognition.MayNotJudge):
            recognition.accept(claim=row, rationale=ANSWER, seen=True, by=person, now=NOW)
        with pytest.raises(recognition.MayNotJudge):
            recognition.ask(claim=row, question="How many days did it take?", by=person, now=NOW)
    row.refresh_from_db()
    assert row.state == "submitted"


def test_what_was_decided_or_taken_back_stays() -> None:
    row = claim()
    recognition.withdraw(claim=row, by=row.cycle.learner, now=NOW)

    assert not Notice.objects.filter(kind="certification.request", withdrawn_at=None).exists()
    for act in (
        lambda: recognition.withdraw(claim=row, by=row.cycle.learner, now=NOW),
        lambda: recognition.answer(claim=row, statement=STATEMENT, by=row.cycle.learner, now=NOW),
        lambda: recognition.reject(claim=row, rationale=ANSWER, seen=True, by=certifier(row.cycle), now=NOW),
    ):
        with pytest.raises(recognition.NotNow):
            act()


def test_hours_can_be_recognised() -> None:
    cycle = assigned(learning(HOURS))

    assert recognition.recognisable(cycle, "hours") is not None
