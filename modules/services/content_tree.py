"""The content folder as a whole: which file stands where, in the order in which pages stand below each other.

<programme>/programme.toml
<programme>/<language>/{competencies.toml, glossary.toml, sources.toml}
<programme>/<language>/<NN-module>/{module.toml, NN-lesson.md, scenario*.md, questions.md}
<programme>/<language>/tools/tNN-tool.md
<programme>/<language>/tests/<form of a test before and after>.md
<programme>/<language>/instruments/ is read by assessments.surveys
<programme>/law/<country>/<key of a lesson>.md
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from modules.services import content_files
from modules.services.content_files import ContentFile, Finding, Place, Unreadable
from modules.services.content_kinds import (
    FRAMEWORK,
    GLOSSARY,
    LAW,
    LESSON,
    MODULE,
    PROGRAMME,
    QUIZ,
    SCENARIO,
    SOURCES,
    TOOL,
    TOOLS,
)
from modules.services.content_shapes import Kind

TABLES = {"competencies.toml": FRAMEWORK, "glossary.toml": GLOSSARY, "sources.toml": SOURCES}
_NUMBER = re.compile(r"^[0-9]+-")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_IGNORED = re.compile(r"^(\..*|README.*|LICEN[CS]E.*)$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(png|jpe?g|gif|webp|avif|svg)$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Tree:
    """Every file that could be read, parents before children and in page order, and what is wrong with the folder."""

    files: tuple[ContentFile, ...]
    findings: tuple[Finding, ...]
    laws: tuple[ContentFile, ...] = ()
    """Texts of law and local procedure, which are no pages."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop an import."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def read(folder: Path) -> Tree:
    """Read a content folder, or the folder of one programme."""
    if not folder.is_dir():
        kind = "is a file" if folder.exists() else "does not exist"
        return Tree(files=(), findings=(_finding(str(folder), "no-folder", f"{kind}; name the content folder"),))
    one = (folder / "programme.toml").exists()
    walk = _Walk(folder.parent if one else folder)
    programmes = [folder] if one else [item for item in walk.items(folder) if item.is_dir()]
    files = tuple(file for programme in programmes for file in walk.programme(programme))
    if not programmes:
        walk.report(folder.name, "no-programme", "holds no programme; add a folder with a file 'programme.toml'")
    return Tree(files=files, laws=tuple(walk.laws), findings=tuple(walk.findings))


class _Walk:
    """Goes through the folders and gathers what is wrong on the way."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.laws: list[ContentFile] = []

    def report(self, path: str, code: str, message: str) -> None:
        self.findings.append(_finding(path, code, message))

    def items(self, folder: Path) -> list[Path]:
        """What a folder holds, by name, without what is there for people only."""
        try:
            found = [item for item in folder.iterdir() if not _IGNORED.match(item.name)]
        except OSError as error:
            self.report(self._path(folder), "unreadable", f"the folder cannot be read: {error.strerror}")
            return []
        return sorted(found, key=lambda item: item.name)

    def programme(self, folder: Path) -> Iterator[ContentFile]:
        """The files of a programme, language by language."""
        top = self._read(self._place(folder / "programme.toml", PROGRAMME, slug=folder.name, programme=folder.name))
        if top is None:
            return
        first = str(top.values.get("language", ""))
        for item in self.items(folder):
            if item.is_dir() and item.name == "law":
                self._law(item)
            elif item.is_dir():
                yield from self._language(item, top if item.name == first else None)
            elif item.name != "programme.toml":
                self._unknown(item)
        if not (folder / first).is_dir():
            self.report(top.path, "no-language", f"names the language '{first}', but there is no folder '{first}'")

    def _law(self, folder: Path) -> None:
        for country in self.items(folder):
            for item in self.items(country) if country.is_dir() else [country]:
                if item.suffix == ".md" and item is not country:
                    self.laws += self._one(replace(self._place(item, LAW, slug=item.stem), language=""))
                else:
                    self._unknown(item)

    def _language(self, folder: Path, top: ContentFile | None) -> Iterator[ContentFile]:
        if folder.name not in dict(settings.LANGUAGES):
            names = ", ".join(dict(settings.LANGUAGES))
            self.report(
                self._path(folder), "unknown-language", f"is not a language of this site ({names}); rename the folder"
            )
            return
        if top is None:
            top = self._read(self._place(folder / "programme.toml", PROGRAMME, slug=folder.parent.name, parent=""))
            if top is None:
                return
        top = replace(top, place=replace(top.place, language=folder.name))
        yield top
        yield from self._shelves(folder, top)

    def _shelves(self, folder: Path, top: ContentFile) -> Iterator[ContentFile]:
        for item in self.items(folder):
            if item.name in TABLES:
                yield from self._one(self._place(item, TABLES[item.name], slug=item.stem, parent=top.path))
            elif item.is_dir() and item.name == "tools":
                yield from self._tools(item, top)
            elif item.is_dir() and item.name == "tests":
                yield from self._tests(item, top)
            elif item.is_dir() and _NUMBER.match(item.name):
                yield from self._module(item, top)
            elif item.name not in ("programme.toml", "instruments"):
                self._unknown(item)

    def _module(self, folder: Path, top: ContentFile) -> Iterator[ContentFile]:
        slug = _NUMBER.sub("", folder.name)
        module = self._read(self._place(folder / "module.toml", MODULE, slug=slug, parent=top.path))
        if module is None:
            return
        yield module
        pages: list[ContentFile] = []
        for item in self.items(folder):
            if item.suffix == ".md":
                slug = "quiz" if item.name == "questions.md" else _NUMBER.sub("", item.stem)
                pages += self._one(self._place(item, LESSON, SCENARIO, QUIZ, slug=slug, parent=module.path))
            elif item.name != "module.toml":
                self._unknown(item)
        yield from sorted(pages, key=lambda page: MODULE.children.index(page.kind.name))

    def _tools(self, folder: Path, top: ContentFile) -> Iterator[ContentFile]:
        named = folder / "tools.toml"
        place = self._place(named if named.exists() else folder, TOOLS, slug="tools", parent=top.path)
        index = self._read(replace(place, virtual=not named.exists()))
        if index is None:
            return
        yield index
        for item in self.items(folder):
            if item.suffix == ".md":
                yield from self._one(self._place(item, TOOL, slug=item.stem, parent=index.path))
            elif item != named:
                self._unknown(item)

    def _tests(self, folder: Path, top: ContentFile) -> Iterator[ContentFile]:
        """Quizzes that belong to no module: nobody's progress asks for them."""
        for item in self.items(folder):
            if item.suffix == ".md":
                yield from self._one(self._place(item, QUIZ, slug=item.stem, parent=top.path))
            else:
                self._unknown(item)

    def _one(self, place: Place) -> list[ContentFile]:
        file = self._read(place)
        return [] if file is None else [file]

    def _read(self, place: Place) -> ContentFile | None:
        if not place.virtual and not place.file.exists():
            self.report(place.path, "missing-file", "does not exist; write it, or delete its folder")
            return None
        if not _SLUG.fullmatch(place.slug):
            self.report(
                place.path,
                "bad-name",
                f"'{place.slug}' goes into addresses; use small letters, digits and single hyphens",
            )
        try:
            file = content_files.read(place)
        except Unreadable as error:
            self.findings.append(error.finding)
            return None
        self.findings += content_files.check(file)
        return file

    def _place(self, file: Path, *kinds: Kind, slug: str, parent: str = "", programme: str = "") -> Place:
        parts = file.relative_to(self.root).parts
        language = parts[1] if len(parts) > 2 else ""
        return Place(
            path=self._path(file),
            programme=programme or parts[0],
            language=language,
            parent=parent,
            slug=slug,
            kinds=kinds,
            folder=self.root,
        )

    def _path(self, file: Path) -> str:
        return file.relative_to(self.root).as_posix()

    def _unknown(self, item: Path) -> None:
        if not _PICTURE.search(item.name):
            what = "folder" if item.is_dir() else "file"
            self.report(self._path(item), "unknown-file", f"no {what} of this name belongs here; rename or delete it")


def _finding(path: str, code: str, message: str) -> Finding:
    return Finding(path=path, line=1, code=code, message=message)
