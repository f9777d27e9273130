"""A cohort as a list of people to write to: of its members those whom the writer looks after and may write to."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from assessments.cohorts.models import Cohort, CohortMember
from assessments.cohorts.permissions import ROWS_OF_PLACES
from assessments.cohorts.selectors.cohorts import cohorts_for
from training_site.notices import recipients
from training_site.notices.recipients import Recipients, Source
from training_site.people.models import User
from training_site.people.permissions import WRITE_TO_LEARNERS, scopes_of
from training_site.people.roles import Permission


def _offered(viewer: User, today: date) -> list[tuple[str, str]]:
    if not scopes_of(viewer, Permission.WRITE_TO_LEARNERS, today=today):
        return []
    rows = cohorts_for(viewer, today=today).filter(own__gt=0)  # type: ignore[misc]  # annotated
    return [(str(one.pk), one.name) for one in rows]


def _members(viewer: User, value: str, today: date) -> Recipients | None:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0
    cohort = cohorts_for(viewer, today=today).filter(pk=number).first()
    if cohort is None or not scopes_of(viewer, Permission.WRITE_TO_LEARNERS, today=today):
        return None
    inside = CohortMember.objects.filter(cohort=cohort, until=None)
    own = inside.filter(ROWS_OF_PLACES.visible_to(viewer, today=today)).values("learner")
    mine = WRITE_TO_LEARNERS.visible_to(viewer, today=today)
    people = User.objects.filter(mine, pk__in=own, is_active=True)
    return Recipients(
        name=cohort.name,
        people=people,
        organisation=cohort.organisation,
        everybody=inside.order_by().values("learner").distinct().count(),
    )


def write_url(viewer: User, cohort: Cohort, *, today: date) -> str:
    """Where one writes to a cohort; empty for who writes to nobody."""
    if not scopes_of(viewer, Permission.WRITE_TO_LEARNERS, today=today):
        return ""
    return recipients.address_of(COHORT, str(cohort.pk))


COHORT = Source("cohorts.cohort", _("Cohorts"), choices=_offered, find=_members)


def register_all() -> None:
    """Offer the lists."""
    recipients.register(COHORT)
