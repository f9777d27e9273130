"""Who may act in a pair: its learner and its mentor, while the relationship is active, asked at the moment of the act.

The relationship is locked first in every act of a pair, so that an act and the end of a relationship never pass each other.
"""

from datetime import datetime

from django.utils import timezone

from assessments.mentoring.models import Relationship
from assessments.mentoring.services import ledger
from training_site.people.models import User

LEARNER, MENTOR = "learner", "mentor"


class NotOfThePair(Exception):
    """The person is neither the learner nor the mentor of this relationship."""


class NotActiveNow(Exception):
    """The relationship is paused, has ended, or has not begun."""


def acting(relationship: Relationship, *, by: User, now: datetime) -> Relationship:
    """The relationship, held until the transaction ends. Raises NotOfThePair, NotActiveNow."""
    pair = ledger.lock(relationship)
    if pair.kind != Relationship.Kind.REFLECTIVE or not by.is_active:
        raise NotOfThePair
    role_in(pair, by)
    if pair.state != "active" or pair.starts_on > timezone.localdate(now):
        raise NotActiveNow
    return pair


def role_in(pair: Relationship, person: User) -> str:
    """What a person is in a pair, LEARNER or MENTOR. Raises NotOfThePair."""
    found = {pair.learner_id: LEARNER, pair.mentor_id: MENTOR}.get(person.pk)
    if found is None:
        raise NotOfThePair
    return found


def other(pair: Relationship, person: User) -> User:
    """The other half. Raises NotOfThePair."""
    return pair.mentor if role_in(pair, person) == LEARNER else pair.learner
