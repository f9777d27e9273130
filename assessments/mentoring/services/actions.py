"""What somebody agreed to do: it begins with the first signature under the record it stands in, and is done, carried on or let go."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from assessments.mentoring.models import Action, Relationship, SessionRecord
from assessments.mentoring.services import ledger, pairs
from training_site.people.models import User

CLOSINGS = ("done", "dropped")


class NotTheirAction(Exception):
    """An action is closed by whoever it is for, or by the mentor."""


class NoSuchClosing(Exception):
    """An action is done or let go; carrying it on belongs into the next record."""


@transaction.atomic
def close(*, action: Action, by: User, event: str, now: datetime) -> Action:
    """Say that an action is done, or let it go. Closed twice in the same way it stays as it was.

    Raises NotTheirAction, NoSuchClosing, ledger.NotNow, pairs.NotOfThePair, pairs.NotActiveNow.
    """
    pair = pairs.acting(action.relationship, by=by, now=now)
    if by.pk not in (action.owner_id, pair.mentor_id):
        raise NotTheirAction
    if event not in CLOSINGS:
        raise NoSuchClosing
    fresh = ledger.lock(action)
    return fresh if fresh.state == event else ledger.append(fresh, event=event, by=by, now=now)


def agree(*, record: SessionRecord, pair: Relationship, by: User, now: datetime) -> None:
    """Make real what a record says of actions, once its words cannot change any more. Part of the caller's transaction."""
    words: Mapping[str, Any] = record.shared.opened()
    for row in words.get("previous", ()):
        _go_on(row, record=record, pair=pair, by=by, now=now)
    for row in words.get("actions", ()):
        _begin(record, pair, text=row["text"], owner=row["owner"], due_on=row["due_on"], by=by, now=now)


def _go_on(row: Mapping[str, str], *, record: SessionRecord, pair: Relationship, by: User, now: datetime) -> None:
    action = Action.objects.filter(pk=row["key"], relationship=pair, state="open").first()
    outcome = row["outcome"]
    if action is None or outcome == "open":
        return  # closed meanwhile by one of the two, or left as it is
    before = ledger.append(action, event=outcome, by=by, now=now)
    if outcome == "carried":
        following = Action(
            organisation_id=before.organisation_id,
            relationship=pair,
            record=record,
            owner_id=before.owner_id,
            due_on=_day(row.get("due_on", "")) or before.due_on,
            carried_from=before,
            carry_count=before.carry_count + 1,
        )
        following.body = before.body
        ledger.begin(following, event="agreed", by=by, now=now)


def _begin(
    record: SessionRecord, pair: Relationship, *, text: str, owner: str, due_on: str, by: User, now: datetime
) -> None:
    action = Action(
        organisation_id=record.organisation_id,
        relationship=pair,
        record=record,
        owner_id=pair.mentor_id if owner == pairs.MENTOR else pair.learner_id,
        due_on=_day(due_on),
    )
    action.body = text
    ledger.begin(action, event="agreed", by=by, now=now)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
