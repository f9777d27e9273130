"""What the register of sources has not confirmed is stated only where the lesson says so.

`sources.toml` lists each such statement with the words by which it can be recognised. Whether a sentence means it, a program
does not see: it looks for all the words in one paragraph, and accepts a lesson that says in the same paragraph, or in one of
its callouts beside the key of the source, that something is not verified. The rest is for people who review.
"""

import re
from collections.abc import Iterator
from typing import Any

from modules import conventions
from modules.services.content_files import Finding
from modules.services.strict.edition import Edition, Text, rows
from modules.services.strict.passages import Passage

_SAID = re.compile(
    r"\b(?:unverified|(?:not|nor)\b[^.]{0,40}\b(?:verified|checked|confirmed|read)|to be confirmed|to check)\b",
    re.IGNORECASE,
)
"""How an English lesson says it. Other languages are not looked at: their editors translate the callout."""


def unverified(edition: Edition) -> Iterator[Finding]:
    """Paragraphs that state what the register marks as unconfirmed, in lessons that do not say so."""
    if edition.language != "en":
        return
    marked = [row for file in edition.tables("sources") for row in rows(file, "unverified")]
    for lesson in edition.lessons:
        for passage in lesson.prose:
            for row in marked:
                if _states(passage, row) and not _says_so(lesson, passage, str(row.get("source", ""))):
                    message = (
                        f"{row.get('source')} has not been checked for this: {row.get('text')}; "
                        f"say so in '{conventions.SOURCES['en']}', or leave it out"
                    )
                    yield lesson.finding("unverified-fact", passage.line, message)


def _states(passage: Passage, row: dict[str, Any]) -> bool:
    text = passage.text.casefold()
    signs = [str(sign).casefold() for sign in row.get("signs", ())]
    return bool(signs) and all(sign in text for sign in signs)


def _says_so(lesson: Text, passage: Passage, source: str) -> bool:
    noted = (each.text for each in lesson.prose if each.alert and source in each.text)
    return any(_SAID.search(text) for text in (passage.text, *noted))
