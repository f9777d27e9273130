"""What can be asked about the published curriculum.

The outline is read from the database once, kept in the process, and read again when a page is published, moved or removed.
A token in the cache tells the processes of that; it lasts a minute, so a cache that is not shared delays news by no more.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from wagtail.models import Locale, Page, get_page_models

from modules import rendering
from modules.completing import completed
from modules.models import (
    CurriculumPage,
    FrameworkPage,
    GlossaryPage,
    MarkdownPage,
    ModulePage,
    ProgrammePage,
    SourcesPage,
    ToolIndexPage,
    ToolPage,
)
from modules.outline import Indicator, Module, Node, Pathway, Programme, Shelf, Step, Tool

VERSION_KEY = "modules.outline"
VERSION_SECONDS = 60
_remembered: dict[int, tuple[str, tuple[Programme, ...]]] = {}


def catalogue(*, locale_id: int) -> tuple[Programme, ...]:
    """Every published programme in a language, in order. No query unless something was published since the last call."""
    token = cache.get(VERSION_KEY)
    if token is None:
        token = uuid4().hex
        cache.set(VERSION_KEY, token, VERSION_SECONDS)
    kept = _remembered.get(locale_id)
    if kept is None or kept[0] != token:
        kept = _remembered[locale_id] = (token, _complete(locale_id))
    return kept[1]


def forget_outline() -> None:
    """Something was published, moved or removed: read the outline again, now and once the change is committed."""
    cache.delete(VERSION_KEY)
    transaction.on_commit(lambda: cache.delete(VERSION_KEY))


def programme_of(page: Page) -> Programme | None:
    """The published programme a page stands in (or is), or None."""
    return next((found for found in catalogue(locale_id=page.locale_id) if page.path.startswith(found.path)), None)


def module_of(page: Page) -> Module | None:
    """The published module a page stands in (or is), or None."""
    programme = programme_of(page)
    modules = programme.modules if programme else ()
    return next((module for module in modules if page.path.startswith(module.path)), None)


def programme(content_key: str, *, locale_id: int) -> Programme | None:
    """The published programme with this content key, or None."""
    return next((found for found in catalogue(locale_id=locale_id) if found.content_key == content_key), None)


def _complete(locale_id: int) -> tuple[Programme, ...]:
    """The programmes of a language, each with what exists only in a language that was there before it, the first before others."""
    found = {programme.content_key: programme for programme in _read(locale_id)}
    others = Locale.objects.filter(pk__lt=locale_id).order_by("pk") if found else ()
    for other in others:
        for source in _read(other.pk):
            if source.content_key in found:
                own = found[source.content_key]
                found[source.content_key] = completed(own, source=source, language=other.language_code)
    return tuple(found.values())


def _read(locale_id: int) -> tuple[Programme, ...]:
    def live(model: type[CurriculumPage]) -> list[Any]:
        return list(model._default_manager.filter(live=True, locale_id=locale_id).order_by("path"))

    modules, tools, shelves = live(ModulePage), live(ToolPage), [page for kind in SHELVES for page in live(kind)]
    steps = sorted((step for model in step_models() for step in _steps(model, locale_id)), key=lambda step: step.path)
    return tuple(
        Programme(
            **_node(page),
            summary=page.summary,
            review=page.details.get("review", ""),
            pathways=tuple(_pathway(row) for row in page.pathways),
            completion=page.completion,
            modules=tuple(_module(module, steps) for module in _below(page, modules)),
            tools=tuple(_tool(tool) for tool in _below(page, tools)),
            shelves=tuple(_shelf(shelf) for shelf in _below(page, shelves)),
            indicators=tuple(_indicators(_below(page, shelves))),
        )
        for page in live(ProgrammePage)
    )


SHELVES: dict[type[CurriculumPage], str] = {
    ToolIndexPage: "tools",
    FrameworkPage: "framework",
    GlossaryPage: "glossary",
    SourcesPage: "sources",
}


def step_models() -> list[type[MarkdownPage]]:
    """The kinds of pages that are steps of a module, those of other apps included."""
    return [model for model in get_page_models() if issubclass(model, MarkdownPage) and model is not ToolPage]


def _steps(model: type[MarkdownPage], locale_id: int) -> Iterator[Step]:
    kind = model.__name__.removesuffix("Page").lower()
    pages = model._default_manager.filter(live=True, locale_id=locale_id).defer("body")
    yield from (Step(**_node(page), kind=kind, minutes=page.minutes) for page in pages)


def _below(above: Page, pages: Iterable[Any]) -> list[Any]:
    return [page for page in pages if page.path.startswith(above.path)]


def _node(page: Any) -> dict[str, Any]:
    url = page.get_url() or ""
    return {"page_id": page.pk, "path": page.path, "content_key": page.content_key, "title": page.title, "url": url}


def _module(page: ModulePage, steps: list[Step]) -> Module:
    return Module(
        **_node(page),
        number=page.number,
        phase=page.phase,
        minutes=page.minutes,
        summary=page.summary,
        status=page.status,
        review=page.review,
        audiences=tuple(page.audiences),
        requires_m03=page.requires_m03,
        steps=tuple(_below(page, steps)),
        has_practice_task=bool(page.practice_task),
    )


def _tool(page: ToolPage) -> Tool:
    return Tool(**_node(page), summary=page.summary, used_in=tuple(page.used_in), is_form=page.is_form)


def _shelf(page: Any) -> Shelf:
    return Shelf(
        **_node(page), kind=SHELVES[type(page)], summary=page.intro if isinstance(page, ToolIndexPage) else page.summary
    )


def _pathway(row: dict[str, Any]) -> Pathway:
    return Pathway(
        key=row.get("key", ""),
        title=row.get("title", ""),
        description=row.get("description", ""),
        hours=row.get("hours", 0),
        required=tuple(row.get("required", ())),
        optional=tuple(row.get("optional", ())),
    )


def _indicators(shelves: Iterable[Node | CurriculumPage]) -> Iterator[Indicator]:
    for page in shelves:
        if isinstance(page, FrameworkPage):
            html, url = rendering.leaves_html(page.leaves()), page.get_url() or ""
            for row in page.indicators:
                yield Indicator(
                    code=row.get("code", ""),
                    html=html.get(row.get("text", ""), ""),
                    safety_critical=row.get("safety_critical", False),
                    url=f"{url}#{row.get('code', '')}",
                )
