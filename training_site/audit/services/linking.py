"""Linking recorded events into the one chain, one process at a time."""

from django.db import transaction

from training_site.audit.chain import link_hash
from training_site.audit.models import AuditEvent, ChainLock, Link

AT_ONCE = 1_000


def link_waiting() -> int:
    """Link every event that waits; how many were linked."""
    linked = 0
    while batch := _link_some():
        linked += batch
    return linked


@transaction.atomic
def _link_some() -> int:
    ChainLock.objects.get_or_create(pk=1)
    lock = ChainLock.objects.select_for_update().get(pk=1)
    # Events come in the order of their numbers; one that was saved later than its successors is linked after them.
    waiting = list(AuditEvent.objects.filter(link=None).order_by("pk")[:AT_ONCE])
    links = []
    for event in waiting:
        number, previous = lock.length + 1, lock.sha256
        lock.length, lock.sha256 = number, link_hash(number=number, previous=previous, event=event.as_values())
        links.append(Link(number=number, event=event, previous=previous, sha256=lock.sha256))
    Link.objects.bulk_create(links)
    if links:
        lock.save()
    return len(links)
