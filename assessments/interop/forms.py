"""The forms by which questions come and go."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.interop.codecs import archives
from assessments.interop.codecs.formats import READERS
from assessments.interop.selectors import Target
from assessments.interop.services.exporting import WRITERS

FORMATS = {
    "gift": "GIFT",
    "aiken": "Aiken",
    "moodle-xml": "Moodle XML",
    "text2qti": "text2qti",
    "qti": "QTI",
    "h5p": "H5P",
}
"""What people call the formats."""


class LookForm(forms.Form):
    """A file or a pasted text, and the page it is meant for. What stands in it is judged by whoever reads it."""

    page = forms.TypedChoiceField(label=_("Into which page"), coerce=int)
    file = forms.FileField(label=_("A file"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=_("Or its text, pasted here"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    file_format = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("As the file seems to be")), *((name, FORMATS[name]) for name in READERS)],
    )

    def __init__(self, *args: Any, targets: Iterable[Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grouped = groupby(targets, key=lambda target: target.above)
        choices: list[Any] = [("", _("Choose…"))]
        choices += [(above, [(one.pk, one.title) for one in some]) for above, some in grouped]
        self.fields["page"].choices = choices  # type: ignore[attr-defined]  # a choice field has them

    def clean(self) -> dict[str, Any]:
        """One of the two, as bytes."""
        given = super().clean() or {}
        file, text = given.get("file"), given.get("text", "")
        if bool(file) == bool(text.strip()):
            raise ValidationError(_("Choose a file, or paste its text: one of the two."))
        given["data"] = file.read(archives.MAX_BYTES + 1) if file else text.encode()
        given["name"] = file.name if file else ""
        return given


class FormatForm(forms.Form):
    """Another format for the same file."""

    file_format = forms.ChoiceField(label=_("Read it as"), choices=[(name, FORMATS[name]) for name in READERS])


class ExportForm(forms.Form):
    """What goes out, and in which format."""

    file_format = forms.ChoiceField(
        label=_("Format"), choices=[(name, FORMATS[name]) for name in WRITERS], widget=forms.RadioSelect
    )
    below = forms.BooleanField(label=_("With the pages below it"), required=False)
