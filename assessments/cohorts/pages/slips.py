"""Slips in words: what somebody without e-mail needs to sign in for the first time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.certification.laws.codes import grouped
from assessments.certification.pages.periods import day_text
from assessments.certification.printing import qr
from assessments.cohorts.models import Cohort
from assessments.cohorts.services.first_codes import LASTS, Slip
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class SlipCard:
    """One slip."""

    name: str
    username: str
    code: str
    cohort: str
    address: str
    square: SafeString
    until: str


@dataclass(frozen=True, kw_only=True)
class UnusedLine:
    """Somebody who has not opened their account."""

    pk: int
    name: str
    username: str


def slip_cards(slips: Iterable[Slip], *, address: str, cohort: Cohort, now: datetime) -> tuple[SlipCard, ...]:
    """The slips, one address for all."""
    square = qr.svg(address, title=_("Square code that leads to the page for the first time"))
    until = day_text(timezone.localdate(now + LASTS))
    return tuple(
        SlipCard(
            name=slip.person.display_name,
            username=slip.person.username,
            code=grouped(slip.code),
            cohort=cohort.name,
            address=address,
            square=square,
            until=until,
        )
        for slip in slips
    )


def unused_lines(people: Iterable[User]) -> tuple[UnusedLine, ...]:
    """For whom slips can be printed."""
    return tuple(UnusedLine(pk=one.pk, name=one.display_name, username=one.username) for one in people)
