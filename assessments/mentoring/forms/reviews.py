"""Forms of a progress review: the mentor's part, the learner's part, beginning one."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import GuardedForm
from assessments.mentoring.forms.papers import PaperForm, paper_form
from assessments.mentoring.models import Evidence, Review
from assessments.mentoring.selectors import reviews
from assessments.mentoring.services.reviews import MOST_BEST, Part

LONGEST = 20_000
"""So many characters are taken while somebody types."""


class ReviewFields(GuardedForm):
    """What both parts have besides the questions of the paper."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revision"].required = True

    def part(self, *, typing: bool = False) -> Part:
        """What is to be kept; while somebody types, words also where they would not be valid."""
        given = dict(self.cleaned_data)
        if typing:
            given.update({name: str(self[name].value() or "").strip()[:LONGEST] for name in self._texts()})
        return Part(
            answers=given,
            revision=given["revision"],
            occurred_on=given.get("occurred_on"),
            best=given.get("best") or (),
            kept=self._kept_before if typing else self.kept,
            is_checked=not typing,
        )


class MentorFields(ReviewFields):
    """The mentor's part: also the day on which they talked."""

    occurred_on = forms.DateField(
        label=_("On which day did you talk?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_occurred_on(self) -> date | None:
        """Not a day to come."""
        day: date | None = self.cleaned_data["occurred_on"]
        if day and day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day


class LearnerFields(ReviewFields):
    """The learner's part: also their best evidence."""

    best = forms.MultipleChoiceField(
        label=_("Your best evidence: at most five pieces for one indicator (optional)"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, pieces: Sequence[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = {str(one.pk): one.indicator for one in pieces}
        choices = [
            (str(one.pk), f"{one.indicator} · {date_format(one.acted_on)} · {one.get_kind_display()} · {one.level}")
            for one in pieces
        ]
        cast("forms.MultipleChoiceField", self.fields["best"]).choices = choices
        if not choices:
            del self.fields["best"]

    def clean_best(self) -> list[str]:
        """At most five for one indicator."""
        chosen: list[str] = self.cleaned_data["best"]
        codes = [self.indicators[one] for one in chosen]
        if any(codes.count(code) > MOST_BEST for code in codes):
            raise ValidationError(_("At most five pieces for one indicator."))
        return chosen


class _MentorForm(MentorFields, PaperForm):
    """For type checkers: what MentorForm is."""


class _LearnerForm(LearnerFields, PaperForm):
    """For type checkers: what LearnerForm is."""


MentorForm = cast("type[_MentorForm]", type("MentorForm", (MentorFields, paper_form(reviews.MENTOR_PAPER)), {}))
LearnerForm = cast("type[_LearnerForm]", type("LearnerForm", (LearnerFields, paper_form(reviews.LEARNER_PAPER)), {}))


def initial_of(row: Review, writer: str) -> dict[str, Any]:
    """What the form of one's own part begins with; for its writer alone."""
    part = reviews.part(row, writer)
    own = {"best": part.get("best", [])} if writer == "learner" else {"occurred_on": row.occurred_on}
    return {**part.get("answers", {}), **own, "revision": part.get("revision", 0)}
