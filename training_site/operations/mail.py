"""The outbox in numbers, and a letter to oneself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from training_site.notices import kinds, selectors
from training_site.notices.models import MOST_ATTEMPTS, OPEN, Notice
from training_site.notices.services.sending import TIMEOUT
from training_site.people.models import User

SENT_WITHIN = timedelta(days=1)
SECONDS_BETWEEN = 60


class NoAddress(Exception):
    """The person has no confirmed address."""


class TooSoon(Exception):
    """The person has had a letter within the minute."""


class NotTaken(Exception):
    """The mail server did not take it; the name of the exception, never its message."""


@dataclass(frozen=True, kw_only=True)
class Outbox:
    """How many notices are where."""

    waiting: int
    later: int
    failing: int
    given_up: int
    sent: int
    """Within the last day."""


def outbox(*, now: datetime) -> Outbox:
    """The outbox in numbers (one query)."""
    open_ones = OPEN & Q(sent_at=None, kind__in=kinds.by_email())
    untried = open_ones & Q(attempts=0)
    counted = Notice.objects.aggregate(
        waiting=Count("pk", filter=untried & Q(send_after__lte=now)),
        later=Count("pk", filter=untried & Q(send_after__gt=now)),
        failing=Count("pk", filter=open_ones & Q(attempts__gt=0, attempts__lt=MOST_ATTEMPTS)),
        given_up=Count("pk", filter=open_ones & Q(attempts__gte=MOST_ATTEMPTS)),
        sent=Count("pk", filter=Q(sent_at__gt=now - SENT_WITHIN)),
    )
    return Outbox(**counted)


def send_test(*, to: User) -> str:
    """Send somebody a letter of no content; the address it went to. Raises NoAddress, TooSoon and NotTaken."""
    address = selectors.by_email(to).address
    if not address:
        raise NoAddress
    if not cache.add(f"operations.letter:{to.pk}", 1, SECONDS_BETWEEN):
        raise TooSoon
    letter = EmailMessage(
        subject=_("A letter from Reintegration Practice"),
        body=_("You have asked for this letter on the page of operations. E-mail leaves the site."),
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=TIMEOUT),
    )
    try:
        letter.send()
    except (OSError, ValueError) as error:
        raise NotTaken(type(error).__name__) from error
    return address
