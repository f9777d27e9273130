"""A stranger asks about a certificate: they are answered, and it is counted that somebody was, by day and answer. Who asked, and about whom,
is not kept.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from assessments.certification.selectors import sharing, verifying
from assessments.certification.selectors.verifying import NOT_FOUND, Found

# One statement, so that of two who count at the same time neither is lost and neither waits for a second try.
_COUNT = """
INSERT INTO certification_lookup (day, answer, times) VALUES (%s, %s, %s)
ON CONFLICT (day, answer) DO UPDATE SET times = certification_lookup.times + excluded.times
"""


SHARED, SHARE_CLOSED = "shared", "share_closed"
"""How lookups by a link are counted."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """A certificate as its holder shows it to whoever has a link."""

    found: Found
    until: date
    """The last day of the link."""


def look_up(*, text: str, now: datetime) -> Found | None:
    """The certificate whose code somebody typed, as it stands now; None where there is none (three queries, two for None)."""
    found = verifying.found(text, now=now)
    _count(timezone.localdate(now), NOT_FOUND if found is None else found.answer)
    return found


@transaction.atomic
def look_up_all(*, texts: Sequence[str], now: datetime) -> list[Found | None]:
    """The same for many codes at once (two queries, and one for each kind of answer)."""
    found = verifying.found_all(texts, now=now)
    # In one order, so that of two who count at the same time neither waits for the other for ever.
    for answer, times in sorted(Counter(NOT_FOUND if each is None else each.answer for each in found).items()):
        _count(timezone.localdate(now), answer, times)
    return found


def look_up_share(*, secret: str, now: datetime) -> Shared | None:
    """What somebody sees who was given a link; None for one that is over and for what is none (at most five queries)."""
    found = sharing.opened(secret, now=now)
    _count(timezone.localdate(now), SHARE_CLOSED if found is None else SHARED)
    if found is None:
        return None
    share, row = found
    shown = replace(verifying.found_row(row.pk, now=now), competencies=share.competencies)
    return Shared(found=shown, until=share.until)


def _count(day: date, answer: str, times: int = 1) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [connection.ops.adapt_datefield_value(day), answer, times])
