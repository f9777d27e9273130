"""Composing the short way to renew: what has changed since, what went wrong, and competencies without fresh evidence."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.certification.models import Cycle, Refresher
from assessments.certification.selectors import refreshers


@transaction.atomic
def compose(*, cycle: Cycle, now: datetime) -> Refresher:
    """The refresher of a renewal, composed once when its window opens."""
    there = Refresher.objects.filter(cycle=cycle).first()
    if there is not None:
        return there
    parts = refreshers.parts_for(cycle, today=timezone.localdate(now))
    return Refresher.objects.create(cycle=cycle, parts=[part.as_json() for part in parts], composed_at=now)
