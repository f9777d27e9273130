"""Proving that the audit trail is what was written: every link of the chain is counted again, and the first that does not hold is named."""

from dataclasses import dataclass

from training_site.audit.chain import link_hash
from training_site.audit.models import START, AuditEvent, ChainLock, Link

AT_ONCE = 2_000


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a check found. `broken` is the first link that does not hold, in words; empty where the chain holds."""

    links: int
    waiting: int
    """Events that are recorded and not linked yet."""
    head: str
    """The hash of the last link: written down elsewhere, it proves everything before it."""
    broken: str


def check() -> Found:
    """Walk the chain from its beginning, in constant memory."""
    previous, number, broken = START, 0, ""
    for link in Link.objects.select_related("event").order_by("number").iterator(chunk_size=AT_ONCE):
        broken = _problem(link, number=number + 1, previous=previous)
        if broken:
            break
        previous, number = link.sha256, link.number
    return Found(
        links=number,
        waiting=AuditEvent.objects.filter(link=None).count(),
        head=previous,
        broken=broken or _problem_at_the_end(number, previous),
    )


def _problem(link: Link, *, number: int, previous: str) -> str:
    if link.number != number:
        return f"link {number} is missing"
    if link.previous != previous:
        return f"link {number} does not follow the one before it"
    if link.sha256 != link_hash(number=number, previous=previous, event=link.event.as_values()):
        return f"link {number}: event {link.event_id} is not what was written"
    return ""


def _problem_at_the_end(number: int, previous: str) -> str:
    lock = ChainLock.objects.filter(pk=1).first()
    length, head = (lock.length, lock.sha256) if lock else (0, START)
    if number < length:
        return f"link {number + 1} is missing: the chain had {length} links"
    return "" if (number, previous) == (length, head) else f"link {number} is not where the chain ended"
