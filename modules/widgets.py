"""How a trainer edits a source text: a large plain textarea that says which line the cursor is on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SourceTextarea(forms.Textarea):
    """A textarea in one width of letters, with the number of the line below it where scripts run."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"rows": 16, "cols": 100, "class": "source-text", "spellcheck": "true", "data-line-text": _("Line")}
        super().__init__({**usual, **(attrs or {})})

    class Media:
        css = {"all": ["modules/source_textarea.css"]}
        js = ["modules/source_textarea.js"]
