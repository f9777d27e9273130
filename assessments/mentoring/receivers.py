"""What is done below is followed here: somebody's membership ends, and with it what they read there.

The daily job asks the same question about everybody, so that nothing is lost where this fails.
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone

from assessments.mentoring.services import moving
from training_site.people.models import Membership, User


def after_membership(instance: Membership, **_rest: Any) -> None:
    """A membership is over: look, once everything is saved, whether the person goes on elsewhere."""
    now = timezone.now()
    if instance.until is not None and instance.until <= timezone.localdate(now):
        transaction.on_commit(partial(_follow, instance.user, now), robust=True)


def _follow(person: User, now: datetime) -> None:
    moving.follow_moves(person=person, now=now)


def connect_all() -> None:
    """Listen."""
    post_save.connect(after_membership, sender=Membership, dispatch_uid="mentoring.membership")
