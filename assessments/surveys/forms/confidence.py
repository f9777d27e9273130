"""How sure somebody is, at one moment or at two: after the training people are asked how it was before as well."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.surveys.forms.answering import Shown, field_of, parts
from assessments.surveys.laws.instruments import Instrument
from assessments.surveys.models import Rating


class ConfidenceForm(forms.Form):
    """One group of fields for each moment, and two words of consent."""

    consent = forms.BooleanField(
        label=_("Keep my answers, so that I can compare them later. I can have them deleted at any time.")
    )
    counted = forms.BooleanField(
        label=_("Count them, without my name, where five or more people are counted together."), required=False
    )

    def __init__(self, *args: Any, asked: Instrument, moments: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.moments = asked, moments
        for moment in moments:
            for question in asked.questions:
                self.fields[f"{moment}-{question.key}"] = field_of(question)

    @property
    def groups(self) -> list[tuple[str, list[Shown]]]:
        """Moment in words → its fields."""
        return [
            (str(Rating.Moment(moment).label), list(parts(self, self.asked, f"{moment}-"))) for moment in self.moments
        ]

    @property
    def words(self) -> list[forms.BoundField]:
        """The words of consent."""
        return [self["consent"], self["counted"]]

    def clean(self) -> dict[str, Any]:
        """Something has to be answered."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(self.given().values()):
            raise forms.ValidationError(_("Nothing is answered yet. One answer is enough."))
        return given

    def given(self) -> dict[str, dict[str, int]]:
        """Moment → question → number; what somebody has not done is left out."""
        return {
            moment: {
                question.key: int(value)
                for question in self.asked.questions
                if (value := self.cleaned_data.get(f"{moment}-{question.key}", "")).isdecimal()
            }
            for moment in self.moments
        }
