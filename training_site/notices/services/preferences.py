"""A person's word on e-mail."""

from datetime import datetime

from django.db import transaction

from training_site.notices.models import Preference
from training_site.people.models import User


@transaction.atomic
def choose(*, person: User, by_email: bool, now: datetime) -> Preference:
    """Let notices go by e-mail, or keep them to the site. What waits unseen when e-mail is allowed again goes out then."""
    chosen = {"by_email": by_email, "chosen_at": now}
    preference, _is_new = Preference.objects.update_or_create(person=person, defaults=chosen)
    return preference
