"""Telling people that a new version asks for something else: those on their way by older rules, and those who hold a certificate."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from assessments.certification.laws.cycles import HELD, OPEN
from assessments.certification.models import CertificationVersion, Cycle
from assessments.certification.services import telling
from training_site.notices.models import Notice
from training_site.people.models import User

MOST_AT_ONCE = 500
FOR_SO_LONG = timedelta(days=30)
"""Nobody is told of a version that is older."""
TOLD = (CertificationVersion.Change.SUBSTANTIVE, CertificationVersion.Change.SAFETY_CRITICAL)
"""Another wording is no news."""


def announce(*, version: CertificationVersion, now: datetime) -> int:
    """Tell whom a version concerns and nobody has told yet, some hundreds at a time; how many were told."""
    if version.change not in TOLD:
        return 0
    return sum(telling.of_version(version, person, now=now) for person in _untold(version))


def announce_all(*, now: datetime) -> int:
    """The same for every version of the last weeks; how many were told."""
    rows = CertificationVersion.objects.filter(published_at__gt=now - FOR_SO_LONG, change__in=TOLD)
    return sum(announce(version=version, now=now) for version in rows.select_related("certification"))


def _untold(version: CertificationVersion) -> list[User]:
    """People with a round by older rules who were not told, by number (one query)."""
    rounds = Cycle.objects.filter(
        learner=OuterRef("pk"),
        certification=version.certification_id,
        state__in=(*OPEN, *HELD),
        version__number__lt=version.number,
    )
    told = Notice.objects.filter(person=OuterRef("pk"), key=telling.version_key(version))
    return list(User.objects.filter(Exists(rounds), ~Exists(told), is_active=True).order_by("pk")[:MOST_AT_ONCE])
