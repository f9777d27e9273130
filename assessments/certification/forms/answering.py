"""The form by which something that was asked for is answered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.certification.forms.requests import LONGEST, day_input
from assessments.certification.services.answering import Answer
from assessments.mentoring.forms.guarded import GuardedForm

LABELS: Mapping[str, Mapping[str, Promise]] = {
    "claim": {
        "accept": _("Recognise it: it counts in place of the requirement"),
        "partly": _("Recognise a part: the requirement stays"),
        "reject": _("Do not recognise it"),
        "ask": _("Ask the learner first"),
    },
    "extension": {"grant": _("Give more time"), "refuse": _("Leave the day as it is")},
    "appeal": {
        "take_up": _("I hear it, and answer later"),
        "uphold": _("The learner is right: it is looked at anew"),
        "dismiss": _("It stays as it was decided"),
    },
    "attestation": {
        "give": _("Yes, I vouch for it"),
        "decline": _("No, I do not"),
        "take_back": _("I take back what I said"),
    },
    "paper": {
        "verify": _("It is as entered, and I have seen the original"),
        "refuse": _("Send it back, and say why"),
    },
    "evidence": {"verify": _("The hours were worked"), "refuse": _("The hours were not worked like this")},
}
"""What was asked → what can be answered, in words."""


class AnswerForm(GuardedForm):
    """What, and why; with what belongs to each kind of question."""

    guarded_fields = ("words",)

    outcome = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    seen = forms.BooleanField(label=_("I have seen the original"), required=False)
    acted_on = forms.DateField(
        label=_("About which day?"),
        required=False,
        widget=day_input(),
        help_text=_("The day on which it was so, or was done: it counts from that day. Empty: today."),
    )
    until = forms.DateField(label=_("Until when"), required=False, widget=day_input())
    words = forms.CharField(
        label=_("In a sentence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        help_text=_("The learner reads it."),
    )

    def __init__(
        self, *args: Any, machine: str, outcomes: Sequence[str], asked_until: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Your answer"),
            widget=forms.RadioSelect,
            choices=[(outcome, LABELS[machine][outcome]) for outcome in outcomes],
        )
        self.fields["until"].initial = asked_until
        for name, needed in (
            ("seen", machine in ("claim", "paper")),
            ("until", machine == "extension"),
            ("acted_on", "give" in outcomes),
        ):
            if not needed:
                del self.fields[name]
        if machine == "evidence":
            del self.fields["words"]

    @property
    def said(self) -> Answer:
        """What the service takes."""
        given = self.cleaned_data
        return Answer(
            words=given.get("words", ""),
            seen=given.get("seen", False),
            until=given.get("until"),
            acted_on=given.get("acted_on"),
        )
