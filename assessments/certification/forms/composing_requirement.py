"""The form of a requirement, made of the fields that its kind reads from a document."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.certification.forms.composing_choices import SOURCES, with_current
from assessments.certification.forms.composing_words import CHOSEN, FIELDS
from assessments.certification.forms.periods import PARTS, period_entered, period_fields, period_initial
from assessments.certification.forms.problem_words import problem_text
from assessments.certification.laws.problems import Malformed
from assessments.certification.laws.reading import (
    MOST_CHARACTERS,
    OneOf,
    Perhaps,
    Reader,
    Several,
    Whole,
    key_or_nothing,
    period,
    readers_of,
    text_or_nothing,
    truth,
)
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.requirements.mentoring_schedule_met import MentoringScheduleMet
from assessments.certification.laws.requirements.other_certification_valid import OtherCertificationValid
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.selectors.known import Surroundings

KEY, EVER, SCOPE = "key", "ever", "scope"
LONG = ("indicators", "safety_critical")
WITHOUT_EVER = (MentoringScheduleMet, OtherCertificationValid)
"""What they ask about has no first day that counts."""


@dataclass(frozen=True)
class Group:
    """Fields that stand together: one alone without a heading, or a few below one."""

    legend: str
    help: str
    fields: tuple[BoundField, ...]
    folded: str = ""
    """What is said of a long list while it is folded; "" where it stands open."""


class RequirementForm(forms.Form):
    """A requirement of one kind. `values()` is what was entered, as a document holds it, but for the key."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        kind: type[Requirement],
        around: Surroundings,
        requirement: Requirement | None = None,
    ) -> None:
        self.kind, self.around, self.requirement = kind, around, requirement
        asked = {name: each for name, each in readers_of(kind).items() if self._is_asked(name)}
        # What is the same for all comes late, and what is long comes last.
        self.readers = dict(sorted(asked.items(), key=lambda one: (one[0] in LONG, one[0] == EVER)))
        super().__init__(data, initial=self._initial())
        for name, reader in self.readers.items():
            self.fields.update(self._made(name, reader))
        if kind is CompetencyAt and around.programme:
            self.fields = {SCOPE: _scope(around), **self.fields}

    def values(self) -> dict[str, Any]:
        """What was entered; what is not asked for stays as it is. Only of a form that is valid in shape."""
        kept = {} if self.requirement is None else self.requirement.to_json()
        entered = {name: self._entered(name, reader) for name, reader in self.readers.items()}
        return {**kept, "requirement": self.kind.name, **entered, **self._scoped()}

    def clean(self) -> dict[str, Any]:
        """Read the requirement as the document will: what is wrong stands at its field."""
        entered: dict[str, Any] = super().clean() or {}
        if not self.errors:
            values = {name: each for name, each in self.values().items() if name != "requirement"}
            try:
                self.kind.from_json({**values, KEY: values.get(KEY, "new")})
            except Malformed as malformed:
                self.place(malformed, "$")
        return entered

    def place(self, malformed: Malformed, where: str) -> None:
        """Put the problems of a document at the fields they are about; `where` is the path of this requirement in it."""
        for problem in malformed.problems:
            name = problem.path.removeprefix(f"{where}.").partition(".")[0].partition("[")[0]
            self.add_error(self._field_for(name), problem_text(problem))

    def groups(self) -> Iterator[Group]:
        """The fields in their order."""
        if SCOPE in self.fields:
            yield Group("", "", (self[SCOPE],))
        for name, reader in self.readers.items():
            if _is_period(reader):
                parts = tuple(self[f"{name}_{part}"] for part, _label, _most in PARTS)
                yield Group(str(FIELDS[name].label), str(FIELDS[name].help), parts)
            else:
                yield Group("", "", (self[name],), folded=self._folded(name))

    def _folded(self, name: str) -> str:
        field = self[name]
        if name not in LONG or field.errors:
            return ""
        chosen = len(field.value() or ())
        text = ngettext("%(what)s: %(n)d chosen", "%(what)s: %(n)d chosen", chosen)
        return text % {"what": field.label, "n": chosen}

    def _is_asked(self, name: str) -> bool:
        return name != KEY and not (name == EVER and self.kind in WITHOUT_EVER)

    def _field_for(self, name: str) -> str | None:
        if name in self.fields:
            return name
        years = f"{name}_{PARTS[0][0]}"
        return years if years in self.fields else None

    def _made(self, name: str, reader: Reader) -> dict[str, forms.Field]:
        if _is_period(reader):
            return period_fields(name)
        return {name: self._one(name, reader)}

    def _one(self, name: str, reader: Reader) -> forms.Field:
        said: dict[str, Any] = {"label": FIELDS[name].label, "help_text": FIELDS[name].help}
        if isinstance(reader, Whole):
            widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "few"})
            return forms.IntegerField(min_value=reader.least, max_value=reader.most, widget=widget, **said)
        if reader is truth:
            return forms.BooleanField(required=False, **said)
        if isinstance(reader, OneOf):
            choices = [(word, CHOSEN[name].get(word, word)) for word in reader.allowed]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
        return self._named(name, reader, said)

    def _named(self, name: str, reader: Reader, said: dict[str, Any]) -> forms.Field:
        """A field that names something by its key."""
        source = SOURCES.get((self.kind.name, name))
        if source is None:
            return _words(reader, said)
        choices = with_current(source(self.around), self._current(name))
        if isinstance(reader, Several):
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=choices, widget=widget, required=False, **said)
        is_open = reader is key_or_nothing
        return forms.ChoiceField(choices=[("", "—"), *choices], required=not is_open, **said)

    def _current(self, name: str) -> Iterable[str]:
        value = getattr(self.requirement, name, "")
        return value if isinstance(value, tuple) else [value] if value else []

    def _initial(self) -> dict[str, Any]:
        values = {each.name: each.default for each in fields(self.kind) if each.default is not MISSING}
        if self.requirement is not None:
            values = {each.name: getattr(self.requirement, each.name) for each in fields(self.kind)}
        else:
            values.update(self._of_the_programme())
        shown: dict[str, Any] = {}
        for name, reader in self.readers.items():
            shown.update(
                period_initial(name, values.get(name), empty=None) if _is_period(reader) else _shown(name, values)
            )
        return shown

    def _of_the_programme(self) -> dict[str, Any]:
        """What a new requirement begins with: the programme's own rules."""
        begins: dict[str, Any] = {}
        if "moderated" in self.readers:
            begins["moderated"] = self.around.moderates()
        if self.kind is CompetencyAt:
            indicators = self.around.framework.indicators
            begins["safety_critical"] = [code for code, one in indicators.items() if one.safety_critical]
        return begins

    def _entered(self, name: str, reader: Reader) -> Any:
        if _is_period(reader):
            return period_entered(name, self.cleaned_data, empty=None)
        entered = self.cleaned_data.get(name)
        return _in_order(self._current(name), entered) if isinstance(reader, Several) else entered

    def _scoped(self) -> Mapping[str, Any]:
        """Of a pathway that was chosen: its indicators, and those of them that are critical. Else what is ticked of those ticked."""
        if self.kind is not CompetencyAt:
            return {}
        pathway = self.cleaned_data.get(SCOPE, "")
        ticked = self._entered("indicators", self.readers["indicators"])
        critical = self._entered("safety_critical", self.readers["safety_critical"])
        if pathway:
            asked = self.around.framework.scoped(pathway)
            ticked = [one.code for one in asked]
            critical = [one.code for one in asked if one.safety_critical]
        return {"indicators": ticked, "safety_critical": [code for code in critical if code in ticked]}


def _words(reader: Reader, said: dict[str, Any]) -> forms.Field:
    if reader is text_or_nothing:
        widget = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(max_length=MOST_CHARACTERS, required=False, widget=widget, **said)
    return forms.CharField(max_length=MOST_CHARACTERS, **said)


def _in_order(before: Iterable[str], entered: Any) -> list[str]:
    """What stood there first, in its order, then what is new: nothing changes where nothing was changed."""
    ticked = list(entered or ())
    kept = [each for each in before if each in ticked]
    return [*kept, *(each for each in ticked if each not in kept)]


def _shown(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    if name not in values:
        return {}
    value = values[name]
    return {name: list(value) if isinstance(value, tuple) else value}


def _is_period(reader: Reader) -> bool:
    return reader is period or (isinstance(reader, Perhaps) and reader.reader is period)


def _scope(around: Surroundings) -> forms.Field:
    pathways = around.programme.pathways if around.programme else ()
    return forms.ChoiceField(
        label=_("Which indicators"),
        required=False,
        choices=[
            ("", _("Those ticked below")),
            *((one.key, _("All of: %(pathway)s") % {"pathway": one.title}) for one in pathways),
        ],
    )
