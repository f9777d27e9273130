"""The two made-up organisations have a cohort each, with their learners in it and a join code on the wall."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.cohorts.models import Cohort, CohortMember, JoinCode
from assessments.cohorts.services import joining, members
from assessments.cohorts.services.cohorts import Plan, make
from assessments.cohorts.services.members import Joiner
from assessments.progress.selectors import programmes
from training_site.people.demonstration import cast
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Role

NAMES = {cast.CENTRE: "Mereby, second intake", cast.DOOR: "Holmgate, evening group"}
WHO = {cast.CENTRE: "coordinator", cast.DOOR: "administrator"}
"""User name of whoever looks after the people there."""
OPEN_FOR, BEGUN = timedelta(days=60), timedelta(weeks=4)
SEATS = 24


@transaction.atomic
def play(*, now: datetime) -> int:
    """Form what is missing; how many cohorts there are."""
    people, found = cast.present(), programmes()
    for name, title in NAMES.items():
        by, place = people.get(WHO[name]), Organisation.objects.filter(name=name).first()
        if by and place and found and not Cohort.objects.filter(organisation=place).exists():
            plan = Plan(
                name=title,
                programme_key=found[0].content_key,
                begins_on=timezone.localdate(now - BEGUN),
                ends_on=timezone.localdate(now + OPEN_FOR),
                seats=SEATS,
            )
            _form(make(plan=plan, organisation=place, by=by, now=now), by, now)
    return Cohort.objects.filter(organisation__name__in=NAMES).count()


def _form(cohort: Cohort, by: User, now: datetime) -> JoinCode:
    today = timezone.localdate(now)
    rows = Membership.objects.active_on(today).filter(organisation=cohort.organisation, role=Role.LEARNER)
    joiners = [
        Joiner(learner=row.user, organisation=cohort.organisation, since=row.since)
        for row in rows.select_related("user")
    ]
    members.bring(cohort=cohort, joiners=joiners, basis=CohortMember.Basis.HAND, by=by, now=now)
    door = joining.Door(organisation=cohort.organisation, opens_on=today, closes_on=today + OPEN_FOR, seats=12)
    return joining.make(cohort=cohort, door=door, by=by, now=now)
