"""allauth's forms for a second factor, in the words of this site."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext as _

from training_site.people.forms import InOurWords


class Numbers(InOurWords):
    """One field: a phone offers its digits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {  # type: ignore[attr-defined]  # every form has them
            "inputmode": "numeric",
            "autocapitalize": "none",
            "spellcheck": "false",
        }


class SetUpForm(Numbers, ActivateTOTPForm):
    """The first number proves that the phone has understood."""

    def labels(self) -> dict[str, str]:
        """As the page says it."""
        return {"code": _("The six digits that the app shows now")}


class ShowForm(Numbers, AuthenticateForm):
    """At the door."""

    def labels(self) -> dict[str, str]:
        """Both ways in."""
        return {"code": _("The six digits of your app, or a recovery code")}


class ShowAgainForm(Numbers, ReauthenticateForm):
    """Before something important."""

    def labels(self) -> dict[str, str]:
        """Both ways in."""
        return {"code": _("The six digits of your app, or a recovery code")}
