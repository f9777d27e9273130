"""A person's word on the privacy notice."""

from datetime import datetime

from django.db import transaction

from training_site.people.models import User
from training_site.privacy.models import Consent
from training_site.privacy.notice import texts


class AnotherText(Exception):
    """The notice has changed since the page was made: what was read is not what holds."""


@transaction.atomic
def agree(*, person: User, sha256: str, now: datetime) -> Consent:
    """Keep that somebody has read the current notice, in the language in which they read it; said twice it counts once.

    Raises AnotherText.
    """
    notice = next((text for text in texts().values() if text.sha256 == sha256), None)
    if notice is None:
        raise AnotherText
    consent, _made = Consent.objects.get_or_create(
        person=person,
        sha256=notice.sha256,
        defaults={"version": notice.version, "language": notice.language, "at": now},
    )
    return consent


def is_due(person: User) -> bool:
    """Whether somebody has not said anything about the notice as it stands, in whichever language (one query)."""
    return not Consent.objects.filter(person=person, sha256__in=[text.sha256 for text in texts().values()]).exists()
