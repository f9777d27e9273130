"""Long tasks: asked for, worked on portion by portion, stopped, set aside, resumed.

What a portion writes is one transaction with how far the task is, and so is never done twice: a worker that dies leaves the task where its
last whole portion ended.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import InterfaceError, OperationalError, transaction

from assessments.models import LongTask
from training_site.people.models import Organisation, User

State, Reason = LongTask.State, LongTask.Reason
logger = logging.getLogger(__name__)
AT_ONCE = 500
"""Of so many rows nobody has to wait for the clock."""
MOST_PORTIONS = 1_000
"""In one run of the clock."""


@dataclass(frozen=True, kw_only=True)
class Portion:
    """What was worked on in one transaction."""

    done: int
    cursor: str
    found: Mapping[str, Any]
    """All that has been found out, this portion included."""
    is_last: bool


Work = Callable[[LongTask, datetime], Portion]
"""Works on what comes after the cursor of a task."""

_works: dict[str, Work] = {}
_readers: set[str] = set()


def register(kind: str, work: Work, *, reads_only: bool = False) -> None:
    """Make known how a kind of task is worked on: while the task is locked, or, where it only reads, before.

    Where one writes at a time, a lock that is held while much is read would keep everybody's answers waiting.
    """
    _works[kind] = work
    (_readers.add if reads_only else _readers.discard)(kind)


@transaction.atomic
def ask(
    *,
    kind: str,
    by: User,
    organisation: Organisation,
    content_key: str,
    total: int,
    now: datetime,
    asked: Mapping[str, Any] | None = None,
) -> LongTask:
    """Write down what is to be done."""
    return LongTask.objects.create(
        kind=kind,
        by=by,
        organisation=organisation,
        content_key=content_key,
        total=total,
        asked=dict(asked or {}),
        asked_at=now,
    )


def go_on(task: LongTask, *, now: datetime, most: int = MOST_PORTIONS) -> LongTask:
    """Work on it until it is done, or somebody stops it, or it fails and is set aside; `most` portions at most."""
    for _portion in range(most):
        try:
            task = _one_portion(task, now=now)
        except Exception as error:
            logger.exception("The task %s was set aside after %d of %d", task.pk, task.done, task.total)
            return _set_aside(task, _reason(error))
        if task.state != State.WAITING:
            break
    return task


def go_on_with_due(*, now: datetime) -> int:
    """Work on everything that waits, the oldest first; how many tasks were done. One that fails keeps none behind it waiting."""
    done = 0
    for task in LongTask.objects.filter(state=State.WAITING).order_by("asked_at", "pk"):
        done += go_on(task, now=now).state == State.DONE
    return done


@transaction.atomic
def stop(task: LongTask) -> LongTask:
    """Let it rest after the present portion; nothing of what was done is lost."""
    return _moved(task, (State.WAITING,), State.STOPPED)


@transaction.atomic
def resume(task: LongTask) -> LongTask:
    """Let it go on where it stopped, or where it was set aside."""
    return _moved(task, (State.STOPPED, State.FAILED), State.WAITING)


def _set_aside(task: LongTask, reason: str) -> LongTask:
    return _moved(task, (State.WAITING,), State.FAILED, reason=reason)


def _reason(error: Exception) -> str:
    if isinstance(error, OperationalError | InterfaceError):
        return Reason.DATABASE
    return Reason.GONE if isinstance(error, ObjectDoesNotExist | LookupError) else Reason.UNFORESEEN


def _moved(task: LongTask, before: Collection[str], after: str, *, reason: str = "") -> LongTask:
    LongTask.objects.filter(pk=task.pk, state__in=before).update(state=after, reason=reason)
    return LongTask.objects.get(pk=task.pk)


def _one_portion(task: LongTask, *, now: datetime) -> LongTask:
    if task.kind not in _readers:
        return _further(task, now=now)
    seen = LongTask.objects.get(pk=task.pk)
    if seen.state != State.WAITING:
        return seen
    return _further(seen, now=now, found=_works[seen.kind](seen, now))


@transaction.atomic
def _further(task: LongTask, *, now: datetime, found: Portion | None = None) -> LongTask:
    """One portion further; what was `found` of a task that another worker took further meanwhile is thrown away."""
    locked = LongTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if locked.state != State.WAITING or (found is not None and locked.cursor != task.cursor):
        return locked
    portion = found or _works[locked.kind](locked, now)
    locked.done += portion.done
    locked.cursor = portion.cursor
    locked.found = dict(portion.found)
    if portion.is_last:
        locked.state, locked.finished_at = State.DONE, now
    locked.save(update_fields=["done", "cursor", "found", "state", "finished_at"])
    return locked
