"""The questions that one asks the audit trail."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training_site.audit import acts
from training_site.audit.selectors import Wanted, units_of
from training_site.people.models import Organisation, User

EARLIEST, LATEST = date(2000, 1, 1), date(2999, 12, 31)


class WantedForm(forms.Form):
    """Act, actor, organisation, days: each may be left out."""

    act = forms.ChoiceField(required=False, label=_("What was done"))
    actor = forms.CharField(required=False, max_length=150, label=_("By whom (user name)"))
    unit = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        required=False,
        label=_("Organisation, with everything below it"),
        empty_label=_("All"),
    )
    since = forms.DateField(required=False, label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, label=_("To"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, viewer: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((act.key, str(act.title)) for act in acts.registered.values()), key=lambda pair: pair[1])
        self.fields["act"].choices = [("", _("Anything")), *named]  # type: ignore[attr-defined]  # of a ChoiceField
        self.fields["unit"].queryset = units_of(viewer, today=today)  # type: ignore[attr-defined]  # of a ModelChoiceField
        self.fields["actor"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}

    def clean_actor(self) -> User | None:
        """The person with this user name."""
        name = self.cleaned_data["actor"].strip()
        if not name:
            return None
        found = User.objects.filter(username__iexact=name).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has this user name."))
        return found

    def clean(self) -> dict[str, Any]:
        """Days that a calendar has, in their order."""
        given: dict[str, Any] = super().clean() or {}
        for name in ("since", "until"):
            day = given.get(name)
            if day and not EARLIEST <= day <= LATEST:
                self.add_error(name, _("Choose a day between 2000 and 2999."))
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first."))
        return given

    def wanted(self) -> Wanted:
        """What was asked for. Only of a valid form."""
        return Wanted(**{name: self.cleaned_data[name] for name in ("act", "actor", "unit", "since", "until")})
