"""Choosing a pathway, and changing it: nothing that was learnt is lost."""

from datetime import datetime

from django.db import transaction

from assessments.progress.models import Enrolment
from modules.outline import Programme
from training_site.people.models import User


class UnknownPathway(Exception):
    """The programme has no such pathway."""


@transaction.atomic
def enrol(*, learner: User, programme: Programme, pathway: str, now: datetime) -> Enrolment:
    """The learner's enrolment in this pathway; another one in the same programme ends. Raises UnknownPathway."""
    if programme.pathway(pathway) is None:
        raise UnknownPathway(pathway)
    User.objects.select_for_update(no_key=True).only("pk").get(pk=learner.pk)
    key = programme.content_key
    current = Enrolment.objects.filter(learner=learner, programme_key=key, until=None).first()
    if current is not None:
        if current.pathway == pathway:
            return current
        current.until = max(now, current.since)
        current.save(update_fields=["until"])
    return Enrolment.objects.create(learner=learner, programme_key=key, pathway=pathway, since=now)
