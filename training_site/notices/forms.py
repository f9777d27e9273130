"""The forms of this app: a message to many, and a person's hours."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from training_site.notices import kept, quiet
from training_site.notices.messages import OWN, PLACEHOLDERS, TEMPLATES, Said, unfit_gaps, unknown_gaps
from training_site.notices.models import OwnTemplate, TemplateWords
from training_site.notices.recipients import SEPARATOR
from training_site.notices.services.writing import Draft
from training_site.people.models import Organisation

KEPT = "kept:"
"""Begins the choice of a template that an organisation keeps."""


class WriteForm(forms.Form):
    """To whom, and what."""

    to = forms.ChoiceField(label=gettext_lazy("To whom"))
    template = forms.ChoiceField(
        label=gettext_lazy("What"),
        widget=forms.RadioSelect,
        choices=[],
        help_text=gettext_lazy("Ours go out in the language of each reader."),
    )
    subject = forms.CharField(label=gettext_lazy("Subject, in your own words"), required=False, max_length=120)
    body = forms.CharField(
        label=gettext_lazy("Message, in your own words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    no_child = forms.BooleanField(label=gettext_lazy("Nothing in my own words tells who a child is."), required=False)

    def __init__(
        self,
        *args: Any,
        lists: list[tuple[str, list[tuple[str, str]]]],
        words: Sequence[TemplateWords] = (),
        **kwargs: Any,
    ) -> None:
        """`words`: what the templates of the sender's organisations say now."""
        super().__init__(*args, **kwargs)
        self.words = {f"{KEPT}{one.pk}": one for one in words}
        self.fields["to"].choices = [("", _("Choose…")), *lists]  # type: ignore[attr-defined]  # a ChoiceField
        ours = [(template.key, f"{template.title}: {template.subject}") for template in TEMPLATES]
        theirs = [(key, f"{one.template.title} ({one.template.organisation.name})") for key, one in self.words.items()]
        self.fields["template"].choices = [*ours, *theirs, (OWN, _("My own words"))]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["body"].help_text = gaps_help()

    def clean(self) -> dict[str, Any]:
        """Own words need both parts, known gaps, and a look at what they tell."""
        given = super().clean() or self.cleaned_data
        if given.get("template") != OWN:
            return given
        for name in ("subject", "body"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _("Your own words are missing."))
            if unknown := unknown_gaps(given.get(name) or ""):
                self.add_error(name, _("Nothing can be filled in for %(gaps)s.") % {"gaps": ", ".join(unknown)})
        if not given.get("no_child"):
            self.add_error("no_child", _("Look through your words, and say so here."))
        return given

    def draft(self) -> Draft:
        """What the valid form says."""
        given = self.cleaned_data
        source, _sep, value = given["to"].partition(SEPARATOR)
        if words := self.words.get(given["template"]):
            return Draft(source=source, value=value, template=OWN, said=kept.said_in(words), words=words.pk)
        own = given["template"] == OWN
        said = Said(given["subject"], given["body"]) if own else Said("", "")
        return Draft(source=source, value=value, template=given["template"], said=said)


class TemplateForm(forms.Form):
    """A template of an organisation: for whom it is kept, what it is called, what it says."""

    organisation = forms.ModelChoiceField(label=gettext_lazy("Organisation"), queryset=Organisation.objects.none())
    title = forms.CharField(label=gettext_lazy("Title, for those who write"), max_length=80)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=120)
    body = forms.CharField(label=gettext_lazy("Message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}))
    no_child = forms.BooleanField(label=gettext_lazy("Nothing in my own words tells who a child is."))

    def __init__(
        self,
        *args: Any,
        places: QuerySet[Organisation] | None = None,
        template: OwnTemplate | None = None,
        **kwargs: Any,
    ) -> None:
        """For a new one in one of `places`, or for other words in a `template`."""
        super().__init__(*args, **kwargs)
        self.fields["body"].help_text = gaps_help()
        if template is not None:
            del self.fields["organisation"], self.fields["title"]
        elif places is not None:
            self.fields["organisation"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        """Every gap is one that something fills."""
        given = super().clean() or self.cleaned_data
        for name in ("subject", "body"):
            if unfit := unfit_gaps(given.get(name) or ""):
                self.add_error(name, _("Nothing can be filled in for %(gaps)s.") % {"gaps": ", ".join(unfit)})
        return given

    @property
    def said(self) -> Said:
        """What the valid form says."""
        return Said(self.cleaned_data["subject"], self.cleaned_data["body"])


def gaps_help() -> str:
    """Which gaps there are."""
    gaps = ", ".join(f"{{{gap}}} ({means})" for gap, means in PLACEHOLDERS.items())
    return _("Plain text. These are filled in for each reader: %(gaps)s.") % {"gaps": gaps}


class PreferencesForm(forms.Form):
    """When e-mail may come, and whether messages to many are wanted."""

    messages = forms.BooleanField(
        label=gettext_lazy("Messages that coordinators write to many at once are for me, too."), required=False
    )
    quiet_from = forms.TimeField(
        label=gettext_lazy("No e-mail from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=gettext_lazy("until"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("The same time twice: e-mail may come at any hour. What is urgent comes at once."),
    )
    zone = forms.ChoiceField(label=gettext_lazy("On the clock of"), required=False)

    def __init__(self, *args: Any, usual: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(zone, zone.replace("_", " ")) for zone in quiet.ZONES]
        self.fields["zone"].choices = [("", _("as usual for my language (%(zone)s)") % {"zone": usual}), *shown]  # type: ignore[attr-defined]  # a ChoiceField
