"""When something took place: a weekday so many weeks ago, so that nobody in the demo meets on a Sunday."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

MON, TUE, WED, THU, FRI = range(5)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A weekday at an hour. Week 0 is this one, 1 the last, -1 the next: nothing of the past lies in week 0."""

    week: int
    day: int
    hour: int = 10
    minute: int = 0

    def on(self, today: date) -> date:
        """The day, seen from `today`."""
        return today - timedelta(days=today.weekday()) + timedelta(weeks=-self.week, days=self.day)

    def at(self, today: date) -> datetime:
        """The moment, in the time of the site."""
        return timezone.make_aware(datetime.combine(self.on(today), time(self.hour, self.minute)))


def when(week: int, day: int, hour: int = 10, minute: int = 0) -> Moment:
    """So many weeks ago, on this weekday."""
    return Moment(week=week, day=day, hour=hour, minute=minute)
