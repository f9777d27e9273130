"""The hours in which nobody's phone should ring. Pure: a clock on the wall of a time zone, and a moment.

Until somebody chooses, nights are quiet on the clock of the country where their language is spoken.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

QUIET_FROM, QUIET_UNTIL = time(21), time(7)
USUAL_ZONES = {"uk": "Europe/Kyiv", "nl": "Europe/Amsterdam", "km": "Asia/Phnom_Penh"}
ELSEWHERE = "UTC"
ZONES = (
    "Africa/Lusaka",
    "Africa/Nairobi",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Africa/Cairo",
    "America/Bogota",
    "America/Guatemala",
    "America/New_York",
    "Asia/Bangkok",
    "Asia/Dhaka",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Phnom_Penh",
    "Asia/Tbilisi",
    "Europe/Amsterdam",
    "Europe/Bucharest",
    "Europe/Chisinau",
    "Europe/Kyiv",
    "Europe/London",
    "Europe/Sofia",
    "UTC",
)
"""What one may choose from: a few of each part of the world, each a clock that many share."""


@dataclass(frozen=True)
class Quiet:
    """No e-mail from one time to another, which may lie on the next day."""

    start: time
    end: time
    zone: ZoneInfo

    def over_at(self, now: datetime) -> datetime | None:
        """When it is over, if it is quiet now; always later than now."""
        local = now.astimezone(self.zone)
        clock = local.time().replace(fold=0)
        through_midnight = self.end < self.start
        begun, not_over = clock >= self.start, clock < self.end
        if not (begun or not_over if through_midnight else begun and not_over):
            return None
        next_day = through_midnight and begun
        day = local.date() + timedelta(days=int(next_day))
        over = datetime.combine(day, self.end, tzinfo=self.zone).astimezone(UTC)
        return over if over > now else None


def quiet_hours(start: time | None, end: time | None, zone: str | None, language: str) -> Quiet:
    """The hours of somebody, from what they have chosen as far as they have."""
    name = zone or USUAL_ZONES.get(language, ELSEWHERE)
    return Quiet(start or QUIET_FROM, end or QUIET_UNTIL, ZoneInfo(name))
