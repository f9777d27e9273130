"""The editor's forms: what is published has no errors; a draft may have any."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.forms import WagtailAdminPageForm

from modules.dialect import naming
from modules.dialect.problems import Problem
from modules.services import page_values, publishing


class CurriculumPageForm(WagtailAdminPageForm):
    """The form of any page of the curriculum. Lists and tables must have the shape their file has."""

    def clean(self) -> dict[str, Any]:
        """Check the page as it would be published; a draft is only read."""
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            for name, message in self.obstacles(cleaned):
                self.add_error(name if name in self.fields else None, ValidationError(message, code="curriculum"))
        return cleaned

    def obstacles(self, cleaned: dict[str, Any]) -> list[tuple[str, str]]:
        """Field and message for everything that stands in the way of publishing."""
        return page_values.faults(type(self.instance), cleaned)


class MarkdownPageForm(CurriculumPageForm):
    """The form of a page with a text in the dialect: every error is named with its line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            self._equip(self.fields["body"].widget)

    def _equip(self, editor: forms.Widget) -> None:
        """Tell the editor of the text whose text it is."""
        page, parent = self.instance, self.parent_page
        saved = bool(page.pk)
        editor.holds_activities = True
        editor.check_url = (
            reverse("modules_check_text", args=[page.pk if saved else parent.pk]) if saved or parent else ""
        )
        editor.draft_url = reverse("wagtailadmin_pages:view_draft", args=[page.pk]) if saved else ""
        editor.attrs["lang"] = page.locale.language_code if page.locale_id else parent.locale.language_code

    def clean_body(self) -> str:
        """The text as it is kept: with a name for everything that answers hang on, so that none is lost by later edits.

        A text that is refused comes back as it was typed, so that its lines are those of the messages.
        """
        typed: str = self.cleaned_data["body"]
        named = naming.named(typed)
        return typed if not self.is_deferred_validation and publishing.errors(named) else named

    def obstacles(self, cleaned: dict[str, Any]) -> list[tuple[str, str]]:
        """The text's errors besides, each a button that leads to its line."""
        found = publishing.errors(cleaned.get("body", ""))
        return [*super().obstacles(cleaned), *(("body", _leading_to_its_line(problem)) for problem in found)]


def _leading_to_its_line(problem: Problem) -> SafeString:
    mistake = '<button type="button" class="source-text-mistake" data-line="{}">{}</button>'
    return format_html(mistake, problem.line, publishing.said(problem))
