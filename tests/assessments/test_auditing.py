"""What mentoring and certification put into the audit trail, in codes alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.certification.services import deciding, keys, measures
from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.models import PolicyVersion
from assessments.mentoring.services import emergency
from tests.factories import certification
from tests.factories.certification_deciding import decider, due
from tests.factories.mentoring import NOW, organisation, pair
from tests.factories.people import CoordinatorFactory
from training_site.audit.models import AuditEvent
from training_site.people.models import User

pytestmark = pytest.mark.django_db
WORDS = "Something that nobody else reads."


def told(act: str) -> list[dict[str, Any]]:
    return [event.details for event in AuditEvent.objects.filter(act=act).order_by("pk")]


def test_every_step_of_emergency_access_is_recorded_without_its_words() -> None:
    place = organisation()
    of = pair(place=place)
    asks, answers = CoordinatorFactory(in_organisation=place), CoordinatorFactory(in_organisation=place)

    grant = emergency.ask(
        requester=asks,
        learner=of.learner,
        reason="child_safety",
        words=WORDS,
        scope=[DataClass.RECORD],
        hours=24,
        now=NOW,
    )
    emergency.approve(grant=grant, approver=answers, now=NOW)
    emergency.expire(now=NOW + timedelta(days=2))

    events = list(AuditEvent.objects.filter(act="mentoring.emergency").order_by("pk"))
    assert [event.details["step"] for event in events] == ["requested", "approved", "expired"]
    assert [event.actor for event in events] == [asks, answers, None]
    assert {(event.person, event.unit) for event in events} == {(of.learner, place)}
    assert WORDS not in str([event.as_values() for event in events])


def test_rules_of_mentoring_are_recorded() -> None:
    by = CoordinatorFactory()
    PolicyVersion.objects.create(
        organisation=organisation(), programme_key="reintegration", number=1, made_by=by, made_at=NOW
    )

    assert AuditEvent.objects.get(act="mentoring.policy").actor == by


def test_the_board_as_a_file_is_recorded_with_how_many_rows() -> None:
    place = organisation()
    pair(place=place)
    coordinator: User = CoordinatorFactory(in_organisation=place)
    client = Client()
    client.force_login(coordinator)

    client.get(reverse("mentoring:board_file"))

    event = AuditEvent.objects.get(act="mentoring.board_exported")
    assert (event.actor, event.unit, event.details) == (coordinator, place, {"rows": 1})


def test_a_decision_and_the_vote_that_made_it_are_recorded() -> None:
    decision = due()
    assert told("certification.decision") == []

    deciding.vote(decision=decision, outcome="award", rationale=WORDS, by=decider(decision), now=certification.NOW)

    assert told("certification.vote") == [{"outcome": "award"}]
    assert told("certification.decision") == [{"step": "awarded"}]
    assert AuditEvent.objects.get(act="certification.decision").person == decision.cycle.learner


def test_both_steps_of_a_measure_are_recorded() -> None:
    credential = certification.credential()
    first, second = decider(credential.issuer), decider(credential.issuer)
    measure = measures.propose(
        credential=credential,
        kind="suspend",
        reason="evidence_invalid",
        note=WORDS,
        effective_on=certification.TODAY,
        by=first,
        now=certification.NOW,
    )
    measures.confirm(measure=measure, by=second, now=certification.NOW)

    assert told("certification.measure") == [
        {"step": step, "kind": "suspend", "reason": "evidence_invalid"} for step in ("proposed", "confirmed")
    ]
    actors = AuditEvent.objects.filter(act="certification.measure").order_by("pk").values_list("actor", flat=True)
    assert list(actors) == [first.pk, second.pk]


def test_keys_are_recorded_when_they_are_made_retired_and_given_up() -> None:
    issuer = certification.credential().issuer
    keys.rotate(issuer=issuer, now=certification.NOW)
    keys.give_up(issuer=issuer, now=certification.NOW)

    assert [(said["step"], said["name"]) for said in told("certification.key")] == [
        ("made", "key-1"),
        ("retired", "key-1"),
        ("made", "key-2"),
        ("retired", "key-2"),
        ("given_up", "key-2"),
        ("made", "key-3"),
    ]
