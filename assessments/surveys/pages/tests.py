"""A test before and after, in numbers: shown where five or more took both parts."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.reporting.laws.suppression import FEWEST
from assessments.surveys.laws.gains import HIGH, MEDIUM, Gain, Pair, group_gain
from assessments.surveys.models import TestPlan

BANDS: tuple[tuple[Fraction, Promise], ...] = (
    (HIGH, gettext_lazy("high")),
    (MEDIUM, gettext_lazy("medium")),
    (Fraction(-1000), gettext_lazy("low")),
)


def context(plan: TestPlan, taken: tuple[int, int, int], pairs: Sequence[Pair], *, runs: bool) -> dict[str, Any]:
    """The page of a test."""
    found = group_gain(pairs) if len(pairs) >= FEWEST else None
    seats, before, both = taken
    return {
        "plan": plan,
        "facts": [
            ngettext("%(n)d person has a seat", "%(n)d people have a seat", seats) % {"n": seats},
            _few(before, _("took the first test")),
            _few(both, _("took both")),
        ],
        "can_open": runs and plan.after_opened_at is None,
        "too_few": found is None,
        "means": [] if found is None else _means(found),
        "figures": [] if found is None else _figures(found),
    }


def _few(number: int, did: str) -> str:
    return _("fewer than 5 %(did)s") % {"did": did} if 0 < number < FEWEST else f"{number} {did}"


def _means(found: Gain) -> list[dict[str, Any]]:
    return [
        {"title": title, "text": _percent(value), "width": max(4, round(1000 * float(value))), "css": css}
        for title, value, css in (
            (_("Before"), found.before, "at-before"),
            (_("After"), found.after, "at-after"),
        )
    ]


def _figures(found: Gain) -> list[tuple[str, str]]:
    rows = [
        (_("People in both tests"), str(found.number)),
        (_("Mean before"), _with_deviation(found.before, found.before_deviation)),
        (_("Mean after"), _with_deviation(found.after, found.after_deviation)),
        (_("Difference"), _percent(found.after - found.before)),
    ]
    if found.gain is not None:
        rows.append((_("Normalised gain of the averages"), f"{_decimal(found.gain)} ({_band(found.gain)})"))
    if found.interval:
        rows.append((_("95 % interval"), _range(*found.interval)))
    if found.median_change is not None and found.quartiles:
        first, third = found.quartiles
        rows.append((_("Median of individual changes"), _decimal(found.median_change)))
        rows.append((_("Middle half of them"), _range(first, third)))
    return rows


def _band(gain: Fraction) -> str:
    return next(str(name) for least, name in BANDS if gain >= least)


def _with_deviation(mean: Fraction, deviation: float | None) -> str:
    if deviation is None:
        return _percent(mean)
    return _("%(mean)s, standard deviation %(sd)s") % {"mean": _percent(mean), "sd": _percent(deviation)}


def _percent(value: Fraction | float) -> str:
    return f"{number_format(float(value) * 100, decimal_pos=0)} %"


def _decimal(value: Fraction | float) -> str:
    return number_format(float(value), decimal_pos=2)


def _range(first: Fraction | float, last: Fraction | float) -> str:
    return _("%(first)s to %(last)s") % {"first": _decimal(first), "last": _decimal(last)}
