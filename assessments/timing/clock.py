"""What the clock does to a sitting, and what may still be done in it at a moment."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from assessments.timing.life import ABANDON, EXPIRE, HAND_IN, IN_PROGRESS, OVERDUE
from assessments.timing.terms import AtEnd

IN_FLIGHT = timedelta(seconds=60)
"""What was sent in time and arrives so much later still counts."""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The times that were copied into a sitting."""

    deadline: datetime | None
    at_end: AtEnd
    grace: timedelta

    @property
    def last_call(self) -> datetime | None:
        """Until when it can be handed in: the deadline, or the end of the grace."""
        if self.deadline is None:
            return None
        return self.deadline.astimezone(UTC) + (self.grace if self.at_end is AtEnd.GRACE else timedelta(0))

    def takes_answers(self, now: datetime) -> bool:
        """Whether an answer that arrives now is kept."""
        return self.deadline is None or now.astimezone(UTC) <= self.deadline.astimezone(UTC) + IN_FLIGHT

    def takes_hand_in(self, now: datetime) -> bool:
        """Whether it may be handed in by its owner now."""
        return self.last_call is None or now.astimezone(UTC) <= self.last_call + IN_FLIGHT

    def due(self, state: str, now: datetime) -> str | None:
        """The step that the clock makes in this state by now; None while there is none."""
        if state not in (IN_PROGRESS, OVERDUE) or self.takes_answers(now):
            return None
        if self.at_end is AtEnd.SUBMIT:
            return HAND_IN
        if self.at_end is AtEnd.ABANDON or not self.takes_hand_in(now):
            return ABANDON
        return EXPIRE if state == IN_PROGRESS else None
