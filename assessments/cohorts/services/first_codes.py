"""First codes: what opens an account without e-mail for the first time. Shown on a slip once, kept as a digest, used once.

Only for accounts that nobody has used yet: a code that opened a living account would let whoever prints it in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import QuerySet

from assessments.certification.laws import codes
from assessments.cohorts import auditing
from assessments.cohorts.digests import digest
from assessments.cohorts.models import Cohort, CohortMember, FirstCode
from training_site.people import services as people
from training_site.people.arrivals import BATCH
from training_site.people.models import User

LASTS = timedelta(days=60)


class WrongCode(Exception):
    """No account waits for this user name and this code."""


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What is printed for somebody, once."""

    person: User
    code: str


def unused(members: QuerySet[CohortMember]) -> QuerySet[User]:
    """The people among these members whose account nobody has opened, and who have no e-mail."""
    waiting = User.objects.filter(is_active=True, email="", last_login=None, is_staff=False, is_superuser=False)
    rows = waiting.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX, pk__in=members.values("learner"))
    return rows.order_by("last_name", "first_name", "pk")


@transaction.atomic
def issue(*, cohort: Cohort, people_ids: Sequence[int], by: User, now: datetime) -> list[Slip]:
    """New codes for these people, as far as they are members whose account is unused; earlier codes no longer work."""
    members = CohortMember.objects.filter(cohort=cohort, until=None, learner__in=people_ids)
    people_found = list(unused(members).select_for_update(of=("self",)))
    open_ones = FirstCode.objects.filter(person__in=[one.pk for one in people_found], used_at=None, replaced_at=None)
    open_ones.update(replaced_at=now)
    slips = [Slip(person=one, code=codes.fresh()) for one in people_found]
    FirstCode.objects.bulk_create(
        [
            FirstCode(person=slip.person, digest=digest(slip.code), made_by=by, made_at=now, expires_at=now + LASTS)
            for slip in slips
        ],
        batch_size=BATCH,
    )
    if slips:
        auditing.of_slips(cohort, people=len(slips), by=by, now=now)
    return slips


def check(*, username: str, code: str, now: datetime) -> User:
    """Whose account it is that this code opens. Raises WrongCode, for every reason alike."""
    return _found(username, code, now).person


@transaction.atomic
def redeem(*, username: str, code: str, password: str, now: datetime) -> User:
    """Give the account its first password. Raises WrongCode, and ValidationError for a password that is too weak."""
    found = _found(username, code, now)
    validate_password(password, user=found.person)
    if not FirstCode.objects.filter(pk=found.pk, used_at=None, replaced_at=None).update(used_at=now):
        raise WrongCode
    people.set_password(person=found.person, password=password)
    return found.person


def _found(username: str, code: str, now: datetime) -> FirstCode:
    typed = codes.read(code)
    if typed is None:
        raise WrongCode
    rows = FirstCode.objects.filter(digest=digest(typed), used_at=None, replaced_at=None, expires_at__gt=now)
    found = rows.select_related("person").first()
    if found is None or found.person.username.casefold() != username.strip().casefold():
        raise WrongCode
    if not found.person.is_active or found.person.has_usable_password():
        raise WrongCode
    return found
