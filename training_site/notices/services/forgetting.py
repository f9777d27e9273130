"""Notices that have done their duty are not kept for ever."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from training_site.notices.models import Notice

KEPT = timedelta(days=180)


@transaction.atomic
def forget(*, now: datetime) -> int:
    """Delete what was seen or withdrawn long ago; how many went. What nobody has seen stays, and so does its key."""
    long_ago = now - KEPT
    return Notice.objects.filter(Q(seen_at__lt=long_ago) | Q(withdrawn_at__lt=long_ago)).delete()[0]
