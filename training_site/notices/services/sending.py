"""The outbox: unseen notices go by e-mail, one letter per person.

Each letter is claimed in a short transaction that counts the attempt and moves the next one on, sent outside of any transaction,
and marked. So no two processes send one letter at once, and a process that dies loses nothing: what it had claimed is tried again
later. If it dies after the mail server has taken the letter and before the mark is written, the letter goes out twice.
What is due in somebody's quiet hours waits until these are over.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from training_site.notices import kinds
from training_site.notices.models import MOST_ATTEMPTS, OPEN, Notice, Preference
from training_site.notices.quiet import quiet_hours
from training_site.notices.selectors import confirmed_addresses
from training_site.notices.wording import said
from training_site.people.models import User

FIRST_WAIT = timedelta(minutes=15)
"""Doubled after each attempt: the tenth is five days after the first. Long enough for a letter to be sent and marked."""
PATIENCE = 3
"""Letters in a row that fail before the mail server is taken to be away."""
CLOCK = (
    "person__notice_preference__quiet_from",
    "person__notice_preference__quiet_until",
    "person__notice_preference__zone",
    "person__language",
)
"""What somebody's quiet hours follow from."""
TIMEOUT = 10
"""Seconds for which the mail server may be silent."""

logger = logging.getLogger(__name__)


class MailServerAway(Exception):
    """Several letters in a row could not be sent; the others have not been tried."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What one person is owed now, claimed for sending."""

    person_id: int
    address: str
    language: str
    notices: tuple[Notice, ...]


def send_due(*, now: datetime, limit: int) -> int:
    """Send up to `limit` letters; how many left. One that fails is tried again, later each time, MOST_ATTEMPTS times at most.

    Raises MailServerAway when it is of no use to go on.
    """
    postpone_quiet(now=now)
    sent = failed_in_a_row = 0
    for _number in range(limit):
        letter = _claim(now=now)
        if letter is None:
            break
        if _leaves(letter):
            _mark(letter, now=now)
            sent, failed_in_a_row = sent + 1, 0
            continue
        failed_in_a_row += 1
        if failed_in_a_row == PATIENCE:
            raise MailServerAway
    return sent


@transaction.atomic
def _claim(*, now: datetime) -> Letter | None:
    """The next letter that is due, out of reach of other processes for a while; None where there is none.

    The person's row is locked, not the notices': two processes would share one person's notices between two letters. Their
    notices are read after the lock is held, as another process may have claimed them just before.
    """
    due = Notice.objects.filter(_due(now))
    person = (
        User.objects.filter(Exists(due.filter(person=OuterRef("pk"))), is_active=True)
        .exclude(pk__in=Preference.objects.filter(by_email=False).values("person"))
        .annotate(address=Subquery(confirmed_addresses().filter(user=OuterRef("pk")).values("email")))
        .filter(address__isnull=False)
        .select_for_update(skip_locked=True, no_key=True)
        .order_by("pk")
        .first()
    )
    notices = list(due.filter(person=person).order_by("owed_at", "pk")) if person else []
    if person is None or not notices:
        return None
    for notice in notices:
        notice.send_after = now + FIRST_WAIT * 2**notice.attempts
        notice.attempts += 1
    Notice.objects.bulk_update(notices, ["send_after", "attempts"])
    language = person.language or settings.LANGUAGE_CODE
    return Letter(person_id=person.pk, address=person.address, language=language, notices=tuple(notices))


@transaction.atomic
def postpone_quiet(*, now: datetime) -> int:
    """Let what is due in somebody's quiet hours wait until these are over, as far as it is not urgent; how many notices wait.

    People share hours: one statement for each clock, however many they are.
    """
    due = Notice.objects.filter(_due(now)).exclude(kind__in=kinds.urgent())
    waiting = 0
    for clock in due.order_by().values_list(*CLOCK).distinct():
        over = quiet_hours(*clock).over_at(now)
        if over is not None:
            waiting += due.filter(_of_clock(clock)).update(send_after=over)
    return waiting


def _of_clock(clock: tuple[Any, ...]) -> Q:
    """The condition that a notice is owed to somebody with these hours; without a preference there is nothing in their place."""
    pairs = zip(CLOCK, clock, strict=True)
    return Q(*(Q(**({f"{field}__isnull": True} if value is None else {field: value})) for field, value in pairs))


def _due(now: datetime) -> Q:
    unsent = Q(sent_at=None, attempts__lt=MOST_ATTEMPTS, send_after__lte=now)
    return OPEN & unsent & Q(kind__in=kinds.by_email())


def _leaves(letter: Letter) -> bool:
    """Hand the letter to the mail server; whether it took it."""
    try:
        _written(letter).send()
    except (OSError, ValueError) as error:
        # A server that is away or says no, an address that cannot be written. What the error says may hold the address.
        logger.warning("The e-mail to person %d could not be sent: %s", letter.person_id, type(error).__name__)
        return False
    return True


def _written(letter: Letter) -> EmailMessage:
    """The letter in its reader's language: sentences and links, nobody's words, and a subject that says nothing to onlookers."""
    with translation.override(letter.language):
        lines = [(*said(notice), urljoin(settings.SITE_URL, notice.link)) for notice in letter.notices]
        context = {"lines": lines, "list_url": urljoin(settings.SITE_URL, reverse("notices:list"))}
        return EmailMessage(
            subject=_("There is news for you on Reintegration Practice"),
            body=render_to_string("notices/email.txt", context),
            to=[letter.address],
            headers={"Auto-Submitted": "auto-generated"},
            connection=get_connection(timeout=TIMEOUT),
        )


@transaction.atomic
def _mark(letter: Letter, *, now: datetime) -> None:
    Notice.objects.filter(pk__in=[notice.pk for notice in letter.notices]).update(sent_at=now)
