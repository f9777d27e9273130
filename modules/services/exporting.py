"""Pages back into files, byte for byte as they would be imported."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from modules.models import CurriculumPage, HomePage, LawText, MarkdownPage
from modules.services import content_values, laws, page_values
from modules.services.compiling import page_models
from modules.services.content_files import digest
from modules.services.content_shapes import Kind

FILES = {
    "framework": "competencies.toml",
    "glossary": "glossary.toml",
    "sources": "sources.toml",
    "tools": "tools/tools.toml",
}
"""Of a page made in the editor, of which a programme has one in each language."""


class NotEmpty(Exception):
    """The folder to export to holds files already."""


@dataclass(frozen=True, kw_only=True)
class Exported:
    """One file to write."""

    path: str
    text: str


_besides: list[Callable[[], Iterable[Exported]]] = []


def register(files: Callable[[], Iterable[Exported]]) -> None:
    """Have files written that are no pages: an app above says which, once."""
    if files not in _besides:
        _besides.append(files)


def export(*, folder: Path, progress: Callable[[str], object] | None = None) -> int:
    """Write every page of the curriculum, as its newest revision says, and what belongs beside them below `folder`; how many files.

    Raises NotEmpty where the folder holds something, so that nothing is overwritten or mixed.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmpty(str(folder))
    written = 0
    for exported in exports():
        file = folder / exported.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(exported.text.encode())
        if progress is not None:
            progress(exported.path)
        written += 1
    return written


def exports() -> Iterator[Exported]:
    """Every file of the curriculum in its pages' order."""
    pages = [page for model in page_models() if model is not HomePage for page in model._default_manager.all()]
    paths: dict[str, str] = {}
    taken: set[str] = set()
    for page in sorted(pages, key=lambda page: page.path):
        text = text_of(newest(page))
        path = page.source_path or _free(_new_path(page, paths), taken)
        paths[page.path] = path
        taken.add(path)
        if PurePosixPath(path).suffix:
            yield Exported(path=path, text=text)
        elif digest(text) != page.imported_digest:
            yield Exported(path=f"{path}/tools.toml", text=text)
    for row in LawText.objects.all():
        yield Exported(path=laws.path_of(row), text=laws.text_of(row))
    for files in _besides:
        yield from files()


def newest(page: CurriculumPage) -> CurriculumPage:
    """The page as its newest revision says, draft or published."""
    found: CurriculumPage = page.get_latest_revision_as_object()
    return found


def newest_digest(page: CurriculumPage) -> str:
    """SHA-256 of the file the page would be exported to; equal to `imported_digest` unless somebody has edited it."""
    return digest(text_of(newest(page)))


def text_of(page: CurriculumPage) -> str:
    """The file of a page in canonical form."""
    kind = _kind(page)
    return content_values.write(
        kind, page_values.values_of(page, kind), page.body if isinstance(page, MarkdownPage) else ""
    )


def _kind(page: CurriculumPage) -> Kind:
    kind = page_values.kind_of(type(page))
    if kind is None:
        raise LookupError(f"{type(page).__name__} has no file")
    return kind


def _new_path(page: CurriculumPage, paths: dict[str, str]) -> str:
    """Where the file of a page that was made in the editor goes: beside its siblings, by its place among them."""
    kind = _kind(page)
    above = PurePosixPath(paths.get(page.path[: -page.steplen], ""))
    folder = above if not above.suffix else above.parent
    if kind.name == "programme":
        return f"{page.slug}/programme.toml"
    if kind.name == "module":
        return f"{folder}/{page.locale.language_code}/{getattr(page, 'number', 0):02d}-{page.slug}/module.toml"
    names = {
        "lesson": f"{_place(page):02d}-{page.slug}.md",
        "quiz": "questions.md",
        "scenario": f"scenario-{page.slug}.md",
    }
    names["tool"] = f"{page.slug}.md"
    if kind.name in names:
        return f"{folder}/{names[kind.name]}"
    return f"{folder}/{page.locale.language_code}/{FILES[kind.name]}"


def _place(page: CurriculumPage) -> int:
    """The page's place among its siblings of the same type, from 1."""
    before = page.get_siblings().filter(content_type=page.content_type_id, path__lt=page.path)
    return before.count() + 1


def _free(path: str, taken: set[str]) -> str:
    """The path, or the path with a number where another file has it."""
    file = PurePosixPath(path)
    number = 1
    while path in taken:
        number += 1
        path = str(file.with_name(f"{file.stem}-{number}{file.suffix}"))
    return path
