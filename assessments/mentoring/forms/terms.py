"""The form for the names and places of an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import TextForm
from assessments.mentoring.services.terms import LONGEST, MOST


class Lines(forms.CharField):
    """Terms, one per line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        """The lines that are not empty."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: list[str]) -> None:
        """Not too many, none too long."""
        if len(value) > MOST:
            raise forms.ValidationError(_("At most %(most)d lines fit.") % {"most": MOST})
        for number, line in enumerate(value, start=1):
            if len(line) > LONGEST:
                raise forms.ValidationError(_("Line %(number)d is too long for a name.") % {"number": number})

    def run_validators(self, value: Any) -> None:
        """Those of the parent are for one text."""


class TermsForm(TextForm):
    """Both lists."""

    names = Lines(label=_("Names, one per line"), help_text=_("Children, families, staff: as people write them."))
    places = Lines(label=_("Places and institutions, one per line"), help_text=_("Villages, communes, homes, schools."))
