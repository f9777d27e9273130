"""Forms in which people write about their work: they ask about every wording that may identify somebody, and the writer decides.

    class NoteForm(GuardedForm):
        body = forms.CharField(widget=forms.Textarea)

    form = NoteForm(request.POST, request.FILES, organisation_id=row.organisation_id)
    if form.is_valid(): ...           # form.cleaned_data has the texts as decided; form.overrides says how often words were kept
    else: page(..., status=form.status)   # the template includes components/mentoring/guard.html inside its <form>

The form comes back once with a question for each suspicious wording, answered by plain radio buttons; nothing of it is stored.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.anonymity import KEEP, LEFT_OUT, Examined, Suspicion, examined, speaks_of_danger
from assessments.mentoring.selectors.terms import local_list
from training_site.identifiers import Kind

LOOKS = {
    Kind.NAME: gettext_lazy("looks like a name"),
    Kind.PLACE: gettext_lazy("looks like a place"),
    Kind.PHONE: gettext_lazy("looks like a phone number"),
    Kind.IDENTITY_NUMBER: gettext_lazy("looks like the number of an identity paper"),
    Kind.CASE_NUMBER: gettext_lazy("looks like a case number"),
    Kind.DATE: gettext_lazy("looks like a date"),
    Kind.COORDINATES: gettext_lazy("looks like a position on the map"),
    Kind.EMAIL: gettext_lazy("looks like an e-mail address"),
    Kind.WEB_ADDRESS: gettext_lazy("looks like an address on the internet"),
    Kind.INITIALS: gettext_lazy("looks like the initials of a person"),
}
NO_FILES = gettext_lazy(
    "Pictures, recordings and documents cannot be kept here: they show people. The file was not taken; your words are below."
)
NOT_TEXT = (forms.UUIDField, forms.EmailField, forms.URLField, forms.RegexField)


@dataclass(frozen=True, kw_only=True)
class Fragment:
    """A part of a text."""

    text: str
    suspicious: bool


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One text of the form, with what looks identifying marked."""

    label: str
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the writer can decide about a wording."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """A wording, and what to do with it."""

    name: str
    text: str
    looks: str
    times_text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Everything that components/mentoring/guard.html asks."""

    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]


class TextForm(forms.Form):
    """A form that takes words and nothing else. Give it `request.FILES` too: it refuses them and says why."""

    def full_clean(self) -> None:
        """As every form; then refuse files."""
        super().full_clean()
        if self.is_bound and self.files:
            self.add_error(None, str(NO_FILES))


class GuardedForm(TextForm):
    """A form whose texts are looked through before they are valid."""

    guarded_fields: ClassVar[tuple[str, ...]]
    """Names of the fields to look through; where a form names none, every field of text."""

    guard: Asked | None = None
    """What has to be decided first; None when all is."""
    overrides: int = 0
    """How many wordings that look identifying the writer keeps."""
    kept: frozenset[str] = frozenset()
    """Their keys, so that a later form with `kept=` does not ask again."""
    decided: tuple[tuple[str, str], ...] = ()
    """Names and values of what is decided, which the page carries on as hidden fields while something else is wrong."""

    def __init__(
        self,
        *args: Any,
        organisation_id: int | None = None,
        kept: Collection[str] = (),
        guarded: bool = True,
        **kwargs: Any,
    ) -> None:
        """`organisation_id` names the list of names and places; `guarded=False` is for what is saved while somebody types."""
        self.organisation_id = organisation_id
        self.guarded = guarded
        self._kept_before = frozenset(kept)
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """As every form; then look through the texts."""
        super().full_clean()
        if self.is_bound and self.guarded:
            self._look_through({name: self.cleaned_data[name] for name in self._texts() if self.cleaned_data.get(name)})

    def is_valid(self) -> bool:
        """Whether everything is right, and everything suspicious is decided."""
        return super().is_valid() and self.guard is None

    @property
    def status(self) -> int:
        """The status of a page that shows the form again: 422 when only decisions are missing, 400 for mistakes."""
        return 400 if self.errors else 422

    @property
    def danger(self) -> bool:
        """Whether the page should say whom to call, because of the words that stand in the form."""
        return speaks_of_danger([str(self[name].value() or "") for name in self._texts()])

    def _texts(self) -> list[str]:
        named = getattr(self, "guarded_fields", ())
        return [name for name, field in self.fields.items() if (name in named if named else _is_text(field))]

    def put(self, **values: str) -> None:
        """Let the form show these values instead of what was sent, when it comes back."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for name, value in values.items():
            data[self.add_prefix(name)] = value
        self.data = data

    def _look_through(self, texts: Mapping[str, str]) -> None:
        found = examined(texts, local=local_list(self.organisation_id))
        decisions = self._decisions(found)
        if len(decisions) == len(found.suspicions) and any(made != KEEP for made in decisions.values()):
            # What was replaced shows as replaced from now on, and is looked through once more as it reads now.
            texts = found.decided(decisions)
            self.cleaned_data.update(texts)
            self.put(**texts)
            found = examined(texts, local=local_list(self.organisation_id))
            decisions = self._decisions(found)
        kept = [one for one in found.suspicions if decisions.get(one.key) == KEEP]
        self.kept = frozenset(one.key for one in kept)
        self.overrides = len(kept)
        if len(decisions) < len(found.suspicions):
            self.guard = self._asked(found, decisions)
        else:
            self.decided = tuple((self._name(one), KEEP) for one in kept)

    def _decisions(self, found: Examined) -> dict[str, str]:
        return {one.key: made for one in found.suspicions if (made := self._decision(one)) is not None}

    def _decision(self, about: Suspicion) -> str | None:
        """What the writer has decided, KEEP or the number of an offer; None when they have not."""
        made = self.data.get(self._name(about), "")
        if made == KEEP or (made.isdecimal() and int(made) < len(about.offers)):
            return str(made)
        return KEEP if about.key in self._kept_before else None

    def _name(self, about: Suspicion) -> str:
        return self.add_prefix(f"guard-{about.key}")

    def _asked(self, found: Examined, decisions: Mapping[str, str]) -> Asked:
        return Asked(
            passages=tuple(
                Passage(
                    label=str(self[name].label),
                    fragments=tuple(
                        Fragment(text=piece.text, suspicious=piece.finding is not None) for piece in found.pieces(name)
                    ),
                )
                for name in found.texts
                if found.findings[name]
            ),
            questions=tuple(self._question(one, decisions.get(one.key)) for one in found.suspicions),
        )

    def _question(self, about: Suspicion, decision: str | None) -> Question:
        # The first offer stands chosen: whoever only goes on has not given anybody away.
        chosen = decision or "0"
        offers = [(str(number), _offer(offer)) for number, offer in enumerate(about.offers)]
        return Question(
            name=self._name(about),
            text=about.text,
            looks=str(LOOKS[about.kind]),
            times_text=_("%(n)d times") % {"n": about.times} if about.times > 1 else "",
            answers=tuple(
                Answer(value=value, label=label, chosen=value == chosen)
                for value, label in [*offers, (KEEP, _("Keep as it is"))]
            ),
        )


def _offer(offer: str) -> str:
    return _("Take it out") if offer == LEFT_OUT else _("Replace it with “%(offer)s”") % {"offer": offer}


def _is_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and not isinstance(field, NOT_TEXT) and not field.widget.is_hidden
