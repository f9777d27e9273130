"""How sure somebody is of their practice: kept with their consent, shown to them, and counted where they let it be."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from assessments.surveys.models import InstrumentVersion, Rating
from training_site.people.models import User


class NoConsent(Exception):
    """The person has not agreed that it is kept."""


@transaction.atomic
def rate(
    *,
    person: User,
    version: InstrumentVersion,
    given: Mapping[str, Mapping[str, int]],
    consent: bool,
    counted: bool,
    now: datetime,
) -> list[Rating]:
    """Keep what somebody says about themself, by moment. Raises NoConsent."""
    if not consent:
        raise NoConsent
    rows = []
    for moment, values in given.items():
        if values:
            row = Rating(person=person, version=version, moment=moment, counted=counted, consented_at=now)
            row.given = dict(values)
            row.save(force_insert=True)
            rows.append(row)
    return rows


@transaction.atomic
def forget(*, person: User) -> int:
    """Take the consent back: everything goes. How many ratings."""
    return Rating.objects.filter(person=person).delete()[0]
