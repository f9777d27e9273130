"""The forms of a bank and of a question at the editor's desk."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from assessments.models import Question, QuestionBank
from assessments.selectors.questions import changeable
from assessments.services import questions
from modules.fields import MarkdownFormField
from modules.forms import leading_to_its_line
from training_site.people.models import Organisation, User
from training_site.people.permissions import scopes_of
from training_site.people.roles import Permission


class BankForm(WagtailAdminModelForm):
    """A bank of an organisation below which the editor works, or of everybody."""

    class Meta:
        model = QuestionBank
        fields = ("title", "key", "organisation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = _organisations_of(self.for_user)
        # Quizzes name the bank by its key.
        self.fields["key"].disabled = self.instance.pk is not None


class QuestionForm(WagtailAdminModelForm):
    """One question: its text in the dialect, and what is said about it."""

    text = MarkdownFormField(
        label=_("Question"),
        help_text=_(
            "One activity, from “:::” to “:::”. Its options say the rest: outcome=m05-lo2 thinking=application critical."
        ),
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.WAGTAIL_CONTENT_LANGUAGES)

    class Meta:
        model = Question
        fields = ("bank", "language", "text", "status", "difficulty", "tags")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank"].queryset = changeable(self.for_user, today=timezone.localdate())
        if self.instance.pk is not None:
            self.fields["text"].initial = self.instance.version.source
            for name in ("bank", "language"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """A text that is a question; every error leads to its line."""
        cleaned: dict[str, Any] = super().clean()
        text, bank, language = (cleaned.get(name) for name in ("text", "bank", "language"))
        if text and bank and language:
            try:
                self._read(text, bank, language)
            except questions.NotAQuestion as error:
                self.add_error("text", ValidationError([leading_to_its_line(each) for each in error.problems]))
        return cleaned

    def keep(self, *, by: User, now: datetime) -> Question:
        """The question, written or revised."""
        said = self.cleaned_data
        described = questions.Described(status=said["status"], difficulty=said["difficulty"], tags=tuple(said["tags"]))
        if self.instance.pk is not None:
            return questions.revise(question=self.instance, text=said["text"], described=described, by=by, now=now)
        return questions.add(
            bank=said["bank"], language=said["language"], text=said["text"], described=described, by=by, now=now
        )

    def _read(self, text: str, bank: QuestionBank, language: str) -> None:
        if self.instance.pk is not None:
            questions.read_again(text, key=self.instance.key)
        else:
            questions.read(text, taken=questions.keys_of(bank, language))


def _organisations_of(person: Any) -> Any:
    """Where somebody edits the curriculum."""
    if person.is_superuser:
        return Organisation.objects.order_by("path")
    found = Organisation.objects.none()
    for scope in scopes_of(person, Permission.EDIT_CURRICULUM, today=timezone.localdate()):
        found = found | Organisation.objects.filter(path__startswith=scope.path)
    return found.order_by("path")
