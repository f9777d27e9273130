"""The form of a paper: what it is, and never a copy of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.certification.forms.requests import day_input
from assessments.certification.services.papers import Paper
from assessments.mentoring.forms.guarded import GuardedForm

WITHOUT_NUMBER = ("name", "identity")
"""What is asked about a person → no number of the paper is kept: it would say who they are to whoever found it."""


class PaperForm(GuardedForm):
    """What stands on a paper."""

    guarded_fields = ("title",)

    title = forms.CharField(label=_("What it is"), max_length=160, help_text=_("As it stands on the paper."))
    issuer = forms.CharField(label=_("Who issued it"), max_length=160, help_text=_("Authority, school, employer."))
    dated = forms.DateField(label=_("Date on it"), widget=day_input())
    reference = forms.CharField(
        label=_("Number or address by which it can be checked"),
        max_length=160,
        required=False,
        help_text=_("If there is one, such as the number of a registration."),
    )

    def __init__(self, *args: Any, today: date, field: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dated"].widget.attrs["max"] = today.isoformat()
        if field in WITHOUT_NUMBER:
            del self.fields["reference"]

    def paper(self) -> Paper:
        """What the service takes."""
        return Paper(**self.cleaned_data)
