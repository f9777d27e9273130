"""Answering: prior learning, more time, appeals, hours. Never by somebody involved; what is none of their business is not there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.certification.models import Appeal, Claim, Evidence, Extension
from assessments.certification.selectors.appealed import appealable
from assessments.certification.services import appeals, deciding, evidence
from tests.assessments.certification.deciding.asking import page, send
from tests.factories.certification import NOW, TODAY
from tests.factories.certification_requests import ANSWER, STATEMENT, certifier, claim, extension
from tests.factories.mentoring import pair
from tests.factories.mentoring_competency import piece
from tests.factories.people import CoordinatorFactory, LearnerFactory, MentorFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
LIST = "/certificates/answers/"


def door(row: Claim | Extension | Appeal | Evidence) -> str:
    return reverse("certification:answer", args=[row.machine.name, row.pk])


def hours(learner: User) -> Evidence:
    return evidence.enter_hours(learner=learner, hours=12, place="Day centre", until=TODAY, now=NOW)


def appeal(about: Claim) -> Appeal:
    found = appealable("claim", about.pk)
    assert found is not None
    learner = about.cycle.learner
    return appeals.appeal(machine="claim", about=found, statement=STATEMENT, by=learner, now=NOW)


def test_what_waits_is_listed_for_whoever_may_answer() -> None:
    row = claim()
    person = certifier(row.cycle)

    assert door(row) in page(person, LIST)
    assert door(row) not in page(CoordinatorFactory(), LIST)
    piece(of=pair(learner=row.cycle.learner, mentor=person, place=row.cycle.certification.issuer))
    assert door(row) not in page(person, LIST)


@pytest.mark.parametrize(
    ("outcome", "seen", "state"),
    [
        ("accept", "on", "accepted"),
        ("partly", "on", "partly"),
        ("reject", "", "rejected"),
        ("ask", "", "more_info"),
    ],
)
def test_a_claim_is_answered(outcome: str, seen: str, state: str) -> None:
    row = claim()
    person = certifier(row.cycle)
    assert STATEMENT in page(person, door(row))

    send(person, door(row), {"outcome": outcome, "words": ANSWER, "seen": seen})

    row.refresh_from_db()
    assert row.state == state


@pytest.mark.parametrize(
    "form",
    [
        {"outcome": "accept", "words": ANSWER},
        {"outcome": "accept", "words": "Yes.", "seen": "on"},
        {"outcome": "verify", "words": ANSWER, "seen": "on"},
        {"words": ANSWER},
    ],
    ids=["not seen", "no sentence", "answer of another kind", "no answer"],
)
def test_a_claim_is_not_answered_like_this(form: dict[str, str]) -> None:
    row = claim()

    send(certifier(row.cycle), door(row), form, status=400)

    row.refresh_from_db()
    assert row.state == "submitted"


def test_more_time_is_given_until_a_day_or_refused() -> None:
    row = extension()
    person = certifier(row.cycle)
    later = (TODAY + timedelta(days=70)).isoformat()
    send(person, door(row), {"outcome": "grant", "until": TODAY.isoformat()}, status=400)

    send(person, door(row), {"outcome": "grant", "until": later})

    row.refresh_from_db()
    assert (row.state, row.granted_until.isoformat()) == ("granted", later)  # type: ignore[union-attr]  # granted has a day
    assert "You have more time" in page(person, door(row))


def test_the_day_stays_only_with_a_reason() -> None:
    other = extension()
    send(certifier(other.cycle), door(other), {"outcome": "refuse", "words": "No."}, status=400)
    send(certifier(other.cycle), door(other), {"outcome": "refuse", "words": ANSWER})
    other.refresh_from_db()
    assert other.state == "refused"


def test_an_appeal_is_heard_by_somebody_who_had_no_part_in_it() -> None:
    row = claim()
    judge, hearer, late = certifier(row.cycle), certifier(row.cycle), certifier(row.cycle)
    send(judge, door(row), {"outcome": "reject", "words": ANSWER})
    raised = appeal(row)

    page(judge, door(raised), status=404)
    assert door(raised) not in page(judge, LIST)
    send(judge, door(raised), {"outcome": "dismiss", "words": ANSWER}, status=404)
    send(hearer, door(raised), {"outcome": "take_up"})
    send(late, door(raised), {"outcome": "dismiss", "words": ANSWER}, status=404)
    send(hearer, door(raised), {"outcome": "uphold", "words": ANSWER})

    raised.refresh_from_db()
    assert (raised.state, raised.heard_by) == ("upheld", hearer)
    assert Claim.objects.filter(state="submitted").count() == 1


def test_hours_are_verified_by_the_line_manager_who_certifies_nobody() -> None:
    row = claim()
    learner, place = row.cycle.learner, row.cycle.certification.issuer
    manager = MentorFactory(in_organisation=place)
    pair(learner=learner, mentor=manager, kind="line_management", place=place)
    entered = hours(learner)

    assert "Day centre" in page(manager, door(entered))
    send(manager, door(entered), {"outcome": "verify"})

    entered.refresh_from_db()
    assert (entered.state, entered.verifier_role) == ("verified", "line_manager")
    assert "Verified" in page(manager, door(entered))
    page(manager, LIST, status=404)


def test_an_answer_that_comes_too_late_changes_nothing() -> None:
    row = claim()
    send(certifier(row.cycle), door(row), {"outcome": "reject", "words": ANSWER})

    send(certifier(row.cycle), door(row), {"outcome": "accept", "words": ANSWER, "seen": "on"})

    row.refresh_from_db()
    assert row.state == "rejected"


def test_foreign_questions_ones_own_and_forged_ones_are_not_there() -> None:
    row = claim()
    person = certifier(row.cycle)
    deciding.declare_conflict(learner=row.cycle.learner, by=person, now=NOW)
    form = {"outcome": "reject", "words": ANSWER}

    for other in (row.cycle.learner, CoordinatorFactory(), LearnerFactory(), person):
        page(other, door(row), status=404)
        send(other, door(row), form, status=404)
    send(certifier(row.cycle), f"/certificates/answers/claim/{uuid4()}/", form, status=404)
    send(certifier(row.cycle), f"/certificates/answers/cycle/{row.cycle_id}/", form, status=404)
    assert Claim.objects.get().state == "submitted"
