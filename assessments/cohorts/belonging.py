"""Cohorts as the groups for which a quiz may be different."""

from datetime import datetime

from django.db.models import Q

from assessments import groups
from assessments.cohorts.models import CohortMember


def keys_of(learner_id: int, now: datetime) -> frozenset[str]:
    """The keys of the cohorts that somebody is in."""
    rows = CohortMember.objects.filter(Q(until=None) | Q(until__gt=now), learner=learner_id, since__lte=now)
    return frozenset(key_of(cohort) for cohort in rows.values_list("cohort", flat=True))


def key_of(cohort: int) -> str:
    """How a cohort is named in an exemption."""
    return f"cohort:{cohort}"


def register_all() -> None:
    """Make cohorts known as groups."""
    groups.register(keys_of)
