"""The privacy notice: one Markdown file for each version, with a heading "What has changed" where it had a version before.

The first line is the title. The hash of the file is what a person agrees to.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import nh3
from markdown_it import MarkdownIt

FOLDER = Path(__file__).parent / "texts"
FILE = re.compile(r"(?P<version>[1-9][0-9]*)\.(?P<language>[a-z]{2})\.md")
CHANGES = "\n## What has changed\n"


@dataclass(frozen=True, kw_only=True)
class PrivacyNotice:
    """One version."""

    version: int
    language: str
    title: str
    html: str
    """Safe."""
    changes_html: str
    """Safe; empty for the first version."""
    sha256: str


@lru_cache(maxsize=4)
def current(folder: Path = FOLDER) -> PrivacyNotice:
    """The newest version."""
    found = [
        (int(name["version"]), name["language"], file)
        for file in folder.iterdir()
        if (name := FILE.fullmatch(file.name))
    ]
    version, language, file = max(found)
    return read(file.read_text(encoding="utf-8"), version=version, language=language)


def read(source: str, *, version: int, language: str) -> PrivacyNotice:
    """A text as a notice."""
    first, _, rest = source.partition("\n")
    body, _, changes = rest.partition(CHANGES)
    return PrivacyNotice(
        version=version,
        language=language,
        title=first.removeprefix("# ").strip(),
        html=_html(body),
        changes_html=_html(changes),
        sha256=sha256(source.encode()).hexdigest(),
    )


def _html(source: str) -> str:
    return nh3.clean(MarkdownIt("js-default", {"html": False}).render(source)) if source.strip() else ""
