"""Why two accounts become one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from training_site.people.models import Merge


class MergeForm(forms.Form):
    """The reason, as a code: whoever reads it later needs no more."""

    reason = forms.ChoiceField(
        choices=Merge.Reason.choices, widget=forms.RadioSelect, label=_("How did there come to be two?")
    )
