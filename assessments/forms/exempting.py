"""Giving somebody more time, other days or more attempts."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import QuizExemption
from assessments.services.terms import Span
from assessments.timing.terms import Exemption

STRETCHES = (125, 150, 175, 200)
REASONS = [(value, label) for value, label in QuizExemption.Reason.choices if value != QuizExemption.Reason.ENDED]


def day_input() -> forms.DateInput:
    """A day, chosen or typed."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SpanForm(forms.Form):
    """From when to when, and why. `span()` is what it says, once it is valid."""

    reason = forms.ChoiceField(label=_("Why"), choices=REASONS, widget=forms.RadioSelect)
    begins_on = forms.DateField(label=_("From (empty: from now on)"), widget=day_input(), required=False)
    ends_on = forms.DateField(
        label=_("Up to and including (empty: without an end)"), widget=day_input(), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Nothing ends before it begins."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = given.get("begins_on"), given.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("The last day is before the first."))
        return given

    def span(self) -> Span:
        """The days and the reason."""
        return Span(**{name: self.cleaned_data[name] for name in ("reason", "begins_on", "ends_on")})


class StretchForm(SpanForm):
    """More time at every quiz."""

    percent = forms.TypedChoiceField(
        label=_("Time at every quiz"),
        choices=[(percent, f"\N{MULTIPLICATION SIGN} {percent / 100:g}") for percent in STRETCHES],
        coerce=int,
        widget=forms.RadioSelect,
    )
    field_order = ("percent",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "stretch_%s", **kwargs})


class ExemptForm(SpanForm):
    """Something different at one quiz. `changes()` is what."""

    quiz = forms.ChoiceField(label=_("Quiz"))
    opens_on = forms.DateField(label=_("Opens for them on"), widget=day_input(), required=False)
    closes_on = forms.DateField(label=_("Can be taken up to and including"), widget=day_input(), required=False)
    minutes = forms.IntegerField(
        label=_("Minutes they have, exactly so many"), min_value=1, max_value=1_440, required=False
    )
    attempts = forms.IntegerField(
        label=_("Attempts (0: as many as they like)"), min_value=0, max_value=99, required=False
    )
    field_order = ("quiz", "opens_on", "closes_on", "minutes", "attempts")

    def __init__(self, *args: Any, quizzes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "exempt_%s", **kwargs})
        self.fields["quiz"].choices = list(quizzes)  # type: ignore[attr-defined]  # a choice field has them

    def clean(self) -> dict[str, Any]:
        """Something must be different, and a quiz closes after it opens."""
        given = super().clean()
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The last day is before the first."))
        if not self.errors and self.changes() == Exemption():
            self.add_error(None, _("Say what is different: the days, the time or the attempts."))
        return given

    def changes(self) -> Exemption:
        """What is different; a day begins and ends as the clock on the wall says."""
        given = self.cleaned_data
        minutes, closes = given.get("minutes"), given.get("closes_on")
        return Exemption(
            opens_at=_midnight(given.get("opens_on")),
            closes_at=_midnight(closes + timedelta(days=1)) if closes else None,
            limit=timedelta(minutes=minutes) if minutes else None,
            attempts=given.get("attempts"),
        )


def _midnight(day: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
