"""What is tried out: which rules, on whose ledgers, from when, on which day, and what is invented beside it. Sent by GET: a try has an address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.certification.laws.calendar import Period
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.selectors.simulation import FIRST_DAY, LAST_DAY

STANDS, ANEW = "stands", "anew"
TIMES = 2
"""So often something can be invented: once for the first certificate and once for a renewal."""
LONGEST = Period(months=12 * 20)
AHEAD = Period(months=12 * 4)


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date", "class": "day"}, format="%Y-%m-%d"),
    )


@dataclass(frozen=True, kw_only=True)
class Invented:
    """A requirement with the days on which it would be met."""

    requirement: Requirement
    name: str
    """Of its fields."""
    days: tuple[date | None, ...]
    wrong: bool
    """Something entered there is no day within bounds."""


class TryForm(forms.Form):
    """`person` is a number of those offered; "" tries an invented history alone."""

    use_required_attribute = False
    version = forms.TypedChoiceField(label=_("Which rules"), coerce=int, required=False, empty_value=None)
    name = forms.CharField(label=_("Find somebody by name"), required=False, max_length=80)
    person = forms.TypedChoiceField(label=_("On whose ledgers"), required=False, coerce=int, empty_value=None)
    start = forms.TypedChoiceField(
        label=_("Beginning with"),
        choices=[(STANDS, _("What they hold, and the round they are in")), (ANEW, _("Nothing, as for the first time"))],
        required=False,
        empty_value=STANDS,
        initial=STANDS,
    )
    begins = _day(_("Asked for it on"), _("For whoever is on the way already: the day from which these rules hold."))
    moves = _day(
        _("Whoever is on the way moves to these rules on"),
        _("Empty: they finish their round by the rules they began with."),
    )
    on = _day(_("Look at this day"))
    until = _day(_("Draw it until"))

    def __init__(
        self,
        data: Any = None,
        *,
        versions: Sequence[tuple[int, str]],
        people: Iterable[tuple[int, str]],
        requirements: Iterable[Requirement],
        today: date,
    ) -> None:
        super().__init__(data, initial={"begins": today, "on": today, "version": versions[0][0] if versions else None})
        self.fields["version"].choices = list(versions)  # type: ignore[attr-defined]  # of a choice field
        nobody = ("", _("Nobody: an invented history alone"))
        self.fields["person"].choices = [nobody, *people]  # type: ignore[attr-defined]  # as above
        self.today = today
        self.invented = [_read(self.data, one) for one in requirements]

    def clean(self) -> dict[str, Any]:
        """Days in order, within what can be drawn; what is left empty is today, and some years ahead."""
        entered: dict[str, Any] = super().clean() or {}
        begins = entered.get("begins") or self.today
        on = entered.get("on") or max(begins, self.today)
        until = entered.get("until") or max(AHEAD.after(_within(begins)), on)
        for name, day in (("begins", begins), ("on", on), ("until", until)):
            if not FIRST_DAY <= day <= LAST_DAY:
                self.add_error(name, _("Choose a day within the next hundred years."))
        if not self.errors and not begins < until <= LONGEST.after(begins):
            self.add_error("until", _("Choose a day after the beginning, twenty years later at most."))
        if any(one.wrong for one in self.invented):
            self.add_error(None, _("One of the invented days is no day of the calendar."))
        return {**entered, "begins": begins, "on": on, "until": max(until, on)}

    def acts(self) -> list[tuple[Requirement, date]]:
        """What was invented."""
        return [(one.requirement, day) for one in self.invented for day in one.days if day]


def _read(data: Mapping[str, Any], requirement: Requirement) -> Invented:
    name = f"did-{requirement.key}"
    getlist = getattr(data, "getlist", None)
    sent = (getlist(name) if getlist else [])[:TIMES]
    days = [_day_of(text) for text in sent]
    wrong = any(text and day is None for text, day in zip(sent, days, strict=True))
    padded = [*days, *[None] * (TIMES - len(days))]
    return Invented(requirement=requirement, name=name, days=tuple(padded), wrong=wrong)


def _day_of(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def _within(day: date) -> date:
    return min(max(day, FIRST_DAY), LAST_DAY - timedelta(days=1))
