"""Days and periods of the calendar in words."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.certification.laws.calendar import NotAPeriod, Period

MONTHS_OF_A_YEAR, DAYS_OF_A_WEEK = 12, 7


def day_text(day: date) -> str:
    """`3 May 2028`."""
    return date_format(day, "DATE_FORMAT")


def iso_day_text(text: str) -> str:
    """The same from `2028-05-03`; what is no day stays as it is."""
    try:
        return day_text(date.fromisoformat(text))
    except ValueError:
        return text


def period_text(period: Period) -> str:
    """`2 years`, `1 year and 6 months`, `3 weeks`, `90 days`."""
    years, months = divmod(period.months, MONTHS_OF_A_YEAR)
    weeks, days = divmod(period.days, DAYS_OF_A_WEEK)
    parts = [
        ngettext("%(n)d year", "%(n)d years", years) % {"n": years} if years else "",
        ngettext("%(n)d month", "%(n)d months", months) % {"n": months} if months else "",
        ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks} if weeks and not days else "",
        days_text(period.days) if days or period.is_zero else "",
    ]
    return _(" and ").join(part for part in parts if part)


def iso_period_text(text: str) -> str:
    """The same from `P1Y6M`; what is no period stays as it is."""
    try:
        return period_text(Period.parse(text))
    except NotAPeriod:
        return text


def days_text(days: int) -> str:
    """`1 day`, `45 days`."""
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
