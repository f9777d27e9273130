"""The form of a vote: what should come of a round, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.certification.forms.requests import LONGEST, words
from assessments.certification.models import Vote
from assessments.certification.services import deciding
from assessments.mentoring.forms.guarded import GuardedForm


class VoteForm(GuardedForm):
    """One's vote. An award needs no words; everything else needs a sentence."""

    guarded_fields = ("rationale",)

    outcome = forms.ChoiceField(label=_("Your vote"), choices=Vote.Outcome.choices, widget=forms.RadioSelect)
    rationale = forms.CharField(
        label=_("Why"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        help_text=_(
            "An award needs no words. Everything else needs a sentence: those who may decide about it read it."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """A sentence where it is no award."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        outcome, rationale = cleaned.get("outcome"), cleaned.get("rationale", "")
        if outcome and outcome != Vote.Outcome.AWARD:
            try:
                words(deciding.REASON_LENGTH, rationale)
            except forms.ValidationError as error:
                self.add_error("rationale", error)
        return cleaned
