"""Whether somebody may begin a sitting now, and if not, why not and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from assessments.timing.terms import Rules


class Hindrance(StrEnum):
    """Why no sitting begins."""

    NOT_YET = "not-yet"
    """It opens later."""
    CLOSED = "closed"
    NO_MORE = "no-more"
    """All attempts are used, or the next one could only begin after the quiz has closed."""
    WAIT = "wait"
    """The next attempt may begin later."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """What stands in the way, and until when; None: for good."""

    hindrance: Hindrance
    until: datetime | None = None


def entry(rules: Rules, ended: Sequence[datetime], *, now: datetime) -> Refused | None:
    """What stands in the way of the next sitting, after earlier ones that ended at these moments, oldest first. None: nothing."""
    instant = now.astimezone(UTC)
    opens, closes = _instant(rules.opens_at), _instant(rules.closes_at)
    if closes is not None and instant >= closes:
        return Refused(hindrance=Hindrance.CLOSED)
    if rules.attempts and len(ended) >= rules.attempts:
        return Refused(hindrance=Hindrance.NO_MORE)
    if opens is not None and instant < opens:
        return Refused(hindrance=Hindrance.NOT_YET, until=opens)
    waits = rules.first_wait if len(ended) == 1 else rules.later_wait
    if not ended or not waits:
        # Without a wait nothing is compared: a server whose clock is set back refuses nobody.
        return None
    until = ended[-1].astimezone(UTC) + waits
    if instant >= until:
        return None
    if closes is not None and until >= closes:
        return Refused(hindrance=Hindrance.NO_MORE)
    return Refused(hindrance=Hindrance.WAIT, until=until)


def _instant(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)
