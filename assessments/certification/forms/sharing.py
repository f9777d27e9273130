"""Forms of a holder: what the public page shows, and a link to pass on."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.certification.forms.requests import day_input
from assessments.certification.services.sharing import LONGEST

SHOWN, HIDDEN = "shown", "hidden"


class ShownForm(forms.Form):
    """The list of competencies, shown or not."""

    competencies = forms.ChoiceField(
        label=_("The list of competencies"),
        choices=[(SHOWN, _("Everybody who has the code sees it")), (HIDDEN, _("It is hidden"))],
        widget=forms.RadioSelect,
    )

    @property
    def shows(self) -> bool:
        """Whether it is shown from now on."""
        return bool(self.cleaned_data["competencies"] == SHOWN)


class ShareForm(forms.Form):
    """Until when, and with which parts."""

    until = forms.DateField(label=_("Last day of the link"), widget=day_input())
    competencies = forms.BooleanField(label=_("Show the competencies to whoever has the link"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}
