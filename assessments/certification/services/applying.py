"""Applying for a certification that nobody has asked one for."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.certification.models import Assignment
from assessments.certification.selectors.applying import offer
from assessments.certification.services import assigning
from training_site.people.models import User


class NotOffered(Exception):
    """The certification is not for this person: another pathway, another place, not published, or retired."""


@transaction.atomic
def apply(*, learner: User, code: str, now: datetime) -> Assignment:
    """Be on the way from now on; sent twice, it is one application. Raises NotOffered."""
    there = Assignment.objects.filter(learner=learner, certification__code=code, ended_at=None).first()
    if there is not None:
        return there
    found = offer(learner.pk, code, today=timezone.localdate(now))
    if found is None:
        raise NotOffered
    return assigning.assign(
        learner=learner,
        certification=found.certification,
        organisation=found.organisation,
        basis=Assignment.Basis.APPLICATION,
        now=now,
        by=learner,
    )
