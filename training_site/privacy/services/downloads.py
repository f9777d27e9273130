"""Downloading one's own data, which the audit trail notes: somebody else at an open session would be found out."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from training_site.audit.services.recording import record
from training_site.people.models import User
from training_site.privacy.archive import archive


def download(*, person: User, now: datetime) -> Iterator[bytes]:
    """The archive of everything that is held about a person."""
    record(act="privacy.exported", actor=person, person=person, now=now)
    return archive(person, made_text=date_format(timezone.localtime(now), "DATETIME_FORMAT"))
