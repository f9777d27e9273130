"""The forms of this room. What they offer is what the viewer may choose; whether they may is asked again by the service."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training_site.people.models import Organisation
from training_site.people.organisations import directory
from training_site.people.roles import Role

NO_BREAK = "\u00a0"


def day_field(label: object, **more: Any) -> forms.DateField:
    """A day, as the browser's own calendar gives it."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)  # type: ignore[arg-type]  # lazy texts are labels


def indented(organisations: Iterable[Organisation]) -> list[tuple[str, str]]:
    """A tree as options of a select: what lies lower stands further in."""
    rows = list(organisations)
    top = min((row.depth for row in rows), default=1)
    return [(str(row.pk), NO_BREAK * 3 * (row.depth - top) + row.name) for row in rows]


class PlaceField(forms.ChoiceField):
    """One of the organisations that are offered; its value is their number."""

    def offer(self, organisations: Iterable[Organisation]) -> None:
        """Offer these, in the order of the tree."""
        self.choices = [("", _("Choose…")), *indented(organisations)]


class SearchForm(forms.Form):
    """Words of a name, and a role. What is not understood is left out."""

    q = forms.CharField(required=False, max_length=100)
    role = forms.ChoiceField(required=False, choices=[("", ""), *Role.choices])
    when = forms.ChoiceField(required=False, choices=[(one, one) for one in directory.WHENS])
    after = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def read(self) -> dict[str, Any]:
        """What is asked for, with nothing in the place of what is no answer."""
        self.is_valid()
        given = {"q": "", "role": "", "when": "", "after": None} | getattr(self, "cleaned_data", {})
        return {**given, "when": given["when"] or directory.NOW}


class GiveForm(forms.Form):
    """A role for somebody, from a day on."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)
    organisation = PlaceField(label=gettext_lazy("Organisation"))
    since = day_field(gettext_lazy("From"), help_text=gettext_lazy("A day in the future is waited for."))
    until = day_field(
        gettext_lazy("Last day (you can leave this empty)"),
        required=False,
        help_text=gettext_lazy("Through this day. Empty: until somebody ends it."),
    )

    def __init__(self, *args: Any, roles: Iterable[Role], places: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, f"{role.label}: {role.description}") for role in roles]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["organisation"].offer(places)  # type: ignore[attr-defined]  # a PlaceField

    def clean(self) -> dict[str, Any]:
        """An end before the beginning is said at its field."""
        given = super().clean() or self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first."))
        return given


class EndForm(forms.Form):
    """The last day of a membership."""

    last = day_field(
        gettext_lazy("Last day"), help_text=gettext_lazy("Through this day. Yesterday ends the access at once.")
    )


class MoveForm(forms.Form):
    """Where somebody goes, and from when."""

    organisation = PlaceField(label=gettext_lazy("Where to"))
    on = day_field(gettext_lazy("First day there"), help_text=gettext_lazy("The day before is the last one here."))

    def __init__(self, *args: Any, places: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(places)  # type: ignore[attr-defined]  # a PlaceField


class MakeForm(forms.Form):
    """A new organisation."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))

    def __init__(self, *args: Any, kinds: Iterable[Organisation.Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]  # a ChoiceField


class ChangeForm(forms.Form):
    """Name and contacts."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    danger_contacts = forms.CharField(
        label=gettext_lazy("Contacts for a child in danger"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One per line: name of the function, a comma, the phone number. No names of people: they change. Changed contacts have "
            "to be rung again."
        ),
    )


class HangForm(forms.Form):
    """Under what an organisation is hung."""

    parent = PlaceField(label=gettext_lazy("Under what"))

    def __init__(self, *args: Any, places: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(places)  # type: ignore[attr-defined]  # a PlaceField
