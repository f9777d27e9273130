"""Forming a group, and recording a tutorial (form T45): the shape of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import GuardedForm, TextForm
from assessments.mentoring.models import Tutorial
from assessments.mentoring.services.groups import LONGEST_NOTE
from training_site.people.models import Organisation, User


class GroupForm(TextForm):
    """A name, a place and who leads it."""

    name = forms.CharField(label=_("Name of the group"), max_length=80)
    facilitator = forms.ModelChoiceField(label=_("Who leads it"), queryset=User.objects.none())

    def __init__(self, *args: Any, facilitators: Any, **kwargs: Any) -> None:
        """`facilitators`: who can be chosen."""
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].queryset = facilitators  # type: ignore[attr-defined]  # a field of a declared form


class PlaceForm(forms.Form):
    """In which organisation."""

    place = forms.ModelChoiceField(queryset=Organisation.objects.none())

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        """`places`: where groups can be formed."""
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a field of a declared form


class TutorialForm(GuardedForm):
    """What took place, who was there, and what others can learn from it."""

    guarded_fields = ("topic", "note")

    occurred_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    minutes = forms.IntegerField(label=_("Length in minutes"), min_value=15, max_value=240, initial=90)
    topic = forms.CharField(
        label=_("Topic"), max_length=160, help_text=_("A subject, not a case: “first visit after the return”.")
    )
    rules_read = forms.BooleanField(label=_("The ground rules were read"), required=False)
    present = forms.MultipleChoiceField(label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(
        label=_("What can others learn from it?"),
        help_text=_("For those who could not come. At most ten lines, without any case."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: Sequence[User], **kwargs: Any) -> None:
        """`members`: whose attendance is asked about."""
        super().__init__(*args, **kwargs)
        choices = [(str(member.pk), str(member)) for member in members]
        self.fields["present"].choices = choices  # type: ignore[attr-defined]  # a field of a declared form

    def clean_note(self) -> str:
        """Ten lines at most."""
        note = str(self.cleaned_data["note"]).strip()
        if len(note.splitlines()) > LONGEST_NOTE:
            raise forms.ValidationError(_("Ten lines are enough: leave out what belongs to one case."))
        return note


def first_values(today: date, members: Sequence[User], corrects: Tutorial | None) -> dict[str, Any]:
    """What stands in a fresh form: today, everybody there; for a correction what was entered."""
    if corrects is None:
        return {"occurred_on": today, "present": [str(member.pk) for member in members], "client_id": uuid4()}
    present = corrects.attendances.filter(present=True).values_list("learner_id", flat=True)
    return {
        "occurred_on": corrects.occurred_on,
        "minutes": corrects.minutes,
        "topic": corrects.topic,
        "rules_read": corrects.rules_read,
        "note": corrects.note,
        "present": [str(number) for number in present],
        "client_id": uuid4(),
    }
