"""Forms of a certification itself: beginning one, describing it, its paths, publishing it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.certification.laws.clauses import ALTERNATIVE, INITIAL, RECERT, ROTATING
from assessments.certification.models import Certification, CertificationVersion
from assessments.certification.selectors.addresses import words_of_the_site
from modules.outline import Pathway

EMPTY, SAFE = "empty", "safe"
MOST_SIGNATORIES = 3
"""So many lines are offered; more stay where there are more."""
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PATH_KINDS: Mapping[str, Promise] = {
    INITIAL: _("The first time"),
    RECERT: _("Every renewal"),
    ROTATING: _("Renewals that take turns"),
    ALTERNATIVE: _("Instead of the first time, for whoever chooses it"),
}


def _number_field(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "few"}), **more
    )


class NewForm(forms.Form):
    """Where composing begins."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        issuers: Sequence[tuple[str, str]],
        programmes: Sequence[tuple[str, str]],
        starts: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        language = dict(settings.LANGUAGES)[settings.LANGUAGE_CODE]
        self.fields["title"] = forms.CharField(
            label=_("What it is called"),
            max_length=120,
            help_text=_("In %(language)s; the other languages follow.") % {"language": language},
        )
        self.fields["code"] = forms.CharField(
            label=_("Its code"),
            max_length=60,
            help_text=_("Small letters, digits and dashes. It stands in addresses and never changes."),
        )
        self.fields["issuer"] = forms.ChoiceField(label=_("In whose name it is issued"), choices=issuers)
        self.fields["programme"] = forms.ChoiceField(label=_("Of which programme"), choices=programmes)
        self.fields["start"] = forms.ChoiceField(
            label=_("Begin with"), choices=starts, widget=forms.RadioSelect, initial=EMPTY
        )

    def clean_code(self) -> str:
        """A slug, and no word of ours."""
        code: str = self.cleaned_data["code"].strip()
        if not _CODE.fullmatch(code):
            raise forms.ValidationError(_("Use small letters, digits, and single dashes between them."))
        if code in words_of_the_site():
            raise forms.ValidationError(_("This word stands for a page already. Choose another one."))
        return code


class DetailsForm(forms.Form):
    """What a certification is called in each language, whoever follows it, and who signs."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(
        self, data: Any = None, *, certification: Certification, pathways: Sequence[Pathway], seen: str
    ) -> None:
        self.certification, self.languages = certification, _languages(certification)
        self.signatures = range(max(MOST_SIGNATORIES, len(certification.signatories)))
        super().__init__(data, initial={**_described(certification), "seen": seen})
        source = next(iter(certification.titles), settings.LANGUAGE_CODE)
        for code, name in self.languages:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title, %(language)s") % {"language": name}, max_length=120, required=code == source
            )
            self.fields[f"summary_{code}"] = forms.CharField(
                label=_("What it certifies, %(language)s") % {"language": name},
                max_length=400,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        known = [(one.key, one.title) for one in pathways]
        gone = [(key, key) for key in certification.pathways if key not in dict(known)]
        self.fields["pathways"] = forms.MultipleChoiceField(
            label=_("Who is asked for it"),
            choices=[*known, *gone],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_(
                "Whoever follows one of these pathways in the issuer's organisations. None: only whoever is assigned by hand."
            ),
        )
        for number in self.signatures:
            self.fields[f"name_{number}"] = forms.CharField(label=_("Name"), max_length=80, required=False)
            self.fields[f"function_{number}"] = forms.CharField(label=_("Function"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        """Who signs has a name and a function."""
        entered: dict[str, Any] = super().clean() or {}
        for number in self.signatures:
            name, function = entered.get(f"name_{number}"), entered.get(f"function_{number}")
            if bool(name) != bool(function):
                self.add_error(f"function_{number}" if name else f"name_{number}", _("Give both, or neither."))
        return entered

    def texts(self, kind: str) -> dict[str, str]:
        """`title` or `summary`: language → text, without those that are empty; what the site does not speak stays."""
        found = {code: self.cleaned_data.get(f"{kind}_{code}", "").strip() for code, _name in self.languages}
        before = self.certification.titles if kind == "title" else self.certification.summaries
        others = {code: text for code, text in before.items() if code not in found}
        return {**{code: text for code, text in found.items() if text}, **others}

    def signatories(self) -> list[dict[str, str]]:
        """Those who sign, in order."""
        rows = [
            {"name": self.cleaned_data[f"name_{number}"], "function": self.cleaned_data[f"function_{number}"]}
            for number in self.signatures
        ]
        return [row for row in rows if row["name"]]

    def by_language(self) -> Iterator[tuple[str, list[BoundField]]]:
        """Name of the language, and its two fields."""
        for code, name in self.languages:
            yield str(name), [self[f"title_{code}"], self[f"summary_{code}"]]

    def signing(self) -> Iterator[list[BoundField]]:
        """Name and function of each."""
        for number in self.signatures:
            yield [self[f"name_{number}"], self[f"function_{number}"]]


class PathForm(forms.Form):
    """One path: when it is followed, and what it is called."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("When it is followed"), choices=list(PATH_KINDS.items()), widget=forms.RadioSelect)
    sequence_no = _number_field(
        _("Number"),
        min_value=1,
        max_value=99,
        help_text=_("Among paths of its kind: their turn, or the number by which one is chosen."),
    )
    title = forms.CharField(label=_("What it is called"), max_length=200)

    def __init__(self, data: Any = None, *, copies: Sequence[tuple[str, str]] = (), initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        if copies:
            choices = [("", _("Nothing")), *copies]
            self.fields["copy"] = forms.ChoiceField(
                label=_("Begin with what another path asks for"), choices=choices, required=False
            )


class PublishForm(forms.Form):
    """What a new version means for those on their way."""

    use_required_attribute = False
    change = forms.ChoiceField(
        label=_("What changes for people"), choices=CertificationVersion.Change.choices, widget=forms.RadioSelect
    )
    migration = forms.ChoiceField(
        label=_("People who are on their way"),
        choices=CertificationVersion.Migration.choices,
        initial=CertificationVersion.Migration.NEXT_CYCLE,
        widget=forms.RadioSelect,
    )
    migrate_by = forms.DateField(
        label=_("From this day on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("What is new, in a few sentences"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Those whom it concerns read it. No names."),
    )

    def __init__(self, data: Any = None, *, today: date, first: bool) -> None:
        super().__init__(data, initial={"change": CertificationVersion.Change.NONE})
        self.today = today
        if first:
            for name in ("change", "migration", "migrate_by"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A day comes with a migration, and lies ahead; what is asked anew is explained."""
        entered: dict[str, Any] = super().clean() or {}
        moves = entered.get("migration") == CertificationVersion.Migration.NOW
        day = entered.get("migrate_by")
        if moves and "migrate_by" not in self.errors and (day is None or day <= self.today):
            self.add_error("migrate_by", _("Choose a day to come, so that people can see what it means for them."))
        if not moves:
            entered["migrate_by"] = None
        asked = entered.get("change") in (
            CertificationVersion.Change.SUBSTANTIVE,
            CertificationVersion.Change.SAFETY_CRITICAL,
        )
        if asked and not entered.get("note", "").strip():
            self.add_error("note", _("Say what is new: people are told."))
        return entered


def _languages(certification: Certification) -> list[tuple[str, Any]]:
    """The source first, then the others."""
    source = next(iter(certification.titles), settings.LANGUAGE_CODE)
    known = dict(settings.LANGUAGES)
    return [(source, known.get(source, source)), *((code, name) for code, name in known.items() if code != source)]


def _described(certification: Certification) -> dict[str, Any]:
    shown: dict[str, Any] = {"pathways": certification.pathways}
    shown.update({f"title_{code}": text for code, text in certification.titles.items()})
    shown.update({f"summary_{code}": text for code, text in certification.summaries.items()})
    for number, one in enumerate(certification.signatories):
        shown |= {f"name_{number}": one.get("name", ""), f"function_{number}": one.get("function", "")}
    return shown
