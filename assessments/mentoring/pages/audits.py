"""Announced audits in words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.models import Sample
from assessments.mentoring.selectors import audits
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Audit:
    """One record that was drawn."""

    number: UUID
    text: str
    state: str
    url: str
    may_object: bool


def of_person(person: User, *, now: datetime) -> list[Audit]:
    """The audits somebody has to do with, newest first."""
    return [_audit(sample, person, now=now) for sample in audits.of_person(person)]


def _audit(sample: Sample, person: User, *, now: datetime) -> Audit:
    pair = sample.record.session.relationship
    day = sample.record.session.occurred_on
    is_open = sample.objected_at is None and sample.opens_at <= now < sample.closes_at
    text = _("Record of %(day)s, %(learner)s with %(mentor)s, read by %(reader)s")
    names = {"learner": pair.learner, "mentor": pair.mentor, "reader": sample.supervisor}
    return Audit(
        number=sample.pk,
        text=text % {"day": date_format(day) if day else "", **names},
        state=_state(sample, now=now),
        url=reverse("mentoring:record", args=[sample.record_id]) if is_open else "",
        may_object=pair.learner_id == person.pk and sample.objected_at is None and sample.opens_at > now,
    )


def _state(sample: Sample, *, now: datetime) -> str:
    if sample.objected_at:
        return _("The learner objected; another one was drawn if there was one.")
    opens, closes = (date_format(timezone.localtime(one)) for one in (sample.opens_at, sample.closes_at))
    if now < sample.opens_at:
        return _("Announced; can be read from %(day)s on") % {"day": opens}
    return _("Can be read until %(day)s") % {"day": closes} if now < sample.closes_at else _("Over")
