"""Relationships and agreements in the states tests speak of: `proposal(answered=…)`, `agreement(of=…, signed_by=…)`."""

from datetime import date, datetime, timedelta
from typing import Any

from assessments.mentoring.canonical import digest
from assessments.mentoring.models import Agreement, Relationship
from assessments.mentoring.selectors import agreements as selectors
from assessments.mentoring.services import agreement_signatures, agreements, relationships
from tests.factories.mentoring import NOW, PROGRAMME, TODAY, organisation, pair
from tests.factories.people import CoordinatorFactory, LearnerFactory, MentorFactory
from training_site.people.models import Organisation, User

REVIEW_ON = TODAY + timedelta(days=150)
ANSWERS: dict[str, Any] = {
    "goal_1": "Listen before I ask",
    "goal_1_indicators": ["D1.1"],
    "protected_hours": 4,
    "protected_time": "Friday mornings, a colleague covers",
    "first_observation_by": date(2026, 4, 1),
    "mentor_is_manager": False,
    "shared_with_employer": True,
    "not_shared": True,
    "limits_known": True,
    "accommodations": "A chair with a back",
    "mode": "in_person",
    "place": "The small office",
    "cancelling": "We call each other the day before",
    "who_writes": "mentor",
    "exceptions": ["risk_to_child", "court_order"],
    "disagreement": "The programme lead",
    "review_on": REVIEW_ON,
}
"""A learning agreement with every answer it needs."""


def wanted(
    *,
    learner: User | None = None,
    person: User | None = None,
    place: Organisation | None = None,
    kind: str = Relationship.Kind.REFLECTIVE,
    is_primary: bool = True,
    starts_on: date = TODAY,
) -> relationships.Assignment:
    """An assignment of two people of one organisation."""
    place = place or organisation()
    return relationships.Assignment(
        learner=learner or LearnerFactory(in_organisation=place),
        person=person or MentorFactory(in_organisation=place),
        kind=kind,
        organisation=place,
        programme_key=PROGRAMME,
        starts_on=starts_on,
        is_primary=is_primary,
    )


def proposal(
    *, by: User | None = None, learner_said_yes: bool = False, mentor_said_yes: bool = False, **about: Any
) -> Relationship:
    """A mentor who was proposed by a coordinator, and who has said yes so far."""
    assignment = wanted(**about)
    by = by or CoordinatorFactory(in_organisation=assignment.organisation)
    row = relationships.assign(assignment, by=by, now=NOW)
    if learner_said_yes:
        row = relationships.accept(relationship=row, by=row.learner, now=NOW)
    if mentor_said_yes:
        row = relationships.accept(relationship=row, by=row.mentor, now=NOW)
    return row


def saved(
    of: Relationship, *, by: User | None = None, seen_revision: int = 0, now: datetime = NOW, **changed: Any
) -> Agreement:
    """A draft by one of the two, with every answer but those that are changed."""
    draft = agreements.Draft(answers={**ANSWERS, **changed})
    return agreements.save(relationship=of, by=by or of.learner, seen_revision=seen_revision, draft=draft, now=now)


def signed(of: Agreement, *, by: User, now: datetime = NOW, outcome: str = "agree", comment: str = "") -> Agreement:
    """The signature of one of the two under what is stored now."""
    of.refresh_from_db()
    return agreement_signatures.sign(
        relationship=of.relationship,
        by=by,
        seen_digest=digest(selectors.content(of)),
        outcome=outcome,
        comment=comment,
        now=now,
    )


def agreement(
    *, of: Relationship | None = None, in_force: bool = True, now: datetime = NOW, **changed: Any
) -> Agreement:
    """An agreement in force; a complete draft with `in_force=False`."""
    of = of or pair()
    row = saved(of, now=now, **changed)
    if not in_force:
        return row
    signed(row, by=of.learner, now=now)
    return signed(row, by=of.mentor, now=now)
