"""The editor of a text on a page of its own: the real widget, styles and scripts, and a server made of what a test says."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Request, Route

import modules
from modules.widgets import MarkdownTextarea

STATIC = Path(modules.__file__).parent / "static" / "modules"
SITE = "http://site.test"
TYPES = {".js": "text/javascript", ".css": "text/css"}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Edit</title><link rel="stylesheet" href="/static/source_textarea.css">
<link rel="stylesheet" href="/static/editor/markdown_editor.css"><body><main>
<form><input type="hidden" name="csrfmiddlewaretoken" value="token"><label for="id_body">Text</label><div data-field>{editor}</div></form></main>
<script src="/static/source_textarea.js"></script><script type="module" src="/static/editor/markdown_editor.js"></script>"""


class Editor:
    """An editor in a browser."""

    def __init__(self, page: Page, text: str = "", *, report: str = "", **options: Any) -> None:
        """`report`: what the server answers when it is asked about the text; empty: it is not asked."""
        self.page = page
        self.report = report
        self.status = 200
        self.asked: list[Request] = []
        widget = MarkdownTextarea(attrs={"rows": 24})
        widget.holds_activities = True
        widget.check_url = "/check/" if report else ""
        for name, value in options.items():
            setattr(widget, name, value)
        self.html = PAGE.format(editor=widget.render("body", text, {"id": "id_body"}))
        page.route(f"{SITE}/**", self._serve)
        page.goto(f"{SITE}/")

    def _serve(self, route: Route) -> None:
        request = route.request
        path = STATIC / request.url.partition("/static/")[2]
        if request.method == "POST":
            self.asked.append(request)
            route.fulfill(status=self.status, body=self.report, content_type="text/html")
        elif path.suffix in TYPES:
            route.fulfill(body=path.read_text(encoding="utf-8"), content_type=TYPES[path.suffix])
        else:
            route.fulfill(body=self.html, content_type="text/html")

    @property
    def text(self) -> Locator:
        """The text."""
        return self.page.get_by_role("textbox", name="Text")

    @property
    def menu(self) -> Locator:
        """The menu of examples."""
        return self.page.get_by_role("listbox", name="Activities")

    def write(self, text: str, start: int, end: int | None = None) -> None:
        """Begin anew with a text and a caret in it, or a chosen stretch of it."""
        self.text.evaluate("(text, value) => { text.value = value; }", text)
        self.choose(start, end)

    def choose(self, start: int, end: int | None = None) -> None:
        """Put the caret somewhere, or choose a stretch of the text."""
        self.text.evaluate(
            "(text, [start, end]) => { text.focus(); text.setSelectionRange(start, end); }",
            [start, start if end is None else end],
        )

    def chosen(self) -> str:
        """The stretch that is chosen."""
        found: str = self.text.evaluate("text => text.value.slice(text.selectionStart, text.selectionEnd)")
        return found

    def paste(self, *, html: str, plain: str = "plain") -> None:
        """Paste as a word processor's clipboard would."""
        self.text.evaluate(
            """(text, [html, plain]) => {
                const data = new DataTransfer();
                data.setData("text/html", html);
                data.setData("text/plain", plain);
                text.focus();
                const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
                if (text.dispatchEvent(event)) document.execCommand("insertText", false, plain);
            }""",
            [html, plain],
        )
