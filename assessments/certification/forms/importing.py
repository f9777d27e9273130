"""The form of an import: the file, or the text that was looked at, and how its days are written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.certification.records import reading
from assessments.certification.records.words import FORMATS, refusal


class ImportForm(forms.Form):
    """`table` is what was read, once the form is valid."""

    file = forms.FileField(label=_("The file (CSV)"), required=False)
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    encoding = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    day_format = forms.ChoiceField(
        label=_("How days are written in it"), choices=list(FORMATS.items()), widget=forms.RadioSelect
    )

    table: reading.Table

    def clean(self) -> dict[str, Any]:
        """Read it; what cannot be read is refused with one sentence."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            self.table = self._read(cleaned)
        except reading.Unreadable as error:
            self.add_error("file", refusal(error))
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> reading.Table:
        if cleaned.get("file"):
            if cleaned["file"].size > reading.MOST_BYTES:
                raise reading.Unreadable("too_large", str(reading.MOST_BYTES // 1000))
            return reading.read(*reading.decode(cleaned["file"].read()))
        text, said = reading.decode(cleaned.get("text", "").encode())
        return reading.read(text, cleaned.get("encoding") or said)
