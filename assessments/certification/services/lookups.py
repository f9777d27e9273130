"""A stranger asks about a certificate: they are answered, and it is counted that somebody was, by day and answer. Who asked, and about whom,
is not kept.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from assessments.certification.selectors import sharing, verifying
from assessments.certification.selectors.verifying import NOT_FOUND, Found

# One statement, so that of two who count at the same time neither is lost and neither waits for a second try.
_COUNT = """
INSERT INTO certification_lookup (day, answer, times) VALUES (%s, %s, 1)
ON CONFLICT (day, answer) DO UPDATE SET times = certification_lookup.times + 1
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


def look_up_share(*, secret: str, now: datetime) -> Shared | None:
    """What somebody sees who was given a link; None for one that is over and for what is none (at most five queries)."""
    found = sharing.opened(secret, now=now)
    _count(timezone.localdate(now), SHARE_CLOSED if found is None else SHARED)
    if found is None:
        return None
    share, row = found
    shown = replace(verifying.found_row(row.pk, now=now), competencies=share.competencies)
    return Shared(found=shown, until=share.until)


def _count(day: date, answer: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [connection.ops.adapt_datefield_value(day), answer])
