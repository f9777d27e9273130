"""The editor's forms: what is published has no errors; a draft may have any."""

from typing import Any

from django.core.exceptions import ValidationError
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

    def clean_body(self) -> str:
        """The text as it is kept: with a name for everything that answers hang on, so that none is lost by later edits.

        A text that is refused comes back as it was typed, so that its lines are those of the messages.
        """
        typed: str = self.cleaned_data["body"]
        named = naming.named(typed)
        return typed if not self.is_deferred_validation and publishing.errors(named) else named

    def obstacles(self, cleaned: dict[str, Any]) -> list[tuple[str, str]]:
        """The text's errors besides, each a button that leads to its line."""
        found = publishing.page_errors(self.instance, cleaned.get("body", ""))
        return [*super().obstacles(cleaned), *(("body", leading_to_its_line(problem)) for problem in found)]


def leading_to_its_line(problem: Problem) -> SafeString:
    """A problem as a button that leads to its line in the text beside which it stands."""
    mistake = '<button type="button" class="source-text-mistake" data-line="{}">{}</button>'
    return format_html(mistake, problem.line, publishing.said(problem))
