"""Moving open rounds to a newer version of the rules, on the day that the version names.

What was done stays where it is: facts know nothing of rounds, so everything that counted counts again by the new rules. What was to be
decided by the old ones is no longer asked.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.choosing import NoSuchPath, same_way
from assessments.certification.laws.clauses import RECERT, ROTATING
from assessments.certification.laws.cycles import OPEN
from assessments.certification.models import CertificationVersion, Cycle
from assessments.certification.selectors.rules import path_name, rules_of
from assessments.certification.services import deciding, following
from assessments.services import ledgers

MOST_AT_ONCE = 500
LATEST_ZONE = timedelta(hours=14)
"""The first place on earth where a day begins is so far ahead."""


def migrate(*, now: datetime) -> int:
    """Every open round whose day has come; how many were moved. Called again, it finds nothing more."""
    rows = Cycle.objects.filter(state__in=OPEN, migrate_by__lte=(now + LATEST_ZONE).date())
    return sum(_migrate(cycle, now) for cycle in rows.order_by("pk")[:MOST_AT_ONCE])


@transaction.atomic
def _migrate(cycle: Cycle, now: datetime) -> int:
    cycle = ledgers.lock(cycle)
    target = _asked_by(cycle)
    if cycle.state not in OPEN or cycle.migrate_by is None or target is None or cycle.migrate_by > _today(target, now):
        return 0
    try:
        path = same_way(rules_of(target), cycle.path, number=cycle.number, renewing=is_renewal(cycle))
    except NoSuchPath:
        return 0
    deciding.drop(cycle=cycle, now=now)
    cycle = ledgers.append(
        cycle, event="migrated", by=None, now=now, version=target, path=path_name(path), migrate_by=None
    )
    following.follow(learners=[cycle.learner_id], now=now, cycles=[cycle])
    return 1


def is_renewal(cycle: Cycle) -> bool:
    """Whether a round renews a certificate."""
    return cycle.path.partition(":")[0] in (RECERT, ROTATING)


def _asked_by(cycle: Cycle) -> CertificationVersion | None:
    """The newest version that asks those on their way to follow it."""
    rows = CertificationVersion.objects.filter(
        certification_id=cycle.certification_id,
        published_at__isnull=False,
        migration=CertificationVersion.Migration.NOW,
        number__gt=cycle.version.number,
    )
    return rows.order_by("-number").first()


def _today(version: CertificationVersion, now: datetime) -> date:
    return day_in(now, rules_of(version).zone)
