"""How a trainer edits a source text: a large plain textarea that says which line the cursor is on; for Markdown, with tools."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from modules import editing_words


class SourceTextarea(forms.Textarea):
    """A textarea in one width of letters, with the number of the line below it where scripts run."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"rows": 16, "cols": 100, "class": "source-text", "spellcheck": "true", "data-line-text": _("Line")}
        super().__init__({**usual, **(attrs or {})})

    class Media:
        css = {"all": ["modules/source_textarea.css"]}
        js = ["modules/source_textarea.js"]


class MarkdownTextarea(SourceTextarea):
    """A textarea with a toolbar, and for a text in the dialect with examples of every activity and a report on what is noticed.

    The form says whose text it is by the attributes below.
    """

    holds_activities = False
    check_url = ""
    """Where the text is asked about while it is typed; empty: nowhere."""
    draft_url = ""
    """Where the page is seen as it was saved last; empty for one that has not been."""
    report_of: Callable[[str], str] | None = None
    """What is noticed in a text, as HTML."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The textarea inside its editor."""
        textarea = super().render(name, value, attrs, renderer)
        return SafeString(render_to_string("modules/markdown_editor.html", {
            "textarea": textarea,
            "field_id": (attrs or {}).get("id", f"id_{name}"),
            "tools": editing_words.tools(holds_activities=self.holds_activities),
            "table": editing_words.table(),
            "examples": editing_words.examples() if self.holds_activities else (),
            "check_url": self.check_url,
            "report": SafeString(self.report_of(str(value or ""))) if self.report_of else "",
            "draft_url": self.draft_url,
        }))  # fmt: skip

    class Media:
        css = {"all": ["modules/editor/markdown_editor.css"]}
        js = [forms.Script("modules/editor/markdown_editor.js", type="module")]
