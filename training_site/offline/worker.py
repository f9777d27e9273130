"""The worker's program as it is sent: one line that says what to keep, and worker.js.

Its version is the SHA-256 of everything it holds but the danger page, which differs from person to person and is fetched when it is
needed. So a browser fetches what is kept once more exactly when something of it has changed.
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

PROGRAM = Path(__file__).with_name("worker.js")
FILES = ("design/css/site.css", "design/img/mark.svg")
"""Static files without which the kept pages would not look like ours."""


class Program(NamedTuple):
    """The text of the program, and what it is called until something changes."""

    text: str
    version: str


@cache
def program(language: str) -> Program:
    """The program for readers of a language; made once in a process, because its parts change with a release only."""
    text = PROGRAM.read_text(encoding="utf-8")
    kept = {
        "contacts": reverse("people:danger"),
        "offline": reverse("offline:page"),
        "files": [static(name) for name in FILES],
    }
    with translation.override(language):
        parts = [text, json.dumps(kept), page(), *(_content(name) for name in FILES)]
    version = sha256("\0".join(parts).encode()).hexdigest()[:20]
    return Program(f"const KEPT = {json.dumps(kept | {'version': version})};\n{text}", version)


def page() -> str:
    """The page that says there is no connection, in the active language. It is rendered without a request, so it cannot say who asked."""
    return render_to_string("offline/offline.html")


def _content(name: str) -> str:
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return Path(found).read_text(encoding="utf-8")
