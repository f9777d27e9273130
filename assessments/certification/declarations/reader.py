"""Reading the declarations: the first line of a file is the title, the rest is Markdown."""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from modules.compiled import safe
from modules.dialect import markup

FOLDER = Path(__file__).parent
FILE = re.compile(r"(?P<key>[a-z0-9-]+)\.(?P<version>[1-9][0-9]*)\.md")
LANGUAGE = "en"
"""Of the files. A translation would be another text: it is signed as it reads."""


class NoSuchDeclaration(LookupError):
    """There is no text with this key, or none in this version."""


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """A text to sign, in one version."""

    key: str
    version: int
    title: str
    html: str
    """Safe."""
    digest: str
    """SHA-256 of the file."""


@lru_cache(maxsize=1)
def declarations() -> dict[str, dict[int, Declaration]]:
    """Key → version → text, of every file."""
    found: dict[str, dict[int, Declaration]] = {}
    for file in sorted(FOLDER.glob("*.md")):
        name = FILE.fullmatch(file.name)
        if name is not None:
            text = _read(name["key"], int(name["version"]), file.read_text(encoding="utf-8"))
            found.setdefault(text.key, {})[text.version] = text
    return found


def latest(key: str) -> Declaration:
    """The newest version of a text. Raises NoSuchDeclaration."""
    versions = declarations().get(key)
    if not versions:
        raise NoSuchDeclaration(key)
    return versions[max(versions)]


def declaration_title(key: str) -> str:
    """What the text is called; its key where there is none."""
    try:
        return latest(key).title
    except NoSuchDeclaration:
        return key.replace("-", " ")


def _read(key: str, version: int, source: str) -> Declaration:
    first, _, body = source.partition("\n")
    return Declaration(
        key=key,
        version=version,
        title=first.removeprefix("# ").strip(),
        html=safe(markup.render(body)),
        digest=sha256(source.encode()).hexdigest(),
    )
