"""The form of an instrument, made from what its version asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from assessments.mentoring.forms.guarded import GuardedForm
from assessments.surveys.laws.instruments import Asks, Instrument, Question


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A part of the page with its fields."""

    title: str
    text: tuple[str, ...]
    fields: tuple[forms.BoundField, ...]
    is_question: bool
    """Whether the heading is itself what is asked."""


class AnswerForm(GuardedForm):
    """Every question can be left out. Words are looked through for what may identify somebody; the writer decides."""

    def __init__(self, *args: Any, asked: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for question in asked.questions:
            self.fields[question.key] = field_of(question)

    def clean(self) -> dict[str, Any]:
        """Something has to be answered."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(given.get(question.key) for question in self.asked.questions):
            raise forms.ValidationError(_("Nothing is answered yet. One answer is enough."))
        return given

    def given(self) -> dict[str, Any]:
        """Question → what was answered, without what was left out."""
        return {key: value for key in self.fields if (value := self.cleaned_data.get(key))}

    @property
    def parts(self) -> Iterator[Shown]:
        """The fields below their headings."""
        return parts(self, self.asked)


def parts(form: forms.Form, asked: Instrument, prefix: str = "") -> Iterator[Shown]:
    """The fields of a form below the headings of an instrument."""
    for part in asked.parts:
        fields = tuple(form[prefix + question.key] for question in part.questions)
        own = len(part.questions) == 1 and part.questions[0].text == part.title
        yield Shown(title=part.title, text=part.text, fields=fields, is_question=own)


def field_of(question: Question) -> forms.Field:
    """A question as a field."""
    if question.asks == Asks.TEXT:
        area = forms.Textarea(attrs={"rows": 4, "maxlength": question.longest})
        return forms.CharField(label=question.text, required=False, max_length=question.longest, widget=area)
    choices = [(option.key, option.text) for option in question.options]
    if question.asks == Asks.MANY:
        return forms.MultipleChoiceField(
            label=question.text, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(label=question.text, required=False, choices=choices, widget=forms.RadioSelect)
