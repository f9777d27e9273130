"""Forms of evidence: at most three indicators, each with a level and a reason; a self-rating; withdrawing a piece."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import GuardedForm
from assessments.mentoring.framework.pieces import CEILINGS
from assessments.mentoring.models import Evidence
from assessments.mentoring.selectors.indicators import Framework
from assessments.mentoring.services.decisions import REASON_LENGTH
from assessments.mentoring.services.evidence import MOST, OFFICE, Claim
from assessments.mentoring.services.evidence_afterwards import WithdrawReason

LONGEST = 2000
KINDS = [(kind.value, kind.label) for kind in Evidence.Kind if kind in OFFICE]


def levels(framework: Framework, *, most: int = 4, least: int = 0) -> list[tuple[str, str]]:
    """The levels to choose from, in the framework's words; 0 is "not yet"."""
    names = {number: f"{number} · {level.name}" for number, level in framework.levels.items()}
    return [(str(n), str(_("0 · Not yet")) if n == 0 else names.get(n, str(n))) for n in range(least, most + 1)]


class ClaimsForm(GuardedForm):
    """What a source shows, in one to three indicators."""

    guarded_fields = tuple(f"rationale_{number}" for number in range(1, MOST + 1))

    def __init__(self, *args: Any, framework: Framework, kind: str = "", **kwargs: Any) -> None:
        """`kind` is that of the source: it says how high the level can be. Without it the form asks, for work in the office."""
        super().__init__(*args, **kwargs)
        codes = [(one.code, f"{one.code} · {one.text}") for one in framework.indicators.values()]
        most = CEILINGS[kind] if kind else 4
        if not kind:
            self._add_office()
        for number in range(1, MOST + 1):
            self._add_claim(number, codes, levels(framework, most=most))

    def _add_office(self) -> None:
        self.fields["kind"] = forms.ChoiceField(label=_("What was it?"), choices=KINDS, widget=forms.RadioSelect)
        self.fields["acted_on"] = forms.DateField(
            label=_("On which day did they do it?"),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )

    def _add_claim(self, number: int, codes: list[tuple[str, str]], choices: list[tuple[str, str]]) -> None:
        needed = number == 1
        nothing = [("", "—")]
        self.fields[f"indicator_{number}"] = forms.ChoiceField(
            label=_("Indicator") if needed else _("Another indicator (optional)"),
            choices=nothing + codes,
            required=needed,
        )
        self.fields[f"level_{number}"] = forms.ChoiceField(
            label=_("Which level did it show?"), choices=nothing + choices, required=needed
        )
        self.fields[f"rationale_{number}"] = forms.CharField(
            label=_("How did it show it?"),
            help_text=_("In a sentence about the practice, not about the family."),
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=LONGEST,
            required=needed,
        )

    def clean(self) -> dict[str, Any]:
        """Each indicator once, with a level and a reason."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for number in range(1, MOST + 1):
            code = given.get(f"indicator_{number}", "")
            self._check_complete(given, number)
            if code and code in seen:
                self.add_error(f"indicator_{number}", _("You named this indicator above."))
            seen.add(code)
        return given

    def _check_complete(self, given: dict[str, Any], number: int) -> None:
        names = [f"{part}_{number}" for part in ("indicator", "level", "rationale")]
        if not any(given.get(name) for name in names):
            return
        for name in names:
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _("This belongs to the indicator."))
        reason = given.get(f"rationale_{number}", "")
        if reason and len(reason.strip()) < REASON_LENGTH:
            self.add_error(f"rationale_{number}", _("Please write a sentence, so that one can follow it later."))

    def claims(self) -> list[Claim]:
        """What was judged, of a valid form."""
        given = self.cleaned_data
        return [
            Claim(
                indicator=given[f"indicator_{number}"],
                level=int(given[f"level_{number}"]),
                rationale=given[f"rationale_{number}"],
            )
            for number in range(1, MOST + 1)
            if given.get(f"indicator_{number}")
        ]


class RateForm(forms.Form):
    """Where a learner sees themself in an indicator."""

    level = forms.ChoiceField(label=_("Where do you see yourself?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {n: f"{n} · {one.name}: {one.autonomy}" for n, one in framework.levels.items()}
        field = self.fields["level"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("0", str(_("0 · Not yet"))), *((str(n), words[n]) for n in _in_order(words))]


class WithdrawForm(forms.Form):
    """Why a piece no longer counts."""

    reason = forms.ChoiceField(
        label=_("Why does it no longer count?"), choices=WithdrawReason.choices, widget=forms.RadioSelect
    )


def _in_order(numbers: Iterable[int]) -> list[int]:
    return sorted(numbers)
