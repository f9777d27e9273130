"""A PIN is a person's own number for signing on a phone that somebody else is signed in on.

Six to twelve digits, peppered with the site's secret and kept as a slow hash, so that a copy of the database alone opens none. Five
wrong tries close it for fifteen minutes. A try is counted before it is judged and in a transaction of its own, so that tries that run
side by side are counted like any others, and one that fails later stays counted.
"""

from datetime import datetime, timedelta
from itertools import pairwise

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.crypto import salted_hmac

from assessments.mentoring.models import Pin
from training_site.people.models import User

SHORTEST, LONGEST = 6, 12
TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


class UnfitPin(Exception):
    """It is too short, too long, not all digits, or one that everybody would try first."""


class NoPin(Exception):
    """The person has set none yet."""


class WrongPin(Exception):
    """Not this one. `left` tries remain."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} tries left")
        self.left = left


class PinLocked(Exception):
    """Too many wrong tries: closed until `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__("locked")
        self.until = until


def set_pin(*, person: User, pin: str, now: datetime) -> None:
    """Give a person a new PIN; the lock of the old one goes with it. Raises UnfitPin."""
    if not is_fit(pin):
        raise UnfitPin
    kept = {"hash": make_password(_peppered(person, pin)), "set_at": now, "failures": 0, "locked_until": None}
    Pin.objects.update_or_create(person=person, defaults=kept)


def check_pin(*, person: User, pin: str, now: datetime) -> None:
    """Return if it is theirs. Raises NoPin, PinLocked, and WrongPin.

    Call it outside a transaction: a wrong try that is rolled back would not count.
    """
    kept = _count_a_try(person, now=now)
    if not check_password(_peppered(person, pin), kept.hash):
        if kept.locked_until:
            raise PinLocked(kept.locked_until)
        raise WrongPin(TRIES - kept.failures)
    Pin.objects.filter(pk=kept.pk, hash=kept.hash).update(failures=0, locked_until=None)


def has_pin(person: User) -> bool:
    """Whether the person has set one."""
    return Pin.objects.filter(person=person).exists()


def is_fit(pin: str) -> bool:
    """Whether it may be somebody's: digits, long enough, neither one digit repeated nor a run such as 123456."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return steps not in ({0}, {1}, {-1})


@transaction.atomic
def _count_a_try(person: User, *, now: datetime) -> Pin:
    kept = Pin.objects.select_for_update(of=("self",)).filter(person=person).first()
    if kept is None:
        raise NoPin
    if kept.locked_until and kept.locked_until > now:
        raise PinLocked(kept.locked_until)
    # A lock that has run out forgives what led to it.
    kept.failures = 1 if kept.locked_until else kept.failures + 1
    kept.locked_until = now + LOCKED_FOR if kept.failures >= TRIES else None
    kept.save(update_fields=["failures", "locked_until"])
    return kept


def _peppered(person: User, pin: str) -> str:
    return salted_hmac("mentoring.pin", f"{person.pk}:{pin}", algorithm="sha256").hexdigest()
