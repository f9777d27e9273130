"""Owing notices about sessions and records: to the other of the pair, or the fact alone to the coordinators who are near."""

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.models import Relationship
from assessments.mentoring.selectors.relationships import coordinators_of
from training_site.notices.services import owing
from training_site.people.models import User


def tell(person: User, *, kind: str, key: str, link: str, facts: Mapping[str, object], now: datetime) -> bool:
    """Owe somebody a notice, once for each key; whether it is new."""
    return owing.owe(person=person, kind=kind, key=key, link=link, facts=facts, now=now) is not None


def take_back(key_prefix: str, *, now: datetime) -> None:
    """What was owed under keys that begin so is no longer to be done."""
    owing.withdraw(key_prefix=key_prefix, now=now)


def coordinators(pair: Relationship, *, kind: str, key: str, facts: Mapping[str, object], now: datetime) -> int:
    """Owe a fact to the coordinators of the pair's organisation and district, but to neither of the pair; to how many anew."""
    near = coordinators_of(pair.organisation, today=timezone.localdate(now))
    link = reverse("mentoring:facts", args=[pair.learner_id])
    others = [person for person in near if person.pk not in (pair.learner_id, pair.mentor_id)]
    return sum(tell(person, kind=kind, key=key, link=link, facts=facts, now=now) for person in others)
