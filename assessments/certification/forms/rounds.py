"""Forms about a round: waiving a requirement, approving a leave, ending one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.certification.forms.requests import day_input
from assessments.certification.models import Leave
from assessments.certification.services import waiving


class WaiveForm(forms.Form):
    """Why."""

    reason = forms.ChoiceField(label=_("Why"), choices=waiving.Reason.choices, widget=forms.RadioSelect)


class LeaveForm(forms.Form):
    """What kind, from when, until when."""

    kind = forms.ChoiceField(
        label=_("What kind of leave"),
        choices=Leave.Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("It stands on no certificate, and nobody outside sees it."),
    )
    starts_on = forms.DateField(label=_("First day"), widget=day_input())
    ends_on = forms.DateField(
        label=_("Last day"),
        widget=day_input(),
        help_text=_("As planned. If the person comes back earlier, you say so then."),
    )


class EndLeaveForm(forms.Form):
    """The last day, as it turned out."""

    last_day = forms.DateField(label=_("Last day of the leave"), widget=day_input())
