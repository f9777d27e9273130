"""The forms by which people come: one by one, by a file, by what stands on their slip."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.cohorts import files
from training_site.people.models import Organisation


class PersonForm(forms.Form):
    """One person. `cells()` is the row of a file that says the same."""

    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail address (you can leave this empty)"),
        required=False,
        help_text=_("With an address, they are invited and decide themselves. Without one, you print a slip for them."),
    )
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # a choice field has one
        self.fields["language"].choices = [("", _("As their phone says")), *settings.LANGUAGES]  # type: ignore[attr-defined]  # as above

    def cells(self) -> dict[str, str]:
        """By column."""
        given = self.cleaned_data
        return {name: given[name] for name in ("first_name", "last_name", "email", "language")}


class FileForm(forms.Form):
    """A file of people. Everything about what is in it is said by whoever reads it."""

    file = forms.FileField(label=_("The file (CSV or XLSX)"), allow_empty_file=True)

    def clean_file(self) -> bytes:
        """Its bytes, not more than can be too many."""
        return bytes(self.cleaned_data["file"].read(files.MOST_BYTES + 1))


class StartForm(forms.Form):
    """What stands on a slip, and a password of one's own."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Code on your slip"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("A password of your own"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text=_("Ten letters or more. Several words that only you put together are good and easy to keep in mind."),
    )


class JoinCodeForm(forms.Form):
    """The code on a poster."""

    code = forms.CharField(
        label=_("Your join code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
