"""Owing notices about who looks: emergency access, announced audits, things handed in."""

from datetime import datetime

from django.urls import reverse

from assessments.mentoring.models import BreakGlass, Sample, Submission
from assessments.mentoring.selectors.emergency import approvers, parties
from assessments.mentoring.services.telling import tell
from training_site.people.models import User


def tell_who_may_approve(grant: BreakGlass, *, now: datetime) -> int:
    """Ask everybody who may answer; how many."""
    return sum(
        tell(person, kind="mentoring.emergency_asked", key=f"{_key(grant)}:asked", link=_link(grant), facts={}, now=now)
        for person in approvers(grant, now=now)
    )


def tell_answer(grant: BreakGlass, *, now: datetime) -> None:
    """Tell the requester that it was answered."""
    tell(
        grant.requester,
        kind="mentoring.emergency_answered",
        key=f"{_key(grant)}:answered",
        link=_link(grant),
        facts={},
        now=now,
    )


def tell_parties(grant: BreakGlass, *, now: datetime) -> int:
    """Tell learner and mentor that somebody may look; how many were told anew."""
    return sum(
        tell(
            person,
            kind="mentoring.emergency_opened",
            key=f"{_key(grant)}:opened",
            link=_link(grant),
            facts={"hours": grant.hours},
            now=now,
        )
        for person in parties(grant)
    )


def tell_about_audit(sample: Sample, people: list[User], *, now: datetime) -> None:
    """Tell both that one of their records was drawn."""
    for person in people:
        tell(
            person,
            kind="mentoring.audit_announced",
            key=f"mentoring.audit:{sample.pk}",
            link=reverse("mentoring:audits"),
            facts={"opens_on": sample.opens_at.date()},
            now=now,
        )


def tell_about_submission(submission: Submission, *, now: datetime) -> None:
    """Tell an assessor or moderator that something was handed in to them."""
    tell(
        submission.relationship.mentor,
        kind="mentoring.submitted",
        key=f"mentoring.submission:{submission.pk}",
        link=reverse("mentoring:submitted"),
        facts={},
        now=now,
    )


def _key(grant: BreakGlass) -> str:
    return f"mentoring.emergency:{grant.pk}"


def _link(grant: BreakGlass) -> str:
    return reverse("mentoring:emergency", args=[grant.pk])
