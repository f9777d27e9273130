"""The small forms on the page of a record: a remark, sending back, opening again, taking back, adding."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.forms.guarded import GuardedForm, TextForm
from assessments.mentoring.models import Addendum

WORDS_LENGTH = 3000


def _words(label: Any, *, rows: int = 3) -> forms.CharField:
    return forms.CharField(label=label, max_length=WORDS_LENGTH, widget=forms.Textarea(attrs={"rows": rows}))


class RemarkForm(GuardedForm):
    """Something to say about a record."""

    prefix = "remark"
    use_required_attribute = False
    words = _words(_("Your remark"))


class SendBackForm(GuardedForm):
    """What should be changed."""

    prefix = "send-back"
    use_required_attribute = False
    words = _words(_("What should be changed?"))


class ReopenForm(TextForm):
    """Why a frozen record is opened again."""

    prefix = "reopen"
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[
            ("correction", _("Something is not right")),
            ("omission", _("Something is missing")),
            ("other", _("Another reason")),
        ],
        widget=forms.RadioSelect,
    )


class VoidForm(TextForm):
    """Why a record is taken back for good."""

    prefix = "void"
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[
            ("mistake", _("It was begun by mistake")),
            ("wrong_session", _("It belongs to another session")),
            ("not_held", _("The session did not take place")),
            ("other", _("Another reason")),
        ],
        widget=forms.RadioSelect,
    )


class AddendumForm(GuardedForm):
    """What is added to a signed record."""

    prefix = "addendum"
    use_required_attribute = False
    reason = forms.ChoiceField(label=_("Why is it added?"), choices=Addendum.Reason.choices)
    words = _words(_("What is added"), rows=4)
