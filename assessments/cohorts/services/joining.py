"""Join codes: made for a cohort, with days and seats; whoever has one comes in by themselves while there is a seat."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from assessments.certification.laws import codes
from assessments.cohorts import auditing
from assessments.cohorts.models import Cohort, CohortMember, JoinCode
from assessments.cohorts.permissions import ROWS_OF_PLACES
from assessments.cohorts.selectors.places import may_bring_to
from assessments.cohorts.services import members
from assessments.cohorts.services.cohorts import Closed, NotTheirs
from assessments.cohorts.services.members import Full, Joiner, Over
from training_site.people.models import Organisation, User

__all__ = ["Full", "NotOpen", "Over", "UnknownCode", "join", "make", "revoke", "typed"]


class UnknownCode(Exception):
    """Nobody has made such a code."""


class NotOpen(Exception):
    """The code does not let anybody in on this day."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """What a join code is to be."""

    organisation: Organisation
    opens_on: date
    closes_on: date
    seats: int | None = None


@transaction.atomic
def make(*, cohort: Cohort, door: Door, by: User, now: datetime) -> JoinCode:
    """A new code. Raises NotTheirs, Closed."""
    fresh = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    if fresh.closed_at is not None:
        raise Closed
    if not may_bring_to(by, fresh, door.organisation, today=timezone.localdate(now)):
        raise NotTheirs
    made = JoinCode.objects.create(**vars(door), cohort=fresh, code=codes.fresh(), made_by=by, made_at=now)
    auditing.of_code(made, step="made", by=by, now=now)
    return made


@transaction.atomic
def revoke(*, code: JoinCode, by: User, now: datetime) -> None:
    """The code lets nobody in any more; who came by it stays. Raises NotTheirs."""
    if not ROWS_OF_PLACES.allows(by, code, today=timezone.localdate(now)):
        raise NotTheirs
    if JoinCode.objects.filter(pk=code.pk, revoked_at=None).update(revoked_at=now, revoked_by=by):
        auditing.of_code(code, step="revoked", by=by, now=now)


def typed(text: str) -> JoinCode:
    """The code somebody typed. Raises UnknownCode."""
    read = codes.read(text)
    found = JoinCode.objects.select_related("cohort__organisation", "organisation").filter(code=read).first()
    if read is None or found is None:
        raise UnknownCode
    return found


@transaction.atomic
def join(*, code: JoinCode, person: User, now: datetime) -> bool:
    """Come in by a code; whether that is new. Who is in already stays. Raises NotOpen, Over, Full."""
    # One at a time: the seats of the code and of the cohort are counted while both are held.
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=code.cohort_id)
    fresh = JoinCode.objects.select_for_update(of=("self",)).get(pk=code.pk)
    if CohortMember.objects.filter(cohort=cohort, learner=person, until=None).exists():
        return False
    today = timezone.localdate(now)
    if not fresh.is_open(today):
        raise NotOpen
    if fresh.seats is not None and CohortMember.objects.filter(code=fresh, until=None).count() >= fresh.seats:
        raise Full
    joiner = Joiner(learner=person, organisation=fresh.organisation, since=today)
    basis = CohortMember.Basis.CODE
    return bool(members.bring(cohort=cohort, joiners=[joiner], basis=basis, code=fresh, by=None, now=now))
