"""The escalation note: choices, a day and a number; there is no field for a sentence."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import TextForm
from assessments.mentoring.models import Escalation
from assessments.mentoring.services.escalations import REFERENCE


class EscalationForm(TextForm):
    """What is kept of a concern: that it was raised."""

    channel = forms.ChoiceField(
        label=_("How it was raised"), choices=Escalation.Channel.choices, widget=forms.RadioSelect
    )
    raised_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reference = forms.RegexField(
        label=_("Number in the system of your employer"),
        regex=f"^{REFERENCE.pattern}$",
        required=False,
        help_text=_("Letters, digits, / and - only. Leave it empty if there is none."),
        error_messages={"invalid": _("Only letters, digits, / and -, at most forty. No words: they belong elsewhere.")},
    )
    support_offered = forms.BooleanField(label=_("Support was offered to the learner"), required=False)
    reached = forms.BooleanField(label=_("I made sure that it reached the designated person"), required=False)

    def __init__(self, *args: Any, is_mentor: bool, today: date, **kwargs: Any) -> None:
        """Only the mentor is asked whether it reached somebody."""
        super().__init__(*args, **kwargs)
        self.fields["raised_on"].initial = today
        if not is_mentor:
            del self.fields["reached"]
