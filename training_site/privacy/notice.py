"""The privacy notice: one Markdown file for each version and language, with a heading "What has changed" where it had a version before.

The first line is the title. The hash of the file is what a person agrees to, in the language in which they read it. The English text comes
first: a version begins with it, and a translation that is missing is read in English.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import nh3
from markdown_it import MarkdownIt

FOLDER = Path(__file__).parent / "texts"
FILE = re.compile(r"(?P<version>[1-9][0-9]*)\.(?P<language>[a-z]{2})\.md")
SOURCE = "en"
CHANGES = {
    "en": "What has changed",
    "nl": "Wat er veranderd is",
    "uk": "Що змінилося",
    "km": "អ្វីដែលបានផ្លាស់ប្តូរ",
}
"""Language → the heading under which a new version says what is new."""


@dataclass(frozen=True, kw_only=True)
class PrivacyNotice:
    """One version."""

    version: int
    language: str
    title: str
    html: str
    """Safe."""
    changes_title: str
    changes_html: str
    """Safe; empty for the first version."""
    sha256: str

    @property
    def is_translated(self) -> bool:
        """Whether a machine has helped to write it: all but the source."""
        return self.language != SOURCE


def current(language: str = SOURCE) -> PrivacyNotice:
    """The newest version, in a language where it is there in it."""
    texts = newest(FOLDER)
    return texts.get(language, texts[SOURCE])


@lru_cache(maxsize=4)
def newest(folder: Path) -> Mapping[str, PrivacyNotice]:
    """Language → the text of the newest version that is there in the source's language."""
    found = {
        (int(name["version"]), name["language"]): file
        for file in folder.iterdir()
        if (name := FILE.fullmatch(file.name))
    }
    latest = max(version for version, language in found if language == SOURCE)
    return {
        language: read(file.read_text(encoding="utf-8"), version=version, language=language)
        for (version, language), file in sorted(found.items())
        if version == latest
    }


def texts() -> Mapping[str, PrivacyNotice]:
    """Language → the text that holds now."""
    return newest(FOLDER)


def read(source: str, *, version: int, language: str) -> PrivacyNotice:
    """A text as a notice."""
    first, _, rest = source.partition("\n")
    heading = CHANGES.get(language, CHANGES[SOURCE])
    body, _, changes = rest.partition(f"\n## {heading}\n")
    return PrivacyNotice(
        version=version,
        language=language,
        title=first.removeprefix("# ").strip(),
        html=_html(body),
        changes_title=heading,
        changes_html=_html(changes),
        sha256=sha256(source.encode()).hexdigest(),
    )


def _html(source: str) -> str:
    return nh3.clean(MarkdownIt("js-default", {"html": False}).render(source)) if source.strip() else ""
