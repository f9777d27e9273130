"""The form by which a measure about a certificate is proposed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.certification.forms.requests import LONGEST, day_input, words
from assessments.certification.models import Measure
from assessments.mentoring.forms.guarded import GuardedForm

WORDS = 20
AHEAD = timedelta(days=366)
REASONS = [
    ("", _("Choose…")),
    *(pair for pair in Measure.Reason.choices if pair[0] != Measure.Reason.APPEAL_UPHELD),
]
"""An upheld appeal says so itself."""


class MeasureForm(GuardedForm):
    """What, why, and from which day on."""

    guarded_fields = ("note",)

    kind = forms.ChoiceField()
    reason = forms.ChoiceField(label=_("Reason"), choices=REASONS)
    note = forms.CharField(
        label=_("What it rests on"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        help_text=_("For the second person and for whoever hears an appeal. It is never public."),
    )
    effective_on = forms.DateField(label=_("From which day on"), widget=day_input())

    def __init__(self, *args: Any, kinds: Sequence[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.kinds = today, tuple(kinds)
        offered = [(kind, Measure.Kind(kind).label) for kind in kinds]
        self.fields["kind"] = forms.ChoiceField(
            label=_("What should happen"), widget=forms.RadioSelect, choices=offered
        )
        self.fields["effective_on"].initial = today
        self.fields["effective_on"].widget.attrs.update(min=today.isoformat(), max=(today + AHEAD).isoformat())

    def clean_note(self) -> str:
        """A sentence."""
        return words(WORDS, self.cleaned_data["note"]).strip()

    def clean_effective_on(self) -> date:
        """Today or later, within a year."""
        day: date = self.cleaned_data["effective_on"]
        if not self.today <= day <= self.today + AHEAD:
            raise forms.ValidationError(_("Choose a day between today and a year from now."))
        return day
