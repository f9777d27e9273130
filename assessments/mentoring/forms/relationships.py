"""Forms about relationships: naming somebody, answering, pausing, ending."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import GuardedForm

FEW = 8
"""So many people stand side by side; more fold into a list."""
REACH = timedelta(days=366)
"""How far back or ahead a relationship may begin."""


class AssignForm(forms.Form):
    """Who, from when; for a mentor also whether they decide about levels. The programme is asked where there are several."""

    programme = forms.ChoiceField(label=_("In which programme?"), widget=forms.RadioSelect)
    person = forms.ChoiceField(label=_("Who?"))
    is_primary = forms.BooleanField(
        label=_("Decides about levels (the primary mentor)"),
        help_text=_("Everybody has one primary mentor at a time."),
        required=False,
    )
    starts_on = forms.DateField(
        label=_("From when?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[tuple[int, str]],
        programmes: Mapping[str, str],
        is_mentor: bool,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choices = [(str(number), label) for number, label in people]
        person = cast("forms.ChoiceField", self.fields["person"])
        if len(choices) <= FEW:
            person.widget = forms.RadioSelect()
            person.choices = choices
        else:
            person.choices = [("", "—"), *choices]
        self.fields["starts_on"].initial = today
        self.fields["is_primary"].initial = is_mentor
        if not is_mentor:
            del self.fields["is_primary"]
        self.programme_key = next(iter(programmes), "")
        cast("forms.ChoiceField", self.fields["programme"]).choices = list(programmes.items())
        if len(programmes) < 2:
            del self.fields["programme"]

    def clean_starts_on(self) -> date:
        """Within a year from today."""
        day: date = self.cleaned_data["starts_on"]
        if abs(day - self.today) > REACH:
            raise ValidationError(
                _("Choose a day within a year of today, %(today)s.") % {"today": date_format(self.today)}
            )
        return day


class AcceptForm(GuardedForm):
    """Yes, perhaps with a conflict of interest."""

    conflict = forms.CharField(
        label=_("Is there something between the two of you that could make this difficult?"),
        help_text=_(
            "Family, friendship, money, an earlier complaint. Leave it empty if there is nothing. The two of you read it; the "
            "coordinator sees only that something was declared."
        ),
        required=False,
        validators=[MaxLengthValidator(2000)],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    """A reason, chosen from codes; never in words."""

    reason = forms.ChoiceField(label=_("Why?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, reasons: Mapping[str, Promise], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["reason"]).choices = list(reasons.items())
