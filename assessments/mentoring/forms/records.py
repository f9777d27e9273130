"""The form of a session record: short, with sensible answers standing there already, and rows that can be added without JavaScript.

Nothing has to be complete to be saved; what sharing needs is asked for by `sharing=True`. A row of `record_rows` has a prefix and a
number: `actions-0-text`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import record_words as chosen
from assessments.mentoring.forms.guarded import GuardedForm
from assessments.mentoring.forms.record_rows import MAKERS, TEXT_LENGTH, Offered, Rows, day_field, iso, texts
from assessments.mentoring.models import Session
from assessments.mentoring.selectors.records import TEXTS
from assessments.mentoring.services.records import Writing

LEAST_RATIONALE = 20
USUAL_MINUTES, LONGEST = 60, 600


class RecordForm(GuardedForm):
    """A session record, as its writer writes it."""

    use_required_attribute = False

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
    held_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )
    mode = forms.ChoiceField(label=_("How"), choices=Session.Mode.choices)
    functions = forms.MultipleChoiceField(
        label=_("What was it for?"),
        choices=chosen.Function.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    attendees = forms.MultipleChoiceField(
        label=_("Who else was there?"),
        choices=chosen.Present.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    wellbeing_discussed = forms.BooleanField(
        label=_("We talked about how the learner is"),
        help_text=_("That you did, not what was said."),
        required=False,
    )
    filing = forms.ChoiceField(
        label=_("Decisions about a child"),
        choices=chosen.Filing.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("The decision itself belongs on the child's own file, never here."),
    )
    filing_by = day_field(_("On the file by"))

    def __init__(
        self,
        *args: Any,
        rows: Rows,
        offered: Offered,
        today: date,
        previous: Sequence[Mapping[str, str]] = (),
        sharing: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.offered, self.today, self.sharing = rows, offered, today, sharing
        self.previous = previous
        self.fields["held_on"].widget.attrs["max"] = today.isoformat()
        self.fields.update(texts(offered))
        self.names = {kind: tuple(make(offered, {})) for kind, make in MAKERS.items()}
        for kind, number in rows.numbers.items():
            for index in range(number):
                made = MAKERS[kind](offered, previous[index] if kind == "previous" and index < len(previous) else {})
                self.fields.update({f"{kind}-{index}-{name}": field for name, field in made.items()})

    def clean_held_on(self) -> date:
        """Nothing was held tomorrow."""
        day: date = self.cleaned_data["held_on"]
        if day > self.today:
            raise ValidationError(_("This day is still to come. Record a session once it was held."), code="future")
        return day

    def clean(self) -> dict[str, Any]:
        """What sharing needs, and what belongs together in a row."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if self.sharing:
            self._ask(answers, "reflection_summary", _("Write in a few words what the session was about."))
            self._ask(answers, "filing", _("Say whether a decision about a child was made."))
        if answers.get("filing") == chosen.Filing.TO_BE_FILED:
            self._ask(answers, "filing_by", _("Say by which day it will be on the file."))
        for index in range(self.rows.numbers["indicators"]):
            judged = answers.get(f"indicators-{index}-judgement", "n/a") != chosen.Judgement.TALKED
            name = f"indicators-{index}-rationale"
            if judged and answers.get(f"indicators-{index}-code") and len(answers.get(name, "")) < LEAST_RATIONALE:
                self.add_error(name, _("Say in a sentence what showed it."))
        return answers

    def table(self, kind: str) -> list[dict[str, forms.BoundField]]:
        """The fields of one kind, row by row."""
        return [
            {name: self[f"{kind}-{index}-{name}"] for name in self.names[kind]}
            for index in range(self.rows.numbers[kind])
        ]

    def writing(self, **more: Any) -> Writing:
        """What is kept, also while somebody types: what is not valid yet falls back to what is usual."""
        answers = self.cleaned_data
        return Writing(
            held_on=answers.get("held_on") or self.today,
            minutes=answers.get("minutes") or USUAL_MINUTES,
            mode=answers.get("mode") or Session.Mode.IN_PERSON,
            facts=self._facts(),
            words=self._words(),
            client_id=answers.get("client_id") or UUID(int=0),
            revision=answers.get("revision") or 0,
            page=answers.get("page", ""),
            **more,
        )

    def _facts(self) -> dict[str, Any]:
        """C1 of what is valid in the form."""
        answers = self.cleaned_data
        by = answers.get("filing_by") if answers.get("filing") == chosen.Filing.TO_BE_FILED else None
        return {
            "functions": answers.get("functions", []),
            "attendees": answers.get("attendees", []),
            "indicators": [row["code"] for row in self._filled("indicators", "code")],
            "wellbeing_discussed": answers.get("wellbeing_discussed", False),
            "filing": answers.get("filing", ""),
            "filing_by": by.isoformat() if by else "",
            "overrides": self.overrides,
        }

    def _words(self) -> dict[str, Any]:
        """C2. A text that is too long to be shared is not lost."""
        known = {row["key"]: row["text"] for row in self.previous}
        return {
            **{name: self._text(name) for name in TEXTS},
            "agenda": [
                {**row, "source": row["source"] or self.offered.writer} for row in self._filled("agenda", "text")
            ],
            "indicators": self._filled("indicators", "code"),
            "previous": [
                {**row, "text": known[row["key"]]} for row in self._filled("previous", "key") if row["key"] in known
            ],
            "actions": self._filled("actions", "text"),
            "cases": self._filled("cases", "pseudonym"),
            "kept": sorted(self.kept or self._kept_before),
        }

    def _filled(self, kind: str, decisive: str) -> list[dict[str, Any]]:
        """The rows of a kind in which the decisive field says something."""
        rows = [
            {name: self._value(f"{kind}-{index}-{name}") for name in self.names[kind]}
            for index in range(self.rows.numbers[kind])
        ]
        return [row for row in rows if row[decisive]]

    def _value(self, name: str) -> Any:
        field = self.fields[name]
        if isinstance(field, forms.CharField):
            return self._text(name)
        value = self.cleaned_data.get(name, field.initial)
        return iso(value) if isinstance(field, forms.DateField) else value

    def _text(self, name: str) -> str:
        if name in self.cleaned_data:
            return str(self.cleaned_data[name])
        return str(self[name].value() or "")[:TEXT_LENGTH] if name in self.fields else ""

    def _ask(self, answers: Mapping[str, Any], name: str, message: Any) -> None:
        if not answers.get(name) and name not in self.errors:
            self.add_error(name, message)
