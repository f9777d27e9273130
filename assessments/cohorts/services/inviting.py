"""Invitations: everybody at an address that is not known here is asked the same way, whether they have an account or not.

So a file of addresses tells nobody who is on the site. Whoever opens the link says yes with whatever account they have, or make; from then
on, and not before, those who invited see them.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from assessments.cohorts.models import Cohort, CohortMember, Invitation
from assessments.cohorts.permissions import ROWS_OF_PLACES
from assessments.cohorts.services import members
from assessments.cohorts.services.cohorts import NotTheirs
from assessments.cohorts.services.members import Joiner
from training_site.people.arrivals import BATCH
from training_site.people.models import User

LASTS = timedelta(days=60)
SIGNER = Signer(salt="cohorts.invitation")
MOST_AT_ONCE = 200
Answer = Invitation.Answer


class NotInvited(Exception):
    """The link is none of ours, or the invitation no longer stands."""


@transaction.atomic
def invite(*, cohort: Cohort, invitations: Sequence[Invitation], by: User, now: datetime) -> None:
    """Ask people at addresses; an address that is asked already stays as it is. They are written to by the clock."""
    for one in invitations:
        one.cohort, one.invited_by, one.invited_at = cohort, by, now
        one.email, one.expires_on = one.email.lower(), timezone.localdate(now) + LASTS
    Invitation.objects.bulk_create(invitations, batch_size=BATCH, ignore_conflicts=True)


def send_due(*, now: datetime) -> int:
    """Write to those who were not written to yet; how many letters went out. A letter that fails is tried again next time."""
    today, sent = timezone.localdate(now), 0
    waiting = Invitation.objects.filter(sent_at=None, answered_at=None, expires_on__gte=today, cohort__closed_at=None)
    for one in waiting.select_related("cohort", "organisation")[:MOST_AT_ONCE]:
        if Invitation.objects.filter(pk=one.pk, sent_at=None, answered_at=None).update(sent_at=now):
            sent += _send(one)
    return sent


def token(invitation: Invitation) -> str:
    """What stands in the link: signed, so that nobody makes one up, and kept nowhere."""
    return SIGNER.sign(str(invitation.pk))


def found(text: str, *, today: date) -> Invitation:
    """The invitation behind a link, if it still stands. Raises NotInvited."""
    try:
        key = UUID(SIGNER.unsign(text))
    except (BadSignature, ValueError) as error:
        raise NotInvited from error
    rows = Invitation.objects.select_related("cohort__organisation", "organisation")
    one = rows.filter(pk=key, answered_at=None, expires_on__gte=today).first()
    if one is None or one.cohort.is_over(today):
        raise NotInvited
    return one


@transaction.atomic
def accept(*, invitation: Invitation, person: User, now: datetime) -> None:
    """Come in. Raises NotInvited, members.Full, members.Over."""
    _answer(invitation, Answer.ACCEPTED, now, person=person)
    joiner = Joiner(learner=person, organisation=invitation.organisation, since=timezone.localdate(now))
    basis = CohortMember.Basis.INVITATION
    members.bring(cohort=invitation.cohort, joiners=[joiner], basis=basis, by=invitation.invited_by, now=now)


@transaction.atomic
def decline(*, invitation: Invitation, now: datetime) -> None:
    """Say no. The address is forgotten for everything but not asking again. Raises NotInvited."""
    _answer(invitation, Answer.DECLINED, now)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User, now: datetime) -> None:
    """No longer ask. Raises NotTheirs, NotInvited."""
    if not ROWS_OF_PLACES.allows(by, invitation, today=timezone.localdate(now)):
        raise NotTheirs
    _answer(invitation, Answer.WITHDRAWN, now)


def _answer(invitation: Invitation, answer: str, now: datetime, *, person: User | None = None) -> None:
    rows = Invitation.objects.filter(pk=invitation.pk, answered_at=None)
    if not rows.update(answered_at=now, answer=answer, person=person):
        raise NotInvited


def _send(one: Invitation) -> int:
    with translation.override(one.language or settings.LANGUAGE_CODE):
        letter = EmailMessage(
            subject=_("An invitation to learn: %(cohort)s") % {"cohort": " ".join(one.cohort.name.split())},
            body=_words(one),
            to=[one.email],
            connection=get_connection(),
        )
    try:
        return letter.send()
    except OSError:
        Invitation.objects.filter(pk=one.pk, answered_at=None).update(sent_at=None)
        return 0


def _words(one: Invitation) -> str:
    link = settings.SITE_URL.rstrip("/") + reverse("cohorts:invited", args=[token(one)])
    return _(
        "%(organisation)s invites you to learn in the cohort “%(cohort)s”.\n\n"
        "Open this page to say yes or no:\n%(link)s\n\n"
        "It works until %(until)s. If you do not know what this is about, you need not do anything."
    ) % {
        "organisation": one.organisation.name,
        "cohort": one.cohort.name,
        "link": link,
        "until": one.expires_on.isoformat(),
    }
