"""Groups and their tutorials: a coordinator forms a group, its facilitator records what took place, everybody confirms for themself."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.mentoring.models import Attendance, Group, GroupMember, Tutorial
from assessments.mentoring.selectors.groups import may_arrange, members_on
from training_site.people.models import Organisation, User

LONGEST_NOTE = 10
"""Lines of a learning note."""


class NotTheirsToArrange(Exception):
    """Only a coordinator of the place forms a group, never with themself in it."""


class NotTheFacilitator(Exception):
    """Only the facilitator of a group that goes on records its tutorials."""


class NotInTheGroup(Exception):
    """Somebody who was not a member on that day is neither present nor absent."""


class InTheGroupAlready(Exception):
    """The learner is a member."""


class NotOnThatDay(Exception):
    """The day lies ahead, or before the group began."""


class NoteTooLong(Exception):
    """More than ten lines."""


class SentForSomethingElse(Exception):
    """The client id stands for another tutorial."""


class CorrectedAlready(Exception):
    """Somebody corrected it in the meantime."""


@transaction.atomic
def form(*, by: User, place: Organisation, name: str, facilitator: User, programme_key: str, now: datetime) -> Group:
    """Form a group from today. Raises NotTheirsToArrange."""
    if not may_arrange(by, place, today=timezone.localdate(now)) or facilitator == by:
        raise NotTheirsToArrange
    group = Group(
        organisation=place,
        name=name.strip(),
        facilitator=facilitator,
        programme_key=programme_key,
        since=timezone.localdate(now),
    )
    group.save(force_insert=True)
    return group


@transaction.atomic
def join(*, group: Group, learner: User, by: User, now: datetime) -> GroupMember:
    """Take a learner into the group from today. Raises NotTheirsToArrange and InTheGroupAlready."""
    today = _arranging(group, by, now=now)
    if learner.pk in (by.pk, group.facilitator_id):
        raise NotTheirsToArrange
    try:
        with transaction.atomic():
            return GroupMember.objects.create(group=group, learner=learner, since=today)
    except IntegrityError as error:
        raise InTheGroupAlready from error


@transaction.atomic
def leave(*, group: Group, learner: User, by: User, now: datetime) -> None:
    """The learner is a member no longer from today on. Raises NotTheirsToArrange."""
    today = _arranging(group, by, now=now)
    GroupMember.objects.filter(group=group, learner=learner, until=None).update(until=today)


@transaction.atomic
def end(*, group: Group, by: User, now: datetime) -> None:
    """The group meets no more. Raises NotTheirsToArrange."""
    today = _arranging(group, by, now=now)
    Group.objects.filter(pk=group.pk, until=None).update(until=today)
    GroupMember.objects.filter(group=group, until=None).update(until=today)


@transaction.atomic
def record(
    *,
    group: Group,
    by: User,
    occurred_on: date,
    minutes: int,
    topic: str,
    note: str,
    rules_read: bool,
    present: Collection[int],
    client_id: UUID,
    now: datetime,
    corrects: Tutorial | None = None,
) -> Tutorial:
    """Record a tutorial with who was there; sent twice it is one. `corrects` names the one it takes the place of.

    Raises NotTheFacilitator, NotOnThatDay, NotInTheGroup, NoteTooLong, SentForSomethingElse and CorrectedAlready.
    """
    group = Group.objects.select_for_update().get(pk=group.pk)
    if group.facilitator_id != by.pk or group.until is not None:
        raise NotTheFacilitator
    if not group.since <= occurred_on <= timezone.localdate(now):
        raise NotOnThatDay
    if len(note.strip().splitlines()) > LONGEST_NOTE:
        raise NoteTooLong
    members = members_on(group, occurred_on)
    if not {member.pk for member in members}.issuperset(present):
        raise NotInTheGroup
    if stored := Tutorial.objects.filter(client_id=client_id).first():
        return _the_same(stored, group, occurred_on)
    if corrects and Tutorial.objects.filter(corrects=corrects).exists():
        raise CorrectedAlready
    tutorial = Tutorial(
        organisation_id=group.organisation_id,
        group=group,
        occurred_on=occurred_on,
        minutes=minutes,
        topic=topic.strip(),
        note=note.strip(),
        rules_read=rules_read,
        entered_by=by,
        entered_at=now,
        client_id=client_id,
        corrects=corrects,
    )
    tutorial.save(force_insert=True)
    Attendance.objects.bulk_create(
        Attendance(tutorial=tutorial, learner=member, present=member.pk in present) for member in members
    )
    return tutorial


@transaction.atomic
def answer(*, tutorial: Tutorial, learner: User, was_there: bool, now: datetime) -> Attendance:
    """A learner says for themself whether they were there; the last answer holds. Raises NotInTheGroup."""
    attendance = Attendance.objects.select_for_update().filter(tutorial=tutorial, learner=learner).first()
    if attendance is None:
        raise NotInTheGroup
    attendance.answer = "confirmed" if was_there else "denied"
    attendance.answered_at = now
    attendance.save(update_fields=["answer", "answered_at"])
    return attendance


def _arranging(group: Group, by: User, *, now: datetime) -> date:
    today = timezone.localdate(now)
    if group.organisation is None or not may_arrange(by, group.organisation, today=today):
        raise NotTheirsToArrange
    return today


def _the_same(stored: Tutorial, group: Group, occurred_on: date) -> Tutorial:
    if (stored.group_id, stored.occurred_on) != (group.pk, occurred_on):
        raise SentForSomethingElse
    return stored
