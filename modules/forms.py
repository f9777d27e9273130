"""The editor's forms: what is published has no errors; a draft may have any."""

from typing import Any

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminPageForm

from modules import report_words
from modules.dialect import naming
from modules.dialect.problems import Problem
from modules.models import MarkdownPage
from modules.services import page_values, publishing, text_reports
from modules.widgets import MarkdownTextarea

TEXT_AS_KEPT = "body-as-kept"
"""Under which name the editor of the text is told how it was kept; `naming.js` knows it, too."""


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
        """Field and message for what no page of this kind may be published with."""
        return [(name, message.said(gettext)) for name, message in page_values.faults(type(self.instance), cleaned)]


class MarkdownPageForm(CurriculumPageForm):
    """The form of a page with a text in the dialect.

    A text with errors is a draft like any other: it is saved in any case. That it is not published is the business of the hook that
    Wagtail asks between saving and publishing.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        editor = self.fields["body"].widget if "body" in self.fields else None
        if isinstance(editor, MarkdownTextarea):
            self._equip(editor)

    def clean_body(self) -> str:
        """The text as it is kept: with a name for everything that answers hang on, so that none is lost by later edits."""
        return naming.named(self.cleaned_data["body"])

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After a save in the background: the text as it was kept, where names were written into it. Its name is that of no field.

        Wagtail would put the value of a field into the form whatever was typed meanwhile; the editor looks first.
        """
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        sent = str(self.data.get(self.add_prefix("body"), "")).replace("\r\n", "\n")
        kept = str(self.cleaned_data.get("body", sent))
        return updates if kept == sent else [*updates, (TEXT_AS_KEPT, kept)]

    def save(self, commit: bool = True) -> MarkdownPage:  # noqa: FBT001, FBT002  # Django's signature
        """Save the page. Wagtail puts a new one into the tree before it asks whether it may be published: it waits there as a draft."""
        if self.instance.pk is None and publishing.page_errors(self.instance):
            self.instance.live = False
        page: MarkdownPage = super().save(commit=commit)
        return page

    def _equip(self, editor: MarkdownTextarea) -> None:
        """Tell the editor of the text whose text it is."""
        page, parent = self.instance, self.parent_page
        where = page if page.pk else parent
        if where is None:
            return
        language = where.locale.language_code
        editor.holds_activities = True
        editor.check_url = reverse("modules_check_text", args=[where.pk])
        editor.draft_url = reverse("wagtailadmin_pages:view_draft", args=[page.pk]) if page.pk else ""
        editor.report_of = lambda source: _report(source, language, publishing.kind_of(page))
        editor.attrs["lang"] = language


def leading_to_its_line(problem: Problem) -> SafeString:
    """A problem as a button that leads to its line in the text beside which it stands."""
    mistake = '<button type="button" class="source-text-mistake" data-line="{}">{}</button>'
    return format_html(mistake, problem.line, publishing.said(problem))


def _report(source: str, language: str, kind: str) -> str:
    """What is noticed in the text as it was saved last, for the editor to begin with."""
    report = text_reports.report(source=source, language=language, kind=kind)
    return render_to_string("modules/text_report.html", report_words.shown(report, is_lesson=False, weight=None))
