"""What no event tells: a day comes on which somebody begins or ends to learn somewhere, and an organisation hangs elsewhere in the tree."""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from assessments.certification.models import Cycle
from assessments.reporting.models import BoardRow
from assessments.reporting.services import projecting, rebuilding
from training_site.people.models import Membership
from training_site.people.roles import Role

MOST_AT_ONCE = 2000
LOOKED_BACK = timedelta(days=45)
"""Who began to learn somewhere before this was seen by one of the runs since."""


def keep_up(*, now: datetime) -> Counter[str]:
    """Look again at whoever is counted in the wrong place today; what was done, in numbers."""
    today = timezone.localdate(now)
    if BoardRow.objects.exclude(path=F("organisation__path")).exists():
        return Counter(rows=rebuilding.rebuild(today=today).rows)
    ended = BoardRow.objects.filter(until__lte=today).values_list("learner_id", flat=True)
    row_of_theirs = BoardRow.objects.filter(learner=OuterRef("user"), organisation=OuterRef("organisation"))
    begun = (
        Membership.objects.active_on(today)
        .filter(Exists(Cycle.objects.filter(learner=OuterRef("user"))), role=Role.LEARNER, user__is_active=True)
        .filter(since__gt=today - LOOKED_BACK)
        .exclude(Exists(row_of_theirs))
        .values_list("user_id", flat=True)
    )
    people = sorted({*ended[:MOST_AT_ONCE], *begun[:MOST_AT_ONCE]})
    rows = projecting.refresh(learners=people, today=today) if people else 0
    return Counter(rows=rows, compacted=rebuilding.compact())
