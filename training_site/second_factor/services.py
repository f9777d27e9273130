"""Writes about second factors: a lost one is taken away, and all secrets are sealed with a new key."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.utils import timezone

from training_site.audit.services.recording import record
from training_site.people.models import User
from training_site.second_factor import notifying
from training_site.second_factor.selectors import answered_for

SECRETS = ("secret", "seed")


class NotTheirsToReset(Exception):
    """It is one's own, or of somebody for whom one does not answer."""


@transaction.atomic
def reset(*, person: User, by: User, now: datetime) -> int:
    """Take away the factor that somebody has lost; the person is told. How many were taken away. Raises NotTheirsToReset."""
    if not answered_for(by, today=timezone.localdate(now)).filter(pk=person.pk).exists():
        raise NotTheirsToReset
    taken, _by_model = Authenticator.objects.filter(user=person).delete()
    if taken:
        record(act="second_factor.reset", actor=by, row=person, person=person, details={"factors": taken}, now=now)
        notifying.tell_reset(person, now=now)
    return taken


@transaction.atomic
def reseal() -> int:
    """Seal every secret with the key that seals now; how many people's."""
    rows = list(Authenticator.objects.select_for_update())
    for row in rows:
        row.data |= {name: encrypt(decrypt(row.data[name])) for name in SECRETS if name in row.data}
        row.save(update_fields=["data"])
    return len(rows)
