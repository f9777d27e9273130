"""The forms around a session: planning, moving, calling off; the private note and the confidential annex."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import GuardedForm, TextForm
from assessments.mentoring.forms.record_rows import day_field
from assessments.mentoring.models import Session
from assessments.mentoring.services.notes import Noting
from assessments.mentoring.services.pairs import LEARNER

MOST_TO_BRING = 10
NOTE_LENGTH, BRING_LENGTH = 6000, 3000


class MomentForm(TextForm):
    """A day and an hour, and how one meets."""

    use_required_attribute = False

    day = day_field(_("Day"), required=True)
    hour = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    mode = forms.ChoiceField(label=_("How"), choices=Session.Mode.choices)

    @property
    def planned_at(self) -> datetime:
        """The moment, in the time of the site."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))


class PlanForm(MomentForm):
    """A session to come."""

    kind = forms.ChoiceField(label=_("What kind of meeting"), choices=Session.Kind.choices)
    field_order = ["kind", "day", "hour", "mode"]


class MoveForm(MomentForm):
    """A planned session at another time."""

    prefix = "move"


class CancelForm(TextForm):
    """Why a session does not take place."""

    prefix = "cancel"
    code = forms.ChoiceField(label=_("Why?"), choices=Session.CancelCode.choices, widget=forms.RadioSelect)


class NoteForm(GuardedForm):
    """What one keeps to oneself; a learner also says what to bring, and which commitments stay on the agenda."""

    guarded_fields = ("text", "bring")

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    text = forms.CharField(
        label=_("For yourself"), required=False, max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 4})
    )
    bring = forms.CharField(
        label=_("I want to talk about"),
        help_text=_("One thing on each line. These lines stand on the agenda when the record is begun."),
        required=False,
        max_length=BRING_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    keep = forms.MultipleChoiceField(
        label=_("Already on the agenda: what you meant to try"),
        help_text=_("From your lessons. Take the tick off if you do not want to talk about it this time."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, role: str, commitments: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = [key for key, _text in commitments]
        if role == LEARNER:
            field = self.fields["keep"]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  # as declared above
            field.choices = commitments
        if role != LEARNER:
            del self.fields["bring"]
        if role != LEARNER or not commitments:
            del self.fields["keep"]

    def noting(self) -> Noting:
        """What is kept, also while somebody types."""
        answers = self.cleaned_data
        lines = [line.strip() for line in self._text("bring").splitlines()]
        kept = answers.get("keep", self.offered)
        return Noting(
            text=self._text("text"),
            bring=tuple(line for line in lines if line)[:MOST_TO_BRING],
            left_off=tuple(key for key in self.offered if key not in kept),
            revision=answers.get("revision") or 0,
            page=answers.get("page", ""),
            kept=tuple(sorted(self.kept or self._kept_before)),
        )

    def _text(self, name: str) -> str:
        if name not in self.fields:
            return ""
        return str(self.cleaned_data.get(name, self[name].value() or ""))[:NOTE_LENGTH]


class AnnexForm(GuardedForm):
    """A confidential matter: of the pair alone, beside the record."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.CharField(
        label=_("Confidential matter"), max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 6})
    )
