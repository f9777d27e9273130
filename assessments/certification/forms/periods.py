"""A period of the calendar as three numbers: years, months and days."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.certification.laws.calendar import MOST_DAYS, MOST_MONTHS, NotAPeriod, Period

PARTS: tuple[tuple[str, Any, int], ...] = (
    ("years", _("Years"), MOST_MONTHS // 12),
    ("months", _("Months"), MOST_MONTHS),
    ("days", _("Days"), MOST_DAYS),
)


def period_fields(name: str) -> dict[str, forms.Field]:
    """The three fields of a period."""
    return {
        f"{name}_{part}": forms.IntegerField(
            label=label,
            required=False,
            min_value=0,
            max_value=most,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "few"}),
        )
        for part, label, most in PARTS
    }


def period_initial(name: str, period: Period | None, *, empty: str | None) -> dict[str, Any]:
    """What stands in them; nothing for what three empty fields mean, a zero for no time at all."""
    if period is None or str(period) == empty:
        return {}
    years, months = divmod(period.months, 12)
    values = {"years": years, "months": months, "days": period.days}
    shown = {part: number for part, number in values.items() if number} or {"days": 0}
    return {f"{name}_{part}": number for part, number in shown.items()}


def period_entered(name: str, entered: Mapping[str, Any], *, empty: str | None) -> str | None:
    """As a document writes it; `empty` where all three are. More than a hundred years is written as it was entered, to be refused there."""
    years, months, days = (entered.get(f"{name}_{part}") for part, _label, _most in PARTS)
    if years is None and months is None and days is None:
        return empty
    try:
        return str(Period(months=12 * (years or 0) + (months or 0), days=days or 0))
    except NotAPeriod:
        return f"P{years or 0}Y{months or 0}M{days or 0}D"
