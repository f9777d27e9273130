"""What a view is called, and whether its owner is told."""

from django import forms
from django.utils.translation import gettext_lazy as _


class KeepForm(forms.Form):
    """A question of the board, under a name."""

    title = forms.CharField(label=_("Name of the view"), max_length=80)
    monthly = forms.BooleanField(label=_("Tell me its numbers every month"), required=False)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)


class TakeForm(forms.Form):
    """Which rows, as which kind of file."""

    format = forms.ChoiceField(choices=[("csv", "CSV"), ("xlsx", "XLSX")])
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
