"""The form of many codes at once: pasted, or a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.certification.records.codes_file import MOST_BYTES, Unreadable, codes_in, decode
from assessments.certification.records.words import refusal


class CodesForm(forms.Form):
    """`codes` is what was read, once the form is valid."""

    codes_typed = forms.CharField(
        label=_("Codes, one on a line"),
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 6, "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Up to 500. Dashes, spaces and small letters do not matter."),
    )
    file = forms.FileField(
        label=_("Or a file (CSV)"),
        required=False,
        help_text=_("The column “code”, or the first one where none has this name."),
    )

    codes: tuple[str, ...]

    def clean(self) -> dict[str, Any]:
        """Read it; what cannot be read is refused with one sentence, at the field it came by."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "codes_typed" not in cleaned or "file" not in cleaned:
            return cleaned
        try:
            self.codes = codes_in(self._text(cleaned))
        except Unreadable as error:
            self.add_error("file" if cleaned.get("file") else "codes_typed", refusal(error))
        return cleaned

    def _text(self, cleaned: dict[str, Any]) -> str:
        if not cleaned["file"]:
            return str(cleaned["codes_typed"])
        if cleaned["file"].size > MOST_BYTES:
            raise Unreadable("too_large", str(MOST_BYTES // 1000))
        return decode(cleaned["file"].read())[0]
