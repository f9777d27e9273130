"""The rows of a record's form: agenda, indicators, actions from last time, new actions, children by pseudonym."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import record_words as chosen
from assessments.mentoring.services.pairs import LEARNER, MENTOR

MOST = {"agenda": 12, "indicators": 3, "previous": 12, "actions": 8, "cases": 4}
"""So many rows of each kind."""
TEXT_LENGTH, LINE_LENGTH = 6000, 300


@dataclass(frozen=True, kw_only=True)
class Rows:
    """How many rows there are of each kind."""

    numbers: Mapping[str, int]

    @classmethod
    def of(cls, words: Mapping[str, Any]) -> Self:
        """As many as a record has, and an empty one to write in."""
        empty = {"agenda": 1, "indicators": 1, "actions": 1, "cases": 1, "previous": 0}
        return cls(numbers={kind: min(len(words.get(kind, ())) + empty[kind], most) for kind, most in MOST.items()})

    @classmethod
    def sent(cls, data: Mapping[str, Any]) -> Self:
        """As many as were sent, and one more where the button "Another one" was pressed."""
        return cls(
            numbers={
                kind: min(_number(data.get(f"rows-{kind}")) + (data.get("add") == kind), most)
                for kind, most in MOST.items()
            }
        )


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What can be chosen in one form."""

    indicators: Mapping[str, str]
    """Code → how it begins."""
    learner: str
    mentor: str
    with_cases: bool = True
    writer: str = MENTOR
    """Which of the two writes. A mentor may have something to tell the organisation."""


def texts(offered: Offered) -> dict[str, forms.Field]:
    """The long texts of a record."""

    def long(label: Any, help_text: Any = "", rows: int = 2) -> forms.Field:
        widget = forms.Textarea(attrs={"rows": rows})
        return forms.CharField(label=label, help_text=help_text, required=False, max_length=TEXT_LENGTH, widget=widget)

    made = {
        "reflection_summary": long(
            _("What we looked at"), _("The practice and your thinking about it, not the family."), 5
        ),
        "learning_points": long(_("What was learned")),
        "strengths": long(_("What went well")),
        "practice_guidance": long(_("Guidance for practice")),
    }
    if offered.writer == MENTOR:
        made["to_organisation"] = long(
            _("To the organisation"),
            _("Only if something should change there. It is passed on when the learner agrees to that by signing."),
        )
    return made


def _line(label: Any, **more: Any) -> forms.Field:
    return forms.CharField(label=label, required=False, max_length=LINE_LENGTH, **more)


def _choice(label: Any, choices: Iterable[tuple[str, Any]], **more: Any) -> forms.Field:
    return forms.ChoiceField(label=label, choices=choices, required=False, **more)


def day_field(label: Any, *, required: bool = False) -> forms.Field:
    """A day, chosen in the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


def _agenda(_offered: Offered, _row: Mapping[str, str]) -> dict[str, forms.Field]:
    return {
        "text": _line(_("On the agenda")),
        "source": _choice("", chosen.Source.choices, widget=forms.HiddenInput),
        "key": forms.CharField(required=False, max_length=36, widget=forms.HiddenInput),
    }


def _indicator(offered: Offered, _row: Mapping[str, str]) -> dict[str, forms.Field]:
    codes = [("", "—"), *((code, f"{code} · {text}") for code, text in offered.indicators.items())]
    return {
        "code": _choice(_("Indicator"), codes),
        "judgement": _choice(_("What we saw"), chosen.Judgement.choices, initial=chosen.Judgement.TALKED),
        "rationale": _line(_("What showed it")),
    }


def _previous(_offered: Offered, row: Mapping[str, str]) -> dict[str, forms.Field]:
    return {
        "key": forms.CharField(required=False, max_length=36, widget=forms.HiddenInput),
        "outcome": _choice(row.get("text", ""), chosen.Outcome.choices, initial=chosen.Outcome.OPEN),
        "due_on": day_field(_("New day")),
    }


def _action(offered: Offered, _row: Mapping[str, str]) -> dict[str, forms.Field]:
    return {
        "text": _line(_("Agreed action")),
        "owner": _choice(_("Who"), [(LEARNER, offered.learner), (MENTOR, offered.mentor)], initial=LEARNER),
        "due_on": day_field(_("Until")),
    }


def _case(offered: Offered, _row: Mapping[str, str]) -> dict[str, forms.Field]:
    if not offered.with_cases:
        return {"pseudonym": forms.CharField(required=False, max_length=0, widget=forms.HiddenInput)}
    blank = ("", "—")
    names = [(name, _("Child %(letter)s") % {"letter": name[-1]}) for name in chosen.PSEUDONYMS]
    return {
        "pseudonym": _choice(_("Child"), [blank, *names]),
        "age_band": _choice(_("Age"), [blank, *chosen.AgeBand.choices]),
        "stage": _choice(_("Stage"), [blank, *chosen.Stage.choices]),
        "topics": forms.MultipleChoiceField(
            label=_("About"), choices=chosen.Topic.choices, required=False, widget=forms.CheckboxSelectMultiple
        ),
    }


Maker = Callable[[Offered, Mapping[str, str]], dict[str, forms.Field]]
MAKERS: dict[str, Maker] = {
    "agenda": _agenda,
    "indicators": _indicator,
    "previous": _previous,
    "actions": _action,
    "cases": _case,
}


def iso(value: Any) -> str:
    """A day as JSON has it; whatever else was typed, as it is."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _number(text: Any) -> int:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 4 else 0
