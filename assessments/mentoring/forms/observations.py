"""The forms of an observation: asking for one, the observer's part, the learner's part with their signature."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import GuardedForm, TextForm
from assessments.mentoring.forms.indicators import IndicatorField
from assessments.mentoring.forms.observation_papers import (
    ITEM,
    NOBODY_TO_ASK,
    learner_paper,
    observer_paper,
    request_paper,
)
from assessments.mentoring.forms.papers import PaperForm, YesNoField, paper_form, split
from assessments.mentoring.forms.signing import SignForm
from assessments.mentoring.framework.forms.form import ObservationForm
from assessments.mentoring.framework.forms.reader import forms as newest_forms
from assessments.mentoring.framework.papers.answers import is_answered
from assessments.mentoring.models import Observation
from assessments.mentoring.services.observations import Wish
from assessments.mentoring.services.observing import Part
from training_site.people.models import User

LONGEST = 20_000
"""So many characters are taken while somebody types; what is too long for the form is still not lost."""
MOST_INDICATORS = 3
EXTERNAL = Observation.Observer.EXTERNAL


def day_field(**asked: Any) -> forms.DateField:
    """A day."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **asked)


class ScheduleForm(TextForm):
    """On which day."""

    scheduled_on = day_field(label=_("Day"))


class AskFields(GuardedForm):
    """Which form, who observes, what is looked at, and when."""

    form_key = forms.ChoiceField(label=_("What is observed?"), widget=forms.RadioSelect)
    observer = forms.ChoiceField(label=_("Who observes?"), widget=forms.RadioSelect)
    indicators = IndicatorField(
        label=_("Which indicators do you look at especially? (optional)"),
        help_text=_("Up to three, agreed beforehand. The form looks at the others too."),
        most=MOST_INDICATORS,
        required=False,
    )
    scheduled_on = day_field(label=_("On which day? (optional)"), required=False)

    def __init__(self, *args: Any, observers: Sequence[tuple[str, User]], programme_key: str, **kwargs: Any) -> None:
        super().__init__(*args, programme_key=programme_key, **kwargs)
        self.observers = {f"{kind}-{person.pk}": (kind, person) for kind, person in observers}
        kinds = {key: _(one.title) for key, one in newest_forms().items()}
        cast("forms.ChoiceField", self.fields["form_key"]).choices = list(kinds.items())
        labels = dict(Observation.Observer.choices)
        people = [(key, f"{person} · {labels[kind]}") for key, (kind, person) in self.observers.items()]
        cast("forms.ChoiceField", self.fields["observer"]).choices = [*people, (EXTERNAL, labels[EXTERNAL])]
        self.fields["observer"].initial = next(iter(self.observers), EXTERNAL)

    def wish(self) -> Wish:
        """What is asked for, once the form is valid."""
        given: Mapping[str, Any] = self.cleaned_data
        kind, person = (EXTERNAL, None) if given["observer"] == EXTERNAL else self.observers[given["observer"]]
        _facts, words = split(given, request_paper())
        return Wish(
            form_key=given["form_key"],
            observer_kind=kind,
            observer=person,
            indicators=given["indicators"],
            scheduled_on=given["scheduled_on"],
            words=words,
        )


@lru_cache
def ask_form() -> type[AskFields]:
    """The form that asks for an observation."""
    made = cast("type[AskFields]", type("AskForm", (AskFields, paper_form(request_paper())), {}))
    made.field_order = ["form_key", "observer", "wants_observed", "indicators", "scheduled_on", "purpose", "travel"]
    return made


class ObserverFields(GuardedForm):
    """What the observer's form has besides the questions. `complete=False` and `guarded=False` while somebody types."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, of: ObservationForm, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        self.today = today
        # Also what is saved while somebody types says which revision it saw.
        self.fields["revision"].required = True
        self.fields["acted_on"].widget.attrs["max"] = today.isoformat()

    def clean_acted_on(self) -> date | None:
        """Nothing was seen tomorrow."""
        day: date | None = self.cleaned_data["acted_on"]
        if day and day > self.today:
            raise ValidationError(_("This day is still to come."), code="future")
        return day

    def typed(self) -> dict[str, Any]:
        """Every answer as it was typed, also what would not be valid."""
        paper = cast("PaperForm", self).paper
        return {one.key: _shortened(self._raw(one.key)) for one in paper.fields}

    def part(self, *, signed_as: str = "") -> Part:
        """What is submitted, once the form is valid."""
        paper = observer_paper(self.of)
        facts, words = split(self.cleaned_data, paper)
        codes = {key: value for key, value in facts.items() if not key.startswith(ITEM)}
        if not codes.get("lapse"):
            codes.pop("lapse_indicators", None)
        return Part(
            acted_on=self.cleaned_data["acted_on"],
            consent=codes.pop("consent", NOBODY_TO_ASK),
            facts={
                **{key: value for key, value in codes.items() if key != "acted_on"},
                "level": int(codes["level"]),
                "entrustment": int(codes["entrustment"]),
                "overrides": self.overrides,
            },
            answers={**facts, **words},
            signed_as=signed_as,
        )

    def _raw(self, name: str) -> Any:
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))


@lru_cache
def observer_form(of: ObservationForm) -> type[ObserverFields]:
    """The observer's form of a form of the framework."""
    return cast("type[ObserverFields]", type("ObserverForm", (ObserverFields, paper_form(observer_paper(of))), {}))


def as_sent(of: ObservationForm, answers: Mapping[str, Any]) -> QueryDict:
    """Kept answers as a browser would send them, so that they are checked like anything that is sent."""
    data = QueryDict(mutable=True)
    fields = observer_form(of).base_fields
    for name, value in answers.items():
        field = fields.get(name)
        if isinstance(field, IndicatorField):
            for number, code in enumerate(value or []):
                data[f"{name}_{number}"] = code
        elif isinstance(value, bool):
            if isinstance(field, YesNoField):
                data[name] = "yes" if value else "no"
            elif value:
                data[name] = "on"
        elif field is not None and value is not None:
            data[name] = str(value)
    return data


class AnswerFields(SignForm):
    """The learner's part: how they saw it, and their signature under the whole."""

    def __init__(self, *args: Any, of: ObservationForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of

    def answers(self) -> dict[str, Any]:
        """The learner's words, once the form is valid."""
        return {
            one.key: self.cleaned_data[one.key]
            for one in learner_paper(self.of).fields
            if is_answered(one, self.cleaned_data.get(one.key))
        }


@lru_cache
def answer_form(of: ObservationForm) -> type[AnswerFields]:
    """The learner's form of a form of the framework."""
    paper = learner_paper(of)
    words = paper_form(paper)
    guarded = {"guarded_fields": (*words.guarded_fields, "comment")}
    made = cast("type[AnswerFields]", type("AnswerForm", (AnswerFields, words), guarded))
    made.field_order = [*(one.key for one in paper.fields), "outcome", "comment", "pin"]
    return made


def _shortened(value: Any) -> Any:
    return value[:LONGEST] if isinstance(value, str) else value
