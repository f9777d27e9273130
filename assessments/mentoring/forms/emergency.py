"""Asking for emergency access: the shape of it. Whether it may be asked is decided by the service."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.guarded import TextForm
from assessments.mentoring.models import BreakGlass
from assessments.mentoring.services.emergency import LONGEST_HOURS, SHORTEST_WORDS

SCOPE: dict[DataClass, Promise] = {
    DataClass.RECORD: _("Records of sessions"),
    DataClass.SHARED_ENTRY: _("Log entries that were shared"),
    DataClass.OBSERVATION: _("Observations"),
    DataClass.ANNEX: _("Confidential matters"),
}


class EmergencyForm(TextForm):
    """Reason, words, what, how long, and when both are told."""

    reason = forms.ChoiceField(label=_("Reason"), choices=BreakGlass.Reason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What has happened, and why nothing less will do"),
        help_text=_(
            "The second person decides on this. Learner and mentor can read it once they are told. No child's name."
        ),
        min_length=SHORTEST_WORDS,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    scope = forms.MultipleChoiceField(
        label=_("What is to be opened"),
        widget=forms.CheckboxSelectMultiple,
    )
    hours = forms.IntegerField(
        label=_("For how many hours"), min_value=1, max_value=LONGEST_HOURS, initial=24, help_text=_("72 at most.")
    )
    tell_on = forms.DateField(
        label=_("Tell them on"),
        required=False,
        help_text=_("Empty: both are told at once. Later only where telling them would put somebody in danger."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    delay_words = forms.CharField(
        label=_("Why they are told later"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, openable: Collection[DataClass], **kwargs: Any) -> None:
        """`openable`: what the person could open at all."""
        super().__init__(*args, **kwargs)
        choices = [(key.value, text) for key, text in SCOPE.items() if key in openable]
        self.fields["scope"].choices = choices  # type: ignore[attr-defined]  # a field of a declared form

    def clean(self) -> dict[str, object]:
        """A delay says why."""
        cleaned = super().clean() or {}
        if cleaned.get("tell_on") and not str(cleaned.get("delay_words", "")).strip():
            self.add_error("delay_words", _("Say why they are told later."))
        return cleaned
