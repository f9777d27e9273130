"""The forms at the door, in the words of this site. Sign-up tells nobody whose e-mail address is known here."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ResetPasswordForm, SignupForm
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.utils.translation import gettext as _

from training_site.people.models import User


class InOurWords:
    """Labels as the pages around the form say them; nothing grey inside a field that only repeats its label."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = cast("dict[str, Any]", self.fields)  # type: ignore[attr-defined]  # every form has them
        for field in fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name, label in self.labels().items():
            fields[name].label = label

    def labels(self) -> dict[str, str]:
        """Name of a field -> its label."""
        return {}


class PeopleLoginForm(InOurWords, LoginForm):
    """The one door. Browsers and password managers are told that the field takes a name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }

    def labels(self) -> dict[str, str]:
        """Both ways in."""
        return {"login": _("E-mail address or user name")}


class PeopleResetPasswordForm(InOurWords, ResetPasswordForm):
    """A forgotten password."""

    def labels(self) -> dict[str, str]:
        """As the door says it."""
        return {"email": _("E-mail address")}


class PeopleSignupForm(InOurWords, SignupForm):
    """An address typed at sign-up waits beside the person, and becomes theirs when they open its mail.

    So a known address is accepted like any other, and the reply is the same; only its owner reads the difference, in their mail.
    """

    def labels(self) -> dict[str, str]:
        """As the door says them."""
        return {"username": _("User name"), "email": _("E-mail address (you can leave this empty)")}

    def save(self, request: HttpRequest) -> User:
        """Register the newcomer and note the address, unconfirmed."""
        adapter = get_adapter()
        person = cast("User", adapter.save_user(request, adapter.new_user(request), self))
        self.custom_signup(request, person)
        if email := self.cleaned_data.get("email"):
            EmailAddress.objects.create(user=person, email=email)
        return person
