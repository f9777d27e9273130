"""Forms of levels: deciding, returning, disagreeing, naming who hears it, answering."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.evidence import levels
from assessments.mentoring.forms.guarded import GuardedForm
from assessments.mentoring.selectors.indicators import Framework
from assessments.mentoring.services.decisions import REASON_LENGTH, ReturnReason
from training_site.people.models import User

LONGEST = 4000


class DecideForm(GuardedForm):
    """A level, and why. The form offers every level; what the evidence does not carry is refused with the reason."""

    guarded_fields = ("rationale",)

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    level = forms.ChoiceField(label=_("Which level do you sign off?"), widget=forms.RadioSelect)
    rationale = forms.CharField(
        label=_("Why this level?"),
        help_text=_("About the practice, not about the family. The learner reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["level"]).choices = levels(framework, least=1)

    def clean_rationale(self) -> str:
        """A sentence, not a word."""
        words: str = self.cleaned_data["rationale"]
        if len(words.strip()) < REASON_LENGTH:
            raise ValidationError(_("Please write a sentence, so that one can follow it later."))
        return words


class ReturnForm(forms.Form):
    """Why a moderator gives a decision back."""

    reason = forms.ChoiceField(
        label=_("Why does it come back?"), choices=ReturnReason.choices, widget=forms.RadioSelect
    )


class DisagreeForm(GuardedForm):
    """What the learner sees differently."""

    guarded_fields = ("statement",)

    statement = forms.CharField(
        label=_("What do you see differently?"),
        help_text=_(
            "About your practice, not about the family. It stays beside the judgement for those who may read it."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )


class NameForm(forms.Form):
    """Who hears a disagreement."""

    hearer = forms.ModelChoiceField(label=_("Who hears it?"), queryset=User.objects.none())

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[User]", self.fields["hearer"])
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people])


class AnswerForm(GuardedForm):
    """The answer to a disagreement."""

    guarded_fields = ("answer",)

    outcome = forms.ChoiceField(
        label=_("What do you find?"),
        choices=[("upheld", _("The judgement is right")), ("changed", _("The learner is right: it no longer stands"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("The learner reads it, and so does whoever judged."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )
