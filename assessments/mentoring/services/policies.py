"""Deciding how an organisation mentors. A decision is a new version; none is ever changed."""

from datetime import datetime

from django.db import transaction

from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import PolicyVersion
from assessments.mentoring.selectors.policies import policy_for
from training_site.people.models import Organisation, User


class DecidedMeanwhile(Exception):
    """Somebody else decided since the page was opened. `number` is the version that stands now."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class NothingChanged(Exception):
    """The policy says this already."""


@transaction.atomic
def decide(
    *, place: Organisation, programme_key: str, policy: Policy, seen_number: int, by: User, now: datetime
) -> PolicyVersion:
    """From now on this holds here and below, where nobody nearer has decided. `seen_number` is the version on the page, 0 for none.

    Raises DecidedMeanwhile and NothingChanged.
    """
    # Of two who decide at once, the second waits here and then finds what the first has decided.
    Organisation.objects.select_for_update(no_key=True).get(pk=place.pk)
    newest = PolicyVersion.objects.filter(organisation=place, programme_key=programme_key).order_by("number").last()
    number = newest.number if newest else 0
    if number != seen_number:
        raise DecidedMeanwhile(number)
    if policy == policy_for(place, programme_key):
        raise NothingChanged
    return PolicyVersion.objects.create(
        organisation=place,
        programme_key=programme_key,
        number=number + 1,
        values=policy.differences(),
        made_by=by,
        made_at=now,
    )
