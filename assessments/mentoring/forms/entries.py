"""The forms of the log: an entry (T43), a comment, giving an entry back, sharing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import GuardedForm, TextForm
from assessments.mentoring.forms.papers import paper_form, split
from assessments.mentoring.framework.papers.reader import paper
from assessments.mentoring.models import Entry, Relationship
from assessments.mentoring.selectors.lessons import modules_to_write_about
from assessments.mentoring.services.entries import KEPT, Draft
from assessments.mentoring.services.sharing import ReturnReason
from modules.outline import Module

PAPER = paper("log_entry")
TICKS = tuple(one.key for one in PAPER.fields if one.kind == "confirm")
ONLY_ME = "only_me"
LONGEST = 20_000
"""So many characters are taken while somebody types; what is too long for the form is still not lost."""
SECTIONS = (
    ("", False, ("kind", "occurred_on", "what_happened")),
    (_("Look closer (optional)"), True, ("body", "thoughts", "missing_view", "standard")),
    (_("Where it belongs (optional)"), True, ("indicators", "lesson", "setting", "age_bands", "week")),
    (_("Next time (optional)"), True, ("next_step", "next_step_by", "question")),
    (_("Before you save"), False, TICKS),
    (_("Who may read this?"), False, ("share_with",)),
)
"""Heading, whether it is folded until somebody wants it, and fields."""


class Section(NamedTuple):
    """A part of the form."""

    title: str
    folded: bool
    open: bool
    """A folded part with answers or mistakes in it stands open."""
    fields: tuple[forms.BoundField, ...]


class EntryFields(GuardedForm):
    """What the form of an entry has besides the paper's fields. `mentors`: with whom it can be shared now."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    overwrite = forms.BooleanField(widget=forms.HiddenInput, required=False)
    occurred_on = forms.DateField(
        label=_("Which day is it about?"),
        help_text=_("As near as you remember."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    lesson = forms.ChoiceField(label=_("Does it go back to a lesson or a practice task? (optional)"), required=False)
    share_with = forms.ChoiceField(
        label=_("Share it with"),
        help_text=_(
            "You can take it back until it is marked as read. Small worlds: if your mentor could know this family, choose another "
            "example or another mentor."
        ),
        widget=forms.RadioSelect,
        initial=ONLY_ME,
    )

    def __init__(
        self, *args: Any, mentors: Sequence[Relationship] = (), shared: bool = False, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mentors = {str(one.pk): one for one in mentors}
        self.today = today
        # Also what is saved while somebody types says which entry it belongs to.
        self.fields["client_id"].required = self.fields["revision"].required = True
        self.fields["occurred_on"].widget.attrs["max"] = today.isoformat()
        kind = cast("forms.ChoiceField", self.fields["kind"])
        # A list is shorter than buttons on a phone, and this is not what the entry is about.
        kind.widget = forms.Select()
        kind.choices = kind.choices
        self.fields["what_happened"].help_text = _("Your own words and acts. In at most 150 words.")
        cast("forms.ChoiceField", self.fields["lesson"]).choices = _lesson_choices()
        if self.mentors:
            cast("forms.ChoiceField", self.fields["share_with"]).choices = self._readers(shared=shared)
        else:
            del self.fields["share_with"]

    def clean_occurred_on(self) -> date | None:
        """Nothing has happened tomorrow."""
        day: date | None = self.cleaned_data["occurred_on"]
        if day and day > self.today:
            raise ValidationError(_("This day is still to come."), code="future")
        return day

    def sections(self) -> Iterator[Section]:
        """The fields that are seen, in parts."""
        seen = {field.name: field for field in self.visible_fields()}
        for title, folded, names in SECTIONS:
            fields = tuple(seen[name] for name in names if name in seen)
            if fields:
                used = any(field.errors or field.value() not in (None, "", [], ["", "", ""]) for field in fields)
                yield Section(str(title), folded, used, fields)

    @property
    def reader(self) -> Relationship | None:
        """With whom the writer shares it; None for nobody."""
        return self.mentors.get(self.cleaned_data.get("share_with", ONLY_ME))

    def draft(self) -> Draft:
        """What is to be saved, once the form is valid."""
        return _draft(self.cleaned_data, self.kept)

    def draft_as_typed(self, *, day: date) -> Draft:
        """What is to be saved while somebody types: also what would not be valid, except for a `day` that is none."""
        typed = {name: _shortened(self[name].value()) for name in self._texts()}
        day = self.cleaned_data.get("occurred_on") or day
        return _draft({**self.cleaned_data, **typed, "occurred_on": day}, self._kept_before)

    def _readers(self, *, shared: bool) -> list[tuple[str, str]]:
        people = [(key, str(one.mentor)) for key, one in self.mentors.items()]
        return [(ONLY_ME, str(_("Not now; I am still working on it") if shared else _("Only me"))), *people]


# Those above replace the paper's own question about readers.
EntryForm = cast("type[EntryFields]", type("EntryForm", (EntryFields, paper_form(PAPER)), {}))


def initial_of(entry: Entry) -> dict[str, Any]:
    """What the form of a stored entry begins with; for its author alone, as it opens the words."""
    words: Mapping[str, Any] = entry.words.opened() or {}
    return {
        **words,
        **dict.fromkeys(TICKS, entry.finished_at is not None),
        "client_id": entry.client_id,
        "revision": entry.revision,
        "kind": entry.kind,
        "occurred_on": entry.occurred_on,
        "indicators": entry.indicators,
        "lesson": entry.lesson_key,
        "share_with": str(entry.relationship_id) if entry.relationship_id and entry.state == "shared" else ONLY_ME,
    }


def kept_in(entry: Entry) -> frozenset[str]:
    """What the author has decided to keep in a stored entry."""
    return frozenset((entry.words.opened() or {}).get(KEPT, ()))


class CommentForm(GuardedForm):
    """Something to say about an entry."""

    words = forms.CharField(label=_("Comment"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))


class ReturnForm(GuardedForm):
    """Why an entry goes back to its author."""

    prefix = "return"
    reason = forms.ChoiceField(label=_("Why does it go back?"), choices=ReturnReason.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What do you want to say?"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ShareForm(TextForm):
    """With which mentor an entry is shared."""

    reader = forms.ChoiceField(label=_("Share with"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, mentors: Sequence[Relationship], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mentors = {str(one.pk): one for one in mentors}
        field = cast("forms.ChoiceField", self.fields["reader"])
        field.choices = [(key, str(one.mentor)) for key, one in self.mentors.items()]
        if len(self.mentors) == 1:
            field.initial = next(iter(self.mentors))

    @property
    def relationship(self) -> Relationship:
        """The one that was chosen."""
        return self.mentors[self.cleaned_data["reader"]]


def _draft(answers: Mapping[str, Any], kept: frozenset[str]) -> Draft:
    _facts, words = split(answers, PAPER)
    indicators = words.pop("indicators", [])
    return Draft(
        kind=answers.get("kind") or Entry.Kind.PRACTICE,
        occurred_on=answers["occurred_on"],
        indicators=tuple(indicators),
        lesson_key=answers.get("lesson") or "",
        words={key: _lines(value) for key, value in words.items()},
        kept=kept,
    )


def _lines(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _shortened(value: Any) -> str:
    return str(value or "")[:LONGEST]


def _lesson_choices() -> list[Any]:
    groups = [(f"{module.number} · {module.title}", list(_choices_in(module))) for module in modules_to_write_about()]
    return [("", "—"), *groups]


def _choices_in(module: Module) -> Iterator[tuple[str, str]]:
    for step in module.of_kind("lesson"):
        yield step.content_key, step.title
    if module.has_practice_task:
        yield module.content_key, str(_("The practice task"))
