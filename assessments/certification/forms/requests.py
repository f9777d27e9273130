"""Forms of learners: what they learned before, how much more time they need, hours, an appeal, an answer. Words are looked through."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.certification.services import appeals, evidence, extensions, recognition
from assessments.mentoring.forms.guarded import GuardedForm

LONGEST = 4000
SENTENCE = _("Please write a sentence, so that whoever reads it can follow.")


def day_input() -> forms.DateInput:
    """A day, chosen or typed."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def words(least: int, text: str) -> str:
    """At least a sentence. Raises ValidationError."""
    if len(text.strip()) < least:
        raise ValidationError(SENTENCE)
    return text


class ClaimForm(GuardedForm):
    """Something learned before."""

    guarded_fields = ("statement",)

    title = forms.CharField(label=_("What it was"), max_length=160, help_text=_("As it stands on the paper."))
    provider = forms.CharField(label=_("Who gave it"), max_length=160, help_text=_("School, organisation, employer."))
    completed_on = forms.DateField(label=_("When you completed it"), widget=day_input())
    reference = forms.CharField(
        label=_("Number or address by which it can be checked"),
        max_length=160,
        required=False,
        help_text=_("If there is one. No copy is uploaded: you show the original to the assessor."),
    )
    statement = forms.CharField(
        label=_("What you learned there, and how it answers what is asked here"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST,
        help_text=_("About your learning, not about children and families."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["completed_on"].widget.attrs["max"] = today.isoformat()

    def clean_statement(self) -> str:
        """A sentence."""
        return words(recognition.WORDS, self.cleaned_data["statement"])

    def learned(self) -> recognition.Learned:
        """What the service takes."""
        return recognition.Learned(**self.cleaned_data)


class ClaimAnswerForm(GuardedForm):
    """The statement once more, with the answer to the question in it."""

    guarded_fields = ("statement",)

    statement = forms.CharField(
        label=_("Your statement, with your answer"),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=LONGEST,
        help_text=_("Add your answer to what you wrote; the assessor reads it as one text."),
    )

    def clean_statement(self) -> str:
        """A sentence."""
        return words(recognition.WORDS, self.cleaned_data["statement"])


class ExtensionForm(GuardedForm):
    """Until when, and why."""

    guarded_fields = ("reason",)

    until = forms.DateField(label=_("Until when do you need?"), widget=day_input())
    reason = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        help_text=_("A sentence is enough. Illness needs no details."),
    )

    def __init__(self, *args: Any, after: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if after is not None:
            self.fields["until"].widget.attrs["min"] = after.isoformat()

    def clean_reason(self) -> str:
        """A sentence."""
        return words(extensions.WORDS, self.cleaned_data["reason"])


class HoursForm(GuardedForm):
    """Hours worked at a place up to a day."""

    guarded_fields = ("place",)

    hours = forms.IntegerField(
        label=_("How many hours?"),
        min_value=1,
        max_value=evidence.MOST_HOURS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    until = forms.DateField(label=_("Up to and with which day?"), widget=day_input())
    place = forms.CharField(
        label=_("Where?"),
        max_length=80,
        help_text=_("The service or team, as your line manager knows it. No names of families or children."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].widget.attrs["max"] = today.isoformat()


class AppealForm(GuardedForm):
    """What should be seen differently."""

    guarded_fields = ("statement",)

    statement = forms.CharField(
        label=_("What should be looked at again, and why?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        help_text=_("About the decision and about your practice, not about children and families."),
    )

    def clean_statement(self) -> str:
        """A sentence."""
        return words(appeals.WORDS, self.cleaned_data["statement"])


class SignForm(forms.Form):
    """Under a declaration: that one has read this very text."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    agreed = forms.BooleanField(label=_("I have read this and will keep to it"))
