"""The form under everything that is signed: what one says, a remark, and the digest of what one has read."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.mentoring.forms.guarded import GuardedForm
from assessments.mentoring.models import Signature
from assessments.mentoring.services import pins, signing

REMARK_LENGTH = 4000
STATEMENT = _("I have read this, and it says what we did and agreed.")
"""The sentence above the button; `services.signing.STATEMENT` is its version."""
SIGN = _("Sign")


class SignForm(GuardedForm):
    """What one says about content whose digest is on the page. `with_pin=True` where the phone is somebody else's."""

    guarded_fields = ("comment",)

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    outcome = forms.ChoiceField(
        label=_("What do you say?"),
        choices=Signature.Outcome.choices,
        widget=forms.RadioSelect,
        initial=Signature.Outcome.AGREE,
    )
    comment = forms.CharField(
        label=_("Your remark, or what you see differently"),
        help_text=_("Needed only if you do not simply agree. It is kept with your signature."),
        required=False,
        max_length=REMARK_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pin = forms.CharField(
        label=_("Your own PIN"),
        max_length=pins.LONGEST,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, with_pin: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_pin:
            del self.fields["pin"]

    def clean(self) -> dict[str, Any]:
        """A remark or another view needs words."""
        answers: dict[str, Any] = super().clean() or {}
        simply = answers.get("outcome") in (None, Signature.Outcome.AGREE)
        if not simply and not answers.get("comment"):
            self.add_error("comment", _("Write in a sentence what you want to say, or choose “I agree”."))
        return answers

    def refused(self, reason: Exception) -> None:
        """Say why a valid form was not taken: one of the exceptions of `signing` and `pins`."""
        field = "pin" if isinstance(reason, pins.NoPin | pins.WrongPin | pins.PinLocked) else None
        self.add_error(field, _in_words(reason))


class RecordSignForm(SignForm):
    """Under a session record: a learner may let the feedback for the organisation go to it."""

    release = forms.BooleanField(
        label=_("The organisation may read what stands under “To the organisation”"), required=False
    )

    def __init__(self, *args: Any, with_release: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_release:
            del self.fields["release"]


@dataclass(frozen=True, kw_only=True)
class SignBox:
    """What `components/mentoring/sign.html` is given."""

    form: SignForm
    url: str
    signs_as: str
    """ "You sign as Sokha Chan." """
    statement: str | Promise = STATEMENT
    button: str | Promise = SIGN
    heading: str | Promise = SIGN
    note: str | Promise = ""
    """What follows from it: "Mirela Okoro has until 16 March to sign." """


def _in_words(reason: Exception) -> str:
    if isinstance(reason, pins.WrongPin):
        return ngettext(
            "This PIN is not right. %(left)d try is left.",
            "This PIN is not right. %(left)d tries are left.",
            reason.left,
        ) % {"left": reason.left}
    return str(WORDS[type(reason)])


WORDS: dict[type[Exception], Promise] = {
    signing.ChangedMeanwhile: _("The text has changed since you opened this page. Read it once more, then sign."),
    signing.SignedAlready: _("You have signed this already."),
    signing.WordsMissing: _("Write in a sentence what you want to say, or choose “I agree”."),
    pins.NoPin: _("There is no PIN yet. It is set beforehand, on your own account page."),
    pins.PinLocked: _("Too many wrong tries. Try again in a quarter of an hour, or sign in on your own phone."),
}
"""Why a signature was not taken."""
