"""The form of an agreement, in the sections in which two people talk about it; and the form under which it is signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import GuardedForm
from assessments.mentoring.forms.papers import PaperForm, paper_form
from assessments.mentoring.forms.signing import SignForm
from assessments.mentoring.framework.fields import Field
from assessments.mentoring.framework.months import add_months
from assessments.mentoring.framework.papers.answers import Answers
from assessments.mentoring.framework.papers.reader import Paper
from assessments.mentoring.models import Agreement, Signature
from assessments.mentoring.services.agreements import KEPT, Draft

REVIEWED_WITHIN = 6
"""Months after which an agreement is looked at again, at the latest. Source: T41."""
LONGEST = 20_000
"""So many characters are taken while somebody types; what is too long for the form is still not lost."""
ONLY_YOU = _("Only the two of you read this answer.")
SECTIONS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("What it is for"), ("purpose", "functions", "format")),
    (_("What you want to learn"), ("goal_1", "goal_1_indicators")),
    (_("More goals"), ("goal_2", "goal_2_indicators", "goal_3", "goal_3_indicators")),
    (
        _("How you meet"),
        (
            *("rhythm", "minutes", "mode", "place", "cancelling", "agenda", "who_writes"),
            *("observation", "first_observation_by"),
        ),
    ),
    (
        _("Time, and the employer"),
        (
            *("protected_hours", "protected_time", "mentor_is_manager", "outside_mentor"),
            *("shared_with_employer", "not_shared"),
        ),
    ),
    (
        _("What stays between you, and what cannot"),
        ("exceptions", "limits_read", "limits_known", "disagreement", "changing_mentor"),
    ),
    (_("What helps you"), ("accommodations", "stress_signs", "stress_response")),
    (_("When you look at this again"), ("review_on",)),
)
"""Heading and fields. A field that is in none of them stands under the last."""
FOLDED = "goal_2"
"""The section of this field unfolds; many have one goal."""


@dataclass(frozen=True)
class Section:
    """A heading, and the fields below it."""

    title: str
    fields: tuple[BoundField, ...]
    is_folded: bool = False


class AgreementFields(GuardedForm):
    """What the form has besides the questions of its paper."""

    asked: ClassVar[tuple[Field, ...]]
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["revision"].required = True
        self.initial.setdefault("review_on", add_months(today, REVIEWED_WITHIN))
        for field in self.asked:
            if field.data_class == "C5":
                told = self.fields[field.key].help_text
                self.fields[field.key].help_text = format_lazy("{} {}", told, ONLY_YOU)

    def clean_review_on(self) -> date | None:
        """Within six months."""
        day: date | None = self.cleaned_data["review_on"]
        last = add_months(self.today, REVIEWED_WITHIN)
        if day and not self.today < day <= last:
            raise ValidationError(
                _("Choose a day within six months, until %(last)s.") % {"last": date_format(last)}, code="review_on"
            )
        return day

    def draft(self) -> Draft:
        """What is to be saved, once the form is valid."""
        return Draft(answers=self.cleaned_data, kept=self.kept)

    def draft_as_typed(self) -> Draft:
        """What is to be saved while somebody types: words also where they would not be valid."""
        typed = {name: str(self[name].value() or "").strip()[:LONGEST] for name in self._texts()}
        return Draft(answers={**self.cleaned_data, **typed}, kept=self._kept_before, is_checked=False)

    def sections(self) -> Iterator[Section]:
        """The fields that are seen, by heading."""
        seen = {field.name: field for field in self.visible_fields()}
        placed = {key for _title, keys in SECTIONS for key in keys}
        last, rest = SECTIONS[-1], tuple(field for name, field in seen.items() if name not in placed)
        for title, keys in SECTIONS:
            fields = tuple(seen[key] for key in keys if key in seen) + (rest if title is last[0] else ())
            if fields:
                is_used = any(field.errors or _is_filled(field) for field in fields)
                yield Section(str(title), fields, is_folded=FOLDED in keys and not is_used)


def _is_filled(field: BoundField) -> bool:
    value = field.value()
    return any(value) if isinstance(value, list | tuple) else value not in (None, "")


class AgreementForm(AgreementFields, PaperForm):
    """For type checkers: what `agreement_form` makes."""


@lru_cache
def agreement_form(paper: Paper) -> type[AgreementForm]:
    """The form of an agreement with these questions."""
    return cast("type[AgreementForm]", type("AgreementForm", (AgreementFields, paper_form(paper)), {}))


def initial_of(agreement: Agreement) -> Answers:
    """What the form of a stored agreement begins with; for the two alone, as it opens the words."""
    return {**agreement.facts, **(agreement.words.opened() or {}), "revision": agreement.revision}


def kept_in(agreement: Agreement) -> frozenset[str]:
    """What the writers have decided to keep in a stored agreement."""
    return frozenset((agreement.words.opened() or {}).get(KEPT, ()))


class AgreeForm(SignForm):
    """A signature under an agreement agrees; whoever sees it differently changes the text instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = cast("forms.ChoiceField", self.fields["outcome"])
        outcome.choices = [choice for choice in Signature.Outcome.choices if choice[0] != Signature.Outcome.DISAGREE]
        self.fields["comment"].label = _("Your remark")
