"""What merging does to cohorts: somebody leaves them with the one account and comes in with the other."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.cohorts import auditing
from assessments.cohorts.models import CohortMember
from assessments.cohorts.services import members
from assessments.cohorts.services.members import Full, Joiner, Over
from training_site.duplicates.parts import Foreseen, Merging, Part, register
from training_site.people.models import User


def foresee(account: User, person: User) -> Foreseen:
    """In which they go on; a cohort that is over stays as it was."""
    rows = list(_open(account))
    inside = set(_open(person).values_list("cohort", flat=True))
    today = timezone.localdate()
    over = sum(row.cohort.is_over(today) for row in rows)
    collides = sum(row.cohort_id in inside and not row.cohort.is_over(today) for row in rows)
    return Foreseen(moves=len(rows) - over - collides, stays=over, collides=collides)


def move(what: Merging) -> None:
    """Out with the one account, in with the other, on the seat that has become free."""
    today = timezone.localdate(what.now)
    for row in _going_on(what.account, today):
        row.until, row.ended_by = max(what.now, row.since), what.by
        row.save(update_fields=["until", "ended_by"])
        auditing.of_removal(row, by=what.by, now=what.now)
        joiner = Joiner(learner=what.person, organisation=row.organisation, since=today)
        try:
            members.bring(cohort=row.cohort, joiners=[joiner], basis=CohortMember.Basis.HAND, by=what.by, now=what.now)
        except (Full, Over):
            continue  # more people than seats, as before


def _open(account: User) -> QuerySet[CohortMember]:
    return CohortMember.objects.filter(learner=account, until=None).select_related("cohort", "organisation")


def _going_on(account: User, today: date) -> list[CohortMember]:
    return [row for row in _open(account).order_by("pk") if not row.cohort.is_over(today)]


def register_all() -> None:
    """Make it known."""
    register(
        Part(
            key="cohorts.members",
            title=_("Cohorts"),
            moves=_("The account that is kept takes the seat."),
            stays=_("Those that are over stay as they were."),
            collides=_("Both are in them: the seat of this account becomes free."),
            foresee=foresee,
            move=move,
        )
    )
