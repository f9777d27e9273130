"""How a name is written on certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.certification.services.issuing import LONGEST_NAME


class NameForm(forms.Form):
    """The name; which letters can be printed is asked by the service."""

    name = forms.CharField(
        label=_("Your name, as it should stand on certificates"),
        max_length=LONGEST_NAME,
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words", "spellcheck": "false"}),
        help_text=_("As in your identity paper, in your own script. It is printed exactly so."),
    )
