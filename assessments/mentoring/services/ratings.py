"""Where a learner sees themself. Every rating is kept; the latest counts, and assessors see only that there is one."""

from datetime import datetime

from django.db import transaction

from assessments.mentoring.models import SelfRating
from assessments.mentoring.selectors.competency import home
from assessments.mentoring.selectors.indicators import framework
from assessments.mentoring.services.decisions import UnknownIndicator
from training_site.people.models import User

__all__ = ["UnknownIndicator"]


class UnknownLevel(Exception):
    """The framework has the levels 1 to 4; 0 says "not yet"."""


@transaction.atomic
def rate(*, learner: User, indicator: str, level: int, now: datetime) -> SelfRating:
    """Say where one sees oneself. The same level again is no new rating. Raises UnknownIndicator, UnknownLevel."""
    found = home(learner.pk)
    known = framework(found.programme_key if found else "")
    if indicator not in known.indicators:
        raise UnknownIndicator
    if not 0 <= level <= 4:
        raise UnknownLevel
    latest = SelfRating.objects.filter(learner=learner, indicator=indicator).order_by("-at", "-id").first()
    if latest is not None and (latest.level, latest.framework_version) == (level, known.version):
        return latest
    return SelfRating.objects.create(
        learner=learner, indicator=indicator, level=level, framework_version=known.version, at=now
    )
