"""The small form at the end of a lesson."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import GuardedForm
from assessments.mentoring.selectors.lessons import lessons


class CommitmentForm(GuardedForm):
    """What somebody will do with their next family."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    content_key = forms.CharField(widget=forms.HiddenInput, max_length=200)
    words = forms.CharField(
        label=_("With my next family I will …"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_content_key(self) -> str:
        """One of the published lessons."""
        key: str = self.cleaned_data["content_key"]
        if key not in lessons():
            raise ValidationError(_("This lesson is not there any more. Write it into your log instead."))
        return key
