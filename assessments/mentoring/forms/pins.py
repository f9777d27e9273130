"""Setting one's own PIN."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import TextForm
from assessments.mentoring.services import pins
from training_site.people.models import User


def _digits() -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"})


class PinForm(TextForm):
    """A new PIN, twice, and the password of whose it is."""

    pin = forms.CharField(
        label=_("New PIN"),
        help_text=_("Six to twelve digits; not a date of birth, not a run such as 123456."),
        max_length=pins.LONGEST,
        widget=_digits(),
    )
    again = forms.CharField(label=_("New PIN once more"), max_length=pins.LONGEST, widget=_digits())
    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_pin(self) -> str:
        """One that not everybody would try first."""
        pin: str = self.cleaned_data["pin"]
        if not pins.is_fit(pin):
            raise ValidationError(
                _("Choose six to twelve digits that are not all the same and not a run."), code="unfit"
            )
        return pin

    def clean_password(self) -> str:
        """The person's own."""
        if not self.person.check_password(self.cleaned_data["password"]):
            raise ValidationError(_("This is not your password."), code="password")
        return ""

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if "pin" in answers and "again" in answers and answers["pin"] != answers["again"]:
            self.add_error("again", _("The two are not the same."))
        return answers
