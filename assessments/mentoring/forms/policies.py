"""The policy of an organisation as a form: its numbers and choices, the lines of the rhythm, what is asked before the certificate."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.mentoring.framework import bands, required
from assessments.mentoring.framework.papers.reader import paper
from assessments.mentoring.framework.policy import NUMBERS, Policy, UnreadablePolicy

LABELS: Mapping[str, Promise] = {
    "tolerance_days": _("Days late that still count as kept"),
    "group_counts_pct": _("Group sessions that may stand in for individual ones, in percent"),
    "mentor_load_most": _("Learners of one mentor, at most"),
    "group_smallest": _("Members of a group, at least"),
    "group_largest": _("Members of a group, at most"),
    "protected_hours_weekly": _("Protected hours for learning in a week"),
    "late_after_days": _("Marked as late after so many days"),
    "late_limit_days": _("Needs the confirmation of a coordinator after so many days"),
    "signature_deadline_days": _("Days between the first and the second signature, at most"),
    "observation_deadline_days": _("Days in which an observation is finished"),
    "reobserve_within_days": _("Days in which practice is observed again after a safety-critical lapse"),
    "retention_log_months": _("Words of the log are deleted so many months after the programme"),
    "retention_observation_months": _("Words of observations are deleted so many months after the programme"),
    "retention_years": _("Records are deleted so many years after a pair has ended"),
    "private_note_ttl_days": _("Private notes are deleted so many days after a pair has ended"),
    "access_grace_days": _("Days in which a former mentor still reads what they signed"),
    "mentor_may_be_line_manager": _("May the mentor be the line manager?"),
    "case_refs_allowed": _("May a record speak of a child by a code?"),
    "moderation_required": _("Does somebody who judged nothing before look at the final decision?"),
    "confidentiality_notice": _("Version of the confidentiality notice"),
}
CHOICES: Mapping[str, list[tuple[str, Promise]]] = {
    "mentor_may_be_line_manager": [
        ("no", _("No")),
        ("with_second_reader", _("Only with a second reader, an assessor")),
        ("yes", _("Yes")),
    ],
    "case_refs_allowed": [("pseudonym_only", _("By a code only")), ("none", _("Never"))],
    "moderation_required": [("yes", _("Yes")), ("no", _("No"))],
}
SECTIONS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (
        _("People"),
        (
            *("mentor_load_most", "mentor_may_be_line_manager", "group_smallest", "group_largest"),
            *("protected_hours_weekly", "moderation_required"),
        ),
    ),
    (
        _("Deadlines"),
        (
            *("tolerance_days", "group_counts_pct", "late_after_days", "late_limit_days"),
            *("signature_deadline_days", "observation_deadline_days", "reobserve_within_days"),
        ),
    ),
    (
        _("What is kept, and how long"),
        (
            *("case_refs_allowed", "retention_log_months", "retention_observation_months", "retention_years"),
            *("private_note_ttl_days", "access_grace_days", "confidentiality_notice"),
        ),
    ),
)
KINDS: Mapping[str, Promise] = {
    "individual": _("Individual session"),
    "log": _("Log entry"),
    "group": _("Group tutorial"),
    "observation": _("Direct observation"),
    "review": _("Progress review"),
    "simulation": _("Simulation"),
    "work_product": _("Work seen in the office"),
    "feedback": _("Feedback from others"),
}
STAGES: Mapping[str, Promise] = {
    "training": _("Until the certificate"),
    "certified": _("After the certificate"),
}
PHASES: Mapping[str, Promise] = {
    "any": _("In any phase"),
    "assessment": _("In assessment"),
    "preparation": _("In preparation"),
    "follow_up": _("In follow-up"),
}


def _whole(label: Any, *, is_required: bool = False) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, required=is_required, min_value=0, max_value=999, widget=widget)


def _one_of(label: Any, labels: Mapping[str, Promise], keys: tuple[str, ...]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *((key, labels[key]) for key in keys)])


class BandForm(forms.Form):
    """One line of the rhythm. A line without a kind is left out."""

    kind = _one_of(_("What"), KINDS, bands.KINDS)
    stage = _one_of(_("When"), STAGES, bands.STAGES)
    from_month = _whole(_("From month"))
    to_month = _whole(_("To month"))
    every = forms.CharField(label=_("Every"), required=False, max_length=20)
    times = _whole(_("Or times"))
    min_minutes = _whole(_("Minutes"))


class RequiredForm(forms.Form):
    """One line of what is asked before the certificate. A line without a kind is left out."""

    kind = _one_of(_("What"), KINDS, required.KINDS)
    phase = _one_of(_("Where"), PHASES, tuple(required.PHASES))
    count = _whole(_("How many"))
    observers = _whole(_("Different people"))


BandForms = forms.formset_factory(BandForm, extra=2, max_num=40)
RequiredForms = forms.formset_factory(RequiredForm, extra=1, max_num=20)


@dataclass(frozen=True)
class Section:
    """A heading, and the fields below it."""

    title: str
    fields: tuple[BoundField, ...]


class PolicyForm(forms.Form):
    """Numbers and choices, with the lines of the rhythm and of the evidence as `bands` and `evidence`."""

    use_required_attribute = False
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    """The version that was on the page."""

    def __init__(self, data: Any = None, *, policy: Policy, number: int) -> None:
        values = policy.as_values()
        initial = {**values, "moderation_required": "yes" if policy.moderation_required else "no", "number": number}
        super().__init__(data, initial=initial)
        for name, label in LABELS.items():
            self.fields[name] = _field(name, label)
        self.bands = BandForms(data, initial=values["bands"], prefix="bands")
        self.evidence = RequiredForms(data, initial=values["required_evidence"], prefix="evidence")
        self.policy = policy

    def clean(self) -> dict[str, Any]:
        """Read the whole policy; what is wrong with it stands at the field it is about."""
        answers: dict[str, Any] = super().clean() or {}
        if not (self.bands.is_valid() and self.evidence.is_valid()):
            self.add_error(None, _("Look at the lines of the rhythm and of the evidence: a number is not one."))
        if self.errors:
            return answers
        values = {name: answers[name] for name in LABELS}
        values["moderation_required"] = answers["moderation_required"] == "yes"
        values["bands"] = [_line(row) for row in self.bands.cleaned_data if row.get("kind")]
        values["required_evidence"] = [_line(row) for row in self.evidence.cleaned_data if row.get("kind")]
        try:
            self.policy = Policy.read(values)
        except UnreadablePolicy as unreadable:
            for name, sentences in unreadable.problems.items():
                for sentence in sentences:
                    self.add_error(name if name in self.fields else None, sentence.put(_now, ngettext))
        return answers

    def sections(self) -> Iterator[Section]:
        """Numbers and choices, by heading."""
        for title, names in SECTIONS:
            yield Section(str(title), tuple(self[name] for name in names))


def _field(name: str, label: Any) -> forms.Field:
    if name in CHOICES:
        return forms.ChoiceField(label=label, choices=CHOICES[name], widget=forms.RadioSelect)
    if name == "confidentiality_notice":
        versions = range(1, paper("confidentiality_notice").version + 1)
        return forms.TypedChoiceField(label=label, coerce=int, choices=[(number, str(number)) for number in versions])
    least, most = NUMBERS[name]
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    help_text = _("From %(least)d to %(most)d.") % {"least": least, "most": most}
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, help_text=help_text)


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in of a line."""
    return {name: value for name, value in row.items() if value not in (None, "")}
