"""A person's word on e-mail, and on the hours in which it comes."""

from datetime import datetime, time

from django.db import transaction

from training_site.notices.models import Preference
from training_site.people.models import User


@transaction.atomic
def choose(*, person: User, by_email: bool, now: datetime) -> Preference:
    """Let notices go by e-mail, or keep them to the site. What waits unseen when e-mail is allowed again goes out then."""
    chosen = {"by_email": by_email, "chosen_at": now}
    preference, _is_new = Preference.objects.update_or_create(person=person, defaults=chosen)
    return preference


@transaction.atomic
def arrange(
    *, person: User, messages: bool, quiet_from: time, quiet_until: time, zone: str, now: datetime
) -> Preference:
    """Say whether messages to many are wanted, and when no e-mail comes; the word on e-mail itself stays as it is."""
    chosen = {
        "messages": messages,
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
        "zone": zone,
        "chosen_at": now,
    }
    preference, _is_new = Preference.objects.update_or_create(person=person, defaults=chosen)
    return preference
