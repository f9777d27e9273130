"""When, and for whom, a quiz is looked at before it is published."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training_site.people.models import User
from training_site.people.permissions import Viewer
from training_site.people.selectors import people_visible_to


class PreviewForm(forms.Form):
    """A moment, a person, and which of the papers that chance could draw."""

    at = forms.DateTimeField(
        label=_("At this moment"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        help_text=_("Empty: now."),
    )
    person = forms.CharField(
        label=_("For this person"),
        required=False,
        max_length=254,
        help_text=_(
            "User name or e-mail, of somebody who learns where you see who learns. Their other times and their longer time hold."
        ),
    )
    paper = forms.IntegerField(label=_("Paper"), required=False, min_value=1, max_value=999, initial=1)

    def __init__(self, *args: Any, viewer: Viewer, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = people_visible_to(viewer, today=today)

    def clean_person(self) -> User | None:
        """The person, or nobody in particular."""
        name: str = self.cleaned_data["person"].strip()
        found = self._people.filter(Q(username__iexact=name) | Q(email__iexact=name)).first() if name else None
        if name and found is None:
            raise forms.ValidationError(_("You see nobody with this user name or e-mail. Check the spelling."))
        return found
