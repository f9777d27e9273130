"""What each page's template is given, as `templates/CONTEXTS.md` says. Named by the page classes, called by Wagtail.

Everything here is the same for everybody; what a learner has done is added by the templates' tags, which live higher up.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from modules import linking, rendering, wording
from modules.compiled import inline
from modules.models import (
    CurriculumPage,
    HomePage,
    LessonPage,
    ModulePage,
    Phase,
    ProgrammePage,
    ScenarioPage,
    ToolIndexPage,
    ToolPage,
)
from modules.outline import Module, Node, Programme, Tool
from modules.selectors import catalogue, module_of, programme_of

Context = dict[str, Any]


def home(page: HomePage, request: HttpRequest) -> Context:
    """The catalogue of programmes."""
    programmes = [
        {
            "title": found.title,
            "url": found.url,
            "summary": found.summary,
            "facts": _facts(found),
            "draft_text": wording.draft_text(found.review),
        }
        for found in catalogue(locale_id=page.locale_id)
    ]
    return {"phase": "every", "intro_html": html_of(page, request).get(page.intro, ""), "programmes": programmes}


def programme(page: ProgrammePage, request: HttpRequest) -> Context:
    """A programme: for whom it is, and its shelves; the cards of the modules come with the learner's state."""
    html = html_of(page, request)
    outline = programme_of(page)
    return {
        "phase": "every",
        "draft_text": draft_of(page),
        "trail": [],
        "intro_html": SafeString(html.get(page.summary, "")),
        "about_html": items(html, page.design),
        "facts": _facts(outline) if outline else [],
        "pathways": [{"name": row.get("title", ""), "text": row.get("description", "")} for row in page.pathways],
        "shelves": _shelves(outline) if outline else [],
    }


def _shelves(outline: Programme) -> list[Context]:
    """The shelves with what stands in them; one without an introduction is counted."""
    counted = {"tools": wording.shelf_text(len(outline.tools)) if outline.tools else ""}
    return [
        {"title": shelf.title, "url": shelf.url, "note": shelf.summary or counted.get(shelf.kind, "")}
        for shelf in outline.shelves
    ]


def module(page: ModulePage, request: HttpRequest) -> Context:
    """A module: what one can do afterwards, what the lessons cover, the task at work."""
    html = html_of(page, request)
    outline = programme_of(page)
    before = (
        format_html('<div class="notice">{}</div>', html[page.before_you_start])
        if page.before_you_start
        else SafeString()
    )
    return {
        "phase": wording.phase_colour(page.phase),
        "draft_text": wording.draft_text(page.review, outline.review if outline else ""),
        "phase_name": wording.joined(wording.phase_name(phase) for phase in [page.phase, *page.further_phases]),
        "trail": [link_to(outline)] if outline else [],
        "number_text": wording.number_text(page.number),
        "minutes_text": wording.minutes_text(page.minutes),
        "audiences_text": wording.joined(_audiences(page, outline)),
        "intro_html": SafeString(html.get(page.summary, "")) + before,
        "outcomes": [
            {"code": row.get("key", ""), "html": inline(html.get(row.get("text", ""), ""))} for row in page.outcomes
        ],
        "outline": [] if _has_lessons(page) else [_lesson_to_come(html, row) for row in page.outline],
        "questions": [inline(html.get(question, "")) for question in page.questions],
        "practice_task_html": html.get(page.practice_task, ""),
        "tools": [_tool_link(tool) for tool in (outline.tools if outline else ()) if tool.key in page.tools],
        "indicators": [
            {"code": found.code, "html": found.html, "safety_critical": found.safety_critical, "url": found.url}
            for found in (outline.indicators if outline else ())
            if found.code in page.indicators
        ],
    }


def lesson(page: LessonPage, request: HttpRequest) -> Context:
    """A lesson: its parts in reading order."""
    document = linking.linked_document(page, keep=_kept(request))
    return {
        **_of_module(page),
        "minutes_text": wording.minutes_text(page.minutes),
        "weight_text": wording.weight_text(document.weight),
        "lead_html": "",
        "parts": document.parts,
    }


def scenario(page: ScenarioPage, request: HttpRequest) -> Context:
    """A scenario: its parts in reading order."""
    return {
        **_of_module(page),
        "minutes_text": wording.minutes_text(page.minutes),
        "lead_html": html_of(page, request).get(page.summary, ""),
        "parts": linking.linked_document(page, keep=_kept(request)).parts,
    }


def tool_index(page: ToolIndexPage, request: HttpRequest) -> Context:
    """The shelf of tools, grouped by the module that uses them first."""
    outline = programme_of(page)
    tools = outline.tools if outline else ()
    modules = {found.key: found for found in (outline.modules if outline else ())}
    order = [*modules, ""]

    def first_use(tool: Tool) -> str:
        return next((key for key in tool.used_in if key in modules), "")

    tools = tuple(sorted(tools, key=lambda tool: (order.index(first_use(tool)), tool.path)))
    groups = [_group(modules.get(key), tools_of) for key, tools_of in groupby(tools, key=first_use)]
    return {
        "phase": "every",
        "draft_text": draft_of(page),
        "trail": [link_to(outline)] if outline else [],
        "intro_html": html_of(page, request).get(page.intro, ""),
        "groups": groups,
    }


def tool(page: ToolPage, request: HttpRequest) -> Context:
    """A practice tool, to read or to print."""
    outline = programme_of(page)
    tools = outline.tools if outline else ()
    at = next((number for number, found in enumerate(tools) if found.page_id == page.pk), None)
    shelf = outline.shelf("tools") if outline else None
    modules = [found for key in page.used_in if outline and (found := outline.module(key))]
    parts = linking.linked_document(page, keep=_kept(request)).parts
    return {
        "phase": wording.phase_colour(modules[0].phase) if modules else "every",
        "draft_text": draft_of(page),
        "trail": [link_to(node) for node in (outline, shelf) if node],
        "code": page.content_key.rpartition("/")[2].upper(),
        "body_html": SafeString("".join(part for part in parts if isinstance(part, str))),
        "parts": parts,
        "used_in": [
            {"title": f"{wording.number_text(found.number)} · {found.title}", "url": found.url} for found in modules
        ],
        "is_form": page.is_form,
        "previous": _tool_link(tools[at - 1]) if at else None,
        "next": _tool_link(tools[at + 1]) if at is not None and at + 1 < len(tools) else None,
    }


def _kept(request: HttpRequest) -> bool:
    """Whether a text that is not compiled yet is to be kept: not that of a preview."""
    return not getattr(request, "is_preview", False)


def html_of(page: CurriculumPage, request: HttpRequest) -> Mapping[str, str]:
    return rendering.leaves_html(page.leaves(), keep=_kept(request))


def items(html: Mapping[str, str], leaves: Iterable[str]) -> SafeString:
    rows = format_html_join("", "<li>{}</li>", ((inline(html.get(leaf, "")),) for leaf in leaves))
    return format_html("<ul>{}</ul>", rows) if rows else SafeString()


def link_to(node: Node) -> Context:
    return {"title": node.title, "url": node.url}


def _tool_link(tool: Tool) -> Context:
    return {"title": f"{tool.key.upper()} {tool.title}", "url": tool.url}


def _of_module(page: CurriculumPage) -> Context:
    """What a step shows of the module it belongs to."""
    outline, found = programme_of(page), module_of(page)
    phase = found.phase if found else Phase.EVERY.value
    return {
        "phase": wording.phase_colour(phase),
        "phase_name": wording.phase_name(phase),
        "draft_text": draft_of(page),
        "trail": [link_to(node) for node in (outline, found) if node],
    }


def draft_of(page: CurriculumPage) -> str:
    """What is said of a page that nobody has reviewed."""
    return wording.draft_text(*(found.review for found in (module_of(page), programme_of(page)) if found))


def _facts(outline: Programme) -> list[str]:
    hours = max((pathway.hours for pathway in outline.pathways), default=0)
    facts = [wording.modules_text(len(outline.modules)), wording.tools_text(len(outline.tools))]
    return [*facts, wording.hours_text(hours)] if hours else facts


def _audiences(page: ModulePage, outline: Programme | None) -> list[str]:
    found = [outline.pathway(key) for key in page.audiences] if outline else []
    return [pathway.title for pathway in found if pathway]


def _has_lessons(page: ModulePage) -> bool:
    found = module_of(page)
    return bool(found and found.of_kind("lesson"))


def _lesson_to_come(html: Mapping[str, str], row: Mapping[str, Any]) -> Context:
    note = wording.minutes_text(row.get("minutes", 0))
    return {"title": row.get("title", ""), "note": note, "html": html.get(row.get("text", ""), "")}


def _group(found: Module | None, tools: Iterable[Tool]) -> Context:
    title = f"{wording.number_text(found.number)} · {found.title}" if found else _("For mentoring and every day")
    rows = [{"code": tool.key.upper(), "title": tool.title, "url": tool.url, "note": tool.summary} for tool in tools]
    return {"title": title, "phase": wording.phase_colour(found.phase) if found else "every", "tools": rows}
