"""The queue: who waits, the longest waiting first; several awards in one act."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.certification.models import Cycle, Decision, Vote
from assessments.certification.selectors.powers import involved_with, is_involved
from assessments.certification.services import deciding
from tests.assessments.certification.deciding.asking import page, send
from tests.factories.certification import NOW, certification
from tests.factories.certification_deciding import decider, due
from tests.factories.mentoring import pair
from tests.factories.mentoring_competency import piece
from tests.factories.people import CoordinatorFactory, LearnerFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
QUEUE = "/certificates/decisions/"
ASSESSED = {"decision": {"mode": "assessor", "quorum": 1}}


def test_the_longest_waiting_come_first() -> None:
    version = certification(**ASSESSED)
    place = version.certification.issuer
    late, early = (due(version, learner=LearnerFactory(in_organisation=place, first_name=name)) for name in "LE")
    Decision.objects.filter(pk=early.pk).update(created_at=NOW - timedelta(days=9))

    shown = page(decider(late), QUEUE)

    assert shown.index(str(early.pk)) < shown.index(str(late.pk))
    assert "9 days" in shown


def test_nobody_from_elsewhere_and_nothing_about_oneself_is_shown() -> None:
    decision = due()
    elsewhere, myself = CoordinatorFactory(), decision.cycle.learner

    assert str(decision.pk) not in page(elsewhere, QUEUE)
    page(elsewhere, reverse("certification:decision", args=[decision.pk]), status=404)
    page(myself, QUEUE, status=404)
    page(myself, reverse("certification:decision", args=[decision.pk]), status=404)


def test_a_url_narrows_the_queue_to_a_certification_and_to_a_place() -> None:
    country = OrganisationFactory()
    one = due(certification(issuer=country, code="one", **ASSESSED))
    below = OrganisationFactory(below=country)
    other = due(certification(issuer=below, code="other", **ASSESSED))
    person = decider(country)

    for query, there, gone in (
        ("certification=one", one, other),
        ("certification=other", other, one),
        (f"place={below.pk}", other, one),
    ):
        shown = page(person, f"{QUEUE}?{query}")
        assert str(there.pk) in shown, query
        assert str(gone.pk) not in shown, query
    for forged in ("certification=x", "place=x", "place=999999", "page=x"):
        page(person, f"{QUEUE}?{forged}")


def test_whom_one_has_judged_is_shown_as_such_and_cannot_be_ticked() -> None:
    decision = due()
    person = decider(decision)
    piece(of=pair(learner=decision.cycle.learner, mentor=person, place=decision.cycle.certification.issuer))

    shown = page(person, QUEUE)

    assert "somebody else decides" in shown
    assert f'value="{decision.pk}"' not in shown


def test_whom_one_is_involved_with_is_the_same_from_both_sides() -> None:
    decision, other = due(), LearnerFactory()
    person = decider(decision)
    assert involved_with(person.pk) == set()
    relationship = pair(learner=other, mentor=person, place=decision.cycle.certification.issuer)
    piece(of=relationship)
    deciding.declare_conflict(learner=decision.cycle.learner, by=person, now=NOW)

    assert involved_with(person.pk) == {other.pk, decision.cycle.learner_id}
    assert is_involved(person.pk, other.pk)


def test_several_are_awarded_in_one_act_and_what_is_not_possible_says_why() -> None:
    version = certification(**ASSESSED)
    good, judged = due(version), due(version)
    person = decider(good)
    deciding.declare_conflict(learner=judged.cycle.learner, by=person, now=NOW)

    said = send(person, QUEUE, {"decision": [good.pk, judged.pk, uuid4(), "x"]}, status=200).content.decode()

    assert "Awarded." in said
    assert "Not possible: you have judged" in said
    assert dict(Cycle.objects.values_list("pk", "state")) == {good.cycle_id: "certified", judged.cycle_id: "ready"}


def test_what_is_decided_meanwhile_or_lies_elsewhere_is_not_awarded() -> None:
    decision, elsewhere = due(), due(certification(code="elsewhere", issuer=OrganisationFactory(), **ASSESSED))
    person = decider(decision)
    deciding.vote(decision=decision, outcome="award", rationale="", by=person, now=NOW)

    send(person, QUEUE, {"decision": [decision.pk, elsewhere.pk]}, status=400)

    assert Vote.objects.count() == 1


def test_different_certifications_are_not_awarded_together() -> None:
    country = OrganisationFactory()
    rows = [due(certification(issuer=country, code=code, **ASSESSED)) for code in ("one", "other")]

    send(decider(country), QUEUE, {"decision": [row.pk for row in rows]}, status=400)

    assert Vote.objects.count() == 0


def test_a_panel_counts_the_vote_and_waits_for_the_others() -> None:
    decision = due(quorum=2)

    said = send(decider(decision), QUEUE, {"decision": [decision.pk]}, status=200).content.decode()

    assert "The panel is not complete yet" in said


def test_the_queue_asks_the_same_questions_however_many_wait() -> None:
    version = certification(**ASSESSED)
    person = decider(version.certification.issuer)

    def questions(more: int) -> int:
        for _number in range(more):
            due(version)
        with CaptureQueriesContext(connection) as asked:
            page(person, QUEUE)
        return len(asked)

    questions(1)
    assert questions(1) == questions(4)
