"""Inviting somebody without an account to fill in one form, and what they do with the link before they submit.

The link holds a secret of 256 bits; only its SHA-256 is stored. It is shown once to whoever invites, and sent to an e-mail address.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.models import Invitation, Observation
from assessments.mentoring.selectors import observations
from assessments.mentoring.services import ledger, pairs
from assessments.mentoring.services import telling_observations as telling
from training_site.people.models import User

MOST_DAYS = 30
BYTES = 32

logger = logging.getLogger(__name__)


class InvitedAlready(Exception):
    """A link is open: take it back first."""


class NotForOutside(Exception):
    """Somebody with an account observes, or the form is submitted already."""


class OwnAddress(Exception):
    """The learner's own address: nobody observes themself."""


class LinkClosed(Exception):
    """The link was used, taken back, or is over."""


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Who is invited. Kept sealed."""

    name: str
    contact: str
    """An e-mail address, or how else they are reached."""
    profession: str = ""
    registration: str = ""
    relation: str = ""
    """To the learner."""


def new_token() -> str:
    """A secret for a link."""
    return secrets.token_urlsafe(BYTES)


@transaction.atomic
def invite(
    *,
    observation: Observation,
    by: User,
    guest: Guest,
    days: int,
    token: str,
    link_to: Callable[[str], str],
    now: datetime,
) -> Invitation:
    """Open a link to the form of an observation; an open one that has expired gives way. `link_to` makes an address of the token.

    Raises pairs.NotOfThePair, pairs.NotActiveNow, NotForOutside, InvitedAlready, OwnAddress, and ValueError for more than MOST_DAYS.
    """
    if not 1 <= days <= MOST_DAYS:
        raise ValueError("A link is open for 1 to 30 days.")
    pair = pairs.acting(observation.relationship, by=by, now=now)
    row = ledger.lock(observation)
    if row.observer_kind != Observation.Observer.EXTERNAL or row.state not in observations.OPEN:
        raise NotForOutside
    if guest.contact.casefold() in {pair.learner.email.casefold(), pair.learner.username.casefold()}:
        raise OwnAddress
    opened = Invitation.objects.filter(observation=row, used_at=None, revoked_at=None)
    opened.filter(expires_at__lte=now).update(revoked_at=now)
    if opened.exists():
        raise InvitedAlready
    made = Invitation(
        organisation_id=row.organisation_id,
        observation=row,
        token_digest=observations.token_digest(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + timedelta(days=days),
    )
    made.person = asdict(guest)
    made.save(force_insert=True)
    telling.invited(made, now=now)
    if _is_email(guest.contact):
        letter = _letter(made, to=guest.contact, address=link_to(token))
        transaction.on_commit(lambda: _send(letter))
    return made


@transaction.atomic
def revoke(*, invitation: Invitation, by: User, now: datetime) -> None:
    """Take a link back. Raises pairs.NotOfThePair, pairs.NotActiveNow, and LinkClosed where it was used or taken back before."""
    pairs.acting(invitation.observation.relationship, by=by, now=now)
    _close(invitation, now=now)


@transaction.atomic
def look(*, invitation: Invitation, now: datetime) -> None:
    """Note when the link was opened first."""
    Invitation.objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=now)


@transaction.atomic
def declare(*, invitation: Invitation, conflict: bool, now: datetime) -> None:
    """Note whether the observer has a conflict of interest. Raises LinkClosed."""
    row = _open(invitation)
    if row.used_at or row.revoked_at or row.expires_at <= now:
        raise LinkClosed
    Invitation.objects.filter(pk=row.pk).update(declared_conflict=conflict)


@transaction.atomic
def not_me(*, invitation: Invitation, now: datetime) -> None:
    """The link reached somebody else: it closes, and whoever invited is told. Raises LinkClosed."""
    _close(invitation, now=now)
    telling.wrong_person(invitation, now=now)


def _close(invitation: Invitation, *, now: datetime) -> None:
    row = _open(invitation)
    if row.used_at or row.revoked_at:
        raise LinkClosed
    Invitation.objects.filter(pk=row.pk).update(revoked_at=now)


def _open(invitation: Invitation) -> Invitation:
    """The invitation, held; in the order of every act: pair, observation, link."""
    ledger.lock(invitation.observation.relationship)
    ledger.lock(invitation.observation)
    return Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)


def _is_email(contact: str) -> bool:
    try:
        validate_email(contact)
    except ValidationError:
        return False
    return True


def _letter(row: Invitation, *, to: str, address: str) -> EmailMessage:
    """The link, who invites, and until when; nothing else."""
    text = _("%(name)s invites you to fill in one form.\n\n%(link)s\n\nThe link is for you alone, until %(day)s.") % {
        "name": row.invited_by,
        "link": address,
        "day": date_format(timezone.localdate(row.expires_at)),
    }
    return EmailMessage(subject=_("An invitation for you"), body=text, to=[to])


def _send(letter: EmailMessage) -> None:
    """A letter that does not leave loses nothing: the link was shown, and whoever invites is told to pass it on."""
    try:
        letter.send()
    except (OSError, SMTPException):
        logger.warning("An invitation could not be sent by e-mail.")
