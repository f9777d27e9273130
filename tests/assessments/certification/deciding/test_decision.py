"""The page of a decision: what was found, who voted, one's own vote."""

from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.certification.models import Conflict, Cycle, Decision
from assessments.certification.services import deciding
from tests.assessments.certification.deciding.asking import page, send
from tests.factories.certification import NOW
from tests.factories.certification_deciding import decider, due
from tests.factories.people import CoordinatorFactory, TrainerFactory

pytestmark = pytest.mark.django_db
WHY = "The declaration was signed for another post."


def door(decision: Decision, name: str = "decision") -> str:
    return reverse(f"certification:{name}", args=[decision.pk])


def test_it_says_what_was_found_in_words() -> None:
    decision = due()

    shown = page(decider(decision), door(decision))

    assert "You have signed" in shown
    assert decision.cycle.learner.display_name in shown


@pytest.mark.parametrize(
    ("outcome", "state"), [("award", "awarded"), ("refer", "referred"), ("defer", "deferred"), ("fail", "failed")]
)
def test_a_vote_decides(outcome: str, state: str) -> None:
    decision = due()
    person = decider(decision)

    send(person, door(decision), {"outcome": outcome, "rationale": WHY})

    decision.refresh_from_db()
    assert decision.state == state
    assert "You have signed" in page(person, door(decision))


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"outcome": "refer", "rationale": "No."},
        {"outcome": "refer"},
        {"outcome": "anything", "rationale": WHY},
    ],
    ids=["nothing", "too short", "no reason", "forged outcome"],
)
def test_what_is_no_vote_is_asked_again(form: dict[str, str]) -> None:
    decision = due()

    send(decider(decision), door(decision), form, status=400)

    assert decision.votes.count() == 0


def test_reasons_are_read_only_by_those_who_may_decide() -> None:
    decision = due(quorum=2)
    deciding.vote(decision=decision, outcome="refer", rationale=WHY, by=decider(decision), now=NOW)
    judge, barred = decider(decision), decider(decision)
    deciding.declare_conflict(learner=decision.cycle.learner, by=barred, now=NOW)

    assert WHY in page(judge, door(decision))
    shown = page(barred, door(decision))
    assert WHY not in shown
    assert "Not yet: something is missing" in shown
    assert "You have said that you should not decide" in shown


def test_a_vote_of_somebody_who_may_not_is_not_there() -> None:
    decision = due(quorum=2)
    person = decider(decision)
    vote = {"outcome": "award"}
    send(person, door(decision), vote)

    send(person, door(decision), vote, status=404)
    for other in (CoordinatorFactory(), TrainerFactory(in_organisation=decision.cycle.certification.issuer)):
        send(other, door(decision), vote, status=404)
    assert decision.votes.count() == 1


def test_who_declares_a_conflict_has_no_form_any_more() -> None:
    decision = due()
    person = decider(decision)

    send(person, door(decision, "decision_conflict"))
    send(person, door(decision, "decision_conflict"))

    assert Conflict.objects.count() == 1
    assert "Give my vote" not in page(person, door(decision))
    send(person, door(decision), {"outcome": "award"}, status=404)


def test_what_was_deferred_is_taken_up_once() -> None:
    decision = due()
    person = decider(decision)
    send(person, door(decision), {"outcome": "defer", "rationale": WHY})
    assert "Take it up again" in page(person, door(decision))

    send(person, door(decision, "decision_take_up"))
    send(person, door(decision, "decision_take_up"))

    assert Cycle.objects.get().state == "ready"
    assert Decision.objects.filter(state="open").count() == 1


@pytest.mark.parametrize("name", ["decision", "decision_conflict", "decision_take_up"])
def test_what_is_not_there_is_not_there(name: str) -> None:
    send(CoordinatorFactory(), reverse(f"certification:{name}", args=[uuid4()]), status=404)
