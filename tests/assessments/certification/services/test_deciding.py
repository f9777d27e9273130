"""Deciding: an assessor or a panel, whoever has judged stays out, and what a decision rests on is kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from assessments.certification.models import Cycle, Decision, Evidence
from assessments.certification.services import deciding, following
from assessments.certification.services.checking import problems
from assessments.services import ledgers
from tests.factories.certification import NOW, TODAY, assigned, certification, declared
from tests.factories.mentoring import pair
from tests.factories.mentoring_competency import piece
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db
REASON = "The declaration was signed for another post."


def waiting(quorum: int = 1) -> Decision:
    """A round in which everything is met, and nobody has decided."""
    mode = "assessor" if quorum == 1 else "panel"
    cycle = assigned(certification(decision={"mode": mode, "quorum": quorum}))
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)
    return Decision.objects.get()


def member(decision: Decision) -> User:
    """Somebody who may decide about this learner."""
    return CoordinatorFactory(in_organisation=decision.cycle.certification.issuer)


def vote(decision: Decision, outcome: str, *, by: User | None = None, rationale: str = REASON) -> Decision:
    return deciding.vote(decision=decision, outcome=outcome, rationale=rationale, by=by or member(decision), now=NOW)


def test_an_assessor_awards() -> None:
    decision = vote(waiting(), "award", rationale="")

    assert decision.state == "awarded"
    assert Cycle.objects.get().state == "certified"
    assert Notice.objects.filter(person=decision.cycle.learner, kind="certification.awarded").exists()


def test_a_panel_decides_when_its_quorum_agrees() -> None:
    decision = waiting(quorum=2)

    assert vote(decision, "award").state == "open"
    assert vote(decision, "refer").state == "open"
    assert vote(decision, "award").state == "awarded"


def test_nobody_votes_twice() -> None:
    decision = waiting(quorum=2)
    person = member(decision)
    vote(decision, "award", by=person)

    with pytest.raises(deciding.MayNotDecide):
        vote(decision, "award", by=person)


def test_who_judged_the_learners_practice_does_not_decide() -> None:
    decision = waiting()
    person = member(decision)
    place = decision.cycle.certification.issuer
    relationship = pair(learner=decision.cycle.learner, mentor=person, place=place)
    piece(of=relationship)

    with pytest.raises(deciding.MayNotDecide):
        vote(decision, "award", by=person)


def test_who_declared_a_conflict_does_not_decide() -> None:
    decision = waiting()
    person = member(decision)
    deciding.declare_conflict(learner=decision.cycle.learner, by=person, now=NOW)

    with pytest.raises(deciding.MayNotDecide):
        vote(decision, "award", by=person)


def test_neither_the_learner_nor_somebody_from_elsewhere_decides() -> None:
    decision = waiting()

    for person in (decision.cycle.learner, CoordinatorFactory(), LearnerFactory()):
        with pytest.raises(deciding.MayNotDecide):
            vote(decision, "award", by=person)


def test_who_does_not_award_says_why() -> None:
    decision = waiting()

    with pytest.raises(deciding.RationaleTooShort):
        vote(decision, "refer", rationale="No.")


def test_after_a_referral_something_has_to_be_done_before_it_is_decided_again() -> None:
    decision = vote(waiting(), "refer")
    cycle = decision.cycle
    later = NOW + timedelta(days=3)
    following.follow(learners=[cycle.learner_id], now=later)
    assert Cycle.objects.get().state == "referred"

    declared(cycle.learner, on=later.date() - timedelta(days=9), entered_at=later)
    following.follow(learners=[cycle.learner_id], now=later)

    assert Cycle.objects.get().state == "ready"
    assert [row.state for row in Decision.objects.order_by("created_at")] == ["referred", "open"]


def test_a_deferred_decision_is_taken_up_again() -> None:
    decision = vote(waiting(), "defer")
    cycle = Cycle.objects.get()
    assert cycle.state == "deferred"

    again = deciding.take_up(cycle=cycle, by=member(decision), now=NOW)

    assert again.state == "open"
    assert vote(again, "award").state == "awarded"


def test_what_is_no_longer_met_is_no_longer_decided() -> None:
    decision = waiting()
    ledgers.append(Evidence.objects.get(), event="withdrawn", by=None, now=NOW)
    following.follow(learners=[decision.cycle.learner_id], now=NOW)

    decision.refresh_from_db()
    assert decision.state == "dropped"
    assert Cycle.objects.get().state == "in_progress"


def test_what_was_true_when_the_queue_was_drawn_is_looked_at_again() -> None:
    decision = waiting(quorum=2)
    vote(decision, "award")
    ledgers.append(Evidence.objects.get(), event="withdrawn", by=None, now=NOW)

    with pytest.raises(deciding.NoLongerMet):
        vote(decision, "award")

    decision.refresh_from_db()
    assert (decision.state, decision.votes.count()) == ("dropped", 1)
    assert Cycle.objects.get().state == "in_progress"
    assert not Notice.objects.filter(kind="certification.ready", withdrawn_at=None).exists()
    assert list(problems(now=NOW)) == []


def test_who_does_not_award_may_say_so_whatever_has_changed() -> None:
    decision = waiting()
    ledgers.append(Evidence.objects.get(), event="withdrawn", by=None, now=NOW)

    assert vote(decision, "fail").state == "failed"


def test_an_award_is_dated_by_what_it_rests_on_now() -> None:
    decision = waiting()
    ledgers.append(Evidence.objects.get(), event="withdrawn", by=None, now=NOW)
    earlier = TODAY - timedelta(days=3)
    declared(decision.cycle.learner, on=earlier)

    assert vote(decision, "award", rationale="").completed_on == earlier
    assert Cycle.objects.get().completed_on == earlier


def test_the_database_refuses_to_change_a_decision_that_was_made() -> None:
    decision = vote(waiting(), "award", rationale="")

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(findings=[])
