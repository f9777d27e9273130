"""Writing down that somebody looked. Called by the view that shows it, before it is shown."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from assessments.mentoring.confidentiality import DataClass, Standing, Viewpoint
from assessments.mentoring.models import AccessEvent, BreakGlass

Action = AccessEvent.Action


def looked(
    view: Viewpoint, *, data_class: DataClass, subject: UUID | None, now: datetime, action: str = Action.VIEW
) -> None:
    """Note that the viewer opened something of the learner's. What a learner does with their own leaves no row."""
    if view.has(Standing.LEARNER):
        return
    grant = _grant(view, data_class, now=now)
    AccessEvent.objects.create(
        learner_id=view.learner_id,
        actor_id=view.viewer_id,
        role=role_of(view),
        data_class=data_class,
        subject=subject,
        action=Action.BREAK_GLASS if grant else action,
        grant=grant,
        day=timezone.localdate(now),
        at=now,
    )


def listed(*, actor_id: int, role: str, learners: Iterable[int], data_class: DataClass, now: datetime) -> None:
    """Note that somebody saw these learners in a list; once a day for each."""
    rows = [
        AccessEvent(
            learner_id=learner_id,
            actor_id=actor_id,
            role=role,
            data_class=data_class,
            action=Action.LIST,
            day=timezone.localdate(now),
            at=now,
        )
        for learner_id in learners
        if learner_id != actor_id
    ]
    AccessEvent.objects.bulk_create(rows, ignore_conflicts=True)


def role_of(view: Viewpoint) -> str:
    """The strongest thing the viewer is to the learner, in the order of `Standing`."""
    return next((standing.value for standing in Standing if standing in view.standings), "")


def _grant(view: Viewpoint, data_class: DataClass, *, now: datetime) -> BreakGlass | None:
    """The emergency access without which the viewer would not have seen this."""
    if data_class not in view.grants or view.pairs:
        return None
    open_now = BreakGlass.objects.filter(
        requester_id=view.viewer_id, learner_id=view.learner_id, state="approved", expires_at__gt=now
    )
    return next((grant for grant in open_now if data_class in grant.scope), None)
