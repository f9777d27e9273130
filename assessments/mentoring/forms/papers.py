"""A Django form made of a Paper: one field per question, and its answers apart by who may read them."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.mentoring.forms.indicators import IndicatorField
from assessments.mentoring.framework.fields import Field
from assessments.mentoring.framework.papers.answers import Answers, is_answered, split
from assessments.mentoring.framework.papers.reader import Paper
from assessments.mentoring.selectors import frameworks

__all__ = ["PaperForm", "paper_form", "split"]

MOST_INDICATORS = 3
SHORT = 15
"""A text of so many words fits on one line of a phone; more needs a box."""
FEW = 7
"""So many choices stand side by side; more fold into a list."""
LETTERS = 30
"""More than the words of any script have on average; where a script has no spaces, letters are what can be counted."""


class PaperForm(forms.Form):
    """A form that `paper_form` makes. With `complete=False`, for a draft, nothing has to be answered yet."""

    paper: ClassVar[Paper]
    asked: ClassVar[tuple[Field, ...]]
    guarded_fields: ClassVar[tuple[str, ...]]
    """The fields that take words of the writer's own."""
    use_required_attribute = False

    def __init__(self, *args: Any, complete: bool = True, programme_key: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complete = complete
        lists = [field for field in self.fields.values() if isinstance(field, IndicatorField)]
        codes = frameworks.indicators(programme_key) if lists else {}
        for one in lists:
            one.offer(codes)
        for field in self.fields.values():
            field.required = field.required and complete

    def clean(self) -> Answers:
        """Besides each answer by itself: those that become required by another one."""
        answers = super().clean() or self.cleaned_data
        for field in self.asked if self.complete else ():
            missing = field.key not in self.errors and not is_answered(field, answers.get(field.key))
            if missing and field.required_when and field.is_required(answers):
                self.add_error(field.key, _("This belongs to your answer above."))
        return answers


@lru_cache
def paper_form(paper: Paper, *, classes: tuple[str, ...] | None = None) -> type[PaperForm]:
    """The form of a paper; with `classes`, of its fields of these data classes alone."""
    asked = paper.fields if classes is None else paper.of_class(*classes)
    made = {field.key: _made(field) for field in asked}
    words = tuple(field.key for field in asked if field.kind in ("text", "long"))
    return type("PaperForm", (PaperForm,), {**made, "paper": paper, "asked": asked, "guarded_fields": words})


def _made(field: Field) -> forms.Field:
    label = _(field.label)
    made: forms.Field = _MAKERS[field.kind](
        field,
        label=label
        if field.required or field.required_when
        else format_lazy(_("{question} (optional)"), question=label),
        help_text=_help(field),
        required=field.required,
    )
    return made


def _help(field: Field) -> str | Promise:
    told = [_(field.help)] if field.help else []
    if field.max_words is not None and field.max_words > SHORT:
        told.append(format_lazy(_("At most {number} words."), number=field.max_words))
    return format_lazy(" ".join(["{}"] * len(told)), *told)


def _text(field: Field, **asked: Any) -> forms.Field:
    most = field.max_words or SHORT
    rows = 5 if field.kind == "long" else 2
    widget = forms.TextInput() if most <= SHORT else forms.Textarea(attrs={"rows": rows})
    # No max_length: it would let the browser cut off what somebody pastes, without a word.
    return forms.CharField(widget=widget, validators=[partial(few_enough, most=most)], **asked)


def few_enough(text: str, *, most: int) -> None:
    """Refuse a text of more words than asked for; a fifth more is let pass. Raises ValidationError."""
    number = len(text.split())
    if len(text) > most * LETTERS:
        raise ValidationError(_("This is far too long."), code="words")
    if number > most + most // 5:
        raise ValidationError(
            ngettext("This is %(number)d word.", "These are %(number)d words.", number) % {"number": number}
            + " "
            + ngettext("At most %(most)d fits.", "At most %(most)d fit.", most) % {"most": most},
            code="words",
        )


def _choices(field: Field) -> list[tuple[str, str | Promise]]:
    return [(choice.key, _(choice.label)) for choice in field.choices]


def _choice(field: Field, **asked: Any) -> forms.Field:
    if len(field.choices) <= FEW:
        return forms.ChoiceField(choices=_choices(field), widget=forms.RadioSelect, initial=field.initial, **asked)
    return forms.ChoiceField(choices=[("", "—"), *_choices(field)], initial=field.initial, **asked)


def _codes(field: Field, **asked: Any) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=_choices(field),
        widget=forms.CheckboxSelectMultiple,
        validators=[partial(_not_too_many, most=field.most or len(field.choices))],
        **asked,
    )


def _not_too_many(codes: list[str], *, most: int) -> None:
    if len(codes) > most:
        raise ValidationError(ngettext("Choose at most %(most)d.", "Choose at most %(most)d.", most) % {"most": most})


def _indicators(field: Field, **asked: Any) -> forms.Field:
    return IndicatorField(most=field.most or MOST_INDICATORS, **asked)


def _day(_field: Field, **asked: Any) -> forms.Field:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **asked)


def _number(field: Field, **asked: Any) -> forms.Field:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(min_value=field.least, max_value=field.most, widget=widget, **asked)


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not answered: True, False, None."""

    def __init__(self, **kwargs: Any) -> None:
        answers = [("yes", _("Yes")), ("no", _("No"))]
        super().__init__(
            choices=answers, coerce=lambda given: given == "yes", empty_value=None, widget=forms.RadioSelect, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        """A stored answer as the button that stands for it."""
        return {True: "yes", False: "no"}.get(value, value)


def _yes_no(_field: Field, **asked: Any) -> forms.Field:
    return YesNoField(**asked)


def _confirm(_field: Field, **asked: Any) -> forms.Field:
    return forms.BooleanField(**asked)


_MAKERS: Mapping[str, Callable[..., forms.Field]] = {
    "text": _text,
    "long": _text,
    "choice": _choice,
    "codes": _codes,
    "indicators": _indicators,
    "date": _day,
    "number": _number,
    "yes_no": _yes_no,
    "confirm": _confirm,
}
