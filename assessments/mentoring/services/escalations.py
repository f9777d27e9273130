"""The content-free note (T49) that a concern was raised, and that it reached the designated person. Source: 5.7 of the practice document."""

import re
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assessments.mentoring.models import Escalation, Relationship
from assessments.mentoring.services.pairs import MENTOR, role_in
from training_site.people.models import User

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9/-]{0,39}")
"""The number in the employer's own system, and nothing that could be a sentence."""


class NotADay(Exception):
    """The day lies ahead."""


class NotAReference(Exception):
    """A reference is letters, digits, strokes and hyphens, forty at most."""


class NotTheirsToConfirm(Exception):
    """The mentor of the pair confirms that a concern reached somebody."""


@transaction.atomic
def note(
    *,
    relationship: Relationship,
    by: User,
    channel: str,
    raised_on: date,
    reference: str,
    support_offered: bool,
    now: datetime,
    reached: bool = False,
) -> Escalation:
    """Note that one of the pair raised a concern. Only the mentor can say that it reached somebody.

    Raises pairs.NotOfThePair, NotADay, NotAReference and NotTheirsToConfirm.
    """
    role = role_in(relationship, by)
    if reached and role != MENTOR:
        raise NotTheirsToConfirm
    if raised_on > timezone.localdate(now):
        raise NotADay
    if reference and not REFERENCE.fullmatch(reference):
        raise NotAReference
    row = Escalation(
        organisation_id=relationship.organisation_id,
        relationship=relationship,
        raised_by=by,
        function=role,
        channel=channel,
        raised_on=raised_on,
        reference=reference,
        support_offered=support_offered,
        reached=reached,
        reached_at=now if reached else None,
        entered_at=now,
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def confirm(*, escalation: Escalation, by: User, now: datetime) -> Escalation:
    """The mentor has made sure that the concern reached the designated person. Raises NotTheirsToConfirm."""
    row = Escalation.objects.select_for_update(of=("self",)).select_related("relationship").get(pk=escalation.pk)
    if row.relationship.mentor_id != by.pk or row.relationship.state not in ("active", "paused"):
        raise NotTheirsToConfirm
    if not row.reached:
        row.reached, row.reached_at = True, now
        row.save(update_fields=["reached", "reached_at"])
    return row
