"""How a relationship ends. From that moment the mentor reads nothing of it but what they signed, for the days of grace; nothing can be
signed any more, and whoever comes next signs nothing of what was before.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from assessments.mentoring.models import Agreement, Relationship, Session, SessionRecord
from assessments.mentoring.selectors.relationships import coordinators_of, has_changed_mentor
from assessments.mentoring.services import ledger, telling_pairs
from assessments.mentoring.services.relationships import Assignment, UnknownReason, assign, move, take_back
from assessments.mentoring.services.telling_pairs import tell
from training_site.people.models import User

MENTOR_LEFT = "mentor_left"
LEARNER_CHANGED = "learner_changed"
END_REASONS = ("finished", "moved", MENTOR_LEFT, "agreed", "conflict", "other")
UNSIGNED = ("shared", "returned", "frozen", "part_signed")
"""Records that two people have read and not both signed."""


class NotTheirChange(Exception):
    """Only the learner may ask for another mentor without giving reasons."""


class ChangedBefore(Exception):
    """The one change without reasons has been used."""


@transaction.atomic
def end(*, relationship: Relationship, by: User | None, reason: str, now: datetime) -> Relationship:
    """End it today; both are told. Raises UnknownReason, and NotNow where it is neither active nor paused."""
    if reason not in END_REASONS:
        raise UnknownReason(reason)
    return _end(relationship, by=by, reason=reason, now=now)


@transaction.atomic
def reassign(
    *, relationship: Relationship, wanted: Assignment, by: User, now: datetime, reason: str = "other"
) -> Relationship:
    """Another person instead of this one, in one step: the new relationship, which names the one it succeeds.

    Raises what `end` and `relationships.assign` raise; nothing is changed then.
    """
    row = ledger.lock(relationship)
    if row.state in ("active", "paused"):
        end(relationship=row, by=by, reason=reason, now=now)
    else:
        take_back(relationship=row, by=by, now=now)
    return assign(wanted, by=by, now=now, succeeds=row)


@transaction.atomic
def change_mentor(*, relationship: Relationship, by: User, now: datetime) -> Relationship:
    """The learner ends it without giving reasons, once; the coordinators are told that somebody else is needed.

    Source: mentoring in practice, 5.10. Raises NotTheirChange, ChangedBefore and NotNow.
    """
    row = ledger.lock(relationship)
    if by.pk != row.learner_id or row.kind != Relationship.Kind.REFLECTIVE:
        raise NotTheirChange
    if has_changed_mentor(row.learner_id, row.programme_key):
        raise ChangedBefore
    row = _end(row, by=by, reason=LEARNER_CHANGED, now=now)
    today = timezone.localdate(now)
    told = coordinators_of(row.organisation, today=today)
    tell(row, kind="change_asked", page="assign", facts={"on": today}, to=told, now=now)
    return row


def _end(row: Relationship, *, by: User | None, reason: str, now: datetime) -> Relationship:
    today = timezone.localdate(now)
    row = move(row, event="ended", by=by, reason=reason, now=now, ends_on=today)
    _lapse_records(row, reason=MENTOR_LEFT if reason == MENTOR_LEFT else "relationship_ended", now=now)
    for session in Session.objects.filter(relationship=row, state="planned"):
        ledger.append(session, event="cancelled", by=by, now=now, cancel_code=Session.CancelCode.OTHER)
    for agreement in Agreement.objects.filter(relationship=row).exclude(state__in=["superseded", "ended"]):
        in_force = agreement.state in ("active", "due_review")
        ledger.append(agreement, event="ended" if in_force else "withdrawn", by=by, now=now)
    telling_pairs.settle(row, now=now)
    tell(row, kind="ended", page="home", facts={"on": today}, now=now)
    return row


def _lapse_records(row: Relationship, *, reason: str, now: datetime) -> None:
    """What is not signed by both stays unsigned for good: a successor may not sign for somebody else."""
    for record in SessionRecord.objects.filter(session__relationship=row, state__in=UNSIGNED):
        ledger.append(record, event="lapsed", by=None, now=now, reason=reason)
