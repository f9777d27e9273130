"""The forms around a link: whom to invite, and what the observer without an account says before and after the form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import TextForm
from assessments.mentoring.services.invitations import Guest

DAYS = ((7, _("7 days")), (14, _("14 days")), (30, _("30 days")))
USUAL_DAYS = 14


class InviteForm(TextForm):
    """Who is invited. Names belong here: it is sealed, and only the two of the pair read it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    contact = forms.CharField(
        label=_("E-mail address, or how you reach them"),
        help_text=_("The link goes to an e-mail address by itself. It is also shown to you once, to pass it on."),
        max_length=200,
    )
    profession = forms.CharField(label=_("Profession"), max_length=120)
    registration = forms.CharField(label=_("Registration number (optional)"), max_length=80, required=False)
    relation = forms.CharField(
        label=_("What are they to the learner?"), help_text=_("Such as: a nurse of the health post."), max_length=160
    )
    days = forms.TypedChoiceField(
        label=_("How long is the link open?"),
        choices=DAYS,
        coerce=int,
        initial=USUAL_DAYS,
        widget=forms.RadioSelect,
    )

    def guest(self) -> Guest:
        """Who it is, once the form is valid."""
        names = ("name", "contact", "profession", "registration", "relation")
        return Guest(**{name: self.cleaned_data[name].strip() for name in names})


class ConflictForm(TextForm):
    """Whether the observer has a conflict of interest."""

    conflict = forms.ChoiceField(
        label=_("Do you have a conflict of interest?"),
        help_text=_(
            "Such as being related, being close friends, or gaining something by the result. A yes is shown to both of them."
        ),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
    )

    @property
    def declared(self) -> bool:
        """Whether they said yes."""
        return bool(self.cleaned_data["conflict"] == "yes")


class SubmitForm(TextForm):
    """The last step: the revision that was read; without an account the name as a signature."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    signed_as = forms.CharField(
        label=_("Your full name, as your signature"),
        help_text=_("You sign that this is what you saw."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, with_name: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_name:
            del self.fields["signed_as"]
