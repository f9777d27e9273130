"""What a holder lets others see: a choice about the public page, and links that open the certificate until a day.

Nothing is overwritten: a choice is one more row, a link is ended and stays. The signed badge cannot change; whoever is given it reads all
that was signed.
"""

import secrets
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.codes import ALPHABET
from assessments.certification.models import Credential, Cycle, Share, Showing
from assessments.certification.selectors.sharing import open_shares, shows_competencies
from training_site.people.models import User

__all__ = ["LONGEST", "MOST", "NotThen", "NotYours", "TooMany", "end", "share", "show"]

LENGTH = 26
"""Characters of five bits."""
LONGEST = timedelta(days=366)
MOST = 20
"""Links to one certificate that are open at the same time."""


class NotYours(Exception):
    """Only its holder says who sees what of a certificate, while it bears their name."""


class NotThen(Exception):
    """A link ends today at the earliest, and in a year at the latest."""


class TooMany(Exception):
    """So many links are open that one has to be ended first."""


@transaction.atomic
def show(*, credential: Credential, competencies: bool, by: User, now: datetime) -> Showing | None:
    """Show the list of competencies on the public page, or hide it; None where that is so already. Raises NotYours."""
    cycle = _locked(credential, by)
    if shows_competencies(cycle.pk) == competencies:
        return None
    return Showing.objects.create(cycle=cycle, competencies=competencies, by=by, at=now)


@transaction.atomic
def share(*, credential: Credential, until: date, competencies: bool, by: User, now: datetime) -> Share:
    """A link through a day, where the issuer is. Raises NotYours, NotThen, TooMany."""
    cycle = _locked(credential, by)
    today = day_in(now, ZoneInfo(credential.zone))
    if not today <= until <= today + LONGEST:
        raise NotThen
    if len(open_shares(cycle.pk, on=today)) >= MOST:
        raise TooMany
    return Share.objects.create(
        secret="".join(secrets.choice(ALPHABET) for _ in range(LENGTH)),
        cycle=cycle,
        competencies=competencies,
        until=until,
        by=by,
        created_at=now,
    )


@transaction.atomic
def end(*, share: Share, by: User, now: datetime) -> Share:
    """End a link before its day, once and for good. Raises NotYours."""
    fresh = Share.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=share.pk)
    if fresh.cycle.learner_id != by.pk:
        raise NotYours
    if fresh.ended_at is None:
        fresh.ended_at = now
        fresh.save(update_fields=["ended_at"])
    return fresh


def _locked(credential: Credential, by: User) -> Cycle:
    """The round, held until the transaction ends. Raises NotYours."""
    if credential.holder_id != by.pk or not credential.name:
        raise NotYours
    return Cycle.objects.select_for_update(of=("self",)).get(pk=credential.cycle_id)
