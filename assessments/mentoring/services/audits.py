"""The audit of a mentor's records by their own mentor: one record, drawn by the site, announced to both before it opens."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from assessments.mentoring.models import Sample, SessionRecord
from assessments.mentoring.selectors.audits import accompanied_mentors, drawable
from assessments.mentoring.services.telling_access import tell_about_audit
from training_site.people.models import User

ANNOUNCED = timedelta(days=3)
OPEN = timedelta(days=7)


class NotTheirsToAudit(Exception):
    """The person does not accompany this mentor."""


class NothingToDraw(Exception):
    """The mentor has no signed record that was not drawn before."""


class TooLate(Exception):
    """The audit is open already, or over."""


@transaction.atomic
def draw(*, supervisor: User, mentor: User, now: datetime) -> Sample:
    """Draw one signed record at random and announce it to learner and mentor. Raises NotTheirsToAudit and NothingToDraw."""
    if mentor not in accompanied_mentors(supervisor):
        raise NotTheirsToAudit
    User.objects.select_for_update(no_key=True).only("pk").get(pk=mentor.pk)  # one draw at a time
    found = list(drawable(mentor, supervisor=supervisor))
    if not found:
        raise NothingToDraw
    return _announce(secrets.choice(found), supervisor, now=now)


@transaction.atomic
def object_to(*, sample: Sample, learner: User, now: datetime) -> Sample | None:
    """The learner wants another record to be read: this one closes, another is drawn; None when there is no other.

    Raises NotTheirsToAudit for anybody else, and TooLate once it is open.
    """
    row = (
        Sample.objects.select_for_update(of=("self",)).select_related("record__session__relationship").get(pk=sample.pk)
    )
    pair = row.record.session.relationship
    if pair.learner_id != learner.pk:
        raise NotTheirsToAudit
    if row.opens_at <= now or row.objected_at is not None:
        raise TooLate
    row.objected_at = now
    row.save(update_fields=["objected_at"])
    others = list(drawable(pair.mentor, supervisor=row.supervisor))
    return _announce(secrets.choice(others), row.supervisor, now=now) if others else None


def _announce(record: SessionRecord, supervisor: User, *, now: datetime) -> Sample:
    pair = record.session.relationship
    sample = Sample(
        organisation_id=record.organisation_id,
        record=record,
        supervisor=supervisor,
        announced_at=now,
        opens_at=now + ANNOUNCED,
        closes_at=now + ANNOUNCED + OPEN,
    )
    sample.save(force_insert=True)
    tell_about_audit(sample, [pair.learner, pair.mentor], now=now)
    return sample
